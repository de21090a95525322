"""A first name that stands alone: what the sentence around it says.

A capital in the middle of a sentence marks a name, in Swedish and in English. At the beginning
every word has one, so a verb must follow. In small letters only a word that announces a person
tells a name from others: `mvh annika`, `sonen melker`.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from lofte.discovery.text.pages import DIGIT, WALL, Bools, Ints, Page, table
from lofte.discovery.text.tokens import Is, Words, hashes, key_of

_SPACE = 0x20
_INSIDE, _BEGINS, _SMALL, _RARE = 2.3, 2.3, 7.0, 1.0
_OPENS = table(b" ,(/\n\r!:")

_ANNOUNCING = """
    hej hejsan tjena tja tjenare hallå mvh hälsn hälsningar hälsning vh kram kramar puss hälsar
    heter hette doktor dr herr fru fröken syster mamma pappa mormor morfar farmor farfar faster
    moster morbror farbror tant fadern modern sonen dottern brodern systern maken makan hustrun
    barnet flickan pojken patienten pat klienten brukaren eleven kollegan chefen läraren rektor
    handläggaren sköterskan läkaren ssk grannen vännen kompisen polaren sambon ringa ringde
    ringer kontakta fråga mejla messa hos gumman gubben named mr mrs ms miss hey hi hello dear
    thx cheers regards uncle aunt nurse hälsa mejla ring its familjen
