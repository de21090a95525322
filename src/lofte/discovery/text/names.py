"""Names of people: a first name of our lists, what follows it, and words that announce one.

A name begins with a first name or an initial and goes on over first names, surnames, unknown
capitalised words and particles (`von`, `de la`). Alone, a first name or a surname proves
little: a title, a greeting or `heter` before it does. Streets and companies bear names too.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lofte.discovery.text.cells import names_in_cells
from lofte.discovery.text.found import Found, Why, found
from lofte.discovery.text.lone import said_by_the_sentence, said_of_a_surname
from lofte.discovery.text.pages import Bools, Ints, Page, table
from lofte.discovery.text.tokens import Is, Words, ends_as
from lofte.discovery.types import Type

_MOST_WORDS = 5
_HYPHEN, _SPACE, _POINT, _COMMA, _SLASH = 0x2D, 0x20, 0x2E, 0x2C, 0x2F
_ENDINGS = (
    "sson berg borg lund gren vist blad dahl tedt rand holm eldt ström löf löv uist lind mark "
    "feld ovic evic ović wski wska inen onen anen oglu zadeh escu poulos"
)
_STREETS = "gatan vägen gränd gata torget torg väg gränden stigen allén backen stig liden"


@dataclass(frozen=True, slots=True)
class _Kinds:
    """What each word may be in a name."""

    first: Bools
    last: Bools
    sure_first: Bools
    sure_last: Bools
    unknown: Bools
    initial: Bools
    particle: Bools
    link: Bools


def find_names(page: Page, words: Words) -> list[Found]:
    """Full names, single ones, and surnames first (`Ek, Elsa`)."""
    if not len(words):
        return []
    kinds = _kinds(page, words)
    begins = kinds.first | (kinds.initial & _next(kinds.last | kinds.unknown) & kinds.link)
    begins &= ~(_previous(kinds.link & kinds.first) & _previous(begins))
    chains = _chains(page, words, kinds, np.flatnonzero(begins))
    return [
        chains,
        _turned(page, words, kinds),
        _surnames(page, words, kinds),
        _in_cells(page, words, kinds),
    ]


def _kinds(page: Page, words: Words) -> _Kinds:
    bits, capital = words.bits, words.capital
    ordinary = (bits & (Is.ORDINARY | Is.PLACE | Is.COMPANY | Is.MONTH | Is.STREET)) != 0
    listed_first = (bits & Is.FIRST_NAME) != 0
    listed_last = (bits & Is.LAST_NAME) != 0
    size = words.end - words.start
    # `Herr Ek`: a title is no name, though somewhere someone bears it.
    listed_last &= ((bits & Is.TITLE) == 0) | listed_first
    unlisted = np.flatnonzero(capital & (bits == 0) & (size > 1))
    unknown = np.zeros(len(words), bool)
    unknown[unlisted] = ~ends_as(page, words, unlisted, _STREETS)
    ending = ends_as(page, words, unlisted, _ENDINGS) & (size[unlisted] >= 6)
    listed_last[unlisted] |= ending
    small = ~capital & ~ordinary
    follows = page.raw[words.end]
    # `J Ström`; but `A`, `I`, `O`, `Å` and `Ö` are words.
    bare = (follows == _SPACE) & ~_LETTER_WORDS[page.raw[words.start]]
    bare &= _next(listed_last & ~ordinary & capital)
    initial = capital & (size == 1) & ((follows == _POINT) | bare)
    link = (words.gap == 1) & ((follows == _SPACE) | (follows == _HYPHEN))
    link |= (words.gap == 2) & (follows == 0xC2)
    link |= initial & (words.gap == 2) & (page.raw[words.end + 1] == _SPACE)
    return _Kinds(
        first=listed_first & (capital | small) & (size > 1),
        last=listed_last & (capital | small) & (size > 1),
        sure_first=listed_first & ~ordinary,
        sure_last=listed_last & ~ordinary,
        unknown=unknown,
        initial=initial,
        particle=(bits & Is.PARTICLE) != 0,
        link=link,
    )


_LETTER_WORDS = table(b"AIO")


def _next(flags: Bools) -> Bools:
    return np.append(flags[1:], False)


def _previous(flags: Bools) -> Bools:
    return np.concatenate([[False], flags[:-1]])


def _chains(page: Page, words: Words, kinds: _Kinds, at: Ints) -> Found:
    """From each beginning over what may follow; capitals follow capitals."""
    last = at.copy()
    alive = np.ones(len(at), bool)
    surname = np.zeros(len(at), bool)
    sure = kinds.sure_first[at].astype(np.int64)
    unknown = np.zeros(len(at), bool)
    for step in range(1, _MOST_WORDS):
        here = np.minimum(at + step, len(words) - 1)
        alive = alive & kinds.link[here - 1] & (here == at + step)
        same = words.capital[here] == words.capital[at]
        body = (kinds.first | kinds.last)[here] | (kinds.unknown[here] & words.capital[at])
        body |= kinds.initial[here]
        takes = alive & same & body & ~kinds.particle[here]
        passes = alive & kinds.particle[here]
        last = np.where(takes, here, last)
        hyphened = page.raw[words.start[here] - 1] == _HYPHEN
        surname |= takes & kinds.last[here] & ~(hyphened & (step == 1))
        unknown |= takes & ~kinds.last[here] & ~kinds.first[here] & ~kinds.initial[here]
        sure += takes & (kinds.sure_last | kinds.sure_first)[here]
        alive = takes | passes
    prior = _prior(page, words, kinds, (at, last), (surname, unknown, sure))
    alone = np.flatnonzero(last == at)
    prior[alone] += said_by_the_sentence(page, words, at[alone])
    return _judged(page, words, at, last, prior)


def _prior(
    page: Page,
    words: Words,
    kinds: _Kinds,
    place: tuple[Ints, Ints],
    seen: tuple[Bools, Bools, Ints],
) -> npt.NDArray[np.float64]:
    at, last = place
    surname, unknown, sure = seen
    several = last > at
    prior = np.select(
        [several & surname, several & unknown, several],
        [2.2 + np.minimum(sure, 2) * 0.7, 0.2 + sure, -0.5 + sure * 0.5],
        np.where(kinds.sure_first[at], -1.8, -3.2),
    )
    hyphened = several & (page.raw[words.end[at]] == _HYPHEN)
    prior -= np.where(((words.bits[at] & Is.STOP) != 0) & ~hyphened, 3.0, 0)
    # Headings and constants in capitals are full of words that someone is called.
    shouted = words.upper[at] & ~kinds.initial[at]
    prior -= np.where(several & shouted & (sure == 0), 3.0, 0)
    prior -= np.where(kinds.initial[at] & ~surname, 0.8, 0)
    small = ~words.capital[at]
    return prior - np.where(small, np.where(several & surname & (sure >= 2), 2.6, 5.0), 0)


def _judged(
    page: Page, words: Words, at: Ints, last: Ints, prior: npt.NDArray[np.float64]
) -> Found:
    """Streets, companies and places called after people are not people."""
    following = np.minimum(last + 1, len(words) - 1)
    near = (words.gap[last] == 1) & (page.raw[words.end[last]] == _SPACE)
    bits = words.bits[following]
    firm = near & words.capital[following] & ((bits & Is.COMPANY) != 0)
    street = near & (((bits & Is.STREET) != 0) | ends_as(page, words, following, _STREETS))
    compound = ends_as(page, words, last, _STREETS) & ((words.end - words.start)[last] >= 7)
    lane = (last > at) & ((words.bits[last] & Is.STREET) != 0)
    surname = (words.bits[last] & Is.LAST_NAME) != 0
    own = compound | (lane & ~surname)
    score = prior - np.where(firm, 4.0, 0) - np.where(street | own, 6.0, 0)
    score -= np.where(lane & surname, 1.0, 0)
    start, end = words.start[at], words.end[last]
    signed = (page.raw[start - 1] == _SLASH) & _BLANK[page.raw[start - 2]]
    score += np.where(signed, 4.5, 0)
    free = (~_GLUED[page.raw[start - 1]] | signed) & ~_GLUED[page.raw[end]]
    return found(Type.PERSON_NAME, start[free], end[free], score[free], Why.LEXICON)


_GLUED = table(b"0123456789@_/\\=")
_BLANK = table(b" \t\n\r/\x1e")


def _turned(page: Page, words: Words, kinds: _Kinds) -> Found:
    """`Ek, Elsa`: a surname, a comma and a first name."""
    comma = (words.gap == 2) & (page.raw[words.end] == _COMMA)
    comma &= page.raw[words.end + 1] == _SPACE
    pair = kinds.last & comma & _next(kinds.first) & words.capital & _next(words.capital)
    pair &= ~kinds.first | kinds.sure_last
    # `Hannah Ek, Elsa Falk` are two whole names.
    pair &= ~_previous(kinds.link & kinds.sure_first & words.capital)
    pair &= ~_next(kinds.link & _next(words.capital & ~kinds.first))
    at = np.flatnonzero(pair)
    sure = kinds.sure_last[at] & kinds.sure_first[at + 1] & ~kinds.first[at]
    return _judged(page, words, at, at + 1, np.where(sure, 1.5, -1.0))


def _in_cells(page: Page, words: Words, kinds: _Kinds) -> Found:
    sure = kinds.sure_first | kinds.sure_last
    at, prior = names_in_cells(page, words, kinds.first, kinds.last, sure)
    return _judged(page, words, at, at, prior)


def _surnames(page: Page, words: Words, kinds: _Kinds) -> Found:
    """A surname or an unknown word alone or in pairs: only what stands before it can help."""
    lone = (kinds.last & ~kinds.first) | kinds.unknown
    lone &= words.capital
    # Of several in a row, the last two: `Kontakta Xenia Ek` begins a sentence.
    goes_on = lone & kinds.link & _next(lone)
    at = np.flatnonzero(
        lone & ~(goes_on & _next(goes_on)) & ~_previous(goes_on & ~_next(goes_on))
    )
    following = np.minimum(at + 1, len(words) - 1)
    pair = kinds.link[at] & (following > at) & words.capital[following]
    pair &= (kinds.last | kinds.unknown)[following]
    last = np.where(pair, following, at)
    prior = np.select(
        [
            pair & kinds.sure_last[last],
            pair & kinds.last[last],
            pair,
            kinds.sure_last[at],
            kinds.last[at],
        ],
        [0.4, -0.8, -2.8, -2.5, -3.8],
        -5.5,
    )
    prior = prior - np.where(words.upper[at] & ~pair, 1.5, 0)
    prior -= np.where((words.bits[at] & Is.STOP) != 0, 3.0, 0)
    alone = np.flatnonzero(~pair)
    prior[alone] += said_of_a_surname(page, words, at[alone])
    return _judged(page, words, at, last, prior)
