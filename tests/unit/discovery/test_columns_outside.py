"""Columns as strangers write them: measurements side by side, street names without a number,
cards that a spreadsheet rounded, user numbers that begin like an address."""

from __future__ import annotations

import random

import pytest

from fakes.judged_columns import checked, judged, sampled
from lofte.discovery.columns import judge
from lofte.discovery.types import Type


def types(columns: dict[str, list[str]], *, table: str = "t") -> list[Type | None]:
    return [column.type for column in judge(sampled(columns, table=table)).columns]


def fine(draw: random.Random, low: float, high: float) -> list[str]:
    return [f"{draw.uniform(low, high):.6f}" for _ in range(80)]


def test_measurements_side_by_side_are_no_coordinates() -> None:
    draw = random.Random(3)
    measured = {
        "time.car": fine(draw, 14, 62),
        "time.bus": fine(draw, 11, 75),
        "density": fine(draw, 0.4, 8.5),
        "tax": fine(draw, 14, 60),
        "lwg": fine(draw, -2.1, 3.2),
        "inc": fine(draw, 1.2, 88),
        "score": fine(draw, 38, 71),
    }
    assert set(types(measured)) == {None}


@pytest.mark.parametrize(
    ("north", "east"),
    [((40.5, 40.9), (-74.2, -73.7)), ((-54, 71), (-160, 175)), ((25, 49), (-124, -68))],
)
def test_degrees_of_a_city_a_country_or_the_world_are_coordinates(
    north: tuple[float, float], east: tuple[float, float]
) -> None:
    draw = random.Random(5)
    degrees = {"f1": fine(draw, *north), "f2": fine(draw, *east)}
    assert types(degrees) == [Type.COORDINATES, Type.COORDINATES]


SURNAMES = "Brugglacher Fennhuber Obstdorfer Kraupmann Seelhoff Drexlauer Zwiefelmann Haslbock"


def test_a_surname_beside_an_address_made_of_it_is_no_user_name() -> None:
    surnames = SURNAMES.split()
    emails = [f"{surname}.Xa@post.example" for surname in surnames]
    found = types({"nachname": surnames, "email": emails})
    assert found == [Type.PERSON_NAME, Type.EMAIL]


def test_numbers_of_users_are_not_made_of_addresses_that_all_begin_alike() -> None:
    numbers = [f"CLIENT{at:05}" for at in range(1, 31)]
    emails = [f"client{at}@post.example" for at in range(1, 31)]
    found = types({"client_code": numbers, "email": emails})
    assert found == [None, Type.EMAIL]


def test_one_slip_of_the_pen_does_not_make_birth_dates_another_thing() -> None:
    born = [f"{1 + at:02}.0{1 + at % 9}.{1931 + 4 * at}" for at in range(18)]
    assert judged([*born, "22.06.2069"], name="birth_date").type is Type.BIRTH_DATE


@pytest.mark.parametrize(
    "streets",
    [
        "Lerkeveien Tistelveien Granlia Solbakken Myrvangveien Kjerringåsen Nordre_Vassvei",
        "Rue_Tournesol Avenue_des_Merles Place_du_Puits Rue_Courbe Rue_de_la_Meule",
        "Tulpenweg Kirschallee Am_Mühlbach Distelstr. Spechtstraße Am_Anger Hainweg",
        "Blåklocksgatan Vintervägen Skogsstigen Kvarngränd Harvägen Tallgatan",
    ],
)
def test_streets_whose_numbers_stand_beside_them_are_addresses_by_their_name(
    streets: str,
) -> None:
    drawn = [street.replace("_", " ") for street in streets.split()]
    codes = [str(61410 + 37 * at) for at in range(len(drawn))]
    found = types({"street": drawn, "number": list("1234567")[: len(drawn)], "zip": codes})
    assert found[::2] == [Type.POSTAL_ADDRESS, Type.POSTCODE]


def test_streets_without_numbers_are_nothing_without_a_name() -> None:
    streets = [
        "Blåklocksgatan",
        "Vintervägen",
        "Skogsstigen",
        "Kvarngränd",
        "Harvägen",
        "Tallgatan",
    ]
    assert judged(streets, name="c1").type is None


def test_cards_that_a_spreadsheet_rounded_are_cards_by_their_name() -> None:
    draw = random.Random(11)
    rounded = [f"5{draw.randint(1, 5)}{draw.randrange(10**13):013}0" for _ in range(30)]
    assert judged(rounded, name="card_number").type is Type.PAYMENT_CARD
    assert judged(rounded, name="c1").type is None


def test_numbers_in_a_town_without_its_area_code_are_phones_by_their_name() -> None:
    draw = random.Random(13)
    local = [str(draw.randrange(23_000, 980_000)) for _ in range(30)]
    assert judged(local, name="telefon").type is Type.PHONE
    assert judged(local, name="c1").type is None


HYPHENED = ["Lang-Carver", "Moss-Whitby", "Pell-Harding", "Brandt-Olsen", "Frost-Kelly"]
TRIOS = ["Carver, Pell and Moss", "Dunn, Frost and Lake", "Hale, Briggs & Stone"]


