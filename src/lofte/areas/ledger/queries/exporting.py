"""An export: the ledger as files, with the verifier that needs nothing else of ours."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any
from uuid import UUID

from lofte.areas.ledger.queries.proving import head_place
from lofte.areas.ledger.queries.stored import Connection
from lofte.areas.ledger.queries.verification import all_rows, one_moment, stream
from lofte.areas.ledger.rules.envelopes import head_size, log_name
from lofte.areas.ledger.rules.growth import PLATFORM
from lofte.areas.ledger.rules.notes import Verifier
from lofte.areas.ledger.standalone import verify
from lofte.kernel.errors import Conflict, Invalid, NotFound


class NothingSigned(Conflict):
    """Nothing is signed yet, so there is nothing to check an export against. Run the
    sequencer: `lofte sequencer`."""

    code = "nothing_signed"


class NotEmpty(Invalid):
    """The directory has files in it; an export goes in an empty or a new one."""

    code = "not_empty"


def export(
    connection: Connection, directory: Path, *, key: Verifier, tenant: UUID | None
) -> int:
    """Write everything the newest checkpoint covers, of all logs or of one.

    The export of one log tells nothing of the others. Returns how many entries it has.
    """
    directory.mkdir(parents=True, exist_ok=True)
    if any(directory.iterdir()):
        raise NotEmpty(directory=directory)
    (directory / "logs").mkdir()
    (directory / "vkey").write_text(f"{key.vkey}\n")
    shutil.copyfile(verify.__file__, directory / "verify.py")
    with one_moment(connection):
        return _write(connection, directory, tenant)


def _write(connection: Connection, directory: Path, tenant: UUID | None) -> int:
    signed = all_rows(connection, "last_checkpoint")
    if not signed:
        raise NothingSigned()
    _, size, _, note = signed[0]
    (directory / "checkpoint").write_text(note)
    if tenant is not None:
        return _one_log(connection, directory, tenant, size)
    _checkpoints(connection, directory / "checkpoints.jsonl")
    written = _entries(connection, PLATFORM, size, directory / "global.jsonl")
    for (log,) in all_rows(connection, "logs"):
        if log != PLATFORM:
            covered = _covered(connection, log, size)
            written += _log(connection, directory, log, covered) if covered else 0
    return written


def _one_log(connection: Connection, directory: Path, tenant: UUID, size: int) -> int:
    with connection.cursor(binary=True) as cursor:
        found = head_place(cursor, tenant, signed=size)
    if found is None:
        raise NotFound(tenant=tenant)
    head, place = found
    (directory / "head_proof.json").write_text(
        json.dumps({"index": place.index, "hashes": [step.hex() for step in place.path]})
    )
    return _log(connection, directory, tenant, head_size(head))


def _covered(connection: Connection, tenant: UUID, size: int) -> int:
    told: list[tuple[Any, ...]] = all_rows(
        connection, "last_told", log=log_name(tenant), signed=size
    )
    return head_size(bytes(told[0][1])) if told else 0


def _log(connection: Connection, directory: Path, tenant: UUID, size: int) -> int:
    return _entries(connection, tenant, size, directory / "logs" / f"{tenant}.jsonl")


def _entries(connection: Connection, tenant: UUID, size: int, path: Path) -> int:
    written = 0
    with (
        path.open("wb") as file,
        stream(connection, "export", tenant=tenant, size=size) as rows,
    ):
        for (envelope,) in rows:
            file.write(envelope + b"\n")
            written += 1
    return written


def _checkpoints(connection: Connection, path: Path) -> None:
    with path.open("w") as file, stream(connection, "checkpoints") as rows:
        for _, _, _, note in rows:
            file.write(json.dumps(note, ensure_ascii=False) + "\n")
