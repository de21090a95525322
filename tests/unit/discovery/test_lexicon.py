from __future__ import annotations

import unicodedata
from importlib import resources

import pyarrow as pa
import pytest

from lofte.discovery import lexicon
from lofte.discovery.lexicon.shares import NOTHING, NameShares, name_share

LISTS = sorted(
    file.name for file in resources.files(lexicon).joinpath("data").iterdir()
)  # fmt: skip


def shares(*values: str | None) -> NameShares:
    return name_share(pa.array(values, pa.large_string()))


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_casefolded_composed_and_says_where_each_entry_is_from(name: str) -> None:
    lines = resources.files(lexicon).joinpath("data", name).read_text().splitlines()
    entries = [line for line in lines if not line.startswith("#")]

    assert lines[0].startswith("# ")
    assert entries == [unicodedata.normalize("NFC", entry).casefold() for entry in entries]
    assert len(entries) == len(set(entries))
    assert all(entry == entry.strip() != "" for entry in entries)


@pytest.mark.parametrize("name", LISTS)
def test_every_list_is_in_the_readme(name: str) -> None:
    assert f"`{name}`" in resources.files(lexicon).joinpath("README.md").read_text()


@pytest.mark.parametrize(
    "name", ["anna", "lars", "fatima", "mohammed", "gülsüm", "päivi", "åsa", "asa", "renee"]
)
def test_first_names_are_known_whatever_their_origin(name: str) -> None:
    assert name in lexicon.first_names()


@pytest.mark.parametrize(
    "name",
    [
        "andersson",
        "lindqvist",
        "sandgren",
        "hosseini",
        "nguyen",
        "korhonen",
        "smith",
        "ohman",
        "gyllenhammar",
    ],
)
def test_surnames_are_known_whatever_their_origin(name: str) -> None:
    assert name in lexicon.last_names()


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("algotsson", True),
        ("mirkelberg", True),
        ("hasanovic", True),
        ("lesson", False),
        ("iceberg", False),
        ("faktura", False),
    ],
)
def test_a_surname_is_also_known_by_its_ending(word: str, expected: bool) -> None:
    assert lexicon.is_last_name(word) is expected


def test_names_that_are_words_are_told_apart() -> None:
    assert {"stig", "rose", "lund", "berg"} <= lexicon.ambiguous_names()
    assert not {"anna", "andersson", "fatima", "maria", "sofia"} & lexicon.ambiguous_names()


def test_words_of_choice_lists_are_ordinary() -> None:
    assert {
        "måndag", "monday", "blå", "blue", "mars", "firefox", "skickad", "shipped",
    } <= lexicon.dictionary_words()  # fmt: skip


def test_full_names_are_full_in_either_order() -> None:
    found = shares("Anna Svensson", "LINDQVIST, ERIK", "Per-Olof von Dahlberg", None, "")

    assert found.looked_at == 3
    assert found.full == 1.0


def test_choices_are_words_and_not_names() -> None:
    found = shares("Röd", "Green", "Safari", "Monday", "Stig")

    assert (found.words, found.first, found.last) == (1.0, 0.0, 0.0)


def test_companies_and_values_with_digits_are_no_names() -> None:
    found = shares("Lindqvists Bygg AB", "Anna Svensson 2", "anna.svensson@example.com")

    assert (found.full, found.begun, found.first, found.last) == (0.0, 0.0, 0.0, 0.0)


def test_nothing_to_look_at_gives_nothing() -> None:
    assert shares(None, "", "  ") == NOTHING
    assert shares(".", ", ,").full == 0.0


@pytest.mark.parametrize(
    ("digits", "expected"),
    [("11122", True), ("00123", False), ("98600", False), ("1112", False)],
)
def test_postcodes_lie_in_the_swedish_ranges(digits: str, expected: bool) -> None:
    assert lexicon.is_postcode(digits) is expected


def test_streets_are_told_by_their_ending_and_places_by_name() -> None:
    assert "storgatan".endswith(lexicon.street_suffixes())
    assert "kungsvagen".endswith(lexicon.street_suffixes())
    assert {"sundsvall", "västra frölunda", "malmo"} <= lexicon.localities()


def test_terms_of_health_weigh_less_where_they_mean_other_things_too() -> None:
    terms = lexicon.health_terms()

    assert {terms[word] for word in ("diabetes", "metoprolol", "schizofreni", "alvedon")} == {
        1.0
    }
    assert terms["press"] == terms["kur"] == terms["operation"] < 0.5
    assert "faktura" not in terms


def test_no_term_of_health_counts_alone_that_is_a_name() -> None:
    sure = {term for term, weight in lexicon.health_terms().items() if weight == 1.0}

    assert not sure & (lexicon.first_names() | lexicon.last_names())


@pytest.mark.parametrize(
    ("code", "chapter"),
    [
        ("F32.9", "V"),
        ("E119", "IV"),
        ("U07.1", "XXII"),
        ("S52.50", "XIX"),
        ("F32", "V"),
        ("D49", None),
        ("K95", None),
        ("f32", None),
        ("F3", None),
        ("F32.9 ", None),
        ("AB1", None),
    ],
)
def test_codes_of_diagnoses_lie_in_a_chapter(code: str, chapter: str | None) -> None:
    assert lexicon.icd_chapter(code) == chapter
