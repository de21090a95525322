"""Columns as strangers write them: measurements side by side, street names without a number,
cards that a spreadsheet rounded, user numbers that begin like an address."""

from __future__ import annotations

import random

import pytest

from fakes.judged_columns import judged, sampled
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
