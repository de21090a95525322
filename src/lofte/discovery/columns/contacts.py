"""Ways to reach people: e-mail, phone, postcode and address."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np

from lofte.discovery.columns.care import seen
from lofte.discovery.columns.checks import number
from lofte.discovery.columns.distinct import Distinct, Mask
from lofte.discovery.columns.looks import Look, look, weighed
from lofte.discovery.lexicon import street_suffixes, street_words
from lofte.discovery.phrases import phrase
from lofte.discovery.types import Type

# No counted repetitions: RE2 is thirty times slower with them.
_EMAIL = r"^[^\s@\"(),:;<>\[\]\\]+@(?:[^\s@.,;:<>()]+\.)+[^\s@.,;:<>()\d]+$"
_NAMED_EMAIL = r"<[^\s@<>]+@[^\s@<>]+\.[^\s@<>.\d]+>$|^mailto:[^\s@]+@[^\s@]+\.[^\s@.\d]+$"

_DIALLED = (
    r"^(?:\+|00)[1-9][0-9 ()./-]{6,20}$"
    r"|^0(?:7[02369])[ -]?(?:[0-9][ -]?){6}[0-9]$"
    r"|^0[1-9][0-9]{0,2}[-/ ] ?[0-9]{2,4}(?:[ -]?[0-9]{2,3}){1,2}$"
    r"|^(?:\+?1[-. ]?)?\([2-9][0-9]{2}\) ?[0-9]{3}[-. ][0-9]{4}(?: ?x[0-9]+)?$"
    r"|^(?:1[-. ])?[2-9][0-9]{2}([-.])[0-9]{3}[-.][0-9]{4}(?:x[0-9]+)?$"
    r"|^\(\+[1-9][0-9]{0,2}\) ?[0-9 ()-]{6,16}$"
    r"|^\(0[0-9]{1,4}\) ?[0-9][0-9 -]{4,11}$|^0[1-9][0-9]{1,4} [0-9]{3,4} ?[0-9]{3,4}$"
)
_BARE = r"^7[02369][0-9]{7}$|^46(?:7[02369][0-9]{7}|[1-9][0-9]{7,8})$"
_LED = r"^0[1-9][0-9]{8,9}$"
_NORDIC = r"^[2-9][0-9] [0-9]{2} [0-9]{2} [0-9]{2}$|^[2-9][0-9]{2} [0-9]{2} [0-9]{3}$"

_SWEDISH_CODE = r"^(?i:SE?-? ?)?[1-9][0-9]{2} [0-9]{2}$|^(?i:SE?-)[1-9][0-9]{4}$"
_BRITISH_CODE = (
    r"^(?:GIR ?0AA|[A-Z][A-Z]?[0-9][A-Z0-9]? [0-9][A-Z]{2}|[A-Z][0-9][A-Z] [0-9][A-Z][0-9])$"
)
_OTHER_CODE = (
    r"^(?:[0-9]{5}-[0-9]{4}|[0-9]{4} [A-Z]{2}|[0-9]{2}-[0-9]{3}"
    r"|(?:A|AT|B|BE|CH|CZ|D|DE|DK|EE|ES|F|FI|FIN|FR|HU|I|IT|L|LT|LU|LV|N|NL|NO|PL|S|SE|SI|SK)-[0-9]{4,5})$"
)
_ANY_CODE = r"^[A-Z]?[A-Z]?-?[0-9][0-9A-Z]{1,4}(?:[ -]?[0-9A-Z]{2,4})?$"

_BOX = r"(?i)^(?:box|p\.? ?o\.? box|postbox|postboks|postfack|pl|c/o) ?[0-9A-ZÅÄÖ]"
_NUMBERED = (
    r"^\pL[\pL.' -]{2,} \d{1,4} ?[A-Za-z]?(?:,? .*)?$|^\d{1,5}[A-Za-z]?,? \pL[\pL.' -]{2,}"
)
_HOUSE = r"^\d+[A-Za-z]?,? (?:\p{Lu}[\pL.'-]*[ ,]*)+(?:[\d#].*)?$"
_WITH_PLACE = r"\d[^\n]*[, \n]+(?i:SE?-)?[1-9]\d{2} ?\d{2},? +\pL{2,}"


def looks(of: Distinct) -> Iterator[Look]:
    yield from _emails(of)
    yield from _phones(of)
    yield from _postcodes(of)
    yield from _addresses(of)


def _emails(of: Distinct) -> Iterator[Look]:
    one = (of.count("@") == 1) & (of.lengths >= 6)
    fits = of.matching(_EMAIL, one)
    fits |= of.matching(_NAMED_EMAIL, one & ~fits & ((of.count("<") + of.count(":")) == 1))
    if fits.any():
        weight = weighed(of, fits, chance=0.002, most=10.0)
        yield look(Type.EMAIL, fits, weight, phrase("e-mail addresses"), seen(of, fits))


def _phones(of: Distinct) -> Iterator[Look]:
    enough = (of.digits >= 7) & (of.digits <= 16) & (of.letters <= 1) & (of.lengths <= 26)
    # In a town, without its area code.
    local = (of.digits >= 5) & (of.digits <= 6) & (of.letters == 0) & (of.signs <= 2)
    if not (enough | local).any():
        return
    whole = enough & (of.signs == 0)
    zero = of.first == ord("0")
    dialled = of.matching(_DIALLED, enough & ((of.signs > 0) | zero))
    # A number without its leading zero or plus went through a whole number.
    bare = of.matching(_BARE, whole & ~zero & ((of.digits == 9) | (of.digits >= 10)))
    nordic = of.matching(_NORDIC, enough & (of.digits == 8) & (of.signs > 0))
    fits, sure = dialled | bare | nordic, _unmistakable(of, dialled)
    if fits.sum() < 0.3 * len(of):
        possible = fits | local | (enough & (of.signs <= 5) & (of.digits <= 15))
        # Who keeps one zero in front, and only one, seldom counts or orders by it.
        led = of.share(of.matching(_LED, whole & zero)) >= 0.95
        weight = weighed(of, possible, chance=0.5, most=3.3 if led else 0.3)
        yield look(
            Type.PHONE, possible, weight, phrase("as long as phone numbers"), seen(of, sure)
        )
        return
    most = 7.0 if (dialled & (of.signs > 0)).sum() >= 0.3 * len(of) else 6.0
    weight = weighed(of, fits, chance=0.04, most=most)
    yield look(Type.PHONE, fits, weight, phrase("phone numbers"), seen(of, sure))


def _unmistakable(of: Distinct, dialled: Mask) -> Mask:
    """With a plus, or as Swedish mobiles are written: told even of a few."""
    mobile = of.matching(r"^07[02369][ -]", dialled & (of.digits == 10))
    return np.asarray(mobile | (dialled & (of.first == ord("+"))))


def _postcodes(of: Distinct) -> Iterator[Look]:
    short = (of.lengths >= 4) & (of.lengths <= 10) & (of.digits >= 2)
    if not short.any():
        return
    swedish = of.matching(_SWEDISH_CODE, short & (of.digits == 5) & (of.signs > 0))
    british = of.matching(_BRITISH_CODE, short & (of.signs == 1))
    other = british | of.matching(_OTHER_CODE, short & (of.signs == 1) & ~swedish)
    bare = short & (of.digits == of.lengths) & ((of.digits == 5) | (of.digits == 4))
    fits, said = swedish | other, phrase("written as postcodes")
    most, chance = (6.8 if swedish.sum() >= other.sum() else 2.5), 0.03
    if british.sum() > max(int(swedish.sum()), 0.5 * len(of)):
        most = 5.5
    if swedish.sum() >= 0.1 * len(of):
        # The same codes, some typed without the space, some of neighbours with four digits.
        fits, most = fits | bare, 6.0
    elif bare.sum() > fits.sum():
        most, chance, said = _bare_code(of, bare), 0.3, phrase("as long as postcodes")
        fits = fits | bare
    if fits.sum() < 0.9 * len(of):
        mixed = of.matching(_ANY_CODE, short)
        if mixed.sum() > fits.sum():
            fits, most, chance, said = (
                mixed,
                -0.6,
                0.5,
                phrase("written as codes of many countries"),
            )
    weight = weighed(of, fits, chance=chance, most=most)
    yield look(Type.POSTCODE, fits, weight, said)


def _bare_code(of: Distinct, bare: Mask) -> float:
    """What a column of four or five bare digits is worth. Swedish postcodes have five, and
    none is below 10005 or above 98499; amounts and numberings seldom stop just there."""
    five = bare & (of.digits == 5)
    if five.sum() < 0.5 * bare.sum():
        years = number(of.numbers(bare & (of.digits == 4), 4))
        return -1.5 if ((years >= 1900) & (years <= 2100)).mean() > 0.9 else 0.0
    codes = number(of.numbers(five, 5))
    if five.sum() < 0.98 * bare.sum():
        return -2.0
    inside = (codes >= 10_005) & (codes <= 98_499)
    zero = codes < 10_000
    if zero.mean() > 0.02:
        return 0.3
    return 0.8 if inside.mean() > 0.99 else -0.1


# No house has a number with a zero before it: `ring 070-1740605` is no street.
_NUMBER = r"[1-9]\d* ?[a-z]?(?:\b|$)"


@cache
def _ends_and_words() -> tuple[str, str]:
    return "|".join(street_suffixes()), "|".join(sorted(street_words()))


@cache
def _street() -> str:
    """A street by its ending or by a word for streets, with a number before or behind."""
    ends, words = _ends_and_words()
    return (
        rf"(?i)(?:{ends}|g\.|v\.)\.? {_NUMBER}|\b(?:{words})\.? {_NUMBER}"
        rf"|^\d+[a-z]?,? .*\b(?:{words})\b|\d+[a-z]?,? [^,\n]*\b(?:{words})\.?(?:[,\n]|$)"
    )


def _addresses(of: Distinct) -> Iterator[Look]:
    found = [*_numbered(of), *_named_streets(of)]
    if found:
        yield max(found, key=lambda each: each.weight)


_SAMPLE = 300


def _named_streets(of: Distinct) -> Iterator[Look]:
    """Streets whose numbers stand in a column beside. Streets of towns in the country end in
    no word for a street; that proves nothing, but does not speak against one called so."""
    few = of.thinned(_SAMPLE)
    wordy = (few.letters >= 3) & (few.digits == 0) & (few.spaces <= 5) & (few.uppers >= 1)
    if few.share(wordy) < 0.7:
        return
    ends, words = _ends_and_words()
    streets = few.matching(rf"(?i)(?:{ends}|str\.?|g\.|v\.|vn\.)$|\b(?:{words})\b", wordy)
    known = few.share(streets) >= 0.5
    fits, weight = (streets, 1.0) if known else (wordy, -1.4)
    yield look(Type.POSTAL_ADDRESS, fits, weight, phrase("streets without a number"))


def _numbered(of: Distinct) -> Iterator[Look]:
    possible = (of.letters >= 3) & (of.digits >= 1) & (of.spaces >= 1) & (of.count("@") == 0)
    possible &= of.digits <= 24
    boxed = of.matching(_BOX, (of.letters >= 2) & (of.spaces >= 1) & (of.digits >= 1))
    if not possible.any():
        return
    street = of.matching(_street(), possible) | boxed | of.matching(_WITH_PLACE, possible)
    numbered = of.matching(_NUMBERED, possible) | street
    sure = weighed(of, street, chance=0.03, most=7.0)
    weak = weighed(of, numbered, chance=0.2, most=1.0)
    house = of.matching(_HOUSE, possible & (of.spaces >= 2))
    weight = max(sure, weak, weighed(of, house, chance=0.1, most=3.9))
    # Streets of towns in the country, and abroad, end in no word for a street.
    if (street.sum() >= 0.15 * len(of)) and numbered.sum() >= 0.6 * len(of):
        weight = max(weight, 3.0)
    told = seen(of, street) if street.sum() >= 3 else None
    yield look(Type.POSTAL_ADDRESS, numbered, weight, phrase("streets with a number"), told)
