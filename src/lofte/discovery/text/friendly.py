"""Findings as spans of a text: in characters, with a sentence."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import numpy as np

from lofte.discovery.spans import Span
from lofte.discovery.text.bulk import find
from lofte.discovery.text.dates import HORIZON
from lofte.discovery.text.found import TYPES, Found
from lofte.discovery.text.pages import Ints
from lofte.discovery.text.reading import EVERY
from lofte.discovery.text.reasons import sentence
from lofte.discovery.types import Type


def find_spans(
    text: str, *, types: Collection[Type] = EVERY, today: date = HORIZON
) -> list[Span]:
    """Personal data in a text, in order. Spans overlap only where one is meant to stand in
    another: a postcode in an address."""
    data = text.encode("utf-8", "surrogatepass")
    found = find(data, types=types, today=today)
    if len(data) == len(text):
        return _spans(found, found.start, found.end)
    flat = np.frombuffer(data, np.uint8)
    characters = np.concatenate([[0], np.cumsum((flat & 0xC0) != 0x80)])
    return _spans(found, characters[found.start], characters[found.end])


def _spans(found: Found, start: Ints, end: Ints) -> list[Span]:
    return [
        Span(
            start=int(start[i]),
            end=int(end[i]),
            type=TYPES[found.type[i]],
            confidence=float(sure),
            reason=sentence(TYPES[found.type[i]], int(found.why[i])),
        )
        for i, sure in enumerate(found.confidence)
    ]
