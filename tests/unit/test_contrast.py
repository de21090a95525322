"""Every pair of colours that components put together reaches WCAG 2.2 AA, light and dark."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest

import lofte.portals.ui

CSS = (Path(lofte.portals.ui.__file__).parent / "static/ui/lofte.css").read_text(
    encoding="utf-8"
)
TEXT, SHAPE = 4.5, 3.0  # 1.4.3 text; 1.4.11 borders, focus, shapes
GROUNDS = ("paper", "surface", "sunken")
STATUSES = ("kept", "risk", "broken", "unproven", "human", "void")
DARK = '[data-theme="dark"] {'
AUTO = "@media screen and (prefers-color-scheme: dark)"


def colours(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-fA-F]{6})", css))


LIGHT_TOKENS = colours(CSS[CSS.index(":root {") : CSS.index(".desk {")])
DARK_BLOCK = CSS[CSS.index(DARK) : CSS.index("}", CSS.index(DARK))]
DARK_TOKENS = {**LIGHT_TOKENS, **colours(DARK_BLOCK)}

PAIRS = [
    *[
        (text, ground, TEXT)
        for text, ground in product(("ink", "ink-2", "ink-3", "accent"), GROUNDS)
    ],
    *[
        (t, "mark", TEXT)
        for t in ("ink", "ink-2", "kept", "broken", "risk", "unproven", "human")
    ],
    *[(s, ground, TEXT) for s in STATUSES for ground in (*GROUNDS, f"{s}-soft")],
    *[(ink, f"{s}-soft", TEXT) for ink, s in product(("ink", "ink-2"), STATUSES)],
    *[(text, "accent-soft", TEXT) for text in ("accent", "ink", "ink-2")],
    *[("accent-ink", ground, TEXT) for ground in ("accent", "accent-strong")],
    *[("danger-ink", ground, TEXT) for ground in ("danger", "danger-strong")],
    *[(shape, ground, SHAPE) for shape, ground in product(("line-strong", "focus"), GROUNDS)],
]


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT_TOKENS, DARK_TOKENS], ids=["light", "dark"])
def test_every_pair_can_be_read(tokens: dict[str, str]) -> None:
    poor = [
        f"{a} on {b}: {contrast(tokens[a], tokens[b]):.2f} of {need}"
        for a, b, need in PAIRS
        if contrast(tokens[a], tokens[b]) < need
    ]

    assert poor == []


def test_black_on_white_is_twenty_one_to_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_dark_by_choice_and_dark_by_machine_are_the_same() -> None:
    auto = CSS[CSS.index(AUTO) : CSS.index(DARK)]

    assert colours(auto) == colours(DARK_BLOCK)
    assert len(colours(auto)) > 30
