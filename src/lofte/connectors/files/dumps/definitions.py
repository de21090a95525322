"""What CREATE TABLE and ALTER TABLE say, in every dialect: columns, types and keys.

Tolerant on purpose. A parser of one dialect refuses what it does not know; here a clause that
nobody knows costs itself and not the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from lofte.connectors.files.dumps.names import NAME, bare, parts
from lofte.connectors.files.dumps.shapes import Shape, Shapes
from lofte.discovery.schema import Column, ForeignKey

_TOKEN = re.compile(
    r"--[^\n]*|/\*.*?\*/|'(?:[^'\\]|''|\\.)*'|\"(?:[^\"]|\"\")*\"|`(?:[^`]|``)*`"
    r"|\[[^\]]*\]|[^\W\d][\w$#@]*|\d[\w.]*|\S",
    re.DOTALL,
)
_CREATE = re.compile(
    r"CREATE\s+(?:(?:GLOBAL|LOCAL|TEMP|TEMPORARY|UNLOGGED|FOREIGN|OR\s+REPLACE)\s+)*TABLE\s+"
    rf"(?:IF\s+NOT\s+EXISTS\s+)?({NAME})\s*",
    re.IGNORECASE,
)
_ALTER = re.compile(
    rf"ALTER\s+TABLE\s+(?:ONLY\s+|IF\s+EXISTS\s+|IGNORE\s+)*({NAME})\s*", re.IGNORECASE
)
_PARTITION = re.compile(rf"PARTITION\s+OF\s+({NAME})", re.IGNORECASE)
_ATTACH = re.compile(rf"ATTACH\s+PARTITION\s+({NAME})", re.IGNORECASE)

_CONSTRAINTS = frozenset(
    {"CONSTRAINT", "PRIMARY", "FOREIGN", "UNIQUE", "KEY", "INDEX", "CHECK", "EXCLUDE",
     "FULLTEXT", "SPATIAL", "LIKE"}
)  # fmt: skip
_AFTER_TYPE = frozenset(
    {"NOT", "NULL", "DEFAULT", "PRIMARY", "UNIQUE", "REFERENCES", "CONSTRAINT", "CHECK",
     "COLLATE", "GENERATED", "AUTO_INCREMENT", "AUTOINCREMENT", "COMMENT", "ON", "IDENTITY",
     "CHARACTER_SET", "CHARSET", "AS", "VIRTUAL", "STORED", "PERSISTENT", "STORAGE",
     "COMPRESSION", "INVISIBLE", "ROWGUIDCOL", "SPARSE", "KEY", "OPTIONS"}
)  # fmt: skip
_COMMENT = ("--", "/*")


def define(statement: str, shapes: Shapes) -> None:
    """Learn from a CREATE TABLE or ALTER TABLE; from anything else, nothing."""
    if created := _CREATE.match(statement):
        _create(shapes, created[1], statement[created.end() :])
    elif altered := _ALTER.match(statement):
        _alter(shapes, altered[1], statement[altered.end() :])


def _create(shapes: Shapes, name: str, rest: str) -> None:
    table = shapes.named(parts(name))
    shape = shapes.shape(table)
    shape.defined = True
    tokens = _tokens(rest)
    if tokens[:1] == ["("]:
        body, _ = _group(tokens)
        for item in _divided(body):
            _learn(shapes, shape, item)
    if whole := _PARTITION.match(rest):
        shapes.attach(table, shapes.named(parts(whole[1])))


def _alter(shapes: Shapes, name: str, rest: str) -> None:
    table = shapes.named(parts(name))
    if attached := _ATTACH.match(rest):
        shapes.attach(shapes.named(parts(attached[1])), table)
        return
    for item in _divided(_tokens(rest)):
        upper = [word.upper() for word in item]
        for kind in ("PRIMARY", "FOREIGN"):
            if kind in upper and "ADD" in upper:
                _constrain(shapes, shapes.shape(table), item[upper.index(kind) :])
                break


def _learn(shapes: Shapes, shape: Shape, item: Sequence[str]) -> None:
    """One line of a definition: a constraint, or a column."""
    word = item[0].upper()
    if word in _CONSTRAINTS and len(item) > 1:
        if word == "CONSTRAINT":
            item = item[1:] if item[1].upper() in _CONSTRAINTS else item[2:]
        _constrain(shapes, shape, item)
    elif len(item) > 1 and word == "PERIOD" and item[1].upper() == "FOR":
        return
    else:
        _column(shapes, shape, item)


def _constrain(shapes: Shapes, shape: Shape, item: Sequence[str]) -> None:
    words = [word.upper() for word in item[:2]]
    if words == ["PRIMARY", "KEY"]:
        columns, _ = _names_in(item)
        shape.primary_key = shape.primary_key or columns
    elif words == ["FOREIGN", "KEY"]:
        columns, rest = _names_in(item)
        _refer(shapes, shape, columns, rest)


def _column(shapes: Shapes, shape: Shape, item: Sequence[str]) -> None:
    name = bare(item[0])
    rest = _joined_words(item[1:])
    kind, after = _type(rest)
    upper = [word.upper() for word in after]
    pairs = set(pairwise(upper))
    shape.columns[name] = Column(
        name=name,
        type=kind,
        nullable=("NOT", "NULL") not in pairs and ("PRIMARY", "KEY") not in pairs,
        generated="AS" in upper and ("AS", "IDENTITY") not in pairs and "(" in upper,
    )
    if ("PRIMARY", "KEY") in pairs:
        shape.primary_key = (name,)
    if "REFERENCES" in upper:
        _refer(shapes, shape, (name,), after[upper.index("REFERENCES") :])


def _refer(shapes: Shapes, shape: Shape, columns: tuple[str, ...], rest: Sequence[str]) -> None:
    """From REFERENCES on: a name, and columns in parentheses where there are any."""
    upper = [word.upper() for word in rest]
    if "REFERENCES" not in upper or not columns:
        return
    at = upper.index("REFERENCES") + 1
    name = [bare(rest[at])] if at < len(rest) else []
    at += 1
    while at + 1 < len(rest) and rest[at] == ".":
        name.append(bare(rest[at + 1]))
        at += 2
    referred = _names_in(rest[at:])[0] if rest[at : at + 1] == ["("] else ()
    key = ForeignKey(columns=columns, table=shapes.named(name), ref_columns=referred)
    if key not in shape.foreign_keys:
        shape.foreign_keys.append(key)


def _type(tokens: Sequence[str]) -> tuple[str, Sequence[str]]:
    """The words of a type, written as databases write them, and what follows it."""
    depth, end = 0, 0
    for end, word in enumerate([*tokens, "NOT"]):  # noqa: B007 (where it ends)
        if depth == 0 and word.upper() in _AFTER_TYPE:
            break
        depth += (word == "(") - (word == ")")
    return _written(tokens[:end]), tokens[end:]


def _written(tokens: Sequence[str]) -> str:
    text = ""
    for word in tokens:
        word = bare(word) if word[:1] in "[`" and word != "[]" else word
        close = word in "(),.[]" or text.endswith(("(", ",", ".", "[")) or not text
        text += word if close else f" {word}"
    return text


def _joined_words(tokens: Sequence[str]) -> list[str]:
    """`CHARACTER SET` is no type, though `character` is one."""
    joined: list[str] = []
    for word in tokens:
        if word.upper() == "SET" and joined and joined[-1].upper() == "CHARACTER":
            joined[-1] = "CHARACTER_SET"
        else:
            joined.append(word)
    return joined


def _names_in(tokens: Sequence[str]) -> tuple[tuple[str, ...], Sequence[str]]:
    """The names in the first parentheses, each without its length or order; and the rest."""
    if "(" not in tokens:
        return (), ()
    body, rest = _group(tokens[list(tokens).index("(") :])
    return tuple(bare(item[0]) for item in _divided(body)), rest


def _group(tokens: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """What is inside the parentheses that come first, and what is behind them. A group that
    was cut off reaches to the end."""
    depth = 0
    for at, word in enumerate(tokens):
        depth += (word == "(") - (word == ")")
        if depth == 0:
            return tokens[1:at], tokens[at + 1 :]
    return tokens[1:], ()


def _divided(tokens: Sequence[str]) -> Iterator[Sequence[str]]:
    """Items between the commas of the outermost level; empty ones left out."""
    depth = begin = 0
    for at, word in enumerate([*tokens, ","]):
        depth += (word == "(") - (word == ")")
        if (word == "," and depth == 0) or at == len(tokens):
            if at > begin:
                yield tokens[begin:at]
            begin = at + 1


def _tokens(text: str) -> list[str]:
    return [word for word in _TOKEN.findall(text) if not word.startswith(_COMMENT)]
