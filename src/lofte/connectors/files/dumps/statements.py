"""Where statements begin and end, in the dialects that dumps are written in."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lofte.connectors.files.dumps.names import NAME

_NAME = NAME.encode()
LIST = rb'\((?:[^()"`\'\[]++|"[^"]*+"|`[^`]*+`|\[[^\]]*+\])*+\)'

_COMMENT = rb"--[^\n]*+\n|#[^\n]*+\n|/\*(?:[^*]++|\*(?!/))*+\*/"
_GAP = rb"(?:\s++|" + _COMMENT + rb")*+"
COMMENTED = re.compile(rb"(?=[,\s]*+(?:--|#|/\*))(?:[,\s]++|" + _COMMENT + rb")++(?=\()")
"""What people write between rows, with comments in it."""

COPY = re.compile(
    rb"COPY\s+(" + _NAME + rb")\s*(" + LIST + rb")?\s*FROM\s+stdin\b([^;\n]*);[ \t]*\r?\n",
    re.IGNORECASE,
)
BEGUN = (
    rb"(?:INSERT|REPLACE)\s+(?:(?:LOW_PRIORITY|DELAYED|HIGH_PRIORITY|IGNORE|OR\s+\w+)\s+)*"
    rb"(?:INTO\s+)?(" + _NAME + rb")" + _GAP + rb"(" + LIST + rb")?" + _GAP
)
"""An INSERT up to its rows: the table, and the columns where they are named."""

INSERT = re.compile(
    BEGUN + rb"(?:OVERRIDING\s+\w+\s+VALUE\s+)?VALUES?" + _GAP + rb"(?=\()", re.IGNORECASE
)
SHAPING = re.compile(rb"(?:CREATE\s+(?:\w+\s+){0,3}?TABLE|ALTER\s+TABLE)\b", re.IGNORECASE)
DELIMITER = re.compile(rb"DELIMITER[ \t]+([^\s]+)[ \t]*\r?\n", re.IGNORECASE)
SETTING = re.compile(rb"(?:SET|USE)\b", re.IGNORECASE)

# Where reading can begin anew after what could not be read.
ANEW = re.compile(
    rb";\r?\n(?=\s*(?:--|/\*|INSERT\b|REPLACE\b|CREATE\b|ALTER\b|COPY\b|SET\b|UNLOCK\b"
    rb"|COMMIT\b|SELECT\b|UPDATE\b))"
)
COPIED = re.compile(rb"\n\\\.\r?\n")
DELIMITED = re.compile(rb"\nDELIMITER ;")

# White space, comments, ends of empty statements, and what is meant for a client program: of
# SQL Server, of Oracle (a slash ends a block), of SQLite (`.mode`).
# MySQL's conditional comments (/*! */) hold settings, views and triggers, and no rows.
SKIPPED = re.compile(
    rb"(?:[\s;]++|--[^\n]*+(?:\n|\Z)|#[^\n]*+(?:\n|\Z)|/\*(?:[^*]++|\*(?!/))*+\*/"
    rb"|\\[^\n]*+(?:\n|\Z)|(?i:GO)[ \t]*\r?(?:\n|\Z)|/[ \t]*\r?\n|\.[a-z]\w*+[^\n]*+\n"
    rb"|(?i:REM|REMARK|PROMPT|SPOOL|WHENEVER)\b[^\n]*+\n"
    rb"|(?i:SET\s+(?:FEEDBACK|NUMWIDTH|LINESIZE|TRIMSPOOL|TAB|PAGESIZE|ECHO|DEFINE|VERIFY"
    rb"|SERVEROUTPUT|HEADING|TERMOUT|SQLBLANKLINES|SCAN|TIMING))\b[^\n=]*+\n)*+"
)


@dataclass(frozen=True, slots=True)
class Dialect:
    """`escapes`: a backslash in a text escapes. `batches`: statements end with their line's
    end where the next one is GO or begins (SQL Server), and may have no semicolon."""

    escapes: bool = False
    batches: bool = False

    @property
    def rest(self) -> re.Pattern[bytes]:
        """From somewhere in a statement to its end."""
        return _REST[self]


_MYSQL = re.compile(
    rb"^(?:-- (?:MySQL|MariaDB|phpMyAdmin|Adminer|HeidiSQL)|/\*[!M])|ENGINE="
    rb"|^\s*(?:INSERT INTO|CREATE TABLE) `",
    re.MULTILINE,
)
_BATCHES = re.compile(rb"^\s*GO\r?$|(?:INSERT|CREATE TABLE) (?:INTO )?\[", re.MULTILINE)


def dialect_of(head: bytes) -> Dialect:
    if _MYSQL.search(head):
        return Dialect(escapes=True)
    return Dialect(batches=bool(_BATCHES.search(head)))


def _rest(dialect: Dialect) -> re.Pattern[bytes]:
    text = (
        rb"'(?:[^'\\]++|\\.)*+'|\"(?:[^\"\\]++|\\.)*+\""
        if dialect.escapes
        else rb"'[^']*+'|\"[^\"]*+\""
    )
    dollar = rb"" if dialect.escapes else rb"|\$(\w*+)\$.*?\$\1\$"
    alone = rb"|[$/-]" if dialect.escapes else rb"|\$(?!\w*\$)|[/-]"
    line = rb"\n" if dialect.batches else rb""
    ends = rb"|\n(?!\s*(?:GO\b|INSERT\b|CREATE\b|ALTER\b|SET\b))" if dialect.batches else rb""
    over = rb"(?:;|(?=\n))" if dialect.batches else rb";"
    return re.compile(
        rb"(?:[^;'\"`$/"
        + line
        + rb"-]++|"
        + text
        + rb"|`[^`]*+`"
        + dollar
        + rb"|--[^\n]*+|/\*.*?\*/"
        + alone
        + ends
        + rb")*+"
        + over,
        re.DOTALL | re.IGNORECASE,
    )


_REST = {
    dialect: _rest(dialect)
    for dialect in (Dialect(), Dialect(escapes=True), Dialect(batches=True))
}
