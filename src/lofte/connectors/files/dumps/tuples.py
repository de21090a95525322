"""Rows as INSERT writes them: tuples after VALUES, in one statement or in many alike."""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt

from lofte.connectors.files.balanced import Items, Round
from lofte.connectors.files.lottery import Places
from lofte.connectors.files.windows import Cut

_BLANKS = b" \t\r\n"
_COMMA = 44
_LONGEST_GAP = 3
"""Bytes of a comma and the white space behind it that are looked at all at once."""
_MOST_WIDE = 8
"""Other ways to put a comma and white space that are learned in one run."""


class TupleCutter:
    """Cuts the rows of one run. `between` is what ends a statement and begins the next one
    alike, up to its first tuple: a run goes on over it, so that a dump of one row a statement
    is read as fast as one of thousands."""

    def __init__(self, between: bytes, *, escapes: bool) -> None:
        self._brackets = Round(escapes=escapes)
        self._text = between
        self._wide: list[bytes] = []
        lists = self._brackets.items(between)
        self._lists = [
            between[start:end]
            for start, end in zip(lists.starts.tolist(), lists.ends.tolist(), strict=True)
        ]

    def cut(self, window: bytes, last: bool) -> tuple[Cut, bool]:
        """The rows of a window that begins before a tuple, or behind a row; and whether the
        run ends in it."""
        array = np.frombuffer(window, dtype=np.uint8)
        items = self._rows(window, array)
        good = self._joined(window, array, items)
        count = len(good) if good.all() else int(np.argmin(good))
        starts, ends = items.starts[:count], items.ends[:count]
        consumed = int(ends[-1]) if count else 0
        broken = count < len(good) or (items.closed is not None and not count)
        stopped = broken or self._over(window[consumed:], last)
        return Cut(starts, ends, consumed), stopped

    def _rows(self, window: bytes, array: npt.NDArray[np.uint8]) -> Items:
        """Tuples that are rows, not the lists of columns between them."""
        items = self._brackets.items(window)
        keep = np.ones(len(items.starts), dtype=bool)
        for text in self._lists:
            keep &= ~_same(array, items.starts, items.ends, np.frombuffer(text, dtype=np.uint8))
        return Items(items.starts[keep], items.ends[keep], items.closed)

    def _joined(
        self, window: bytes, array: npt.NDArray[np.uint8], items: Items
    ) -> npt.NDArray[np.bool_]:
        """Of each row, whether nothing but a comma, or the next statement's beginning, stands
        between it and the row before."""
        before = np.concatenate([np.zeros(1, dtype=np.int64), items.ends])[: len(items.starts)]
        good = _commas(array, before, items.starts)
        for text in (self._text, *self._wide):
            _accept(good, array, before, items.starts, text)
        if len(good) and not good[0]:
            good[0] = not window[: items.starts[0]].strip(_BLANKS)
        while not good.all() and len(self._wide) < _MOST_WIDE:
            at = int(np.argmin(good))
            gap = window[int(before[at]) : int(items.starts[at])]
            if gap.strip(_BLANKS) != b",":
                break
            self._wide.append(gap)
            _accept(good, array, before, items.starts, gap)
        return good

    def _over(self, rest: bytes, last: bool) -> bool:
        """Whether no further row of this run can follow what is behind the last one."""
        gap = rest.lstrip(_BLANKS)
        if not gap:
            return last
        if gap.startswith((b",", b"(")):
            return last
        size = min(len(rest), len(self._text))
        return last or rest[:size] != self._text[:size]


_QUOTED = {True: rb"'(?:[^'\\]++|\\.)*+'", False: rb"'[^']*+'"}


def _tuple(quoted: bytes, deep: int) -> bytes:
    """A tuple with calls in it, and calls in these."""
    inner = b"|" + _tuple(quoted, deep - 1) if deep else b""
    return rb"\((?:[^'()]++|" + quoted + inner + rb")*+\)"


_ALONE = {
    escapes: re.compile(_tuple(quoted, 3), re.DOTALL) for escapes, quoted in _QUOTED.items()
}
_TAIL = re.compile(rb"\s*(?:ON\s[^;']{1,500}+)?(;?)\s*", re.IGNORECASE)


def beginning(
    text: bytes, at: int, header: bytes, *, escapes: bool
) -> tuple[bytes | None, bytes]:
    """The tuple here, where it stands alone in its statement and the next one does not begin
    alike; else None, and what probably stands between the rows of a run."""
    found = _ALONE[escapes].match(text, at)
    if found is None or (tail := _TAIL.match(text, found.end())) is None:
        return None, b";\n" + header
    if text.startswith(header, tail.end()):
        return None, text[found.end() : tail.end()] + header
    return (found[0] if tail[1] else None), b";\n" + header


def _commas(array: npt.NDArray[np.uint8], begin: Places, end: Places) -> npt.NDArray[np.bool_]:
    """Where a gap is a comma, with up to two blanks behind it."""
    size = end - begin
    good = (size >= 1) & (size <= _LONGEST_GAP)
    top = max(len(array) - 1, 0)
    if len(array):
        good &= array[np.minimum(begin, top)] == _COMMA
        for further in range(1, _LONGEST_GAP):
            blank = np.isin(array[np.minimum(begin + further, top)], list(_BLANKS))
            good &= (size <= further) | blank
    return good


def _accept(
    good: npt.NDArray[np.bool_],
    array: npt.NDArray[np.uint8],
    begin: Places,
    end: Places,
    text: bytes,
) -> None:
    """Take gaps of just this text for good ones too."""
    rest = np.flatnonzero(~good)
    good[rest] = _same(array, begin[rest], end[rest], np.frombuffer(text, dtype=np.uint8))


def _same(
    array: npt.NDArray[np.uint8], begin: Places, end: Places, text: npt.NDArray[np.uint8]
) -> npt.NDArray[np.bool_]:
    """Where a stretch is just this text."""
    same: npt.NDArray[np.bool_] = (end - begin) == len(text)
    likely = np.flatnonzero(same)
    if len(likely) and len(text):
        stretches = array[begin[likely][:, None] + np.arange(len(text))]
        same[likely] = (stretches == text).all(axis=1)
    return same
