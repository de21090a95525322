"""What of a sample is kept for finding references: per column its shape, and hashes of values.

A table of 10,000 drawn rows leaves 20 to 140 kB for a column that may be a key, and nothing for
one that cannot: dates, fractions, long texts. A map of hundreds of tables is held at once, so
what can be made from the rest is not kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from lofte.discovery.references.hashes import canonical, hashed
from lofte.discovery.references.model import Place
from lofte.discovery.samples import ColumnSample, TableSample
from lofte.discovery.schema import Table

Hashes = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.int64]
Whole = npt.NDArray[np.integer]

ASKED = 200
"""Distinct values of a column that a source is asked about at most."""

_LONGEST = 64
_MOST = 0.8
_NO_HASHES: Hashes = np.empty(0, np.uint64)
_NO_NUMBERS: Numbers = np.empty(0, np.int64)
_NULL: Hashes = np.zeros(1, np.uint64)


class Shape(StrEnum):
    """What the values of a column look like. `EMPTY`: there are none to look at."""

    INTEGER = "integer"
    UUID = "uuid"
    TEXT = "text"
    OTHER = "other"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ColumnFacts:
    """`rows` has one hash a drawn row, 0 for null; `distinct` each hash once, in order;
    `places` says for each row which of these it has, from 1, or 0; `whole` are the distinct
    whole numbers in as few bytes as hold them, `numbers` in eight; `endings` the last nine
    digits of what is written with at least ten. All are empty for shapes that are no keys.
    `coded`: most values have a digit or an at sign, as words and names have not."""

    name: str
    declared: str
    nullable: bool
    shape: Shape
    drawn: int
    filled: int
    distinct: Hashes = field(default_factory=lambda: _NO_HASHES, repr=False)
    places: Whole = field(default_factory=lambda: _NO_NUMBERS, repr=False)
    whole: Whole = field(default_factory=lambda: _NO_NUMBERS, repr=False)
    endings: Hashes = field(default_factory=lambda: _NO_HASHES, repr=False)
    some: pa.Array = field(default_factory=lambda: pa.nulls(0, pa.large_string()), repr=False)
    length: float = 0.0
    coded: bool = False

    @property
    def rows(self) -> Hashes:
        return np.concatenate((_NULL, self.distinct))[self.places]

    @property
    def texts(self) -> tuple[str, ...]:
        """Some of the distinct values, spread over the sample, as the source wrote them."""
        return tuple(self.some.to_pylist())

    @property
    def numbers(self) -> Numbers:
        return self.whole.astype(np.int64)

    @property
    def unique(self) -> bool:
        """No null and no value twice, in what was drawn."""
        return self.filled == self.drawn == len(self.distinct) and self.drawn > 0

    @property
    def density(self) -> float:
        """How much of their range the whole numbers drawn fill, a few at both ends left out."""
        few = len(self.whole) // 20
        inner = self.whole[few : len(self.whole) - few]
        return len(inner) / (float(inner[-1]) - float(inner[0]) + 1) if len(inner) else 1.0

    @property
    def may_be_key(self) -> bool:
        return self.shape is not Shape.OTHER


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TableFacts:
    """A table without its rows. `complete` when the hashes are of all its rows."""

    place: Place
    table: Table
    rows: int | None
    complete: bool
    columns: tuple[ColumnFacts, ...]

    def column(self, name: str) -> ColumnFacts | None:
        return next((column for column in self.columns if column.name == name), None)


def facts_of(sample: TableSample) -> TableFacts:
    """Everything references are inferred from. Small, and it can be pickled."""
    return TableFacts(
        place=Place(sample.system, sample.table.full_name),
        table=sample.table,
        rows=sample.rows,
        complete=sample.complete,
        columns=tuple(_column(column, sample.table) for column in sample.columns),
    )


def _column(sample: ColumnSample, table: Table) -> ColumnFacts:
    told = table.column(sample.name)
    nullable = told is None or (told.nullable and sample.name not in table.primary_key)
    values = canonical(sample.values)
    filled = len(values) - values.null_count
    shape, length = _shape(sample.declared, values)
    kept = shape in (Shape.INTEGER, Shape.UUID, Shape.TEXT)
    rows = np.concatenate((_NULL, hashed(values))) if kept else _NO_HASHES
    distinct, places = np.unique(rows, return_inverse=True)
    return ColumnFacts(
        name=sample.name,
        declared=sample.declared,
        nullable=nullable,
        shape=shape,
        drawn=len(values),
        filled=filled,
        distinct=distinct[1:],
        places=_narrow(places[1:]),
        whole=_narrow(_numbers(values)) if shape is Shape.INTEGER else _NO_NUMBERS,
        endings=_endings(values) if kept else _NO_HASHES,
        some=_some(sample.values if kept else sample.values[:0]),
        length=length,
        coded=kept and _share(values, r"[0-9@]") > _MOST,
    )


def _narrow(numbers: Numbers) -> Whole:
    """In as few bytes as hold them."""
    for kind in (np.int16, np.int32):
        span = np.iinfo(kind)
        if not len(numbers) or (span.min <= numbers.min() and numbers.max() <= span.max):
            return numbers.astype(kind)
    return numbers


_NEVER = re.compile(
    r"bool|date|time|interval|float|double|real|json|blob|bytea|binary|point|geo|xml|image",
    re.IGNORECASE,
)
_INTEGER = re.compile(r"^(big|small|tiny|medium)?(int|integer|serial)\d*\b", re.IGNORECASE)
_UUID = r"^\{?[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}\}?$"
_WHOLE = r"^-?(0|[1-9]\d{0,17})$"
_DATE = r"^\d{4}-\d\d-\d\d([ t].*)?$"
_FRACTION = r"^-?\d*[.,]\d+$"


def _shape(declared: str, values: pa.Array) -> tuple[Shape, float]:
    filled = len(values) - values.null_count
    if _NEVER.search(declared):
        return Shape.OTHER, 0.0
    if not filled:
        return _declared_shape(declared), 0.0
    length = float(pc.mean(pc.utf8_length(values)).as_py())
    if _all(values, _WHOLE):
        return Shape.INTEGER, length
    if _all(values, _UUID):
        return Shape.UUID, length
    if length > _LONGEST or _all(values, _DATE) or _any(values, _FRACTION):
        return Shape.OTHER, length
    return Shape.TEXT, length


def _declared_shape(declared: str) -> Shape:
    """An empty column may be anything its declaration allows."""
    if re.search(r"numeric|decimal|money", declared, re.IGNORECASE):
        return Shape.EMPTY if re.search(r"\(\d+(,\s*0)?\)", declared) else Shape.OTHER
    return (
        Shape.OTHER
        if re.search(r"^(long|medium)text", declared, re.IGNORECASE)
        else Shape.EMPTY
    )


def is_whole(declared: str) -> bool | None:
    """Whether a declaration promises whole numbers; None when it promises nothing."""
    if not declared:
        return None
    if re.search(r"numeric|decimal|number", declared, re.IGNORECASE):
        return None
    return bool(_INTEGER.match(declared))


def _endings(values: pa.Array) -> Hashes:
    if _share(values, r"^[+(]*\d[\d ()+/-]{8,20}$") < _MOST:
        return _NO_HASHES
    digits = pc.replace_substring_regex(pc.unique(values.drop_null()), r"\D", "")
    return np.unique(hashed(pc.utf8_slice_codeunits(digits, -9)))


def _share(values: pa.Array, pattern: str) -> float:
    """How many of the values that are there match."""
    share = pc.mean(pc.cast(pc.match_substring_regex(values, pattern), pa.float64())).as_py()
    return float(share or 0.0)


def _all(values: pa.Array, pattern: str) -> bool:
    return bool(pc.all(pc.match_substring_regex(values, pattern)).as_py())


def _any(values: pa.Array, pattern: str) -> bool:
    return bool(pc.any(pc.match_substring_regex(values, pattern)).as_py())


def _numbers(values: pa.Array) -> Numbers:
    whole = pc.unique(pc.cast(values.drop_null(), pa.int64()))
    return np.sort(np.asarray(whole.to_numpy(zero_copy_only=False), np.int64))


def _some(values: pa.Array) -> pa.Array:
    found = pc.unique(values.drop_null())
    step = max(1, len(found) // ASKED)
    return found.take(pa.array(range(0, len(found), step)[:ASKED], pa.int64()))
