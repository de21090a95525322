from __future__ import annotations

from datetime import date
from typing import Any, cast

import pytest

from lofte.kernel.identifiers import (
    Identifier,
    Kind,
    Reason,
    UnknownKind,
    check,
    kind_named,
    mask,
    normalise,
)

TODAY = date(2026, 11, 22)

VALID = [
    # People
    ("811218-9876", Kind.PERSONNUMMER, "198112189876"),
    ("200001012384", Kind.PERSONNUMMER, "200001012384"),
    ("20000101-2384", Kind.PERSONNUMMER, "200001012384"),
    ("121212+1212", Kind.PERSONNUMMER, "191212121212"),
    ("121212-1212", Kind.PERSONNUMMER, "201212121212"),
    ("200002292381", Kind.PERSONNUMMER, "200002292381"),
    ("701063-2391", Kind.SAMORDNINGSNUMMER, "197010632391"),
    ("200002892388", Kind.SAMORDNINGSNUMMER, "200002892388"),
    # Organisations
    ("556632-2946", Kind.ORGANISATIONSNUMMER, "5566322946"),
    ("5566322946", Kind.ORGANISATIONSNUMMER, "5566322946"),
    ("16556632-2946", Kind.ORGANISATIONSNUMMER, "5566322946"),
    ("232100-0016", Kind.ORGANISATIONSNUMMER, "2321000016"),
    ("212000-0142", Kind.ORGANISATIONSNUMMER, "2120000142"),
    ("SE556632294601", Kind.VAT_NUMBER, "SE556632294601"),
    ("se 556632-2946 01", Kind.VAT_NUMBER, "SE556632294601"),
    # Care
    ("SE2321000016-A1b", Kind.HSA_ID, "SE2321000016-A1b"),
    ("SE165565594230-1000", Kind.HSA_ID, "SE165565594230-1000"),
    # Contact
    ("070-1740605", Kind.PHONE, "+46701740605"),
    ("0701740605", Kind.PHONE, "+46701740605"),
    ("+46 (0)70-174 06 05", Kind.PHONE, "+46701740605"),
    ("0046701740699", Kind.PHONE, "+46701740699"),
    ("08-46500400", Kind.PHONE, "+46846500400"),
    ("031-3900600", Kind.PHONE, "+46313900600"),
    ("040-6280400", Kind.PHONE, "+46406280400"),
    ("0980-319200", Kind.PHONE, "+46980319200"),
    (" Alice.Ek@Example.SE ", Kind.EMAIL, "alice.ek@example.se"),
    ("info@båtsmän.example", Kind.EMAIL, "info@båtsmän.example"),
    ("114 55", Kind.POSTCODE, "11455"),
    ("SE-114 55", Kind.POSTCODE, "11455"),
    # Money
    ("900-0001", Kind.BANKGIRO, "900-0001"),
    ("5050-1055", Kind.BANKGIRO, "5050-1055"),
    ("991-2346", Kind.BANKGIRO, "991-2346"),
    ("90 20 03-3", Kind.PLUSGIRO, "902003-3"),
    ("28 65 43-4", Kind.PLUSGIRO, "286543-4"),
    ("SE45 5000 0000 0583 9825 7466", Kind.IBAN, "SE4550000000058398257466"),
    ("se4550000000058398257466", Kind.IBAN, "SE4550000000058398257466"),
]

