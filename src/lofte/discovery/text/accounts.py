"""Bank accounts and VAT numbers."""

from __future__ import annotations

import numpy as np

from lofte.discovery.text.borders import stands_alone
from lofte.discovery.text.digits import DOT, HYPHEN, SPACE, Runs, number
from lofte.discovery.text.found import Found, Why, found
from lofte.discovery.text.organisations import is_organisation
from lofte.discovery.text.pages import ALNUM, DIGIT, UPPER, Bools, Ints, Page
from lofte.discovery.types import Type

_COMMA = 0x2C


def find_accounts(page: Page, runs: Runs) -> list[Found]:
    """A clearing number of four digits (five at Swedbank) and an account of six to ten: only
    beside a word for it."""
    linked = (runs.joint == HYPHEN) | (runs.joint == SPACE) | (runs.joint == DOT)
    first, second = page.raw[runs.end], page.raw[runs.end + 1]
    linked |= (runs.gap <= 2) & (first == _COMMA) & ((second == 0x20) | DIGIT[second])
    lead = (page.raw[runs.start] != 0x30) & ((runs.length == 4) | (runs.length == 5))
    at = np.flatnonzero(lead & linked)
    total, last = runs.length[at], at.copy()
    alive = np.ones(len(at), bool)
    for step in range(1, 6):
        here = np.minimum(at + step, len(runs) - 1)
        alive = (
            alive & linked[here - 1] & (here == at + step) & (total + runs.length[here] <= 15)
        )
        total = total + np.where(alive, runs.length[here], 0)
        last = np.where(alive, here, last)
    parted = _account(page, runs.start[at], runs.end[last], (total >= 10) & (last > at), -2.2)
    whole = np.flatnonzero((runs.length >= 7) & (runs.length <= 15))
    every = np.ones(len(whole), bool)
    return [parted, _account(page, runs.start[whole], runs.end[whole], every, -3.2)]


def _account(page: Page, start: Ints, end: Ints, right: Bools, prior: float) -> Found:
    right = right & stands_alone(page, start, end)
    return found(Type.BANK_ACCOUNT, start[right], end[right], prior, Why.FORM)


_SHAPES = {
    "AT": (11,), "BE": (12,), "BG": (11, 12), "CY": (11,), "CZ": (10, 11, 12), "DE": (11,),
    "DK": (10,), "EE": (11,), "EL": (11,), "ES": (11,), "FI": (10,), "FR": (13,), "GB": (11,),
    "HR": (13,), "HU": (10,), "IE": (10, 11), "IT": (13,), "LT": (11, 14), "LU": (10,),
    "LV": (13,), "MT": (10,), "NL": (14,), "NO": (14,), "PL": (12,), "PT": (11,),
    "RO": (10, 11, 12), "SE": (14,), "SI": (10,), "SK": (12,), "XI": (11,),
}  # fmt: skip
"""How long VAT numbers are with their country (Commission's VIES, Norway and Great Britain)."""

_LONGEST = 15
_FITS = np.zeros((65536, _LONGEST + 1), bool)
for _country, _lengths in _SHAPES.items():
    _FITS[ord(_country[0]) * 256 + ord(_country[1]), list(_lengths)] = True

_MOST_LETTERS = {"AT": 3, "CY": 3, "ES": 4, "FR": 4, "IE": 4, "NL": 3, "NO": 5}
_LETTERS = np.full(65536, 2, np.int64)
for _country, _most in _MOST_LETTERS.items():
    _LETTERS[ord(_country[0]) * 256 + ord(_country[1])] = _most


def find_vat(page: Page, runs: Runs) -> list[Found]:
    """A country of the EU and what its numbers look like; a Swedish one is checked."""
    raw = page.raw
    at = runs.start[runs.length >= 5]
    letters = UPPER[page.windows(at - 4, 4)][:, ::-1]
    back = np.where(letters.all(axis=1), 4, np.argmin(letters, axis=1))
    start = at - back
    start = start[(back >= 2) & ~ALNUM[raw[start - 1]] & ~page.is_letter_before(start)]
    if not len(start):
        return []
    window = page.windows(start, _LONGEST + 1)
    inside = ALNUM[window]
    size = np.where(inside.all(axis=1), 0, np.argmin(inside, axis=1))
    country = raw[start].astype(np.int64) * 256 + raw[start + 1]
    count = (UPPER[window] & (np.arange(_LONGEST + 1) < size[:, None])).sum(axis=1)
    right = _FITS[country, size] & (count <= _LETTERS[country])
    right &= ~page.is_letter_at(start + size)
    start, size, country = start[right], size[right], country[right]
    swedish = country == ord("S") * 256 + ord("E")
    score = np.where(swedish, np.where(_is_swedish(page, start), 4.5, -2.0), 0.8)
    return [found(Type.VAT_NUMBER, start, start + size, score, Why.FORM | Why.PREFIX)]


def _is_swedish(page: Page, start: Ints) -> Bools:
    """`SE`, an organisation number, and 01 and upwards; a sole trader's is a personnummer."""
    end = start + 12
    six, four = number(page, end - 4, 6), number(page, end, 4)
    trader = (six // 100 % 100 <= 12) & (six % 100 >= 1) & (six % 100 <= 91)
    branch = number(page, end + 2, 2)
    return np.asarray((is_organisation(six, four) | trader) & (branch >= 1) & (branch < 20))
