"""Every sentence of the interface exists in Swedish, with the same places to fill in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

import lofte.portals

PORTALS = Path(lofte.portals.__path__[0])
CATALOGUES = sorted(PORTALS.glob("*/locale/*/LC_MESSAGES/django.po"))
PLACES = re.compile(r"%\(\w+\)[sd]|\]\(\w+\)|</?\w+>|\{\w+[^}]*\}")


def pairs(catalogue: Path) -> list[tuple[str, str]]:
    """Every source text with its translation; the last plural form speaks for both."""
    with catalogue.open("rb") as file:
        messages = [message for message in read_po(file) if message.id]
    return [(_last(message.id), _last(message.string)) for message in messages]


def _last(text: str | list[str] | tuple[str, ...]) -> str:
    return text if isinstance(text, str) else text[-1]


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.parts[-5])
def test_every_message_is_translated(catalogue: Path) -> None:
    assert [source for source, translated in pairs(catalogue) if not translated] == []


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.parts[-5])
def test_a_translation_fills_in_the_same_places(catalogue: Path) -> None:
    wrong = [
        (source, translated)
        for source, translated in pairs(catalogue)
        if sorted(PLACES.findall(source)) != sorted(PLACES.findall(translated))
    ]

    assert wrong == []


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.parts[-5])
def test_the_compiled_catalogue_is_the_written_one(catalogue: Path) -> None:
    with catalogue.with_suffix(".mo").open("rb") as file:
        compiled = {_last(m.id): _last(m.string) for m in read_mo(file) if m.id}

    assert compiled == dict(pairs(catalogue))
