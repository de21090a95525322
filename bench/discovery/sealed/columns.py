"""Labelled columns: what they are called, how they are stored, and what they truly hold."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from uuid import UUID

from bench.discovery.sealed import numbers, people

Make = Callable[[Random], str]


@dataclass(frozen=True)
class Kind:
    """A sort of column. `label` is the type, or None; `names` are telling, and where `cryptic`
    the values alone must do at times; `declared` are the types a database might give it."""

    label: str | None
    names: Sequence[str]
    make: Make
    declared: Sequence[str] = ("varchar(255)", "text")
    cryptic: bool = True
    what: str = ""


@dataclass(frozen=True)
class Labelled:
    label: str | None
    name: str
    declared: str
    values: list[str | None]
    what: str
    hidden: str | None = None


def _words(text: str) -> list[str]:
    return text.split()


def _pnr(style: str) -> Make:
    return lambda draw: numbers.written(draw, numbers.personnummer(draw), style)


def _pnr_mixed(draw: Random) -> str:
    return numbers.written(draw, numbers.personnummer(draw))


def _pnr_integer(draw: Random) -> str:
    return str(int(numbers.personnummer(draw)[2:]))


def _coordination(draw: Random) -> str:
    return numbers.written(draw, numbers.personnummer(draw, coordination=True), "12-")


def _date(first: date, days: int, style: str = "%Y-%m-%d") -> Make:
    return lambda draw: (first + timedelta(days=draw.randrange(days))).strftime(style)


def _hash(draw: Random) -> str:
    salt = "".join(draw.choice("./ABCDEFGHabcdefgh0123456789") for _ in range(53))
    return f"$2b$12${salt}"


def _hex(length: int) -> Make:
    return lambda draw: hashlib.sha256(str(draw.random()).encode()).hexdigest()[:length]


def _uuid(draw: Random) -> str:
    return str(UUID(int=draw.getrandbits(128), version=4))


def _latitude(draw: Random) -> str:
    return f"{draw.uniform(55.4, 68.9):.6f}"


def _longitude(draw: Random) -> str:
    return f"{draw.uniform(11.2, 23.9):.6f}"


def _pair(draw: Random) -> str:
    return f"{_latitude(draw)}, {_longitude(draw)}"


def _key(draw: Random) -> str:
    chars = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    tail = "".join(draw.choice(chars) for _ in range(36))
    return draw.choice(["ghp_" + tail, "sk_live_" + tail[:24], "AKIA" + tail[:16].upper()])


def _health(draw: Random) -> str:
    return draw.choice(people.DIAGNOSES)


def _password(draw: Random) -> str:
    word = people.plain(people.first(draw))
    return f"{word.title()}{draw.choice('!#?_')}{draw.randrange(10, 9999)}"


def _of(*choices: str) -> Make:
    return lambda draw: draw.choice(choices)


POSITIVE = (
    Kind("personnummer", _words("personnummer persnr pnr person_nr PersonalNumber ssn patient_pnr"), _pnr_mixed),
    Kind("personnummer", _words("personnummer persnr kund_pnr civic_no"), _pnr("10-"), ("char(11)",)),
    Kind("personnummer", _words("personnummer pnr personal_id"), _pnr("12"), ("char(12)", "varchar(20)")),
    Kind("personnummer", _words("personnummer pnr persnr"), _pnr("12"), ("bigint", "numeric"), what="bigint12"),
    Kind("personnummer", _words("personnummer pnr persnr"), _pnr_integer, ("bigint", "integer"), what="bigint10"),
    Kind("samordningsnummer", _words("samordningsnummer samordningsnr samnr coordination_number"), _coordination),
    Kind("reservnummer", _words("reservnummer reservnr reserv_id"), lambda d: numbers.reserve(d, "vgr"), what="vgr"),
    Kind("reservnummer", _words("reservnummer reserve_number reservid"), lambda d: numbers.reserve(d, "stockholm"), cryptic=False, what="sll"),
    Kind("organisationsnummer", _words("orgnr organisationsnummer org_no company_reg_no foretag_orgnr"), numbers.organisation),
    Kind("hsa_id", _words("hsa_id hsaid enhet_hsa vardgivare_hsaid"), numbers.hsa),
    Kind("email", _words("email epost e_mail mejladress kontakt_epost login contact_address"), people.email),
    Kind("phone", _words("telefon mobil tel_nr phone_number cell contact_phone hemtelefon"), people.phone),
    Kind("postal_address", _words("gatuadress adress street_address utdelningsadress address_line1 besoksadress"), people.street, what="street"),
    Kind("postal_address", _words("adress leveransadress full_address postadress"), people.address, what="full"),
    Kind("postcode", _words("postnr postnummer zip zip_code postal_code"), people.postcode),
    Kind("postcode", _words("postnr zipcode"), lambda d: people.postcode(d).replace(" ", ""), ("integer",), cryptic=False, what="integer"),
    Kind("person_name", _words("namn name full_name kontaktperson patientnamn customer_name anhorig"), people.full, what="full"),
    Kind("person_name", _words("fornamn first_name tilltalsnamn given_name fname"), people.first, what="first"),
    Kind("person_name", _words("efternamn last_name surname family_name lname"), people.last, what="last"),
    Kind("person_name", _words("NAMN handlaggare agare"), lambda d: people.full(d).upper(), what="upper"),
    Kind("person_name", _words("namn elev medlem"), lambda d: f"{people.last(d)}, {people.first(d)}", what="last, first"),
    Kind("iban", _words("iban kontonummer_iban bank_iban"), numbers.iban),
    Kind("bankgiro", _words("bankgiro bg bg_nr bankgironummer"), numbers.bankgiro, cryptic=False),
    Kind("plusgiro", _words("plusgiro pg postgiro plusgironr"), numbers.plusgiro, cryptic=False),
    Kind("bank_account", _words("kontonummer bankkonto account_number lonekonto clearing_konto"), numbers.account, cryptic=False),
    Kind("payment_card", _words("kortnummer card_number pan betalkort credit_card"), numbers.card),
    Kind("ip_address", _words("ip ip_address klient_ip remote_addr last_login_ip"), numbers.ipv4),
    Kind("ip_address", _words("ip source_ip ipadress"), numbers.ipv6, what="v6"),
    Kind("mac_address", _words("mac mac_address hw_addr"), numbers.mac),
    Kind("device_id", _words("device_id enhets_id idfa gaid advertising_id cookie_id"), _uuid, ("uuid", "char(36)"), cryptic=False),
    Kind("device_id", _words("imei device_imei"), numbers.imei, cryptic=False, what="imei"),
    Kind("licence_plate", _words("regnr registreringsnummer licence_plate bil_regnr"), numbers.plate),
    Kind("coordinates", _words("position koordinater gps latlng"), _pair, what="pair"),
    Kind("coordinates", _words("latitude lat geo_lat"), _latitude, ("double precision", "numeric"), cryptic=False, what="latitude"),
    Kind("coordinates", _words("longitude lng lon"), _longitude, ("double precision", "numeric"), cryptic=False, what="longitude"),
    Kind("birth_date", _words("fodelsedatum birth_date dob fodd date_of_birth"), _date(date(1935, 1, 1), 31000), ("date", "varchar(10)"), cryptic=False),
    Kind("birth_date", _words("fodelsedatum birthday"), _date(date(1935, 1, 1), 31000, "%d/%m/%Y"), cryptic=False, what="dd/mm/yyyy"),
    Kind("vat_number", _words("vat_number momsregnr vat_no moms_nr"), numbers.vat),
    Kind("username", _words("username anvandarnamn user_name login_name signatur"), people.username, cryptic=False),
    Kind("password", _words("password losenord passwd password_hash pwd"), _hash, what="bcrypt"),
    Kind("password", _words("losenord password user_password"), _password, cryptic=False, what="clear"),
    Kind("api_key", _words("api_key token access_key integration_nyckel secret_key"), _key),
    Kind("health_term", _words("diagnos diagnosis sjukdom medical_condition besoksorsak"), _health, what="words"),
    Kind("health_term", _words("icd10 diagnoskod icd_code dx"), _of(*people.ICD), ("varchar(8)",), what="icd"),
    Kind("health_term", _words("atc_kod atc lakemedel_atc"), _of(*people.ATC), ("char(7)",), what="atc"),
)  # fmt: skip

NEGATIVE = (
    Kind(None, _words("ordernr order_no beställning"), lambda d: _date(date(2019, 1, 1), 2500, "%y%m%d")(d) + f"-{d.randrange(10000):04d}", what="dated order"),
    Kind(None, _words("skapad created_at tidpunkt ts"), lambda d: _date(date(2015, 1, 1), 4000, "%Y-%m-%d ")(d) + f"{d.randrange(24):02d}:{d.randrange(60):02d}:00", ("timestamp", "datetime")),
    Kind(None, _words("minut logtid stamp"), lambda d: _date(date(2018, 1, 1), 3000, "%Y%m%d")(d) + f"{d.randrange(24):02d}{d.randrange(60):02d}", what="minute stamp"),
    Kind(None, _words("belopp amount pris total_sum"), lambda d: f"{d.uniform(1, 90000):.2f}", ("numeric(12,2)",)),
    Kind(None, _words("ean artikelkod barcode"), lambda d: "73" + numbers.digits(d, 11)),
    Kind(None, _words("ocr ocr_nummer betalref"), lambda d: (b := numbers.digits(d, 9)) + numbers.luhn(b), what="ocr"),
    Kind(None, _words("fakturanr invoice_number"), lambda d: str(100000 + d.randrange(800000)), ("integer",)),
    Kind(None, _words("epoch created_unix"), lambda d: str(1_500_000_000 + d.randrange(250_000_000)), ("bigint",)),
    Kind(None, _words("uuid guid row_id trace_id"), _uuid, ("uuid",)),
    Kind(None, _words("veckodag weekday dag"), _of(*["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"])),
    Kind(None, _words("browser user_agent_family klient"), _of("Safari", "Chrome", "Firefox", "Edge", "Opera")),
    Kind(None, _words("status tillstand state"), _of("ny", "pågår", "klar", "avbruten")),
    Kind(None, _words("produktnamn product_name artikel"), _of("Stol Björk", "Bord Ek", "Lampa Sol", "Hylla Vega", "Matta Saga", "Soffa Nord"), what="products"),
    Kind(None, _words("stad city ort"), people.city, what="city"),
    Kind(None, _words("land country nationality_code"), _of("SE", "NO", "DK", "FI", "DE", "PL")),
    Kind(None, _words("email_verified aktiv is_active"), _of("true", "false"), ("boolean",), what="flag"),
    Kind(None, _words("email_count antal besok_antal"), lambda d: str(d.randrange(60)), ("integer",)),
    Kind(None, _words("version app_version build"), lambda d: f"{d.randrange(9)}.{d.randrange(30)}.{d.randrange(99)}"),
    Kind(None, _words("version firmware"), lambda d: f"{d.randrange(1, 9)}.{d.randrange(30)}.{d.randrange(99)}.{d.randrange(400, 9000)}", what="four-part version"),
    Kind(None, _words("ACADEMIC_YEAR_CODE scenario_code kod"), lambda d: f"{2000 + d.randrange(26)}{d.choice('AB')}"),
    Kind(None, _words("sha checksum etag"), _hex(40)),
    Kind(None, _words("url link sida"), lambda d: f"https://example.org/p/{d.randrange(99999)}"),
    Kind(None, _words("filename fil attachment"), lambda d: f"rapport_{d.randrange(2000)}.pdf"),
    Kind(None, _words("rubrik title amne"), _of("Fråga om faktura", "Byta tid", "Kvitto saknas", "Öppettider", "Ny beställning", "Klagomål leverans")),
    Kind(None, _words("betyg score rating"), lambda d: f"{d.uniform(0, 5):.1f}", ("real",)),
    Kind(None, _words("telefon_typ address_type kanal"), _of("mobil", "hem", "arbete")),
    Kind(None, _words("vikt weight_kg langd_cm"), lambda d: f"{d.uniform(40, 130):.1f}", ("numeric",)),
    Kind(None, _words("leveransdatum order_date paid_on"), _date(date(2022, 1, 1), 1500), ("date",)),
    Kind(None, _words("artikelnr sku part_no"), lambda d: f"{d.choice(numbers.LETTERS)}{d.choice(numbers.LETTERS)}-{numbers.digits(d, 5)}"),
    Kind(None, _words("manad month period"), _of(*["januari", "februari", "mars", "april", "maj", "juni", "juli"])),
    Kind(None, _words("foretag company_name kundbolag"), lambda d: f"{people.last(d)}s {d.choice(['Bygg', 'Måleri', 'El', 'Konsult'])} AB", what="companies"),
    Kind(None, _words("farg color"), _of("röd", "blå", "grön", "svart", "vit")),
    Kind(None, _words("kommun_kod lan_kod"), lambda d: f"{d.randrange(1, 26):02d}{d.randrange(10, 90)}", ("char(4)",)),
)  # fmt: skip

SENTENCES = (
    "Kunden ringde om leveransen och vill byta tid.", "Ombokad till nästa vecka, inget mer att göra.",
    "Packat och skickat med vanlig post.", "Called back, no answer, will try again on Monday.",
    "Vill ha offert på två mattor i mörkare färg.", "Betalningen kom in i går, ärendet stängs.",
)  # fmt: skip


def labelled(kind: Kind, draw: Random, *, rows: int) -> Labelled:
    """One column of this sort: named by one of its names, or cryptically, with some nulls."""
    named = draw.choice(list(kind.names))
    if kind.cryptic and draw.random() < 0.25:
        named = draw.choice(["c7", "field_12", "x1", "kol3", "data", "value", "attr_04"])
    elif draw.random() < 0.15:
        named = named.upper()
    nulls = draw.choice([0.0, 0.0, 0.05, 0.4])
    values = [None if draw.random() < nulls else kind.make(draw) for _ in range(rows)]
    return Labelled(kind.label, named, draw.choice(list(kind.declared)), values, kind.what)


def notes(draw: Random, *, rows: int, share: float) -> Labelled:
    """Free text in which a share of the rows tells a personnummer."""
    values = []
    for _ in range(rows):
        text = draw.choice(SENTENCES)
        if draw.random() < share:
            number = numbers.written(draw, numbers.personnummer(draw))
            text = f"{text} Pnr {number}." if draw.random() < 0.5 else f"{number} {text}"
        values.append(text)
    return Labelled(None, draw.choice(["anteckning", "notes", "kommentar"]), "text", list(values), "notes", "personnummer" if share else None)  # fmt: skip


def orders(draw: Random, *, rows: int, share: float) -> Labelled:
    """Dated order numbers, with personnummer put in by mistake."""
    order = NEGATIVE[0].make
    values = [
        numbers.written(draw, numbers.personnummer(draw), "10-") if draw.random() < share else order(draw)
        for _ in range(rows)
    ]  # fmt: skip
    return Labelled(None, draw.choice(["referens", "ref", "er_ref"]), "varchar(40)", list(values), "orders", "personnummer" if share else None)  # fmt: skip
