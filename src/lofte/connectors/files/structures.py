"""Nested columns of Arrow as flat ones."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from lofte.connectors.files.flattening import ALONE, flat, solid
from lofte.connectors.files.tables import shortened, texts, turned
from lofte.discovery.samples import ColumnSample
from lofte.discovery.written import as_texts


def leaves(name: str, values: pa.Array) -> Iterator[ColumnSample]:
    """What lies below a column by the path of its keys, `customer.email`: members of a struct
    as columns of their own, also of structs in a list."""
    kind = values.type
    if pa.types.is_struct(kind):
        for field, inner in zip(kind, values.flatten(), strict=True):
            yield from leaves(f"{name}.{field.name}", inner)
    elif _is_list(kind) and pa.types.is_struct(kind.value_type):
        yield from _of_rows(name, values)
    else:
        yield _column(name, values)


def _is_list(kind: pa.DataType) -> bool:
    return bool(
        pa.types.is_list(kind)
        or pa.types.is_large_list(kind)
        or pa.types.is_fixed_size_list(kind)
    )


def _column(name: str, values: pa.Array) -> ColumnSample:
    found = shortened(as_texts(values))
    unread = found.null_count == len(found) and values.null_count < len(values)
    return ColumnSample(
        name=name, declared=str(values.type), values=found, note="binary" if unread else None
    )


def _of_rows(name: str, values: pa.Array) -> Iterator[ColumnSample]:
    rows = [flat({name: value}) for value in values.to_pylist()]
    for path, found in solid(turned(rows)).items():
        plain = path.removesuffix(f".{ALONE}")
        yield ColumnSample(name=plain, declared="", values=texts(found))
