"""Numbers in columns whose names say nothing."""

from __future__ import annotations

import random

import pytest

from fakes.judged_columns import checked, judged
from lofte.discovery.types import Type

SOME = 400


def day(draw: random.Random, first: int, last: int) -> str:
    return f"{draw.randint(first, last)}{draw.randint(1, 12):02}{draw.randint(1, 28):02}"


def personnummer(draw: random.Random, first: int = 1935, last: int = 2018) -> str:
    born = day(draw, first, last)
    return born[:2] + checked(born[2:] + str(draw.choice((238, 239))))


def order(draw: random.Random) -> str:
    return f"{day(draw, 2019, 2026)[2:]}-{draw.randint(0, 9999):04}"


def numbers(count: int = SOME) -> list[str]:
    draw = random.Random(3)
    return [personnummer(draw) for _ in range(count)]


@pytest.mark.parametrize(
    "written",
    [
        lambda number: number,
        lambda number: f"{number[:8]}-{number[8:]}",
        lambda number: f"{number[2:8]}-{number[8:]}",
        lambda number: f"{number[2:8]}+{number[8:]}",
        lambda number: f"{number[:4]}-{number[4:6]}-{number[6:8]}-{number[8:]}",
        lambda number: number[2:],
        lambda number: str(int(number[2:])),
        lambda number: f"{int(number[2:])}.0",
        lambda number: f"{number[2:8]}\u2013{number[8:]}",
    ],
)
def test_a_personnummer_is_known_however_it_is_written(written: object) -> None:
    verdict = judged([written(number) for number in numbers()])  # type: ignore[operator]
    assert verdict.type is Type.PERSONNUMMER
    assert verdict.confidence > 0.9


def test_numbers_that_begin_with_the_day_they_came_in_are_nobodys() -> None:
    draw = random.Random(5)
    verdict = judged([order(draw) for _ in range(10_000)])
    assert verdict.type is None
    assert verdict.contains == ()


def test_a_twentieth_hidden_among_order_numbers_is_found_and_bounded() -> None:
    draw = random.Random(7)
    values = [order(draw) for _ in range(9_500)]
    values += [f"{number[2:8]}-{number[8:]}" for number in numbers(500)]
    (found,) = judged(values).contains
    assert found.type is Type.PERSONNUMMER
    assert found.low < 0.05 < found.high


def test_reference_numbers_with_a_check_digit_are_nobodys() -> None:
    draw = random.Random(11)
    values = [checked(f"{draw.randint(0, 999_999_999):09}") for _ in range(5_000)]
    verdict = judged(values)
    assert verdict.type is None
    assert verdict.contains == ()


def test_a_column_of_nothing_is_undetermined() -> None:
    verdict = judged([None, "", "NULL"])
    assert verdict.type is None
    assert verdict.undetermined
