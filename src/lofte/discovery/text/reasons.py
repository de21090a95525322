"""Why something was found, as one sentence that does not repeat it."""

from __future__ import annotations

from lofte.discovery.text.found import Why
from lofte.discovery.types import Type

_NAMES = {
    Type.PERSONNUMMER: "a personnummer",
    Type.SAMORDNINGSNUMMER: "a samordningsnummer",
    Type.RESERVNUMMER: "a reserve number of health care",
    Type.ORGANISATIONSNUMMER: "an organisation number",
    Type.HSA_ID: "an HSA-id",
    Type.EMAIL: "an e-mail address",
    Type.PHONE: "a phone number",
    Type.POSTAL_ADDRESS: "a postal address",
    Type.POSTCODE: "a postcode",
    Type.PERSON_NAME: "a person's name",
    Type.IBAN: "an IBAN",
    Type.BANKGIRO: "a bankgiro number",
    Type.PLUSGIRO: "a plusgiro number",
    Type.BANK_ACCOUNT: "a bank account",
    Type.PAYMENT_CARD: "a payment card number",
    Type.IP_ADDRESS: "an IP address",
    Type.MAC_ADDRESS: "a MAC address",
    Type.DEVICE_ID: "an identifier of a device or browser",
    Type.LICENCE_PLATE: "a licence plate",
    Type.COORDINATES: "coordinates of a place",
    Type.BIRTH_DATE: "a date of birth",
    Type.VAT_NUMBER: "a VAT number",
    Type.USERNAME: "a user name",
    Type.PASSWORD: "a password in clear",
    Type.API_KEY: "an API key or other secret",
    Type.HEALTH_TERM: "a word about health",
}

_CLAUSES = (
    (Why.PREFIX, "it begins as its kind does"),
    (Why.CALENDAR, "its date exists"),
    (Why.CHECK_DIGIT, "its check digit is right"),
    (Why.MISTYPED, "its check digit is wrong, so it may be mistyped"),
    (Why.LEXICON, "it is in our lists"),
    (Why.RANDOM, "it looks random"),
    (Why.FIELD, "its field is called so"),
    (Why.WORD, "a word near it says so"),
    (Why.NEIGHBOUR, "what stands beside it fits"),
    (Why.AGAINST, "though a word near it speaks against it"),
)


def sentence(type_: Type, why: int) -> str:
    """Such as: Written like a personnummer: its date exists, its check digit is right."""
    clauses = [said for bit, said in _CLAUSES if why & bit]
    return f"Written like {_NAMES[type_]}" + (f": {', '.join(clauses)}." if clauses else ".")