"""


def said_by_the_sentence(page: Page, words: Words, at: Ints) -> npt.NDArray[np.float64]:
    """Log-odds to add for each of these words, if it is a name by itself."""
    usual = (words.bits[at] & Is.USUAL) != 0
    said = np.zeros(len(at))
    if len(at):
        said = _said(page, words, at, words.capital[at])
    # Of a rare name less is believed: it needs a word beside it still.
    name = words.capital[at] & ((words.bits[at] & (Is.ORDINARY | Is.STOP)) == 0)
    rare = np.where(name & (said > 0), _RARE, 0.0)
    return np.where(usual, said, rare)


def said_of_a_surname(page: Page, words: Words, at: Ints) -> npt.NDArray[np.float64]:
    """`Dr Achterbosch` is a name in no list; `c/o Lundmark` is whose letter box it is."""
    before, after = np.maximum(at - 1, 0), np.minimum(at + 1, len(words) - 1)
    fits = ~words.upper[at] & ~_goes_on(page, words, at, after)
    pointed = (page.raw[words.end[before]] == 0x2E) & (words.gap[before] == 2)
    near = _near(page, words, at, before) | (pointed & (before < at))
    titled = near & _is_of(page, words, before, _TITLES)
    care_of = (page.halves(words.start[at] - 4) | np.uint32(0x20202020)) == _CARE_OF
    return np.where(fits & titled, 1.2, 0.0) + np.where(fits & care_of, 3.0, 0.0)


_TITLES = "dr mr mrs ms miss prof herr fru fröken doktor nurse sister sir advokat överläkare"
_CARE_OF = int.from_bytes(b"c/o ", "little")


def _said(page: Page, words: Words, at: Ints, capital: Bools) -> npt.NDArray[np.float64]:
    before, after = np.maximum(at - 1, 0), np.minimum(at + 1, len(words) - 1)
    free = ~words.upper[at] & ~_goes_on(page, words, at, after)
    inside = _follows(page, words, at, before) & ~words.capital[before]
    word_too = (words.bits[at] & Is.WORD_TOO) != 0
    begins = _begins(page, words, at) & ~inside & ~_in_a_name(page, words, at, before)
    announced = _near(page, words, at, before) & _announces(page, words, before)
    alone = _in_brackets(page, words, at) | _signed(page, words, at)
    score = np.where(
        inside | announced | alone, _INSIDE, np.where(begins & ~word_too, _BEGINS, 0.0)
    )
    return np.where(capital, score * free, np.where(announced, _SMALL, 0.0))


def _begins(page: Page, words: Words, at: Ints) -> Bools:
    """`Lennart kördes hem`, `Adnan, 15 år`, and in a chat `Ola: ja`."""
    end = words.end[at]
    after = np.minimum(at + 1, len(words) - 1)
    spaced = (words.gap[at] == 1) & (page.raw[end] == _SPACE) & (after > at)
    line = page.raw[words.start[at] - 1] == 0x0A
    line |= page.raw[words.start[at] - 1] == WALL
    said = line & (page.raw[end] == 0x3A) & (page.raw[end + 1] == _SPACE)
    small = spaced & ~words.capital[after] & (words.end[after] - words.start[after] > 1)
    return np.asarray(small | said | _has_an_age(page, words, at))


def _signed(page: Page, words: Words, at: Ints) -> Bools:
    """`/ Marlene` at the end of a letter."""
    start = words.start[at]
    slash = (page.raw[start - 1] == _SPACE) & (page.raw[start - 2] == 0x2F)
    return np.asarray(slash & _BEFORE_SLASH[page.raw[start - 3]])


_BEFORE_SLASH = table(b"/ \n\r\x1e")


def _goes_on(page: Page, words: Words, at: Ints, after: Ints) -> Bools:
    """A capitalised word follows: it is the first of a name of something."""
    linked = (words.gap[at] == 1) & (page.raw[words.end[at]] == _SPACE) & (after > at)
    return np.asarray(linked & words.capital[after])


def _in_a_name(page: Page, words: Words, at: Ints, before: Ints) -> Bools:
    """A capitalised word stands before it: it is the last of a name of something."""
    near = _follows(page, words, at, before) & (words.gap[before] == 1)
    return np.asarray(near & words.capital[before])


def _follows(page: Page, words: Words, at: Ints, before: Ints) -> Bools:
    """A word of the same sentence stands right before, past a comma or a bracket at most."""
    sign = page.raw[words.end[before]]
    spaced = page.raw[words.start[at] - 1] == _SPACE
    one = (words.gap[before] == 1) & spaced
    two = (words.gap[before] == 2) & (
        (((sign == 0x2C) | (sign == 0x3B)) & spaced) | (sign == _SPACE)
    )
    two &= _OPENS[page.raw[words.start[at] - 1]]
    return np.asarray((one | two) & (before < at))


def _near(page: Page, words: Words, at: Ints, before: Ints) -> Bools:
    """No more than a comma or the end of a line parts it from the word before."""
    sign, last = page.raw[words.end[before]], page.raw[words.start[at] - 1]
    return np.asarray((words.gap[before] <= 2) & _OPENS[sign] & _OPENS[last] & (before < at))


def _announces(page: Page, words: Words, before: Ints) -> Bools:
    """`mvh`, `sonen`; `är` and `is` where `det` or `this` stands before them."""
    earlier = np.maximum(before - 1, 0)
    tells = _is_of(page, words, before, "är is") & _is_of(page, words, earlier, _POINTING)
    return np.asarray(tells | _is_of(page, words, before, _ANNOUNCING))


_POINTING = "det jag här this name it"


def _in_brackets(page: Page, words: Words, at: Ints) -> Bools:
    """`(Annica)`"""
    opened, closed = page.raw[words.start[at] - 1], page.raw[words.end[at]]
    return np.asarray((opened == 0x28) & (closed == 0x29))


def _has_an_age(page: Page, words: Words, at: Ints) -> Bools:
    """`Adnan, 15 år` and `Adnan (15)`."""
    end = words.end[at]
    comma = (page.raw[end] == 0x2C) & (page.raw[end + 1] == _SPACE)
    bracket = (page.raw[end] == _SPACE) & (page.raw[end + 1] == 0x28)
    age = DIGIT[page.raw[end + 2]] & DIGIT[page.raw[end + 3]] & ~DIGIT[page.raw[end + 4]]
    return np.asarray((comma | bracket) & age)


def _is_of(page: Page, words: Words, at: Ints, said: str) -> Bools:
    return np.isin(hashes(page, words.start[at], words.end[at]), _keys(said))


@cache
def _keys(said: str) -> npt.NDArray[np.uint64]:
    return key_of(said.split())
