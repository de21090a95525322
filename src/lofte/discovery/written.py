"""Values of any type as texts, in the one form that samples are judged in.

The form, so that the same data gives the same texts from every kind of source:

    true, false         booleans
    42                  whole numbers
    0.1, 199001012385   other numbers: the fewest digits that read back as the same number, and
                        no `.0`; exponents from 1e+16 on and below 0.0001; NaN, Infinity
    12.340              decimals, with the digits they were given
    2026-01-02          dates
    2026-01-02 03:04:05.5   moments without a zone; seconds without closing zeros
    2026-01-02 03:04:05+00  moments in time, in UTC
    ["a", {"b": 1}]     lists and trees, as JSON with a space after comma and colon
    text                bytes that are readable UTF-8; other bytes are left out
"""

from __future__ import annotations

import base64
import json
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

TEXT = pa.large_string()
_FRACTION = r"(\.\d*?)0+(Z?)$"


def as_texts(values: pa.Array | pa.ChunkedArray) -> pa.Array:
    """The values in the one form, as `pa.large_string`; null where there is none."""
    if isinstance(values, pa.ChunkedArray):
        values = values.combine_chunks()
        if isinstance(values, pa.ChunkedArray):
            values = values.chunk(0) if values.num_chunks else pa.array([], values.type)
    if isinstance(values, pa.ExtensionArray):
        return _of_extension(values)
    if pa.types.is_dictionary(values.type):
        return as_texts(values.dictionary_decode())
    return _of_plain(values)


def readable(values: pa.Array) -> pa.Array:
    """Bytes that are UTF-8 without control characters, as texts; null for all others."""
    return pa.array([_readable(value) for value in values.to_pylist()], TEXT)


def of_number(value: float) -> str:
    """One number in the form, as `as_texts` writes it."""
    if value != value:
        return "NaN"
    if value in (float("inf"), float("-inf")):
        return "Infinity" if value > 0 else "-Infinity"
    return repr(float(value) + 0.0).removesuffix(".0")


def of_tree(value: object) -> str:
    """A list or tree as JSON."""
    return json.dumps(value, ensure_ascii=False, default=_other)


def _of_plain(values: pa.Array) -> pa.Array:
    kind = values.type
    if pa.types.is_floating(kind):
        return _of_floats(values)
    if pa.types.is_timestamp(kind) or pa.types.is_time(kind):
        return _of_moments(values)
    if pa.types.is_nested(kind):
        trees = (None if value is None else of_tree(value) for value in values.to_pylist())
        return pa.array(trees, TEXT)
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind) or _fixed(kind):
        return readable(values)
    if pa.types.is_interval(kind) or pa.types.is_duration(kind):
        found = (None if value is None else str(value) for value in values.to_pylist())
        return pa.array(found, TEXT)
    return values.cast(TEXT)


def _fixed(kind: pa.DataType) -> bool:
    return bool(pa.types.is_fixed_size_binary(kind) or pa.types.is_binary_view(kind))


def _of_extension(values: pa.ExtensionArray) -> pa.Array:
    if values.type.extension_name == "arrow.uuid":
        found = (None if value is None else str(value) for value in values.to_pylist())
        return pa.array(found, TEXT)
    return as_texts(values.storage)


def _of_moments(values: pa.Array) -> pa.Array:
    """Arrow writes all digits of a second, and `Z` for UTC."""
    if pa.types.is_timestamp(values.type) and values.type.tz:
        values = values.cast(pa.timestamp(values.type.unit, "UTC"))
    written = pc.replace_substring_regex(values.cast(TEXT), _FRACTION, r"\1\2")
    written = pc.replace_substring_regex(written, r"\.(Z?)$", r"\1")
    return pc.replace_substring_regex(written, "Z$", "+00")


def _of_floats(values: pa.Array) -> pa.Array:
    """Whole numbers as such, the usual ones by Arrow, and the rest one by one."""
    if pa.types.is_float16(values.type):
        values = values.cast(pa.float32())
    numbers = values.to_numpy(zero_copy_only=False)
    size = np.abs(numbers)
    with np.errstate(invalid="ignore"):
        whole = (size < 1e15) & (numbers == np.trunc(numbers))
        usual = (size >= 1e-4) & (size < 1e9)
        integers = pa.array(np.where(whole, numbers, 0).astype(np.int64)).cast(TEXT)
    written = pc.if_else(pa.array(whole), integers, values.cast(TEXT))
    rest = np.flatnonzero(~whole & ~usual & values.is_valid().to_numpy(zero_copy_only=False))
    if len(rest):
        written = _replaced(written, rest, [_alone(numbers[at]) for at in rest])
    return pc.if_else(values.is_valid(), written, pa.scalar(None, TEXT))


def _alone(number: np.floating[Any]) -> str:
    """A shorter type has shorter digits."""
    if isinstance(number, np.float32) and np.isfinite(number):
        return str(number).removesuffix(".0")
    return of_number(float(number))


def _replaced(texts: pa.Array, at: np.ndarray[Any, Any], by: list[str]) -> pa.Array:
    mask = np.zeros(len(texts), dtype=bool)
    mask[at] = True
    return pc.replace_with_mask(texts, pa.array(mask), pa.array(by, TEXT))


def _readable(value: bytes | None) -> str | None:
    if value is None:
        return None
    try:
        text = value.decode()
    except UnicodeDecodeError:
        return None
    plain = text.isprintable() or text.translate(_BLANKS).isprintable()
    return text if plain else None


_BLANKS = {ord(char): " " for char in "\t\n\r"}


def _other(value: object) -> str:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return str(value)
