"""What stands in a few words is found there, though they are no long text."""

from __future__ import annotations

import pytest

from fakes.sources_in_memory import sample
from lofte.discovery.columns import judge
from lofte.discovery.types import Type


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("skriv till anna{0}@example.se", Type.EMAIL),
        ("mail: anna{0}@example.se", Type.EMAIL),
        ("ring 070-17406{0:02d}", Type.PHONE),
        ("tel. 070-17406{0:02d} efter fem", Type.PHONE),
        ("pnr 811228-9874", Type.PERSONNUMMER),
    ],
)
def test_one_in_twenty_short_texts_holds_something(text: str, kind: Type) -> None:
    values = [f"klar {at}" if at % 20 else text.format(at // 20 + 5) for at in range(400)]

    (column,) = judge(sample("jobs", {"note": values})).columns

    assert column.type is None
    assert [(found.type, found.found) for found in column.contains] == [(kind, 20)]


@pytest.mark.parametrize(
    "text",
    [
        "Storgatan {0}, 123 45 Umeå",
        "Order {0:08d} packad",
        "Rum {0} plan 2",
        "Art {0:010d} vit",
    ],
)
def test_short_texts_with_other_numbers_hold_nothing(text: str) -> None:
    values = [f"klar {at}" if at % 20 else text.format(at + 11) for at in range(400)]

    (column,) = judge(sample("jobs", {"note": values})).columns

    assert {found.type for found in column.contains} <= {Type.POSTAL_ADDRESS}
