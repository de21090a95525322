"""Words of health in running text: compounds, brands, and everyday speech."""

from __future__ import annotations

import pytest

from lofte.discovery.text import find_spans


def terms(text: str) -> list[str]:
    spans = find_spans(text)
    return [text[span.start : span.end] for span in spans if span.type == "health_term"]


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Han fick en tåfraktur på träningen.", "tåfraktur"),
        ("ont efter en slemsäcksinflammation", "slemsäcksinflammation"),
        ("She has had bursitis for years.", "bursitis"),
        ("Behöver något mot bäckensmärtor.", "bäckensmärtor"),
    ],
)
def test_a_compound_is_told_by_its_ending_and_found_whole(text: str, term: str) -> None:
    assert terms(text) == [term]


def test_the_ending_of_a_compound_means_less_by_itself() -> None:
    assert terms("Texten är satt i fraktur på tysk manér.") == []


@pytest.mark.parametrize("text", ["äter Selexid i en vecka", "tog två Lergigan"])
def test_a_medicine_is_known_by_its_brand(text: str) -> None:
    assert len(terms(text)) == 1


def test_everyday_speech_is_understood() -> None:
    assert terms("Hon har brutit armen och är sjukskriven.") == ["brutit armen", "sjukskriven"]


@pytest.mark.parametrize("text", ["I have HIV and", "en utredning av adhd pågår"])
def test_some_short_words_mean_nothing_else(text: str) -> None:
    assert len(terms(text)) >= 1
