"""Coordinates and licence plates."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from lofte.discovery.text.digits import DOT, Runs, tail
from lofte.discovery.text.found import Found, Why, found
from lofte.discovery.text.pages import (
    ALNUM,
    ASCII_LETTER,
    DIGIT,
    UPPER,
    Bools,
    Bytes,
    Ints,
    Page,
    table,
)
from lofte.discovery.types import Type

_BETWEEN = table(b", ;/\tNESWnesw)(-")
_NEGATIVE = 0x2D


def find_coordinates(page: Page, runs: Runs) -> list[Found]:
    """A latitude and a longitude in degrees; each alone only beside its name."""
    if len(runs) < 2:
        return [found(Type.COORDINATES, runs.start[:0], runs.start[:0], 0, Why.FORM)]
    fraction = np.append(runs.length[1:], 0)
    at = np.flatnonzero((runs.joint == DOT) & (runs.length <= 3) & (fraction >= 3))
    at = at[(fraction[at] <= 15) & (runs.joint[np.minimum(at + 1, len(runs) - 1)] != DOT)]
    at = at[~page.is_letter_before(runs.start[at]) & (page.raw[runs.start[at] - 1] != 0x2E)]
    degrees = tail(page, runs.end[at], runs.length[at])
    start = runs.start[at] - (page.raw[runs.start[at] - 1] == _NEGATIVE)
    fits = degrees <= 180
    at, degrees, start = at[fits], degrees[fits], start[fits]
    if not len(at):
        return []
    places = runs.length[at + 1]
    end = runs.end[at + 1]
    pair = _is_pair(page, runs, at, degrees)
    first = np.flatnonzero(pair)
    second = first + 1
    both = found(
        Type.COORDINATES,
        start[first],
        end[second],
        _sure(degrees[first], degrees[second], np.minimum(places[first], places[second])),
        Why.FORM,
    )
    alone = ~pair & ~np.concatenate([[False], pair[:-1]]) & (places >= 4)
    return [both, found(Type.COORDINATES, start[alone], end[alone], -2.5, Why.FORM)]


def _is_pair(page: Page, runs: Runs, at: Ints, degrees: Ints) -> Bools:
    """Whether the next number is the longitude to this latitude."""
    pair = np.zeros(len(at), bool)
    gap = runs.start[at[1:]] - runs.end[at[:-1] + 1]
    signs = page.windows(runs.end[at[:-1] + 1], 5)
    allowed = _BETWEEN[signs] | (np.arange(5) >= gap[:, None])
    pair[:-1] = (gap <= 5) & allowed.all(axis=1) & (degrees[:-1] <= 90)
    pair[1:] &= ~pair[:-1]
    return pair


def _sure(latitude: Ints, longitude: Ints, places: Ints) -> npt.NDArray[np.float64]:
    sweden = (latitude >= 55) & (latitude <= 69) & (longitude >= 10) & (longitude <= 24)
    return np.where(places >= 4, 1.2, -1.5) + np.where(sweden, 1.5, 0)


def find_degrees(page: Page) -> list[Found]:
    """59°19′46″N 18°4′7″E: from the first number to the last letter."""
    raw = page.raw
    sign = np.flatnonzero((raw[:-1] == 0xC2) & (raw[1:] == 0xB0))
    if len(sign) < 2:
        return []
    window = page.windows(sign + 2, 24)
    letter = np.isin(window, np.frombuffer(b"NSEWOnsewo", np.uint8))
    inside = _IN_DEGREES[window] | letter
    size = np.where(inside.all(axis=1), 24, np.argmin(inside, axis=1))
    last = np.where(letter & (np.arange(24) < size[:, None]), np.arange(24), -1).max(axis=1)
    near = (np.diff(sign) <= 40) & (last[1:] >= 0)
    begin = sign[:-1] - np.argmin(DIGIT[page.windows(sign[:-1] - 4, 4)[:, ::-1]], axis=1)
    begin = begin - _lead(page, begin)
    at = np.flatnonzero(near & (begin < sign[:-1]))
    end = sign[at + 1] + 3 + last[at + 1]
    return [found(Type.COORDINATES, begin[at], end, 3.5, Why.FORM)]


_IN_DEGREES = DIGIT | table(b" .,'\"-") | table(bytes((0xE2, 0x80, 0xB2, 0xB3, 0x99, 0x9D)))


def _lead(page: Page, begin: Ints) -> Ints:
    """A letter of the compass in front: N 59°19′."""
    raw = page.raw
    letter = np.isin(raw[begin - 2], np.frombuffer(b"NSEW", np.uint8)) & (
        raw[begin - 1] == 0x20
    )
    return np.where(letter & ~ALNUM[raw[begin - 3]], 2, 0)


# Neither the letters that are read as others, nor words one would not drive about with.
_PLATE_LETTER = UPPER & ~table(b"IQV")
_LAST_SIGN = DIGIT | (UPPER & ~table(b"IQVO"))


def find_plates(page: Page, runs: Runs) -> list[Found]:
    """ABC123 and ABC12A (Transportstyrelsen), also with a space; small letters only beside a
    word for it."""
    raw = page.raw
    at = np.flatnonzero((runs.length == 2) | (runs.length == 3))
    last = raw[runs.start[at] - 1]
    apart = (last == 0x20) | (last == 0x2D)
    at = at[ASCII_LETTER[np.where(apart, raw[runs.start[at] - 2], last)]]
    start, end, length = runs.start[at], runs.end[at], runs.length[at]
    spaced = (raw[start - 1] == 0x20) | (raw[start - 1] == 0x2D)
    begin = start - 3 - spaced
    letters = page.windows(begin, 3)
    capital = _PLATE_LETTER[letters].all(axis=1)
    small = _PLATE_LETTER[letters & 0xDF].all(axis=1) & ASCII_LETTER[letters].all(axis=1)
    tail_letter = (length == 2) & _LAST_SIGN[raw[end] & 0xDF] & ~DIGIT[raw[end]]
    end = end + tail_letter
    right = (capital | small) & ((length == 3) | tail_letter)
    right &= ~ALNUM[raw[begin - 1]] & ~page.is_letter_before(begin)
    right &= ~ALNUM[raw[end]] & ~page.is_letter_at(end) & ~_GOES_ON[raw[begin - 1]]
    right &= ~(_GOES_ON[raw[end]] & ALNUM[raw[end + 1]])
    right &= ~(DIGIT[raw[end + 1]] & (raw[end] == 0x20))
    right &= ~_ACRONYM[_three(letters)]
    score = np.select([capital & ~spaced, capital], [0.3, -1.2], -3.2)
    score -= np.where(raw[start - 1] == 0x2D, 1.5, 0)
    score = score + np.where(tail_letter, 0.7, 0)
    return [found(Type.LICENCE_PLATE, begin[right], end[right], score[right], Why.FORM)]


def _three(letters: Bytes) -> Ints:
    """Three letters as a number, whatever their case."""
    at = (letters & 0xDF).astype(np.int64) - 65
    return np.asarray(np.clip((at[:, 0] * 26 + at[:, 1]) * 26 + at[:, 2], 0, 26**3 - 1))


_ACRONYMS = (
    "SEK USD EUR NOK DKK GBP CHF ISO UTF SHA RSA AES VAT TEL REF BOX LGH DNR ICD PCS MAX MIN "
    "RUM ART ORD INV FAK REV VER KAP SID DOC TAB SIM SMS API CPU GPU RAM SSD USB DVD OCR EAN "
    "SKU ATC HSA CVE RFC TLS SSL UDP TCP DNS SQL XML CSV PDF JPG PNG KOD NET WEB LAN WAN VPN "
    "AND THE FOR MAJ JUN JUL AUG SEP OKT OCT NOV DEC JAN FEB MAR APR STR SAL VIT OMX MHZ GHZ "
    "KWH ERR LOG BUG"
)
_ACRONYM = np.zeros(26**3, bool)
_ACRONYM[_three(np.array([list(word.encode()) for word in _ACRONYMS.split()], np.uint8))] = True

_GOES_ON = table(b"-_/.=#&%+")
