"""Names of people, told from other words by how many of the distinct values are names.

Distinct values, because a browser called Safari stands in a million rows and is one word; and
beside ordinary words and places, because many of them are names too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pyarrow as pa
import pyarrow.compute as pc

from lofte.discovery.columns.distinct import Distinct, Mask
from lofte.discovery.columns.looks import Look, mostly
from lofte.discovery.lexicon import company_words, first_names, is_last_name, titles
from lofte.discovery.lexicon.shares import NameShares, name_share
from lofte.discovery.phrases import phrase
from lofte.discovery.types import Type

# No list holds all names: of names from elsewhere, a third may be known.
_KNOWN = (0.3, 0.5, 0.7, 0.85, 0.95, 0.995)


_NO_PROOF, _MOST = -0.5, 0.85

_SOME = 400
"""Words are looked up one by one, so fewer are."""


def forms(of: Distinct) -> Iterator[Look]:
    """Names, and what is made of names to sign in with."""
    of = of.thinned(_SOME)
    wordy = (of.letters >= 2) & (of.lengths <= 60) & (of.count("@") == 0)
    joined = (of.spaces == 0) & ((of.count(".") + of.count("_") > 0) | (of.digits > 0))
    names = wordy & (of.digits == 0) & ~joined
    if names.sum() >= 0.5 * len(of):
        shares = name_share(pc.replace_substring_regex(of.texts, _titled(), ""))
        weight, known = _weight(shares, _ended(of))
        weight = max(weight, _shape(of, shares))
        if weight < _NO_PROOF and of.share(_listed(of, names)) >= _MOST:
            weight = _NO_PROOF
        if of.share(of.matching(_company(), wordy)) >= 0.4:
            weight = min(weight, 2.0) - 5.0
        size = shares.looked_at
        yield Look(
            Type.PERSON_NAME, round(known * size), size, weight, phrase("names of people")
        )
    logins = wordy & joined & (of.uppers == 0) & (of.digits <= 6) & (of.letters > of.digits)
    if logins.sum() >= 0.5 * len(of):
        yield from _logins(of, logins)


def _listed(of: Distinct, which: Mask) -> Mask:
    """Of the chosen, those made of names alone, be these words and places as well. `Brown`
    and `Hill` prove nothing, but do not speak against a column that is called a surname."""
    lists = [text.casefold().replace("-", " ").split() for text in of.taken(which)]
    found = which.copy()
    found[which] = [
        all(word in first_names() or is_last_name(word) for word in w) for w in lists
    ]
    return found


def _is_name(word: str) -> bool:
    return word in first_names() or is_last_name(word)


def _logins(of: Distinct, which: Mask) -> Iterator[Look]:
    parts = pc.replace_substring_regex(of.texts.filter(pa.array(which)), r"[._\d-]+", " ")
    shares = name_share(parts)
    size = shares.looked_at
    known = round(max(shares.full, shares.first, shares.last) * size)
    # Two names with a dot are a login; a name with digits may be many things.
    most = 5.2 if shares.full >= 0.3 else 3.7
    weight = mostly(known, size, chance=0.1, most=most)
    if weight > 0:
        said = phrase("names joined as user names are")
        yield Look(Type.USERNAME, known, len(of), weight, said)


def _ended(of: Distinct) -> float:
    """How many texts of two or three words end in a surname, whatever they begin with."""
    several = (of.spaces >= 1) & (of.spaces <= 2) & (of.uppers >= 2)
    if several.sum() < 0.8 * len(of):
        return 0.0
    last = pc.replace_substring_regex(of.texts.filter(pa.array(several)), r"^.* ", "")
    return name_share(last).last * of.share(several)


def _weight(shares: NameShares, ended: float) -> tuple[float, float]:
    """Whole names say more than single words, first names more than surnames."""
    tried = (
        (max(shares.full, 0.9 * shares.begun), 0.01, 7.5),
        (ended, 0.1, 4.9),
        (shares.first, 0.04, 6.3),
        (shares.last, 0.06, 5.8),
        (max(shares.first, shares.last, shares.full), 0.06, 5.8),
    )
    size = shares.looked_at
    weights = [
        mostly(round(share * size), size, chance=chance, most=most, shares=_KNOWN)
        for share, chance, most in tried
    ]
    best = max(range(len(tried)), key=lambda at: weights[at])
    known = tried[best][0]
    plain = min(1.0, shares.words / max(known, 0.05))
    return weights[best] - 12.0 * max(0.0, plain - 0.12), known


def _shape(of: Distinct, shares: NameShares) -> float:
    """Names in no list: a few words with capitals that are no words of the dictionary. That
    proves nothing, but does not speak against a column that is called a name."""
    capitals = (of.uppers >= 1) & (of.spaces <= 3) & (of.digits == 0)
    return -1.0 if shares.words <= 0.25 and of.share(capitals) >= 0.9 else -8.0


@cache
def _titled() -> str:
    words = "|".join(sorted(titles()))
    return rf"(?i)^(?:{words})\.? "


@cache
def _company() -> str:
    """A word that only companies have in their names, or partners in a row."""
    words = "|".join(re.escape(word) for word in sorted(company_words()))
    partner = r"[\pL'-]+"
    partners = rf"^{partner}(?:, {partner})+,? (?:and|och|und|og|et|y|&) {partner}$"
    return rf"(?i)(?:^|[ ,.&])(?:{words})(?:$|[ ,.)])|{partners}"