NOT_VALID = [
    ("1212121212", Kind.PERSONNUMMER, Reason.AMBIGUOUS),
    ("811218 9876", Kind.PERSONNUMMER, Reason.AMBIGUOUS),
    ("190102892387", Kind.SAMORDNINGSNUMMER, Reason.IMPOSSIBLE_DATE),
    ("7010922396", Kind.SAMORDNINGSNUMMER, Reason.IMPOSSIBLE_DATE),
    ("7009912390", Kind.SAMORDNINGSNUMMER, Reason.IMPOSSIBLE_DATE),
    ("701060-2394", Kind.SAMORDNINGSNUMMER, Reason.INCOMPLETE_BIRTH_DATE),
    ("700063-2393", Kind.SAMORDNINGSNUMMER, Reason.INCOMPLETE_BIRTH_DATE),
    ("8001010001", Kind.PERSONNUMMER, Reason.BIRTH_NUMBER_ZERO),
    ("800101-0001", Kind.PERSONNUMMER, Reason.BIRTH_NUMBER_ZERO),
    ("202612310017", Kind.PERSONNUMMER, Reason.FUTURE_DATE),
    ("261231-0017", Kind.PERSONNUMMER, Reason.FUTURE_DATE),
    ("190002292381", Kind.PERSONNUMMER, Reason.IMPOSSIBLE_DATE),
    ("880320-0018", Kind.PERSONNUMMER, Reason.CHECK_DIGIT),
    ("000101-T220", Kind.PERSONNUMMER, Reason.INTERIM_NUMBER),
    ("178112189876", Kind.PERSONNUMMER, Reason.WRONG_CENTURY),
    ("12099891", Kind.UNKNOWN, Reason.AMBIGUOUS),
    ("556632-2947", Kind.ORGANISATIONSNUMMER, Reason.CHECK_DIGIT),
    ("056632-2949", Kind.ORGANISATIONSNUMMER, Reason.NOT_IN_USE),
    ("SE556632294602", Kind.VAT_NUMBER, Reason.WRONG_FORM),
    ("SE556632294701", Kind.VAT_NUMBER, Reason.CHECK_DIGIT),
    ("SE2321000016-åäö", Kind.HSA_ID, Reason.WRONG_FORM),
    ("SE2321000016-" + "A" * 20, Kind.HSA_ID, Reason.TOO_LONG),
    ("900-0002", Kind.BANKGIRO, Reason.CHECK_DIGIT),
    ("90 20 03-4", Kind.PLUSGIRO, Reason.CHECK_DIGIT),
    ("SE45 5000 0000 0583 9825 7467", Kind.IBAN, Reason.CHECK_DIGIT),
    ("SE45 5000 0000 0583 9825 746", Kind.IBAN, Reason.CHECK_DIGIT),
    # Right by the remainder, one digit short for Sweden.
    ("SE48 5000 0000 0583 9825 746", Kind.IBAN, Reason.WRONG_FORM),
    ("alice@192.0.2.1", Kind.EMAIL, Reason.WRONG_FORM),
    ("alice@example", Kind.EMAIL, Reason.WRONG_FORM),
    ("alice@@example.se", Kind.EMAIL, Reason.WRONG_FORM),
    ("alice..ek@example.se", Kind.EMAIL, Reason.WRONG_FORM),
    ("alice@-example.se", Kind.EMAIL, Reason.WRONG_FORM),
    ("a" * 65 + "@example.se", Kind.EMAIL, Reason.TOO_LONG),
    ("hello", Kind.UNKNOWN, Reason.UNRECOGNISED),
    ("", Kind.UNKNOWN, Reason.UNRECOGNISED),
    ("1" * 321, Kind.UNKNOWN, Reason.TOO_LONG),
    # Arabic-Indic digits look like a number to `int`, and to nobody's register.
    ("٨١١٢١٨-٩٨٧٦", Kind.UNKNOWN, Reason.UNRECOGNISED),
]

RESERVE = [
    ("reserve_stockholm", "1.2.752.97.3.1.3", "991981000010", "991981000011"),
    ("reserve_stockholm", "1.2.752.97.3.1.3", "991945000023", "991945000032"),
    ("reserve_vgr", "1.2.752.113.11.0.2.1.1.1", "19810829M071", "19810829M072"),
    ("reserve_vgr", "1.2.752.113.11.0.2.1.1.1", "19450829K088", "19450829M088"),
    ("reserve_vgr", "1.2.752.113.11.0.2.1.1.1", "19930829X802", "19930829X803"),
    ("reserve_varmland", "1.2.752.74.9.2", "19810829SU3A", "19810829SU3V"),
    ("reserve_varmland", "1.2.752.74.9.2", "19930829SX0C", "19930231SX0C"),
    ("reserve_carelink", "1.2.752.129.2.1.3.2", "198108320014", "198108310014"),
    ("nrid", "1.2.752.74.9.1", "22810829AB12", "19810829AB12"),
    ("nrid", "1.2.752.74.9.1", "23810829ABC2", "23810829AQ12"),
    ("nrid", "1.2.752.74.9.1", "00152040AB12", "00151240AB12"),
]


def look(value: str, kind: str | None = None) -> Identifier:
    return check(value, today=TODAY, kind=kind)


@pytest.mark.parametrize(("value", "kind", "canonical"), VALID, ids=[v[0] for v in VALID])
def test_a_valid_text_is_recognised_and_made_canonical(
    value: str, kind: Kind, canonical: str
) -> None:
    assert look(value) == Identifier(kind, True, canonical)
    assert look(value, kind) == Identifier(kind, True, canonical)


@pytest.mark.parametrize(
    ("value", "kind", "reason"), NOT_VALID, ids=[f"{v[0][:32]} {v[2]}" for v in NOT_VALID]
)
def test_what_cannot_be_right_has_a_reason(value: str, kind: Kind, reason: Reason) -> None:
    assert look(value) == Identifier(kind, False, None, reason)


