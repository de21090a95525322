"""E-mail addresses, phone numbers and postcodes."""

from __future__ import annotations

import numpy as np

from lofte.discovery.text.borders import stands_alone
from lofte.discovery.text.digits import SPACE, Runs, number
from lofte.discovery.text.found import NOTHING, Found, Why, found
from lofte.discovery.text.pages import (
    ALNUM,
    DIGIT,
    LETTER_LEAD,
    UPPER,
    Bools,
    Ints,
    Page,
    table,
)
from lofte.discovery.types import Type

_BEYOND = table(range(0x80, 0xE0))
_LOCAL = ALNUM | table(b"._%+-'") | _BEYOND
_HOST = ALNUM | table(b".-") | _BEYOND
_LONGEST_LOCAL = 64
_LONGEST_HOST = 96


def find_emails(page: Page) -> list[Found]:
    """Found by their `@`: a local part before it, and a host with a point behind."""
    at = np.flatnonzero(page.raw == 0x40)
    if not len(at):
        return []
    back = _going(page, at, _LOCAL, _LONGEST_LOCAL, -1)
    ahead = _going(page, at + 1, _HOST, _LONGEST_HOST, 1)
    start, end = _trimmed(page, at - back, at, at + 1 + ahead)
    label = _last_label(page, at, end)
    right = (start < at) & (label >= 2) & (end - at - 1 > label + 1) & ~_dotted(page, at, end)
    right &= page.raw[end] != 0x40
    return [found(Type.EMAIL, start[right], end[right], 6.0, Why.FORM)]


def _going(page: Page, at: Ints, kind: Bools, most: int, way: int) -> Ints:
    """How many signs of a kind stand from there on, or back; 0 where they are too many."""
    size = np.zeros(len(at), np.int64)
    more = np.arange(len(at))
    for width in (most // 3, most):
        begin = at[more] if way > 0 else at[more] - width
        inside = kind[page.windows(begin, width)]
        inside = inside if way > 0 else inside[:, ::-1]
        full = inside.all(axis=1)
        size[more] = np.where(full, 0, np.argmin(inside, axis=1))
        more = more[full]
    return size


def _trimmed(page: Page, start: Ints, at: Ints, end: Ints) -> tuple[Ints, Ints]:
    """Without signs that belong to the sentence: a point behind, quotes and hyphens before."""
    raw = page.raw
    edge = table(b".-'+%")
    for _ in range(3):
        start = np.where((start < at) & edge[raw[start]], start + 1, start)
        end = np.where((end > at + 1) & table(b".-")[raw[end - 1]], end - 1, end)
    return start, end


def _last_label(page: Page, at: Ints, end: Ints) -> Ints:
    """How long the part behind the last point is; 0 without a point or with a digit in it."""
    window = page.windows(end - _LONGEST_LABEL, _LONGEST_LABEL)[:, ::-1]
    dot = window == 0x2E
    label = np.where(dot.any(axis=1), np.argmax(dot, axis=1), 0)
    digit = DIGIT[page.raw[end - 1]] | DIGIT[page.raw[end - np.maximum(label, 1)]]
    return np.where((end - label - 1 > at) & ~digit, label, 0)


_LONGEST_LABEL = 24


def _dotted(page: Page, at: Ints, end: Ints) -> Bools:
    """Whether two points follow each other in the host, or a sign comes first."""
    first = page.raw[at + 1]
    dots = np.flatnonzero((page.raw[:-1] == 0x2E) & (page.raw[1:] == 0x2E))
    inside = np.searchsorted(dots, end) > np.searchsorted(dots, at)
    return np.asarray(inside | (first == 0x2E) | (first == 0x2D))


def find_postcodes(page: Page, runs: Runs) -> list[Found]:
    """`123 45` with a town behind it or `SE-` before; five digits beside a word for it."""
    after = np.zeros(len(runs), bool)
    after[:-1] = runs.length[1:] == 2
    at = np.flatnonzero((runs.length == 3) & after & (runs.joint == SPACE))
    at = at[~_is_chained(runs, at, 1)]
    split = _postcode(page, runs.start[at], runs.end[at], runs.end[at + 1], -1.5)
    at = np.flatnonzero(runs.length == 5)
    bare = _postcode(page, runs.start[at], runs.end[at] - 2, runs.end[at], -3.5)
    return [split, bare]


def _is_chained(runs: Runs, at: Ints, more: int) -> Bools:
    """Whether further digits stand a space or hyphen away on either side."""
    close = (runs.joint > 0) & (runs.joint < 4)
    before = np.concatenate([[False], close])[at]
    return np.asarray(before | close[at + more])


def _postcode(page: Page, start: Ints, middle: Ints, end: Ints, prior: float) -> Found:
    if not len(start):
        return NOTHING
    raw = page.raw
    prefix = (raw[start - 1] == 0x2D) & ((raw[start - 2] | 32) == 0x65)
    prefix &= ((raw[start - 3] | 32) == 0x73) & ~ALNUM[raw[start - 4]]
    prefix |= (raw[start - 1] == 0x2D) & (raw[start - 2] == 0x53) & ~ALNUM[raw[start - 3]]
    town = (raw[end] == 0x20) & _capital(page, end + 1)
    town |= (raw[end] == 0x20) & (raw[end + 1] == 0x20) & _capital(page, end + 2)
    right = (number(page, middle, 3) >= 100) & (number(page, middle, 3) <= 984)
    right &= (raw[end] != 0x25) & stands_alone(page, start, end)
    score = prior + np.where(prefix, 3.5, 0) + np.where(town, 2.2, 0)
    return found(Type.POSTCODE, start[right], end[right], score[right], Why.FORM)


def _capital(page: Page, at: Ints) -> Bools:
    """Whether a capital stands there with another letter behind it."""
    raw = page.raw
    beyond = (raw[at] == 0xC3) & (raw[at + 1] >= 0x80) & (raw[at + 1] <= 0x9E)
    more = ALNUM[raw[at + 1]] | LETTER_LEAD[raw[at + 1]] | beyond
    return np.asarray((UPPER[raw[at]] | beyond) & more)
