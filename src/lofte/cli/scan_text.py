"""`lofte scan-text`: personal data in a text, which never leaves the process."""

from __future__ import annotations

import json
import sys
from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

if TYPE_CHECKING:
    from lofte.discovery.spans import Span

_NOT_FOUND, _NOT_ALLOWED, _INVALID = 3, 4, 5

_PACKED = {
    b"\x1f\x8b": "gzip",
    b"PK\x03\x04": "zip",
    b"\x28\xb5\x2f\xfd": "Zstandard",
    b"%PDF": "PDF",
    b"PAR1": "Parquet",
    b"SQLite format 3": "SQLite",
}


@click.command("scan-text")
@click.argument("file", default="-")
@click.option("--json", "as_json", is_flag=True, help="Print JSON also to a terminal.")
def scan_text(file: str, as_json: bool) -> None:
    """Find personal data in FILE, or in what is piped in.

    Places count characters from the start of the text. To a terminal it prints a list, else
    JSON. The text itself is never repeated.
    """
    text, notice = _decoded(_read(file))
    if notice:
        click.echo(notice, err=True)
    spans = _spans(text)
    if as_json or not sys.stdout.isatty():
        click.echo(json.dumps(_document(spans)))
    else:
        _list(text, spans)


def _read(file: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except FileNotFoundError:
        _stop(_NOT_FOUND, f"There is no file {file}. Check its name.")
    except PermissionError:
        _stop(_NOT_ALLOWED, f"{file} may not be read. Ask for the right to read it.")
    except IsADirectoryError:
        _stop(_INVALID, f"{file} is a folder. Scan folders with: lofte scan {file}")
    except OSError as error:
        _stop(_INVALID, f"{file} could not be read ({error.strerror}).")


def _decoded(data: bytes) -> tuple[str, str]:
    """The text, and what to tell about how it was read; empty when it is plain UTF-8."""
    for mark, name in _PACKED.items():
        if data.startswith(mark):
            _stop(_INVALID, f"This is {name}, not text. Scan it with: lofte scan FILE")
    encoding = _encoding(data)
    if encoding == "utf-8":
        return data.removeprefix(b"\xef\xbb\xbf").decode(), ""
    text = data.decode(encoding, "replace").removeprefix("\ufeff")
    return text, f"Read as {encoding}: the text is not UTF-8."


def _encoding(data: bytes) -> str:
    if data.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return "utf-32"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    beginning = data[:4096]
    if beginning[1::2].count(0) > len(beginning) * 0.3:
        return "utf-16-le"
    if beginning[::2].count(0) > len(beginning) * 0.3:
        return "utf-16-be"
    try:
        data.decode()
    except UnicodeDecodeError:
        # Five bytes of it are not used, and Python refuses them: then it is what it once was.
        return "latin-1" if set(data) & {0x81, 0x8D, 0x8F, 0x90, 0x9D} else "cp1252"
    return "utf-8"


def _spans(text: str) -> Sequence[Span]:
    from datetime import datetime

    from lofte.discovery.text import find_spans
    from lofte.kernel.context import STOCKHOLM

    today = datetime.now(STOCKHOLM).date()  # noqa: TID251  A command is an edge: it reads the clock.
    return find_spans(text, today=today)


def _document(spans: Sequence[Span]) -> dict[str, object]:
    from lofte.discovery.types import RULESET

    return {
        "spans": [
            {
                "start": span.start,
                "end": span.end,
                "type": span.type.value,
                "confidence": round(span.confidence, 4),
                "reason": span.reason,
            }
            for span in spans
        ],
        "ruleset": RULESET,
    }


def _list(text: str, spans: Sequence[Span]) -> None:
    """Line and column, both from one, as editors count them."""
    lines = [0, *(at + 1 for at, sign in enumerate(text) if sign == "\n")]
    for span in spans:
        line = bisect_right(lines, span.start)
        place = f"{line}:{span.start - lines[line - 1] + 1}"
        click.echo(f"{place:<10} {span.type:<20} {span.confidence:.2f}  {span.reason}")
    click.echo(f"{len(spans)} found." if spans else "Nothing found.")


def _stop(code: int, said: str) -> NoReturn:
    click.echo(f"Error: {said}", err=True)
    sys.exit(code)
