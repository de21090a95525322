"""How much each kind of word speaks for or against each type, as log-odds."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from lofte.discovery.text.found import CODE, TYPES
from lofte.discovery.text.words import Cue
from lofte.discovery.types import Type

_PERSONS = (Type.PERSONNUMMER, Type.SAMORDNINGSNUMMER)

_AGAINST_NUMBERS = {
    Cue.ORDER: -4.0,
    Cue.INVOICE: -5.0,
    Cue.ARTICLE: -4.5,
    Cue.TIME: -3.5,
    Cue.MONEY: -2.5,
    Cue.VERSION: -3.0,
    Cue.CUSTOMER: -3.5,
}
"""What numbers of other kinds are called: it speaks against every number of ours."""

_FOR: dict[Type, dict[Cue, float]] = {
    Type.PERSONNUMMER: {
        Cue.PERSON_ID: 6,
        Cue.COORDINATION: 2,
        Cue.PERSON: 3,
        Cue.BIRTH: 4,
        Cue.ORGANISATION: -0.5,
        Cue.TRADER: 4,
        Cue.PHONE: -2.5,
        Cue.CARD: -3,
        Cue.ACCOUNT: -3,
        Cue.BANKGIRO: -4,
        Cue.PLUSGIRO: -4,
        Cue.IBAN: -5,
        Cue.HARDWARE: -3,
        Cue.DEVICE: -2.5,
    },
    Type.RESERVNUMMER: {Cue.RESERVE: 6, Cue.PERSON_ID: 2, Cue.PERSON: 2.5, Cue.PHONE: -3},
    Type.ORGANISATIONSNUMMER: {
        Cue.ORGANISATION: 5,
        Cue.VAT: 2,
        Cue.PHONE: -3.5,
        Cue.ACCOUNT: -3,
        Cue.CARD: -3,
        Cue.BANKGIRO: -3,
        Cue.PLUSGIRO: -3,
        Cue.PERSON_ID: -2.5,
    },
    Type.HSA_ID: {Cue.HSA: 3},
    Type.PHONE: {
        Cue.PHONE: 5,
        Cue.CALLING: 3,
        Cue.PERSON_ID: -3,
        Cue.CARD: -3,
        Cue.ACCOUNT: -3,
        Cue.BANKGIRO: -4,
        Cue.PLUSGIRO: -4,
        Cue.ORGANISATION: -1.5,
        Cue.IBAN: -3,
        Cue.NETWORK: -1,
        Cue.POSTCODE: -2,
        Cue.HARDWARE: -3,
        Cue.DEVICE: -2.5,
        Cue.PLACE: -3,
    },
    Type.POSTAL_ADDRESS: {Cue.ADDRESS: 3, Cue.POSTCODE: 1},
    Type.POSTCODE: {
        Cue.POSTCODE: 6,
        Cue.ADDRESS: 2.5,
        Cue.PHONE: -2,
        Cue.ACCOUNT: -3,
        Cue.CARD: -3,
        Cue.BANKGIRO: -3,
        Cue.PLUSGIRO: -3,
    },
    Type.IBAN: {Cue.IBAN: 3, Cue.ACCOUNT: 1},
    Type.BANKGIRO: {Cue.BANKGIRO: 5, Cue.PLUSGIRO: -3, Cue.PHONE: -4, Cue.ACCOUNT: 0.5},
    Type.PLUSGIRO: {Cue.PLUSGIRO: 6, Cue.BANKGIRO: -3, Cue.PHONE: -4, Cue.ACCOUNT: -1},
    Type.BANK_ACCOUNT: {Cue.ACCOUNT: 5, Cue.PHONE: -3, Cue.PERSON_ID: -3, Cue.IBAN: 1},
    Type.PAYMENT_CARD: {
        Cue.CARD: 5,
        Cue.PHONE: -2,
        Cue.HARDWARE: -5,
        Cue.ACCOUNT: -1,
        Cue.DEVICE: -3,
    },
    Type.IP_ADDRESS: {Cue.NETWORK: 3, Cue.VERSION: -6},
    Type.MAC_ADDRESS: {Cue.NETWORK: 1, Cue.DEVICE: 1},
    Type.DEVICE_ID: {Cue.DEVICE: 5, Cue.HARDWARE: 6, Cue.ORDER: -3},
    Type.LICENCE_PLATE: {Cue.PLATE: 5, Cue.ARTICLE: -4, Cue.ORDER: -3},
    Type.COORDINATES: {Cue.PLACE: 4},
    Type.BIRTH_DATE: {Cue.BIRTH: 5, Cue.TIME: -3, Cue.ORDER: -3, Cue.INVOICE: -3},
    Type.VAT_NUMBER: {Cue.VAT: 4, Cue.ORGANISATION: 1.5},
    Type.PERSON_NAME: {
        Cue.NAME: 4,
        Cue.PERSON: 2.5,
        Cue.NAMED: 1.2,
        Cue.GREETING: 4.5,
        Cue.TITLE: 5,
        Cue.OTHER_NAME: -3,
        Cue.PERSON_ID: 1,
        Cue.ADDRESS: -2.5,
        Cue.VERSION: -2,
        Cue.PLATE: -1.5,
    },
    Type.HEALTH_TERM: {
        Cue.DIAGNOSIS: 4,
        Cue.DRUG: 3,
        Cue.SICK: 2,
        Cue.PERSON: 2.5,
        Cue.ARTICLE: -2,
        Cue.VERSION: -2,
        Cue.PLATE: -2,
    },
}

_NUMBERS = (
    *_PERSONS,
    Type.RESERVNUMMER,
    Type.ORGANISATIONSNUMMER,
    Type.PHONE,
    Type.BANKGIRO,
    Type.PLUSGIRO,
    Type.BANK_ACCOUNT,
    Type.PAYMENT_CARD,
    Type.POSTCODE,
)


def _weights() -> npt.NDArray[np.float32]:
    table = np.zeros((len(TYPES), len(Cue)), np.float32)
    for type_ in _NUMBERS:
        for cue, weight in _AGAINST_NUMBERS.items():
            table[CODE[type_], cue] = weight
    _FOR[Type.SAMORDNINGSNUMMER] = {**_FOR[Type.PERSONNUMMER], Cue.COORDINATION: 6}
    for type_, said in _FOR.items():
        for cue, weight in said.items():
            table[CODE[type_], cue] = weight
    return table


WEIGHTS = _weights()
"""Log-odds by type and cue, for a cue right beside."""


def _behind() -> npt.NDArray[np.float32]:
    behind = (np.maximum(WEIGHTS, 0) / 2).astype(np.float32)
    behind[:, Cue.MONEY] = WEIGHTS[:, Cue.MONEY]
    behind[CODE[Type.PERSON_NAME], Cue.ACTS] = 2.6
    return behind


BEHIND = _behind()
"""The same for a cue that comes after: `Anna ringde`, `8112189876 kr`."""

NEAR_BEHIND = {Cue.MONEY: 2, Cue.ACTS: 1}
"""Cues that must follow at once, in bytes."""


def _reaches() -> npt.NDArray[np.float32]:
    reaches = np.full(len(Cue), 40, np.float32)
    reaches[[Cue.TITLE, Cue.NAMED, Cue.OTHER_NAME]] = 2.5
    reaches[[Cue.GREETING, Cue.CALLING]] = 12
    reaches[[Cue.NAME]] = 16
    return reaches


REACHES = _reaches()
"""How fast a cue fades, in bytes: a title stands right before its name."""
