"""Everything found, as one sealed ZIP: for machines JSON and CSV, for people a report.

Rows are kept compressed in memory while the systems are read, and never lie on the disk
unsealed. The archive is written straight into its sealed file.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.template.loader import render_to_string
from django.utils import translation

from lofte.areas.datamap.rules.serialise import header, to_cell, to_json
from lofte.infra import files
from lofte.kernel.context import Context
from lofte.kernel.ids import new_id

SHOWN_ROWS = 100
"""Rows of one table printed in the report; the files hold them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the package says of itself."""

    reference: str
    organisation: str
    contact: str
    name: str
    email: str
    language: str
    received_at: datetime
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    file_id: UUID
    key: bytes
    size: int
    sha256: str
    contents: list[dict[str, Any]]


@dataclass
class TableFindings:
    name: str
    relation: str
    columns: list[str] = field(default_factory=list)
    rows: int = 0
    _packer: Any = field(default_factory=lambda: zlib.compressobj(6))
    _parts: list[bytes] = field(default_factory=list)

    def add(self, row: dict[str, Any]) -> None:
        if not self.columns:
            self.columns = list(row)
        line = json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n"
        self._parts.append(self._packer.compress(line.encode()))
        self.rows += 1

    def __iter__(self) -> Iterator[dict[str, Any]]:
        self._parts.append(self._packer.flush(zlib.Z_SYNC_FLUSH))
        opener, rest = zlib.decompressobj(), b""
        for part in self._parts:
            *lines, rest = (rest + opener.decompress(part)).split(b"\n")
            yield from (json.loads(line) for line in lines)


@dataclass
class SystemFindings:
    name: str
    read_at: datetime
    tables: dict[tuple[str, str], TableFindings] = field(default_factory=dict)
    not_read: list[tuple[str, str]] = field(default_factory=list)

    def add(self, table: str, relation: str, rows: Iterable[dict[str, object]]) -> None:
        found = self.tables.setdefault((table, relation), TableFindings(table, relation))
        for row in rows:
            found.add({name: to_json(value) for name, value in row.items()})

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())


def pack(ctx: Context, *, about: About, systems: Sequence[SystemFindings]) -> Packed:
    """Write the archive under a fresh id and key. DiskFull leaves nothing behind."""
    file_id, key = new_id(), files.new_key()
    with files.writing(ctx, file_id=file_id, key=key) as sealed:
        counted = _Counted(sealed)
        with zipfile.ZipFile(counted, "w", zipfile.ZIP_DEFLATED) as archive:
            contents = [_write_system(archive, system) for system in systems]
            archive.writestr(_report_name(about.language), _report(about, systems))
            archive.writestr("manifest.json", _manifest(about, contents))
    return Packed(
        file_id=file_id,
        key=key,
        size=counted.tell(),
        sha256=counted.digest.hexdigest(),
        contents=contents,
    )


def _write_system(archive: zipfile.ZipFile, system: SystemFindings) -> dict[str, Any]:
    folder = _file_name(system.name)
    names: dict[str, int] = {}
    tables = []
    for table in system.tables.values():
        base = _unique(_file_name(table.name), names)
        with archive.open(f"{folder}/{base}.json", "w") as out:
            _write_json(io.TextIOWrapper(out, "utf-8", newline=""), table)
        with archive.open(f"{folder}/{base}.csv", "w") as out:
            # The mark makes spreadsheets read it as UTF-8.
            _write_csv(io.TextIOWrapper(out, "utf-8-sig", newline=""), table)
        tables.append({"table": table.name, "relation": table.relation, "rows": table.rows})
    return {
        "system": system.name,
        "read_at": system.read_at.isoformat(),
        "tables": tables,
        "not_read": [{"table": name, "reason": reason} for name, reason in system.not_read],
    }


def _write_json(out: io.TextIOWrapper, table: TableFindings) -> None:
    out.write("[")
    for number, row in enumerate(table):
        out.write(",\n " if number else "\n ")
        json.dump(row, out, ensure_ascii=False)
    out.write("\n]\n")
    out.flush()
    out.detach()


def _write_csv(out: io.TextIOWrapper, table: TableFindings) -> None:
    writer = csv.writer(out)
    writer.writerow(header(table.columns))
    for row in table:
        writer.writerow([to_cell(row.get(column)) for column in table.columns])
    out.flush()
    out.detach()


def _report(about: About, systems: Sequence[SystemFindings]) -> str:
    shown = [
        {
            "name": system.name,
            "read_at": system.read_at,
            "rows": system.rows,
            "not_read": system.not_read,
            "tables": [_shown(table) for table in system.tables.values()],
        }
        for system in systems
    ]
    total = sum(system.rows for system in systems)
    with translation.override(about.language):
        return render_to_string(
            "requests/report.html",
            {"about": about, "systems": shown, "total": total, "lang": about.language},
        )


def _shown(table: TableFindings) -> dict[str, Any]:
    rows: list[list[str]] = []
    for row in table:
        if len(rows) == SHOWN_ROWS:
            break
        rows.append([_readable(row.get(column)) for column in table.columns])
    return {
        "name": table.name,
        "relation": table.relation,
        "columns": table.columns,
        "rows": rows,
        "count": table.rows,
        "left": table.rows - len(rows),
    }


def _manifest(about: About, contents: list[dict[str, Any]]) -> str:
    said = {key: str(value) for key, value in asdict(about).items()}
    return json.dumps({"request": said, "systems": contents}, ensure_ascii=False, indent=1)


def _report_name(language: str) -> str:
    return "rapport.html" if language == "sv" else "report.html"


def _readable(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _file_name(text: str) -> str:
    """A name every file system takes, from one that anybody may have chosen."""
    return re.sub(r"[^\w.-]+", "_", text).strip("._")[:80] or "table"


def _unique(name: str, taken: dict[str, int]) -> str:
    # Some file systems hold `Order` and `order` for one name.
    taken[name.casefold()] = count = taken.get(name.casefold(), 0) + 1
    return name if count == 1 else f"{name}-{count}"


class _Counted(io.BufferedIOBase):
    """Hashes and counts what goes by; ZipFile needs to know where it is."""

    def __init__(self, out: io.BufferedIOBase) -> None:
        self._out, self.digest, self._size = out, hashlib.sha256(), 0

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._size

    def write(self, data: Any) -> int:
        self.digest.update(data)
        self._size += len(data)
        return self._out.write(data)
