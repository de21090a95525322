"""User names and passwords in clear, keys of interfaces, private keys."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from lofte.discovery.text.found import Found, Why, found
from lofte.discovery.text.literals import Engine
from lofte.discovery.text.matching import Matcher
from lofte.discovery.text.pages import (
    ALNUM,
    DIGIT,
    LETTER,
    UPPER,
    WALL,
    Bools,
    Ints,
    Page,
    table,
)
from lofte.discovery.text.rows import fields, names
from lofte.discovery.text.statements import statements_of
from lofte.discovery.text.tokens import hashes, key_of
from lofte.discovery.types import Type

_FIELDS: dict[Type, str] = {
    Type.USERNAME: """
        username, user name, user, användarnamn-, användar namn, login, logon, login name,
        inloggningsnamn-, uid, user id, usr, screen name, nickname, samaccountname, db user,
        användarid-, användar id, accountname, account name, login id, loginid, anv namn""",
    Type.PASSWORD: """
        password, passwords, lösenord-, lösen, passwd, pwd, pass, passphrase, passord, passwort,
        -password, -passwd, pin, pin kod, pinkoden, pass word, db pass, losenord-, pw,
        -pwd, -lösenord, engångskod-, temp password, root pw""",
    Type.API_KEY: """
        api key, apikey, -apikey, secret, secret key, access key, token, access token,
        auth token, bearer, client secret, private key, x api key, api nyckel-, api token,
        sas token, refresh token, session token, account key, secret access key, app secret,
        webhook secret, -secret, -token, hemlig nyckel, auth key, encryption key, signing key,
        api secret, shared access key, nyckel, access key id""",
}
_SPOKEN = (
    "for user, invalid user, password for, publickey for, logged in as, inloggad som, "
    "loggade in som, loggat in som, signed in as"
)
_WORDS = tuple(
    (" ".join(word.split()), type_)
    for type_, said in _FIELDS.items()
    for word in said.split(",")
) + tuple((word.strip(), None) for word in _SPOKEN.split(","))

_REACH = 10
_WIDEST = 128
_SPACES = table(b" \t")
_QUOTES = table(b"\"'`")
_ENDS = table(b" \t\r\n\"'`,;&<>|)]}\x1e\x00")
_NOTHINGS = (
    "null none nil true false undefined string varchar text required optional redacted hidden "
    "xxx xxxx xxxxx changeme_here removed masked empty tom saknas glömt inte är att och som "
    "har ska kan måste not is the your ditt mitt din och/eller reset ändrat bytt expired "
    "incorrect wrong invalid fel felaktigt blev for från from with via char int number bool "
    "boolean user users username current_user self "
    "account accounts this has their any currently en er group groups data "
    "req request args os env process input getenv config"
)


@cache
def _matcher() -> Matcher:
    return Matcher([word for word, _ in _WORDS])


def _past_the_ending(page: Page, end: Ints) -> Ints:
    """`lösenordet` is `lösenord` too: to the end of its small letters."""
    window = page.windows(end, 8)
    small = ((window - np.uint8(97)) < 26) | (window >= 0x80)
    return np.asarray(end + np.argmin(small, axis=1))


class _Values(NamedTuple):
    """What follows a field's name: how it is parted from it (`told`: by `is`), and where it
    stands."""

    field: Ints
    start: Ints
    end: Ints
    parted: Bools
    quoted: Bools
    told: Bools


def find_secrets(page: Page, engine: type[Engine]) -> list[Found]:
    """Values behind `user=`, `lösenord:`, `api_key =` and their like."""
    word, _, end = _matcher().find(page.tokens)
    end = _past_the_ending(page, end)
    longest = np.ones(len(end), bool)
    longest[1:] = end[1:] != end[:-1]
    beside = _values(page, word[longest], end[longest])
    values = _Values(
        *(np.concatenate(pair) for pair in zip(beside, _in_tables(page, engine), strict=True))
    )
    if not len(values.start):
        return [_in_access_logs(page)]
    looks = _looks(page, values)
    kinds = np.array([_KIND[type_] for _, type_ in _WORDS])[values.field]
    return [
        _users(page, values, looks, kinds),
        _passwords(values, looks, kinds == _KIND[Type.PASSWORD]),
        _keys(values, looks, kinds == _KIND[Type.API_KEY]),
        _in_access_logs(page),
    ]


_KIND: dict[Type | None, int] = {
    Type.USERNAME: 0,
    Type.PASSWORD: 1,
    Type.API_KEY: 2,
    None: 3,
}


def _values(page: Page, field: Ints, end: Ints) -> _Values:
    """Past spaces, a closing quote, a colon or equals sign, spaces and an opening quote."""
    raw = page.raw
    at = end.copy()
    parted = np.zeros(len(at), bool)
    for _ in range(_REACH):
        sign = raw[at]
        divides = (sign == 0x3A) | (sign == 0x3D)
        arrow = parted & (sign == 0x3E)
        skips = _SPACES[sign] | (divides & (raw[at + 1] != 0x3D)) | arrow
        skips |= _QUOTES[sign] & ~(parted & _QUOTES[raw[at - 1]])
        skips |= ~parted & ((sign == 0x2A) | (sign == 0x5D) | (sign == 0x5F))
        parted |= divides
        at = at + skips
    told = ~parted & (at > end) & (_past_is(page, at) > 0)
    at = at + np.where(told, _past_is(page, at), 0)
    quoted = _QUOTES[raw[at - 1]] & parted
    window = page.windows(at, _WIDEST)
    closes = np.where(quoted[:, None], window == raw[at - 1][:, None], _ENDS[window])
    closes |= (window == 0x0A) | (window < 0x09) | (window == WALL)
    size = np.where(closes.any(axis=1), np.argmax(closes, axis=1), 0)
    dot = (size > 1) & np.isin(raw[at + size - 1], (0x2E, 0x3A)) & ~quoted
    size = size - dot
    right = (size >= 2) & (at > end)
    field, at, end = field[right], at[right], (at + size)[right]
    return _Values(field, at, end, parted[right], quoted[right], told[right])


def _past_is(page: Page, at: Ints) -> Ints:
    """How long an `is` or `är` is that stands there, with its space."""
    four = page.halves(at)
    english = (four & np.uint32(0xFFFFFF)) == int.from_bytes(b"is ", "little")
    swedish = four == int.from_bytes("är ".encode(), "little")
    return np.where(english, 3, np.where(swedish, 4, 0))


def _in_tables(page: Page, engine: type[Engine]) -> _Values:
    """The values of columns that are called so."""
    parts = [
        (field, *fields(page, rows.below(number), column))
        for rows in statements_of(page, engine)
        for number, head in enumerate(rows.heads)
        for column, name in enumerate(names(head, rows.kind))
        for field in _named(name)
    ]
    if not parts:
        return _Values(*(np.empty(0, np.int64),) * 3, *(np.empty(0, bool),) * 3)
    field = np.concatenate([np.full(len(start), field) for field, start, _ in parts])
    start = np.concatenate([start for _, start, _ in parts])
    end = np.concatenate([end for _, _, end in parts])
    certain = np.ones(len(start), bool)
    return _Values(field, start, end, certain, certain, ~certain)


@lru_cache(maxsize=1024)
def _named(name: bytes) -> list[int]:
    """The field a column's whole name stands for, if any."""
    page = Page(name)
    word, start, end = _matcher().find(page.tokens)
    whole = np.flatnonzero(end - start >= len(name) - 3)
    return [int(word[whole[0]])] if len(whole) else []


