"""What must be true when all the killing is over, asked of the database itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from crash.people import Acknowledged
from crash.postbox import Sent
from databases import superuser
from fakes import ledger_story
from lofte.areas.requests import actions
from lofte.infra import files, secrets
from lofte.kernel.context import Context


def rows(query: str, *params: object) -> list[tuple[Any, ...]]:
    with superuser() as connection:
        return connection.execute(query.encode(), params).fetchall()


def waiting() -> int:
    """Events not yet in the ledger."""
    return int(rows("SELECT count(*) FROM ledger_inbox")[0][0])


def unfinished_jobs() -> list[tuple[Any, ...]]:
    return rows("SELECT id, task_name, status, attempts, args FROM procrastinate_jobs")


def moments_and_entries_agree(ctx: Context) -> int:
    """Every line of a timeline is in the ledger, once, and nothing else is; how many."""
    moments = Counter(
        (event, f"request:{request}", f"requests.{kind}")
        for event, request, kind in rows(
            "SELECT event_id, request_id, kind FROM requests_moment WHERE tenant_id = %s",
            ctx.tenant,
        )
    )
    entries = Counter(
        rows(
            "SELECT event_id, subject, kind FROM ledger_entry"
            " WHERE tenant_id = %s AND subject LIKE 'request:%%'",
            ctx.tenant,
        )
    )
    assert moments == entries
    assert set(moments.values()) == {1}
    return len(moments)


def acknowledged_acts_are_there(ctx: Context, told: Acknowledged) -> None:
    found = rows(
        "SELECT r.reference, r.id::text, m.kind FROM requests_request r JOIN requests_moment m"
        " ON (m.tenant_id, m.request_id) = (r.tenant_id, r.id) WHERE r.tenant_id = %s",
        ctx.tenant,
    )
    counted = Counter((key, kind) for reference, id_, kind in found for key in (reference, id_))
    assert len(set(told.submitted)) == len(told.submitted)
    for reference in told.submitted:
        for kind in ("RequestReceived", "EmailProven", "PackageMade", "RequestAnswered"):
            assert counted[reference, kind] == 1, (reference, kind, counted[reference, kind])
    for request_id in told.released:
        assert counted[request_id, "RequestAnswered"] == 1, request_id
    for reference, fetches in Counter(told.fetched).items():
        assert counted[reference, "PackageFetched"] >= fetches, reference
    states = dict(rows("SELECT reference, state FROM requests_request"))
    assert {states[reference] for reference in told.submitted} == {"answered"}


def packages_open(ctx: Context) -> int:
    """Every package's file is whole; how many there are."""
    found = rows(
        "SELECT file_id, sealed_key, size FROM requests_package WHERE tenant_id = %s",
        ctx.tenant,
    )
    for file_id, sealed, size in found:
        key = secrets.unseal(bytes(sealed), place=f"package:{ctx.tenant}:{file_id}")
        octets = b"".join(files.reading(ctx, file_id=file_id, key=key))
        assert len(octets) == size and octets.startswith(b"PK")
    return len(found)


def strays_go_and_packages_stay(ctx: Context) -> int:
    """What no package names goes after a day, half-written or whole; how many went."""
    removed = actions.remove_stray_files(ctx)
    left = {path.name for path in files.path_of(ctx, file_id=ctx.tenant).parents[1].glob("*/*")}
    named = rows("SELECT file_id FROM requests_package WHERE tenant_id = %s", ctx.tenant)
    assert left == {UUID(str(file_id)).hex for (file_id,) in named}
    return removed


def letters_came_once(letters: Sequence[Sent], told: Acknowledged, *, kills: int) -> int:
    """Nobody waits for a letter in vain; of one sent twice both bear the same Message-ID, so
    that the reader's program shows one. How many were sent twice."""
    for reference in told.submitted:
        answers = {x.message_id for x in letters if reference in x.subject}
        assert len(answers) == 1, (reference, answers)
    ids = Counter(letter.message_id for letter in letters)
    texts = {(letter.message_id, letter.subject, letter.to, letter.text) for letter in letters}
    assert len(texts) == len(ids)
    twice = ids.total() - len(ids)
    # A worker holds four jobs at once, so that many letters may be on their way when it dies.
    assert twice <= 4 * kills
    return twice


def the_ledger_holds() -> int:
    report = ledger_story.verified()
    assert report.holds, report.faults
    return report.entries
