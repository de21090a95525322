"""What a file is: told by what is in it, and by its name where that does not tell."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePosixPath

from lofte.connectors.files.dialects import dialect_of
from lofte.connectors.files.encodings import encoding_of


class Kind(StrEnum):
    EMPTY = "empty"
    BINARY = "binary"
    DELIMITED = "delimited"
    JSON = "json"
    JSON_LINES = "json_lines"
    TEXT = "text"
    SQL = "sql"
    PARQUET = "parquet"
    WORKBOOK = "workbook"
    OLD_OFFICE = "old_office"
    ZIP = "zip"
    TAR = "tar"
    GZIP = "gzip"
    ZSTD = "zstd"
    BZIP2 = "bzip2"
    XZ = "xz"
    PG_CUSTOM = "pg_custom"
    SQLITE = "sqlite"
    DUCKDB = "duckdb"

    @property
    def packed(self) -> bool:
        """One stream within another."""
        return self in (Kind.GZIP, Kind.ZSTD, Kind.BZIP2, Kind.XZ)


_MAGIC = (
    (b"PAR1", Kind.PARQUET),
    (b"PK\x03\x04", Kind.ZIP),
    (b"PK\x05\x06", Kind.ZIP),
    (b"\x1f\x8b", Kind.GZIP),
    (b"\x28\xb5\x2f\xfd", Kind.ZSTD),
    (b"BZh", Kind.BZIP2),
    (b"\xfd7zXZ\x00", Kind.XZ),
    (b"PGDMP", Kind.PG_CUSTOM),
    (b"SQLite format 3\x00", Kind.SQLITE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind.OLD_OFFICE),
)
_ENDINGS = {
    ".csv": Kind.DELIMITED,
    ".tsv": Kind.DELIMITED,
    ".tab": Kind.DELIMITED,
    ".psv": Kind.DELIMITED,
    ".jsonl": Kind.JSON_LINES,
    ".ndjson": Kind.JSON_LINES,
    ".log": Kind.TEXT,
    ".md": Kind.TEXT,
    ".sql": Kind.SQL,
}
_LOOKED_AT = 64 << 10
_CONTROLS = bytes(range(9)) + bytes(range(14, 27)) + bytes(range(28, 32))
_MOST_CONTROLS = 0.02
"""Share of control characters, besides NUL, from which on bytes are no text."""
_MOST_NULS = 0.2
_CERTAIN = 0.55
"""How certain a dialect must be for a file whose name does not say that it is a table."""

_SQL = re.compile(
    r"^(?:--[^\n]*(?:dump|database)|/\*!\d{5}|/\*M!|PRAGMA foreign_keys|\\restrict |"
    r"(?:CREATE|DROP) TABLE |INSERT (?:INTO |\[)|COPY \S.* FROM stdin;|SET IDENTITY_INSERT )",
    re.MULTILINE | re.IGNORECASE,
)
_PAIRS = re.compile(r"(?:^|\s)[\w.-]+=\S")
_OBJECT_LINE = re.compile(r"\s*(?:\{.*\}|\[.*\])\s*")


def kind_of(head: bytes, name: str) -> Kind:
    """The kind of a file that begins so. Bytes go before the name, which may say anything."""
    if not head:
        return Kind.EMPTY
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head[8:12] == b"DUCK":
        return Kind.DUCKDB
    if head[257:262] == b"ustar":
        return Kind.PG_CUSTOM if head.startswith(b"toc.dat\x00") else Kind.TAR
    return _written(head, name)


def ending(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def _written(head: bytes, name: str) -> Kind:
    encoding = encoding_of(head)
    sample = head[encoding.mark : encoding.mark + _LOOKED_AT]
    if not encoding.wide and _is_binary(sample):
        return Kind.BINARY
    text = sample.decode(encoding.name, errors="replace").replace("\x00", "")
    return _of_text(text, name, cut=len(head) > _LOOKED_AT)


def _is_binary(sample: bytes) -> bool:
    size = max(len(sample), 1)
    controls = len(sample) - len(sample.translate(None, _CONTROLS)) - sample.count(0)
    return controls > _MOST_CONTROLS * size or sample.count(0) > _MOST_NULS * size


def _of_text(text: str, name: str, *, cut: bool) -> Kind:
    begun = text.lstrip()
    if not begun:
        return Kind.EMPTY
    if begun[0] in "{[" and (document := _document(begun, name)):
        return document
    named = _ENDINGS.get(ending(name))
    if _SQL.search(text[:_LOOKED_AT]) and named in (None, Kind.SQL):
        return Kind.SQL
    if named:
        return named
    dialect = dialect_of(text, cut=cut)
    table = dialect and dialect.certain >= _CERTAIN and not _is_log(begun)
    return Kind.DELIMITED if table else Kind.TEXT


def _document(begun: str, name: str) -> Kind | None:
    """JSON, by its first characters and line; a log line may begin with a bracket too."""
    first, _, rest = begun.partition("\n")
    if re.match(r"\{\s*(?:[\"}]|$)|\[\s*(?:[\[{\"\]\d-]|true|false|null|$)", begun) is None:
        return None
    if _OBJECT_LINE.fullmatch(first) and begun[0] == "{" and rest.strip()[:1] == "{":
        return Kind.JSON_LINES
    return _ENDINGS.get(ending(name)) if _is_log(begun) else _json(first, rest, name)


def _json(first: str, rest: str, name: str) -> Kind:
    if _OBJECT_LINE.fullmatch(first) and (
        rest.strip() or ending(name) in (".jsonl", ".ndjson")
    ):
        return Kind.JSON_LINES
    return Kind.JSON


def _is_log(text: str) -> bool:
    """Half of the first lines hold pairs of keys and values, or begin with a bracket's date."""
    lines = text.splitlines()[:50]
    like = sum(len(_PAIRS.findall(line)) >= 2 or line.startswith("[2") for line in lines)
    return like * 2 > len(lines)
