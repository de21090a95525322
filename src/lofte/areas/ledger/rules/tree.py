"""The Merkle tree of RFC 6962 (RFC 9162, section 2.1): growing, proving, checking.

Leaves lie in blocks of 256. Of a full block the root is kept as a *tile* of level 1;
of 256 full tiles, as one of level 2; and so on. Any hash a proof needs is then a few
blocks away, and nothing that was written is ever written again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NamedTuple, Protocol

HASH = 32
WIDTH = 256
EMPTY_ROOT = sha256(b"").digest()


class Tile(NamedTuple):
    """The root of a full subtree: `n`-th of those with 256 ** `level` leaves."""

    level: int
    n: int
    root: bytes


class Blocks(Protocol):
    """Where a tree's hashes are read from."""

    def block(self, level: int, n: int) -> Sequence[bytes]:
        """The hashes numbered from 256 * n of a level, at most 256; level 0 is the leaves."""
        ...


def leaf_hash(envelope: bytes) -> bytes:
    return sha256(b"\x00" + envelope).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


@dataclass(slots=True)
class Frontier:
    """All a tree must remember to grow: the roots of its perfect subtrees, largest first.

    One root per bit set in `size`, so that the encoding needs no heights.
    """

    size: int = 0
    roots: list[bytes] = field(default_factory=list)

    def push(self, leaf: bytes) -> None:
        """Append one leaf hash."""
        size, roots = self.size, self.roots
        while size & 1:
            leaf = sha256(b"\x01" + roots.pop() + leaf).digest()
            size >>= 1
        roots.append(leaf)
        self.size += 1

    def grow(self, leaf: bytes) -> list[Tile]:
        """Append one leaf hash and tell which tiles are full by it."""
        if self.size % WIDTH != WIDTH - 1:
            self.push(leaf)
            return []
        return self._fill(leaf)

    def _fill(self, leaf: bytes) -> list[Tile]:
        tiles, rest, height = [], self.size, 0
        while rest & 1:
            leaf = node_hash(self.roots.pop(), leaf)
            rest, height = rest >> 1, height + 1
            if height % 8 == 0:
                tiles.append(Tile(height // 8, rest, leaf))
        self.roots.append(leaf)
        self.size += 1
        return tiles

    def root(self) -> bytes:
        if not self.roots:
            return EMPTY_ROOT
        *larger, root = self.roots
        for left in reversed(larger):
            root = sha256(b"\x01" + left + root).digest()
        return root

    def encode(self) -> bytes:
        return b"".join(self.roots)

    @classmethod
    def decode(cls, size: int, data: bytes) -> Frontier:
        """The frontier of a tree of `size` leaves, refused if it cannot be one."""
        if len(data) != HASH * size.bit_count():
            raise ValueError(
                f"A tree of {size} leaves has {size.bit_count()} perfect subtrees."
            )
        return cls(size, [data[at : at + HASH] for at in range(0, len(data), HASH)])


def merkle_root(hashes: Iterable[bytes]) -> bytes:
    """The root over hashes that are leaves, or roots of equal perfect subtrees."""
    frontier = Frontier()
    for one in hashes:
        frontier.push(one)
    return frontier.root()


def subtree(blocks: Blocks, low: int, high: int) -> bytes:
    """The hash of the leaves [low, high); `low` is a multiple of the subtree's capacity."""
    level, width = 0, 1
    while low % (width * WIDTH) == 0 and high % (width * WIDTH) == 0 and low < high:
        level, width = level + 1, width * WIDTH
    first, last = low // width, high // width
    if last - first <= WIDTH - first % WIDTH:
        at = first % WIDTH
        return merkle_root(blocks.block(level, first // WIDTH)[at : at + last - first])
    middle = low + _split(high - low)
    return node_hash(subtree(blocks, low, middle), subtree(blocks, middle, high))


def inclusion_proof(blocks: Blocks, *, index: int, size: int) -> list[bytes]:
    """The audit path of leaf `index` in the tree of the first `size` leaves (2.1.3.1)."""
    if not 0 <= index < size:
        raise ValueError(f"There is no leaf {index} in a tree of {size}.")
    path: list[bytes] = []
    low, high = 0, size
    while high - low > 1:
        middle = low + _split(high - low)
        if index < middle:
            path.append(subtree(blocks, middle, high))
            high = middle
        else:
            path.append(subtree(blocks, low, middle))
            low = middle
    return path[::-1]


def consistency_proof(blocks: Blocks, *, old: int, new: int) -> list[bytes]:
    """The proof that the tree of `old` leaves is a beginning of that of `new` (2.1.4.1)."""
    if not 0 < old <= new:
        raise ValueError(f"A tree of {new} leaves does not extend one of {old}.")
    path: list[bytes] = []
    low, high = 0, new
    while high != old:
        middle = low + _split(high - low)
        if old <= middle:
            path.append(subtree(blocks, middle, high))
            high = middle
        else:
            path.append(subtree(blocks, low, middle))
            low = middle
    # The old root itself is known to whoever checks, when it stands whole in the new tree.
    if low > 0:
        path.append(subtree(blocks, low, high))
    return path[::-1]


def verify_inclusion(
    *, leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes
) -> bool:
    """Whether `proof` shows `leaf` at `index` of the tree with this size and root (2.1.3.2)."""
    if not 0 <= index < size:
        return False
    number, last, found = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if number & 1 or number == last:
            found = node_hash(step, found)
            number, last = _skip_left_edge(number, last)
        else:
            found = node_hash(found, step)
        number, last = number >> 1, last >> 1
    return last == 0 and found == root


def verify_consistency(
    *, old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether `proof` shows the new tree to extend the old one (2.1.4.2)."""
    if old == new:
        return old_root == new_root and not proof
    if not 0 < old < new or not proof:
        # Every tree extends the empty one, and that needs no proof.
        return old == 0 and not proof and old_root == EMPTY_ROOT
    steps = [old_root, *proof] if old.bit_count() == 1 else list(proof)
    return _climb(old, new, steps) == (old_root, new_root)


def _climb(old: int, new: int, steps: list[bytes]) -> tuple[bytes, bytes] | None:
    number, last = old - 1, new - 1
    while number & 1:
        number, last = number >> 1, last >> 1
    before = after = steps[0]
    for step in steps[1:]:
        if last == 0:
            return None
        if number & 1 or number == last:
            before, after = node_hash(step, before), node_hash(step, after)
            number, last = _skip_left_edge(number, last)
        else:
            after = node_hash(after, step)
        number, last = number >> 1, last >> 1
    return (before, after) if last == 0 else None


def _skip_left_edge(number: int, last: int) -> tuple[int, int]:
    while number and not number & 1:
        number, last = number >> 1, last >> 1
    return number, last


def _split(count: int) -> int:
    """The largest power of two below `count`: where RFC 9162 divides a list of leaves."""
    return 1 << ((count - 1).bit_length() - 1)
