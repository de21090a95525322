"""Why a verdict is what it is, in one sentence that repeats no value."""

from __future__ import annotations

from collections.abc import Mapping

from lofte.discovery.columns.looks import Look
from lofte.discovery.columns.ordinary import SAID
from lofte.discovery.columns.seen import Seen
from lofte.discovery.phrases import Phrase, phrase, sentence
from lofte.discovery.types import Type

NAMES = {
    Type.PERSONNUMMER: phrase("personnummer"),
    Type.SAMORDNINGSNUMMER: phrase("samordningsnummer"),
    Type.RESERVNUMMER: phrase("reservnummer"),
    Type.ORGANISATIONSNUMMER: phrase("organisationsnummer"),
    Type.HSA_ID: phrase("hsa id"),
    Type.EMAIL: phrase("email"),
    Type.PHONE: phrase("phone"),
    Type.POSTAL_ADDRESS: phrase("postal address"),
    Type.POSTCODE: phrase("postcode"),
    Type.PERSON_NAME: phrase("person name"),
    Type.IBAN: phrase("iban"),
    Type.BANKGIRO: phrase("bankgiro"),
    Type.PLUSGIRO: phrase("plusgiro"),
    Type.BANK_ACCOUNT: phrase("bank account"),
    Type.PAYMENT_CARD: phrase("payment card"),
    Type.IP_ADDRESS: phrase("ip address"),
    Type.MAC_ADDRESS: phrase("mac address"),
    Type.DEVICE_ID: phrase("device id"),
    Type.LICENCE_PLATE: phrase("licence plate"),
    Type.COORDINATES: phrase("coordinates"),
    Type.BIRTH_DATE: phrase("birth date"),
    Type.VAT_NUMBER: phrase("vat number"),
    Type.USERNAME: phrase("username"),
    Type.PASSWORD: phrase("password"),
    Type.API_KEY: phrase("api key"),
    Type.HEALTH_TERM: phrase("health term"),
}
"""What the name of a column may say."""

_TELLING = 1.0
"""Log-odds from which a clue is worth a word."""


def of_type(
    kind: Type, seen: Seen, named: Mapping[Type, float], beside: Mapping[Type, float]
) -> Phrase:
    clues = [_values(seen, seen.looks.get(kind))]
    if named.get(kind, 0.0) >= _TELLING:
        clues.append(phrase("the name says {kind}", kind=NAMES[kind]))
    elif named.get(kind, 0.0) <= -_TELLING:
        clues.append(phrase("the name says otherwise"))
    if beside.get(kind, 0.0) >= _TELLING:
        clues.append(phrase("the columns beside it fit"))
    return sentence(*clues)


def of_none(seen: Seen, named: Mapping[Type, float], sparse: int) -> Phrase:
    kind = SAID[seen.ordinary.kind]
    kept = phrase("{count:,} distinct values are {kind}", count=len(seen.whole), kind=kind)
    said = max(named, key=lambda kind: named[kind]) if named else None
    if said is not None and named[said] >= _TELLING:
        kept = phrase(
            "{values} and do not fit {name}, which the name says",
            values=kept,
            name=NAMES[said],
        )
    if sparse:
        return sentence(kept, phrase("some hold personal data"))
    rows = seen.whole.filled
    none = phrase(
        "none in {rows:,} values is personal: at most {most:.2g} % at 95 %",
        rows=rows,
        most=100 * bound(rows),
    )
    return sentence(kept, none)


def undetermined(rows: int, distinct: int, note: str | None) -> Phrase:
    if note:
        return phrase("The values could not be looked at ({note}).", note=note)
    if not rows:
        return phrase("There are no rows to look at.")
    if not distinct:
        return phrase("All {rows:,} values are empty.", rows=rows)
    some = (
        phrase("one value stands")
        if distinct == 1
        else phrase("{count} different values stand", count=distinct)
    )
    return phrase(
        "Only {some} in {rows:,} rows, which is too few to tell.", some=some, rows=rows
    )


def bound(rows: int) -> float:
    """What was seen in none of n values is, at 95 %, in at most this share of all."""
    return float(1.0 - 0.05 ** (1.0 / rows)) if rows else 1.0


def _values(seen: Seen, look: Look | None) -> Phrase:
    if look is None:
        return phrase("{count:,} distinct values allow it", count=len(seen.whole))
    if look.fitting == look.of:
        return phrase(
            "all {of:,} distinct values looked at are {kind}", of=look.of, kind=look.said
        )
    return phrase(
        "{count:,} of {of:,} distinct values looked at are {kind}",
        count=look.fitting,
        of=look.of,
        kind=look.said,
    )
