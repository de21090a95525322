"""Sentences remember what they were made of, and another language says them with it."""

from __future__ import annotations

import json
import pickle
from functools import cache

import pytest
from babel.messages.pofile import read_po
from django.utils.translation import override
from tests.messages import CATALOGUES, catalogue

from fakes import labelled_values as values
from fakes.labelled_tables import Naming, tables
from lofte.discovery.columns import judge
from lofte.discovery.phrases import made_of, phrase, remade, retold, sentence
from lofte.portals.staff.words import datamap as words


@cache
def reasons() -> list[str]:
    """Why the columns of many labelled tables are judged as they are."""
    drawn = tables(values.seeded(7), rounds=1, naming=Naming.TELLING)
    return sorted({column.reason for one in drawn for column in judge(one.sample).columns})


def found(share: float = 0.5) -> str:
    few = phrase("{share:.1%} of them", share=share)
    return sentence(phrase("{few} were found", few=few), phrase("none of {of:,}", of=12_345))


def test_a_sentence_is_the_text_it_is_in_english() -> None:
    assert found() == "50.0% of them were found and none of 12,345."


def test_every_reason_comes_back_from_what_it_was_made_of() -> None:
    for said in [*reasons(), found(), "said by somebody", ""]:
        kept = json.loads(json.dumps(made_of(said)))
        assert retold(kept) == said[:1].upper() + said[1:] or kept == said
        assert remade(kept) == said
        assert made_of(remade(kept)) == made_of(said)


def test_a_reason_crosses_processes_whole() -> None:
    assert made_of(pickle.loads(pickle.dumps(found()))) == made_of(found())


def test_every_template_of_a_reason_is_in_the_catalogue() -> None:
    with catalogue(CATALOGUES["staff"]).open("rb") as file:
        known = {message.id for message in read_po(file, locale="sv")}
    met: set[str] = set()

    def word(template: str) -> str:
        met.add(template)
        return template

    for said in reasons():
        retold(made_of(said), word)
    assert len(met) > 30
    assert met <= known


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "1,234 of 12,345 distinct values looked at are IP addresses."),
        (
            "sv",
            "1 234 av 12 345 olika värden vi tittade på är IP-adresser.",
        ),
    ],
)
def test_the_desk_says_a_reason_in_its_readers_language(language: str, said: str) -> None:
    few = phrase(
        "{count:,} of {of:,} distinct values looked at are {kind}",
        count=1_234,
        of=12_345,
        kind=phrase("IP addresses"),
    )
    with override(language):
        told = words.reason(sentence(few))
    assert told.replace("\N{NO-BREAK SPACE}", " ") == said


def test_a_text_that_is_no_template_is_never_translated() -> None:
    said = phrase("The column {column} names the table whose key stands here.", column="name")
    with override("sv"):
        assert words.reason(said) == "Kolumnen name anger tabellen vars nyckel står här."


def test_shares_are_written_as_the_language_writes_them() -> None:
    said = sentence(phrase("{share:.1%} of its values were found there", share=0.975))
    with override("sv"):
        assert words.reason(said) == "97,5\N{NO-BREAK SPACE}% av dess värden fanns där."
