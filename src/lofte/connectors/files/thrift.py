"""Structures as Parquet writes them between its data: Thrift's compact protocol.

Read and written as they are, whatever they mean. A structure is its fields by number, each
with the code of its type.
"""

from __future__ import annotations

import struct
from typing import Any

TRUE, FALSE, BYTE, I16, I32, I64, DOUBLE, BINARY, LIST, SET, MAP, STRUCT = range(1, 13)

Fields = dict[int, tuple[int, Any]]


class Reader:
    """Reads from `at` on. Raises `IndexError` and `ValueError` for what is none."""

    def __init__(self, data: bytes, at: int = 0) -> None:
        self.data = data
        self.at = at

    def fields(self, *, last: int = 1 << 16) -> Fields:
        """A structure, up to and with its field of this number."""
        found: Fields = {}
        number = 0
        while (head := self._byte()) and number < last:
            number = number + (head >> 4) if head >> 4 else self._signed()
            kind = head & 15
            found[number] = (kind, self._value(kind))
        return found

    def _value(self, kind: int) -> Any:
        if kind in (TRUE, FALSE):
            return kind == TRUE
        if kind in (I16, I32, I64):
            return self._signed()
        if kind in (LIST, SET):
            return self._list()
        if kind == BINARY:
            return self._bytes(self._unsigned())
        if kind == STRUCT:
            return self.fields()
        return self._rare(kind)

    def _rare(self, kind: int) -> Any:
        if kind == BYTE:
            return self._byte()
        if kind == DOUBLE:
            return struct.unpack("<d", self._bytes(8))[0]
        raise ValueError(f"type {kind}")

    def _list(self) -> tuple[int, list[Any]]:
        head = self._byte()
        size, kind = head >> 4, head & 15
        if size == 15:
            size = self._unsigned()
        if kind in (TRUE, FALSE):
            return kind, [self._byte() == TRUE for _ in range(size)]
        return kind, [self._value(kind) for _ in range(size)]

    def _byte(self) -> int:
        self.at += 1
        return self.data[self.at - 1]

    def _bytes(self, size: int) -> bytes:
        self.at += size
        return self.data[self.at - size : self.at]

    def _unsigned(self) -> int:
        value = shift = 0
        while (byte := self._byte()) & 128:
            value |= (byte & 127) << shift
            shift += 7
        return value | byte << shift

    def _signed(self) -> int:
        value = self._unsigned()
        return (value >> 1) ^ -(value & 1)


def written(fields: Fields) -> bytes:
    """A structure, as `Reader` reads it."""
    parts, before = [], 0
    for number, (kind, value) in sorted(fields.items()):
        if kind in (TRUE, FALSE):
            kind = TRUE if value else FALSE
        near = 0 < number - before < 16
        parts.append(bytes([(number - before) << 4 | kind]) if near else bytes([kind]))
        parts.append(b"" if near else _signed(number))
        parts.append(_one(kind, value))
        before = number
    return b"".join(parts) + b"\x00"


def _one(kind: int, value: Any) -> bytes:
    if kind in (TRUE, FALSE):
        return b""
    if kind in (I16, I32, I64):
        return _signed(value)
    if kind in (LIST, SET):
        return _list(*value)
    if kind == BINARY:
        return _unsigned(len(value)) + bytes(value)
    if kind == STRUCT:
        return written(value)
    return bytes([value]) if kind == BYTE else struct.pack("<d", value)


def _list(kind: int, values: list[Any]) -> bytes:
    size = len(values)
    head = bytes([size << 4 | kind]) if size < 15 else bytes([15 << 4 | kind]) + _unsigned(size)
    if kind in (TRUE, FALSE):
        return head + bytes(TRUE if value else FALSE for value in values)
    return head + b"".join(_one(kind, value) for value in values)


def _unsigned(value: int) -> bytes:
    parts = bytearray()
    while value > 127:
        parts.append(value & 127 | 128)
        value >>= 7
    parts.append(value)
    return bytes(parts)


def _signed(value: int) -> bytes:
    return _unsigned(value << 1 if value >= 0 else (-value << 1) - 1)
