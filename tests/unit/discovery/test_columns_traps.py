"""Columns that others have mistaken, and tables in which columns explain each other."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import pytest

from fakes import labelled_values as values
from fakes.judged_columns import judged, sampled
from fakes.labelled_others import OTHERS
from fakes.labelled_tables import KINDS, Naming, tables
from lofte.discovery.columns import judge
from lofte.discovery.samples import TableSample
from lofte.discovery.schema import ForeignKey, Table, TableName
from lofte.discovery.types import Type

NEEDS_A_NAME = {"postcode whole", "device", "digest", "clear", "birth"}


def types(sample: TableSample) -> list[Type | None]:
    return [column.type for column in judge(sample).columns]


@pytest.mark.parametrize("kind", OTHERS)
def test_what_is_nobodys_stays_nobodys_under_its_own_name(kind: str) -> None:
    names, make = OTHERS[kind]
    draw = values.seeded(17)
    drawn = [make(draw) for _ in range(150)]
    for name in (*names, "c1"):
        verdict = judged(drawn, name=name)
        assert (verdict.type, verdict.contains) == (None, ()), name


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_somebodys_is_known_by_its_name_and_values(kind: str) -> None:
    type_, names, make = KINDS[kind]
    draw = values.seeded(19)
    drawn = [make(draw) for _ in range(150)]
    assert [judged(drawn, name=name).type for name in names] == [type_] * len(names)


@pytest.mark.parametrize("kind", sorted(set(KINDS) - NEEDS_A_NAME))
def test_values_that_speak_for_themselves_need_no_name(kind: str) -> None:
    type_, _, make = KINDS[kind]
    draw = values.seeded(23)
    assert judged([make(draw) for _ in range(150)], name="fld_07").type is type_


@pytest.mark.parametrize(
    ("name", "drawn"),
    [
        ("email_verified", ["0", "1", "1"]),
        ("phone_type", ["mobile", "home", "work"]),
        ("password_changed_at", ["2024-01-01 10:00:00", "2023-04-05 12:33:11"]),
        ("browser", ["Safari", "Chrome", "Opera", "Edge"]),
        ("month", ["April", "May", "June", "August"]),
        ("city", ["Charlotte", "Florence", "Victoria", "Lund"]),
        ("academic_year_code", ["2024HT", "2025VT"]),
        ("email", ["order-17", "order-18", "order-19"]),
    ],
)
def test_a_name_alone_decides_nothing(name: str, drawn: list[str]) -> None:
    assert judged(drawn * 5, name=name).type is None


def test_one_value_that_comes_back_is_too_few_whatever_the_rows() -> None:
    verdict = judged(["12"] * 300, name="telefon")

    assert verdict.undetermined
    assert verdict.reason == "Only one value stands in 300 rows, which is too few to tell."


def test_a_birth_date_is_known_by_the_personnummer_beside_it() -> None:
    draw = random.Random(29)
    numbers = [values.person(draw) for _ in range(60)]
    dates = [f"{number[:4]}-{number[4:6]}-{number[6:8]}" for number in numbers]
    assert types(sampled({"a": numbers, "b": dates})) == [Type.PERSONNUMMER, Type.BIRTH_DATE]


def test_a_login_is_known_by_the_address_beside_it() -> None:
    draw = values.seeded(31)
    emails = [values.email(draw) for _ in range(40)]
    logins = [email.partition("@")[0] for email in emails]
    assert types(sampled({"a": emails, "b": logins})) == [Type.EMAIL, Type.USERNAME]


def test_two_columns_of_degrees_are_coordinates_together() -> None:
    draw = random.Random(37)
    north = [values.latitude(draw) for _ in range(40)]
    east = [values.longitude(draw) for _ in range(40)]
    assert types(sampled({"a": north, "b": east})) == [Type.COORDINATES] * 2


def test_five_digits_beside_a_street_are_a_postcode() -> None:
    draw = values.seeded(41)
    streets = [values.street(draw) for _ in range(60)]
    codes = [values.postcode(draw).replace(" ", "") for _ in range(60)]
    assert types(sampled({"a": streets, "b": codes})) == [Type.POSTAL_ADDRESS, Type.POSTCODE]


@pytest.mark.parametrize(
    ("make", "type_"),
    [(values.person, Type.PERSONNUMMER), (values.mobile, None)],
)
def test_a_key_is_a_key_unless_it_is_a_personnummer(
    make: Callable[[random.Random], str], type_: Type | None
) -> None:
    draw = random.Random(43)
    sample = sampled({"c1": [str(int(make(draw))) for _ in range(60)]})
    key = ForeignKey(columns=("c1",), table=TableName("", "other"), ref_columns=("id",))
    table = Table(name="t", foreign_keys=(key,), primary_key=("c1",))
    assert types(replace(sample, table=table)) == [type_]


def test_free_text_has_no_type_but_says_what_it_contains() -> None:
    draw = values.seeded(47)
    notes = [f"Ring tillbaka på måndag eftermiddag om ärende {at}." for at in range(200)]
    notes[:20] = [f"{note} Personnummer {values.person(draw)}." for note in notes[:20]]
    verdict = judged(notes, name="note")
    found = {each.type: each for each in verdict.contains}
    assert verdict.type is None
    assert found[Type.PERSONNUMMER].found == 20


def test_what_mostly_stands_there_is_judged_by_rows() -> None:
    draw = values.seeded(53)
    rows = ["ingen uppgift lämnad"] * 500 + ["avslutad"] * 400
    verdict = judged(rows + [values.email(draw) for _ in range(60)], name="c1")
    assert verdict.type is None
    assert [found.type for found in verdict.contains] == [Type.EMAIL]


def test_the_reason_names_no_value_and_examples_are_masked() -> None:
    draw = values.seeded(59)
    numbers = [values.dashed(values.person(draw)) for _ in range(80)]
    (column,) = judge(sampled({"pnr": numbers}), examples=True).columns
    assert column.reason == (
        "All 80 distinct values looked at are real dates with a right check digit"
        " and the name says personnummer."
    )
    assert all(shown[1:] == "00000-0000" for shown in column.examples)


def test_labelled_tables_are_judged_well_by_telling_names() -> None:
    wrong = [
        (kind, column.type)
        for labelled in tables(values.seeded(61), rounds=1, naming=Naming.TELLING)
        for column, type_, kind in zip(
            judge(labelled.sample).columns, labelled.types, labelled.kinds, strict=True
        )
        if column.type is not type_ and not column.undetermined
    ]
    assert len(wrong) <= 2, wrong
