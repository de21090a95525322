"""Rows that a database wrote as lines of CSV: the fastest way from there into columns.

Null is nothing at all, and an empty text is `""`.
"""

from __future__ import annotations

import io

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from lofte.discovery.written import TEXT, as_texts, readable


def parsed(data: bytes, width: int) -> list[pa.Array]:
    """So many columns of texts. A line that is not UTF-8 was most likely Latin-1."""
    if not data:
        return [pa.array([], TEXT)] * width
    try:
        return _parsed(data, width)
    except pa.ArrowInvalid:
        return _parsed(b"".join(map(_in_utf8, data.splitlines(keepends=True))), width)


def _parsed(data: bytes, width: int) -> list[pa.Array]:
    names = [f"c{at}" for at in range(width)]
    table = pyarrow.csv.read_csv(
        io.BytesIO(data),
        read_options=pyarrow.csv.ReadOptions(
            column_names=names, use_threads=False, block_size=len(data)
        ),
        parse_options=pyarrow.csv.ParseOptions(
            newlines_in_values=True, ignore_empty_lines=False
        ),
        convert_options=pyarrow.csv.ConvertOptions(
            column_types=dict.fromkeys(names, TEXT),
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=False,
        ),
    )
    return [column.combine_chunks() for column in table.columns]


def _in_utf8(line: bytes) -> bytes:
    try:
        line.decode()
    except UnicodeDecodeError:
        return line.decode("latin-1").encode()
    return line


def from_hex(texts: pa.Array, *, prefix: str = "") -> pa.Array:
    """Bytes written in hexadecimal, as the texts they are if they can be read."""
    raw = [
        None if text is None else bytes.fromhex(text.removeprefix(prefix))
        for text in texts.to_pylist()
    ]
    return readable(pa.array(raw, pa.large_binary()))


def from_numbers(texts: pa.Array, kind: pa.DataType) -> pa.Array:
    """Numbers in the database's way of writing, in ours."""
    return as_texts(texts.cast(pa.float64()).cast(kind))


def from_moments(texts: pa.Array) -> pa.Array:
    """Seconds without closing zeros."""
    shorter = pc.replace_substring_regex(texts, r"(\.\d*[1-9])0+$", r"\1")
    return pc.replace_substring_regex(shorter, r"\.0+$", "")