@pytest.mark.parametrize(("kind", "oid", "right", "wrong"), RESERVE)
def test_a_reserve_number_is_checked_by_its_own_rule(
    kind: str, oid: str, right: str, wrong: str
) -> None:
    assert look(right, kind).valid and look(right, kind).canonical == right
    assert look(right, oid) == look(right, kind)
    assert not look(wrong, kind).valid


@pytest.mark.parametrize("value", [row[2] for row in RESERVE])
def test_a_reserve_number_is_never_guessed(value: str) -> None:
    assert not look(value).valid


def test_the_check_digit_of_a_national_reserve_number_is_not_vouched_for() -> None:
    assert look("22810829AB12", "nrid").reason is Reason.CHECK_DIGIT_NOT_VERIFIED


def test_an_organisation_is_not_a_person() -> None:
    assert not look("556632-2946", "personnummer").valid


def test_each_of_the_two_person_numbers_is_refused_as_the_other() -> None:
    assert look("701063-2391", "personnummer").reason is Reason.IS_SAMORDNINGSNUMMER
    assert look("811218-9876", "samordningsnummer").reason is Reason.IS_PERSONNUMMER


@pytest.mark.parametrize("value", ["811218-9876", "8112189876", "198112189876"])
def test_a_sole_trader_is_an_organisation_that_holds_a_person_number(value: str) -> None:
    found = look(value, "organisationsnummer")

    assert found == Identifier(Kind.ORGANISATIONSNUMMER, True, "8112189876", Reason.SOLE_TRADER)
    assert found.is_person_number
    assert not look("556632-2946").is_person_number


def test_the_vat_number_of_a_sole_trader_is_marked_as_well() -> None:
    assert look("SE811218987601").is_person_number


def test_a_sign_that_contradicts_the_century_is_a_warning() -> None:
    found = look("19121212-1212")

    assert found.valid and found.reason is Reason.SEPARATOR_CONTRADICTS_YEAR
    assert look("19121212+1212").reason is None


@pytest.mark.parametrize(
    ("today", "canonical"),
    [
        pytest.param(date(2011, 12, 31), "191212121212", id="the year before turning 100"),
        pytest.param(date(2012, 1, 1), None, id="from 1 January the hyphen is a newborn's"),
        pytest.param(date(2012, 12, 12), "201212121212", id="born today"),
    ],
)
def test_the_hyphen_becomes_a_plus_in_the_year_of_turning_a_hundred(
    today: date, canonical: str | None
) -> None:
    assert check("121212-1212", today=today).canonical == canonical


def test_the_plus_counts_from_the_first_of_january() -> None:
    assert check("121212+1212", today=date(2012, 1, 1)).canonical == "191212121212"


def test_a_number_is_not_text_because_its_zeros_are_gone() -> None:
    found = check(cast(Any, 12099891), today=TODAY, kind="personnummer")

    assert found == Identifier(Kind.PERSONNUMMER, False, None, Reason.NOT_TEXT)


@pytest.mark.parametrize(
    "value",
    [
        "811218\u20139876",
        "811218\u22129876",
        "\u200b811218-9876\u00a0",
        "８１１２１８-９８７６",
    ],
    ids=["en dash", "minus", "invisible", "full width"],
)
def test_pasted_text_is_made_plain_first(value: str) -> None:
    assert look(value).canonical == "198112189876"


@pytest.mark.parametrize(
    ("value", "kind", "canonical"),
    [
        ("811218-9876", "personnummer", "198112189876"),
        ("701063-2391", "personnummer", "197010632391"),
        ("811218-9876", "samordningsnummer", "198112189876"),
        ("1212121212", "personnummer", None),
        ("Alice.Ek@Example.SE", "email", "alice.ek@example.se"),
        ("070-174 06 05", "phone", "+46701740605"),
        ("SE2321000016-A1b", "hsa_id", "se2321000016-a1b"),
        ("SE2321000016-A1b", "email", None),
        ("114 55", "postcode", "11455"),
    ],
)
def test_records_are_matched_by_one_form(value: str, kind: str, canonical: str | None) -> None:
    assert normalise(kind, value, today=TODAY) == canonical


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("198112189876", "19811218-••••"),
        ("19811218-9876", "19811218-••••"),
        ("811218-9876", "811218-••••"),
        ("121212+1212", "121212+••••"),
        ("8112189876", "811218-••••"),
        ("22810829AB12", "••••"),
        ("anything else", "••••"),
        ("", "••••"),
    ],
)
def test_a_masked_number_hides_the_last_four_digits(value: str, shown: str) -> None:
    assert mask(value) == shown


def test_an_unknown_kind_is_refused_with_the_kinds_there_are() -> None:
    with pytest.raises(UnknownKind, match=r"personnummer, .*postcode\.$"):
        kind_named("cvr")
    with pytest.raises(UnknownKind):
        look("811218-9876", "unknown")
