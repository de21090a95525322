"""Labelled tables to develop verdicts on: what is in each column, under which sort of name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from fakes import labelled_values as values
from fakes.judged_columns import sampled
from fakes.labelled_others import OTHERS
from fakes.labelled_values import Draw, Value
from lofte.discovery.samples import TableSample
from lofte.discovery.types import Type


class Naming(StrEnum):
    TELLING = "telling"
    CRYPTIC = "cryptic"
    MISLEADING = "misleading"


@dataclass(frozen=True)
class Labelled:
    """A sample, and for each of its columns the type it holds (None: nobody's) and its kind."""

    sample: TableSample
    types: tuple[Type | None, ...]
    kinds: tuple[str, ...]
    naming: Naming


def _lost(make: Value) -> Value:
    """As a whole number, which begins with no zero."""
    return lambda draw: str(int(make(draw)))


KINDS: dict[str, tuple[Type, tuple[str, ...], Value]] = {
    "pnr 12": (Type.PERSONNUMMER, ("personnummer", "pnr", "person_id"), values.person),
    "pnr dash": (
        Type.PERSONNUMMER,
        ("personnr", "ssn", "PERSNR"),
        lambda draw: values.dashed(values.person(draw)),
    ),
    "pnr whole": (
        Type.PERSONNUMMER,
        ("personnummer", "pnr", "national_id"),
        _lost(lambda draw: values.person(draw)[2:]),
    ),
    "sam": (
        Type.SAMORDNINGSNUMMER,
        ("samordningsnummer", "samnr"),
        lambda draw: values.dashed(values.person(draw, added=60)),
    ),
    "reserve": (Type.RESERVNUMMER, ("reservnummer", "reserv_id"), values.reserve),
    "company": (
        Type.ORGANISATIONSNUMMER,
        ("orgnr", "organisationsnummer", "org_no"),
        lambda draw: values.dashed("16" + values.company(draw)),
    ),
    "company bare": (Type.ORGANISATIONSNUMMER, ("orgnr", "org_number"), values.company),
    "hsa": (Type.HSA_ID, ("hsa_id", "HSAID"), values.hsa),
    "email": (Type.EMAIL, ("email", "epost", "e_mail_address"), values.email),
    "phone": (Type.PHONE, ("phone", "telefon", "mobilnr"), values.phone),
    "phone whole": (Type.PHONE, ("tel", "mobile"), _lost(values.mobile)),
    "street": (Type.POSTAL_ADDRESS, ("address", "gatuadress", "street"), values.street),
    "address": (Type.POSTAL_ADDRESS, ("address", "postadress"), values.address),
    "postcode": (Type.POSTCODE, ("postcode", "postnummer", "zip"), values.postcode),
    "postcode whole": (
        Type.POSTCODE,
        ("postnr", "zip_code"),
        lambda draw: values.postcode(draw).replace(" ", ""),
    ),
    "first": (Type.PERSON_NAME, ("first_name", "fornamn", "given_name"), values.first_name),
    "last": (Type.PERSON_NAME, ("last_name", "efternamn", "surname"), values.last_name),
    "full": (Type.PERSON_NAME, ("name", "namn", "customer_name"), values.full_name),
    "upper": (
        Type.PERSON_NAME,
        ("NAME", "NAMN"),
        lambda draw: values.full_name(draw).upper(),
    ),
    "turned": (
        Type.PERSON_NAME,
        ("name", "kontakt"),
        lambda draw: f"{values.last_name(draw)}, {values.first_name(draw)}",
    ),
    "iban": (Type.IBAN, ("iban", "account_iban"), values.iban),
    "bankgiro": (Type.BANKGIRO, ("bankgiro", "bg_nr"), values.bankgiro),
    "plusgiro": (Type.PLUSGIRO, ("plusgiro", "pg_nr"), values.plusgiro),
    "account": (Type.BANK_ACCOUNT, ("bankkonto", "account_number"), values.account),
    "card": (Type.PAYMENT_CARD, ("card_number", "kortnummer", "pan"), values.whole_card),
    "ip": (Type.IP_ADDRESS, ("ip", "client_ip", "remote_addr"), values.ip),
    "ip6": (Type.IP_ADDRESS, ("ip_address",), values.ip6),
    "mac": (Type.MAC_ADDRESS, ("mac", "mac_address"), values.mac),
    "device": (Type.DEVICE_ID, ("device_id", "cookie_id", "idfa"), values.identifier),
    "imei": (Type.DEVICE_ID, ("imei",), values.imei),
    "plate": (Type.LICENCE_PLATE, ("regnr", "licence_plate"), values.plate),
    "point": (Type.COORDINATES, ("position", "koordinater", "geo"), values.point),
    "birth": (Type.BIRTH_DATE, ("birth_date", "fodelsedatum", "dob"), values.birth_date),
    "vat": (Type.VAT_NUMBER, ("vat_number", "momsregnr"), values.vat),
    "username": (Type.USERNAME, ("username", "login", "anvandarnamn"), values.username),
    "bcrypt": (Type.PASSWORD, ("password_hash", "losenord"), values.bcrypt),
    "digest": (Type.PASSWORD, ("password", "passwd"), values.hexadecimal),
    "clear": (Type.PASSWORD, ("password", "losenord"), values.clear_password),
    "key": (Type.API_KEY, ("api_key", "token"), values.api_key),
    "icd": (Type.HEALTH_TERM, ("diagnoskod", "icd10", "diagnosis_code"), values.diagnosis),
    "atc": (Type.HEALTH_TERM, ("atc", "atc_kod"), values.medicine),
    "illness": (Type.HEALTH_TERM, ("diagnos", "diagnosis", "condition"), values.illness),
}

SIZES = (5, 30, 300, 300, 3_000)


def tables(draw: Draw, *, rounds: int, naming: Naming) -> Iterator[Labelled]:
    """Every kind once a round, mixed into tables of about eight columns."""
    for _ in range(rounds):
        kinds = [*KINDS, *OTHERS]
        draw.shuffle(kinds)
        for start in range(0, len(kinds), 8):
            yield _table(draw, tuple(kinds[start : start + 8]), naming)


def _table(draw: Draw, kinds: tuple[str, ...], naming: Naming) -> Labelled:
    size = draw.choice(SIZES)
    columns: dict[str, list[str | None]] = {}
    for at, kind in enumerate(kinds):
        name = _name(draw, kind, at, naming)
        columns[name if name not in columns else f"{name}_{at}"] = _column(draw, kind, size)
    types = tuple(KINDS[kind][0] if kind in KINDS else None for kind in kinds)
    return Labelled(sampled(columns, table="t1"), types, kinds, naming)


def _name(draw: Draw, kind: str, at: int, naming: Naming) -> str:
    if naming is Naming.CRYPTIC:
        return draw.choice((f"c{at}", f"fld_{at:03}", f"X{at}", f"kol{at}", f"data{at}"))
    if naming is Naming.MISLEADING:
        names = draw.choice([entry[-2] for entry in (*KINDS.values(), *OTHERS.values())])
    else:
        names = KINDS[kind][1] if kind in KINDS else OTHERS[kind][0]
    name = draw.choice(names)
    return draw.choice((name, name, name.upper(), f"{name}_1"))


def _column(draw: Draw, kind: str, size: int) -> list[str | None]:
    make = KINDS[kind][2] if kind in KINDS else OTHERS[kind][1]
    empty = draw.choice((0.0, 0.0, 0.1, 0.4))
    return [None if draw.random() < empty else make(draw) for _ in range(size)]