@pytest.mark.parametrize("name", ["company", "supplier_name", "leverantor", "firma"])
def test_companies_called_by_surnames_are_nobodys(name: str) -> None:
    surnames = ["Andersson", "Bergqvist", "Lindholm", "Ekström", "Carlsson", "Nyman"]
    assert [judged(drawn, name=name).type for drawn in (surnames, HYPHENED)] == [None, None]


@pytest.mark.parametrize("name", ["c1", "name", "customer"])
def test_partners_in_a_row_are_a_company_whatever_the_column(name: str) -> None:
    assert judged([*TRIOS, *HYPHENED[:2], "Webb, Cole and Marsh"], name=name).type is None


def test_a_run_of_fine_numbers_is_no_pair_of_degrees() -> None:
    draw = random.Random(17)
    bounds = [(40.1, 40.9), (22.2, 24.1), (74.6, 75.1), (51.9, 53.2)]
    indices = {f"index.{at}": fine(draw, *bound) for at, bound in enumerate(bounds)}
    assert set(types(indices)) == {None}


def test_a_latitude_beside_a_longitude_needs_no_fine_degrees() -> None:
    draw = random.Random(19)
    north = [f"{draw.uniform(29, 51):.1f}" for _ in range(60)]
    east = [f"{draw.uniform(-172, -121):.1f}" for _ in range(60)]
    assert types({"lat": north, "long": east}) == [Type.COORDINATES] * 2


def test_surnames_that_are_words_are_surnames_in_their_column() -> None:
    surnames = ["Carter", "Brown", "Hill", "Cook", "Stone", "Baker", "Wood", "Green", "Lee"]
    named = {"first_name": ["Mia", "Leo", "Ann", "Sam", "Eva", "Tom", "Kim", "Ida", "Max"]}
    assert types({**named, "last_name": surnames}) == [Type.PERSON_NAME] * 2
    assert judged(surnames, name="c1").type is None


def test_made_up_numbers_as_long_as_a_cards_are_cards_by_their_name() -> None:
    draw = random.Random(23)
    made_up = [str(draw.randrange(10**15, 10**16)) for _ in range(30)]
    assert judged(made_up, name="credit_card_number").type is Type.PAYMENT_CARD
    assert judged(made_up, name="c1").type is None


def test_a_password_made_of_the_name_is_a_password() -> None:
    names = ["mira", "otto", "selma", "ville", "tuva", "nils", "elof", "saga"]
    emails = [f"{name}.holm@post.example" for name in names]
    found = types({"email": emails, "password": [f"{name}123" for name in names]})
    assert found == [Type.EMAIL, Type.PASSWORD]


def test_bare_numbers_with_their_zero_are_phones_among_people() -> None:
    draw = random.Random(29)
    numbers = [f"09{draw.randrange(10**9):09}" for _ in range(20)]
    emails = [f"person{at}@post.example" for at in range(20)]
    assert types({"c1": emails, "c2": numbers}) == [Type.EMAIL, Type.PHONE]
    assert judged(numbers, name="c1").type is None


def test_cards_of_all_lengths_are_cards_in_one_column() -> None:
    draw = random.Random(31)
    issued = [("4", 13), ("4", 16), ("5018", 12), ("6304", 12), ("2131", 15), ("1800", 15)]
    issued += [
        ("37", 15),
        ("301", 14),
        ("52", 16),
        ("3530", 16),
        ("6011", 16),
        ("4", 19),
        ("5612", 13),
        ("0604", 12),
    ]
    cards = [
        checked(first + "".join(draw.choices("0123456789", k=length - len(first) - 1)))
        for first, length in issued * 6
    ]
    assert judged(cards, name="c1").type is Type.PAYMENT_CARD


@pytest.mark.parametrize("name", ["city", "ort", "company", "supplier", "country"])
def test_places_and_companies_called_as_people_are_stay_nobodys_among_people(name: str) -> None:
    people = [
        "Anna",
        "Berg",
        "Erik",
        "Lund",
        "Sara",
        "Holm",
        "Nils",
        "Ek",
        "Maja",
        "Dahl",
        "Olle",
        "Ström",
    ]
    full = [f"{first} {last}" for first, last in zip(people[::2], people[1::2], strict=True)]
    called = ["Martineau", "Gonçalves", "Laurent", "Bernard", "Lefevre", "Mathieu"]
    found = types(
        {"full_name": full, name: called, "email": [f"p{at}@a.example" for at in range(6)]}
    )
    assert found == [Type.PERSON_NAME, None, Type.EMAIL]


@pytest.mark.parametrize(
    "name", ["column_2", "Column2", "col 2", "field_2", "Unnamed: 2", "kolumn2"]
)
def test_a_column_that_is_only_numbered_says_nothing_by_its_name(name: str) -> None:
    surnames = ["Andersson", "Bergqvist", "Lindholm", "Ekström", "Carlsson", "Nyman"]
    assert judged(surnames, name=name).type is Type.PERSON_NAME