@dataclass(frozen=True, slots=True)
class _Looks:
    """Features of each value."""

    size: Ints
    digit: Bools
    sign: Bools
    mixed: Bools
    placeholder: Bools
    spaced: Bools


def _looks(page: Page, values: _Values) -> _Looks:
    window = page.windows(values.start, _WIDEST)
    size = values.end - values.start
    inside = np.arange(_WIDEST) < size[:, None]
    digit = _any(DIGIT[window] & inside)
    spaced = _any(_SPACES[window] & inside)
    letter = ALNUM[window] | (window >= 0x80)
    sign = _any(~letter & inside)
    upper = UPPER[window] & inside
    mixed = _any(upper[:, 1:]) & _any(((window - np.uint8(97)) < 26) & inside)
    same = ((window == window[:, :1]) | ~inside).all(axis=1)
    first = np.isin(window[:, 0], np.frombuffer(b"$<{[(*%/\\+-=&!|,.#?~", np.uint8))
    call = (page.raw[values.end] == 0x28) | (page.raw[values.end - 1] == 0x28)
    return _Looks(
        size, digit, sign, mixed, same | first | call | _is_nothing(page, values), spaced
    )


def _any(flags: Bools) -> Bools:
    return np.asarray(flags.any(axis=1))


@cache
def _nothing() -> npt.NDArray[np.uint64]:
    return key_of(_NOTHINGS.split())


