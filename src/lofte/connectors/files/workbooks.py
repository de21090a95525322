"""Spreadsheets (XLSX, XLSB, XLS, ODS): every sheet is a table."""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any, BinaryIO

import python_calamine as calamine

from lofte.connectors.files.dialects import is_header
from lofte.connectors.files.lottery import draw
from lofte.connectors.files.tables import Text, sampled, turned, unlike
from lofte.connectors.files.tasks import MOST_COLUMNS, Task, Unreadable
from lofte.discovery.losses import NotScanned
from lofte.discovery.samples import TableSample
from lofte.discovery.written import of_number

LARGEST = 160 << 20
"""Bytes of the file's parts, unpacked: a sheet is held in memory as a whole."""
_LOOKED_AT = 200


def is_workbook(file: BinaryIO) -> bool:
    """Whether a ZIP is a spreadsheet, by the members it has."""
    try:
        with zipfile.ZipFile(file) as parts:
            names = set(parts.namelist())
            if "mimetype" in names and "content.xml" in names:
                return b"spreadsheet" in parts.read("mimetype")[:100]
            return bool(names & {"xl/workbook.xml", "xl/workbook.bin"})
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return False


def read_workbook(file: BinaryIO, task: Task) -> Iterator[TableSample | NotScanned]:
    """The first full row of a sheet is its header, if it looks like one."""
    _weigh(file)
    try:
        book = calamine.load_workbook(file)
    except calamine.PasswordError:
        said = "It is protected by a password. Save it without one."
        raise Unreadable("encrypted", said) from None
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise _damaged(error) from None
    for name in book.sheet_names:
        yield from _sheet(book, name, task.of(name))


def _sheet(book: Any, name: str, task: Task) -> Iterator[TableSample | NotScanned]:
    try:
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=True)
    except (calamine.CalamineError, ValueError) as error:
        yield task.lost(_damaged(error), name)
        return
    filled = [row for row in rows if any(cell != "" for cell in row)]
    width = max(map(len, filled), default=0)
    names, body = _headed(filled, min(width, MOST_COLUMNS))
    drawn = draw(task.seed, [(0, len(body))], task.rows)
    chosen = [body[at] for at in drawn.positions.tolist()]
    columns = turned([dict(zip(names, map(_text, row), strict=False)) for row in chosen])
    whole = {name: columns.get(name, [None] * len(chosen)) for name in names}
    yield sampled(task, whole, rows=len(body), order=drawn.ranks)


def _headed(rows: Sequence[list[Any]], width: int) -> tuple[list[str], Sequence[list[Any]]]:
    """Names of the columns, and the rows below them. Titles above a header are no data."""
    shown = [[_text(cell) or "" for cell in row] for row in rows[:_LOOKED_AT]]
    full = max((sum(map(bool, row)) for row in shown), default=0)
    at = next((i for i, row in enumerate(shown) if 2 * sum(map(bool, row)) > full), 0)
    if shown and is_header(shown[at], shown[at + 1 :]):
        given = chain(shown[at], [""] * width)
        return unlike(name for name, _ in zip(given, range(width), strict=False)), rows[
            at + 1 :
        ]
    return [f"column_{place}" for place in range(1, width + 1)], rows


def _text(cell: Any) -> Text:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return of_number(cell)
    if isinstance(cell, datetime.datetime):
        return _moment(cell)
    return str(cell) if cell != "" and cell is not None else None


def _moment(cell: datetime.datetime) -> str:
    """A day, where it is midnight: spreadsheets know no dates without a time."""
    if cell.time() == datetime.time():
        return cell.date().isoformat()
    text = cell.isoformat(" ")
    return text.rstrip("0") if "." in text else text


def _weigh(file: BinaryIO) -> None:
    """Refuse what would unpack to more than we hold. Raises `Unreadable`."""
    if zipfile.is_zipfile(file):
        file.seek(0)
        try:
            with zipfile.ZipFile(file) as parts:
                size = sum(part.file_size for part in parts.infolist())
        except (zipfile.BadZipFile, OSError) as error:
            raise _damaged(error) from None
        if size > LARGEST:
            said = f"It unpacks to more than {LARGEST >> 20} MiB. Save its sheets as CSV."
            raise Unreadable("too_large", said)
    file.seek(0)


def _damaged(error: Exception) -> Unreadable:
    if "password" in str(error).lower() or "crypt" in str(error).lower():
        said = "It is protected by a password. Save it without one."
        return Unreadable("encrypted", said)
    return Unreadable("damaged", "The spreadsheet is damaged. Open it, and save it anew.")
