"""Rows of a service as a sample. Apart, because it loads pyarrow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from lofte.connectors.http.rows import text
from lofte.discovery.samples import ColumnSample, TableSample
from lofte.discovery.schema import Table


def sampled(
    system: str, shape: Table, rows: Sequence[Mapping[str, Any]], count: int
) -> TableSample:
    columns = tuple(
        ColumnSample(
            name=column.name,
            declared=column.type,
            values=pa.array([text(row.get(column.name)) for row in rows], pa.large_string()),
        )
        for column in shape.columns
    )
    return TableSample(
        system=system,
        table=shape,
        columns=columns,
        rows=count,
        counted=True,
        complete=len(rows) == count,
    )