def _is_nothing(page: Page, values: _Values) -> Bools:
    return np.isin(hashes(page, values.start, values.end), _nothing())


def _passwords(values: _Values, looks: _Looks, which: Bools) -> Found:
    strong = looks.digit | looks.sign | looks.mixed
    score = np.where(values.parted, 2.2, np.where(values.told, -0.8, -2.5))
    every = looks.digit & looks.sign & looks.mixed & (looks.size >= 8)
    score += np.where(strong, 1.8, 0) + np.where(every & ~values.parted, 1.2, 0)
    score += np.where(values.quoted, 0.5, 0) - np.where(looks.spaced & ~values.quoted, 4, 0)
    right = which & ~looks.placeholder & (looks.size >= 4) & (looks.size <= 64)
    return _of(Type.PASSWORD, values, right, score)


def _users(page: Page, values: _Values, looks: _Looks, kinds: Ints) -> Found:
    named = kinds == _KIND[Type.USERNAME]
    spoken = kinds == _KIND[None]
    score = np.where(
        spoken, 2.0, np.where(values.parted, 2.2, np.where(values.told, 0.0, -1.8))
    )
    score = score + np.where(looks.digit | looks.sign, 0.8, 0)
    score += np.where(~values.parted & _acts(page, values.end), 3.0, 0)
    score -= np.where(looks.spaced, 3.0, 0) + np.where(page.raw[values.end] == 0x29, 2.0, 0)
    window = page.windows(values.start, 24)
    number = (DIGIT[window] | (np.arange(24) >= looks.size[:, None])).all(axis=1)
    right = (named | spoken) & ~looks.placeholder & (looks.size <= 40) & ~number
    return _of(Type.USERNAME, values, right, score)


def _in_access_logs(page: Page) -> Found:
    """`10.1.2.3 - kalle [10/Oct/2026:13:55:36 +0200]`: the common log format of web servers."""
    raw = page.raw
    at = np.flatnonzero(raw == 0x5B)
    day = page.windows(at, 13)
    right = (day[:, 3] == 0x2F) & (day[:, 7] == 0x2F) & (day[:, 12] == 0x3A)
    right &= DIGIT[day[:, 1]] & (raw[at - 1] == 0x20)
    end = at[right] - 1
    size = np.argmax(page.windows(end - 40, 40)[:, ::-1] == 0x20, axis=1)
    start = end - size
    named = (size >= 2) & (page.halves(start - 3) & np.uint32(0xFFFFFF) == _DASH)
    return found(Type.USERNAME, start[named], end[named], 2.5, Why.FORM)


_DASH = int.from_bytes(b" - ", "little")
_VERBS = (
    "logged login from created deleted failed authenticated signed connected "
    "requested "
    "loggade loggat skapade raderade uppdaterade updated changed locked disconnected"
)


@cache
def _verbs() -> npt.NDArray[np.uint64]:
    return key_of(_VERBS.split())


def _acts(page: Page, end: Ints) -> Bools:
    """Whether a word for what users do stands behind: user anna logged in."""
    window = page.windows(end + 1, 24)
    size = np.argmin(LETTER[window], axis=1)
    spaced = (page.raw[end] == 0x20) & (size >= 2)
    return np.asarray(spaced & np.isin(hashes(page, end + 1, end + 1 + size), _verbs()))


def _keys(values: _Values, looks: _Looks, which: Bools) -> Found:
    """Long, and both letters and digits: a word of a language has no digits."""
    score = np.where(values.parted, 1.0, -1.0) + np.where(looks.digit, 1.5, -1.5)
    score += np.where(looks.size >= 20, 1.0, -1.0) + np.where(looks.mixed, 0.5, 0)
    right = which & ~looks.placeholder & (looks.size >= 8) & ~looks.spaced
    return _of(Type.API_KEY, values, right, score)


def _of(type_: Type, values: _Values, which: Bools, score: npt.NDArray[np.float64]) -> Found:
    start, end = values.start[which], values.end[which]
    return found(type_, start, end, score[which], Why.FIELD)
