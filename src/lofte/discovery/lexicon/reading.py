"""Reads a list of `data/`: one casefolded entry a line; lines with `#` say where from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from importlib import resources

_PLAIN = str.maketrans({"æ": "ae", "ø": "o", "ð": "d", "þ": "th", "ł": "l", "đ": "d", "ı": "i"})


def entries(name: str) -> list[str]:
    """The entries of one list, in its order."""
    text = resources.files(__package__).joinpath("data", name).read_text(encoding="utf-8")
    return [line for line in text.split("\n") if line and line[0] != "#"]


def own_entries(name: str) -> list[str]:
    """The entries of the sections that were written for this project."""
    path = resources.files(__package__).joinpath("data", name)
    sections = re.split(r"^#", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    heads = ((section.split("\n", 1)) for section in sections if section)
    own = (rest for head, rest in heads if "own list" in head or "common knowledge" in head)
    return [line for rest in own for line in rest.split("\n") if line]


def fold(text: str) -> str:
    """The form words are looked up in: composed (NFC) and casefolded."""
    return unicodedata.normalize("NFC", text).casefold()


def without_accents(word: str) -> str:
    """`åsa` as `asa`, `renée` as `renee`: as it is written where only ASCII goes."""
    parts = unicodedata.normalize("NFD", word.translate(_PLAIN))
    return "".join(char for char in parts if not unicodedata.combining(char))


def plain_forms(words: Iterable[str]) -> set[str]:
    """The same words without accents, where they have some and are long enough to stay
    recognisable (four letters)."""
    return {without_accents(word) for word in words if len(word) >= 4 and not word.isascii()}
