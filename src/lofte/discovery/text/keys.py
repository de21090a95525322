"""Keys that say themselves what they are, by how they begin; and passwords inside URLs."""

from __future__ import annotations

from functools import cache

import numpy as np

from lofte.discovery.text.found import Found, Why, found
from lofte.discovery.text.literals import Engine
from lofte.discovery.text.pages import ALNUM, Ints, Page, table
from lofte.discovery.types import Type

_PREFIXES = {
    "AKIA": 16, "ASIA": 16, "ghp_": 20, "gho_": 20, "ghu_": 20, "ghs_": 20, "ghr_": 20,
    "github_pat_": 20, "glpat-": 18, "sk_live_": 12, "sk_test_": 12, "pk_live_": 12,
    "pk_test_": 12, "rk_live_": 12, "rk_test_": 12, "sk-": 20, "xoxb-": 10, "xoxp-": 10,
    "xoxa-": 10, "xoxr-": 10, "xoxs-": 10, "xapp-": 10, "AIza": 30, "ya29.": 20, "SG.": 30,
    "npm_": 20, "pypi-": 30, "dop_v1_": 30, "shpat_": 20, "hf_": 20, "whsec_": 16, "eyJ": 30,
    "sq0csp-": 20, "EAACEdEose0cBA": 10, "lin_api_": 20, "key-": 30, "dckr_pat_": 20,
    "figd_": 20, "AGE-SECRET-KEY-1": 30, "SK": 32, "AC": 32,
}  # fmt: skip
"""How keys of well-known services begin, and how many signs follow at least."""

_BEGIN, _END = "-----BEGIN ", "-----END "
_LITERALS = tuple(key.encode() for key in (*_PREFIXES, _BEGIN, _END))
_LEAST = np.array([*_PREFIXES.values(), 0, 0], np.int64)
_SIZE = np.array([len(literal) for literal in _LITERALS], np.int64)
_SIGN = ALNUM | table(b"_-.=+/")
_WIDEST = 192
_PEM_LONGEST = 3500


@cache
def _engine(engine: type[Engine]) -> Engine:
    return engine(_LITERALS)


def find_keys(page: Page, engine: type[Engine]) -> list[Found]:
    """Known beginnings in their own case, with enough random signs behind them."""
    literal, end = _engine(engine).ends(page.raw.tobytes())
    order = np.lexsort((literal, end))
    literal, end = literal[order], end[order]
    start = end - _SIZE[literal]
    exact = _is_exact(page, literal, start)
    literal, start, end = literal[exact], start[exact], end[exact]
    armour = literal >= len(_PREFIXES)
    free = ~ALNUM[page.raw[start - 1]] & ~armour
    signs = _SIGN[page.windows(end, _WIDEST)]
    size = np.where(signs.all(axis=1), _WIDEST, np.argmin(signs, axis=1))
    more = page.raw[end + np.maximum(size, 1) - 1]
    size = size - ((more == 0x2E) & (size > 0))
    right = free & (size >= _LEAST[literal]) & _is_random(page, end, size)
    keys = found(Type.API_KEY, start[right], (end + size)[right], 5.0, Why.PREFIX)
    return [keys, _armoured(page, literal, start, end)]


def _is_exact(
    page: Page, literal: Ints, start: Ints
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """The engine takes no heed of case; a key does."""
    width = int(_SIZE.max())
    wanted = np.zeros((len(_LITERALS), width), np.uint8)
    for row, text in enumerate(_LITERALS):
        wanted[row, : len(text)] = list(text)
    seen = page.windows(start, width)
    beyond = np.arange(width) >= _SIZE[literal][:, None]
    return np.asarray(((seen == wanted[literal]) | beyond).all(axis=1))


def _is_random(page: Page, at: Ints, size: Ints) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """At least eight different signs among the first twenty-four, and a digit."""
    window = np.sort(page.windows(at, 24), axis=1)
    kinds = (np.diff(window, axis=1) > 0).sum(axis=1) + 1
    digit = ((window - np.uint8(48)) < 10).any(axis=1)
    return np.asarray((kinds >= 7) & digit & (size > 0))


def _armoured(page: Page, literal: Ints, start: Ints, end: Ints) -> Found:
    """-----BEGIN … PRIVATE KEY----- to its end, where that is near."""
    begins = literal == len(_PREFIXES)
    ends = start[literal == len(_PREFIXES) + 1]
    at, after = start[begins], end[begins]
    window = page.windows(after, 32)
    private = np.zeros(len(at), bool)
    word = np.frombuffer(b"PRIVATE KEY", np.uint8)
    for shift in range(32 - len(word)):
        private |= (window[:, shift : shift + len(word)] == word).all(axis=1)
    at, after = at[private], after[private]
    if len(ends):
        close = ends[np.minimum(np.searchsorted(ends, after), len(ends) - 1)]
    else:
        close = np.zeros(len(at), np.int64)
    near = (close > after) & (close - at <= _PEM_LONGEST)
    dashes = page.windows(np.where(near, close + 9, after), 48) == 0x2D
    last = np.argmax(dashes, axis=1) + 5
    stop = np.where(near, close + 9, after) + last
    return found(Type.API_KEY, at, np.minimum(stop, len(page.raw)), 6.0, Why.PREFIX)


_IN_URL = ~table(b" \t\r\n/@\"'<>`\x1e\x00")
_WIDE = 96


def find_url_logins(page: Page) -> list[Found]:
    """scheme://user:password@host: both are told, and it is no e-mail address."""
    at = np.flatnonzero(page.raw == 0x40)
    at = at[at >= _WIDE]
    if not len(at):
        return []
    left = page.windows(at - _WIDE, _WIDE)
    inside = _IN_URL[left][:, ::-1]
    size = np.where(inside.all(axis=1), 0, np.argmin(inside, axis=1))
    start = at - size
    raw = page.raw
    scheme = (raw[start - 1] == 0x2F) & (raw[start - 2] == 0x2F) & (raw[start - 3] == 0x3A)
    at, start = at[scheme & (size > 0)], start[scheme & (size > 0)]
    window = page.windows(start, _WIDE)
    colon = np.argmax(window == 0x3A, axis=1)
    has = (window[np.arange(len(at)), colon] == 0x3A) & (start + colon < at)
    user_end = np.where(has, start + colon, at)
    named = user_end > start
    secret = has & (user_end + 1 < at)
    return [
        found(Type.USERNAME, start[named], user_end[named], 5.0, Why.PREFIX),
        found(Type.PASSWORD, user_end[secret] + 1, at[secret], 7.0, Why.PREFIX),
    ]
