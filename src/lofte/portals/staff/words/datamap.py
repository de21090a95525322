"""The map of personal data: types, how fields stand, what references mean."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from lofte.discovery.phrases import made_of, retold
from lofte.discovery.types import Type
from lofte.portals.staff import phrases

TYPES: dict[str, str] = {
    Type.PERSONNUMMER: gettext_noop("personal identity number"),
    Type.SAMORDNINGSNUMMER: gettext_noop("coordination number"),
    Type.RESERVNUMMER: gettext_noop("reserve number of health care"),
    Type.ORGANISATIONSNUMMER: gettext_noop("organisation number"),
    Type.HSA_ID: gettext_noop("HSA id"),
    Type.EMAIL: gettext_noop("e-mail address"),
    Type.PHONE: gettext_noop("phone number"),
    Type.POSTAL_ADDRESS: gettext_noop("postal address"),
    Type.POSTCODE: gettext_noop("postcode"),
    Type.PERSON_NAME: gettext_noop("name of a person"),
    Type.IBAN: gettext_noop("IBAN"),
    Type.BANKGIRO: gettext_noop("bankgiro number"),
    Type.PLUSGIRO: gettext_noop("plusgiro number"),
    Type.BANK_ACCOUNT: gettext_noop("bank account"),
    Type.PAYMENT_CARD: gettext_noop("payment card"),
    Type.IP_ADDRESS: gettext_noop("IP address"),
    Type.MAC_ADDRESS: gettext_noop("MAC address"),
    Type.DEVICE_ID: gettext_noop("device or cookie id"),
    Type.LICENCE_PLATE: gettext_noop("licence plate"),
    Type.COORDINATES: gettext_noop("coordinates"),
    Type.BIRTH_DATE: gettext_noop("date of birth"),
    Type.VAT_NUMBER: gettext_noop("VAT number"),
    Type.USERNAME: gettext_noop("user name"),
    Type.PASSWORD: gettext_noop("password"),
    Type.API_KEY: gettext_noop("key to a service"),
    Type.HEALTH_TERM: gettext_noop("health data"),
}
STANDINGS: dict[str, tuple[str, str]] = {
    "undeclared": ("AT_RISK", gettext_noop("Waits for your word")),
    "declared": ("KEPT", gettext_noop("Known personal data")),
    "dismissed": ("plain", gettext_noop("No personal data, somebody said")),
    "clear": ("plain", gettext_noop("Nothing found")),
    "undetermined": ("UNPROVEN", gettext_noop("Cannot be told")),
    "not_scanned": ("BROKEN", gettext_noop("Not scanned")),
}
SENSITIVITY: dict[int, str] = {
    1: gettext_noop("Personal data"),
    2: gettext_noop("Secret"),
    3: gettext_noop("Specially protected"),
}
CHOICES: dict[str, str] = {
    "accepted": gettext_noop("accepted what was found"),
    "corrected": gettext_noop("said what it is"),
    "declared": gettext_noop("put it on the map"),
    "dismissed": gettext_noop("said that it is no personal data"),
}
MEANINGS: dict[str, str] = {
    "owns": gettext_noop("the person's own"),
    "shares": gettext_noop("theirs together with others"),
    "mentions": gettext_noop("mentions the person"),
    "stops": gettext_noop("leads no further"),
}
ORIGINS: dict[str, str] = {
    "declared": gettext_noop("the database says so"),
    "inferred": gettext_noop("names and values say so"),
    "drawn": gettext_noop("somebody here said so"),
}
MISSED: dict[str, str] = {
    "no_path": gettext_noop("Nothing leads here from a person"),
    "no_identity": gettext_noop("Nothing says who a person is in this system"),
    "stopped": gettext_noop("Stopped by a decision"),
    "view": gettext_noop("A view: its rows are read where they live"),
    "foreign": gettext_noop("Its rows live in another system"),
    "unreadable": gettext_noop("We may not read it"),
    "column_unreadable": gettext_noop("We may not read a column that is needed"),
    "suggested": gettext_noop("A suggested reference would lead here"),
    "rejected": gettext_noop("A reference that was rejected would lead here"),
}


def reason(said: str) -> str:
    """A sentence of discovery, in the reader's language."""
    return retold(made_of(said), _, _number)


_SWEDISH = str.maketrans(
    {",": "\N{NO-BREAK SPACE}", ".": ",", "%": "\N{NO-BREAK SPACE}%"},
)


def _number(value: int | float, spec: str) -> str:
    """With the digits that English would have."""
    written = format(value, spec)
    return written.translate(_SWEDISH) if phrases.language() == "sv" else written


def type_(code: str | None) -> str:
    """The type in words, in the middle of a sentence."""
    return _(TYPES[code]) if code in TYPES else code or ""


def types(codes: Iterable[str]) -> str:
    return phrases.listing(type_(code) for code in codes)


def standing(code: str) -> tuple[str, str]:
    """The line a field's standing is drawn with, and its words."""
    drawn, word = STANDINGS.get(code, ("UNPROVEN", code))
    return drawn, _(word)


def sureness(confidence: float) -> str:
    """How sure a verdict is: a word, and the number it stands for."""
    percent = phrases.number(round(confidence * 100))
    if confidence >= 0.9:
        return _("Sure (%(percent)s %%)") % {"percent": percent}
    if confidence >= 0.6:
        return _("Likely (%(percent)s %%)") % {"percent": percent}
    return _("Perhaps (%(percent)s %%)") % {"percent": percent}


def choice(code: str) -> str:
    return _(CHOICES[code]) if code in CHOICES else code


def meaning(code: str) -> str:
    return _(MEANINGS[code]) if code in MEANINGS else code


def origin(code: str) -> str:
    return _(ORIGINS[code]) if code in ORIGINS else code


def missed(code: str) -> str:
    return _(MISSED[code]) if code in MISSED else code


def sensitivity(level: int) -> str:
    return _(SENSITIVITY[level]) if level in SENSITIVITY else ""


def choices_of_type() -> list[tuple[str, str]]:
    """Every type by its words, in their order, for choosing one."""
    return sorted(((code, type_(code)) for code in TYPES), key=lambda pair: pair[1])
