"""Whether something stands by itself, or is a piece of something longer."""

from __future__ import annotations

import numpy as np

from lofte.discovery.text.pages import ALNUM, DIGIT, Bools, Ints, Page, table

_LINK = table(b"-.+")


def stands_alone(page: Page, start: Ints, end: Ints) -> Bools:
    """No letter or digit touches it, and none of its digits goes on behind a point, a plus or
    a hyphen. A comma or colon parts values."""
    raw = page.raw
    free = ~page.is_letter_before(start) & ~page.is_letter_at(end)
    before, after = raw[start - 1], raw[end]
    free &= ~DIGIT[before] & ~DIGIT[after]
    linked_before = _LINK[before] & DIGIT[raw[start - 2]]
    linked_after = _LINK[after] & DIGIT[raw[end + 1]]
    return free & ~linked_before & ~linked_after


def is_linked(page: Page, start: Ints, end: Ints) -> Bools:
    """Whether a hyphen ties it to letters on either side: AB-850101-1234 is a reference."""
    raw = page.raw
    before = (raw[start - 1] == 0x2D) & ALNUM[raw[start - 2]]
    after = (raw[end] == 0x2D) & ALNUM[raw[end + 1]]
    return np.asarray(before | after)
