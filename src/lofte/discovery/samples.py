"""Some rows of a table, as texts: what every kind of source hands over to be judged.

Values are texts in one form, so that a verdict does not depend on the kind of source. The form
is what `written.as_texts` gives.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from lofte.discovery.losses import NotScanned as NotScanned
from lofte.discovery.schema import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnSample:
    """`values` are texts (`pa.large_string`), null where the source has none. `declared` is the
    source's own word for the type, empty where it has no types. `note` says why there are no
    values though there should be (`unreadable`, `binary`), or is None."""

    name: str
    declared: str
    values: pa.Array
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSample:
    """The rows drawn of one table; all columns are equally long.

    `rows` is how many rows the table has: exact where `counted`, else the source's own
    estimate, or None. `complete` when the sample is the whole table. `order` has one number a
    drawn row: its rank in the lottery, so that samples of parts of one table can be merged
    (the lowest win); None where the source drew by itself.
    """

    system: str
    table: Table
    columns: tuple[ColumnSample, ...]
    rows: int | None
    counted: bool
    complete: bool
    order: npt.NDArray[np.uint64] | None = field(default=None)

    @property
    def drawn(self) -> int:
        return len(self.columns[0].values) if self.columns else 0
