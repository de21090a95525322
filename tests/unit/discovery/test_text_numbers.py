"""What numbers in running text are, by their form and the words around them."""

from __future__ import annotations

import pytest

from lofte.discovery.text import find_spans
from lofte.discovery.types import Type


def found(text: str) -> list[tuple[str, str]]:
    return [(span.type.value, text[span.start : span.end]) for span in find_spans(text)]


def numbers(text: str, *types: Type) -> list[str]:
    return [text[span.start : span.end] for span in find_spans(text) if span.type in types]


@pytest.mark.parametrize(
    "written",
    [
        "811218-9876",
        "19811218-9876",
        "198112189876",
        "811218–9876",
        "19811218 9876",
        "121212+1212",
        "20000101-2384",
    ],
)
def test_a_personnummer_is_found_in_every_way_it_is_written(written: str) -> None:
    assert found(f"Ring mig: {written}.") == [("personnummer", written)]


@pytest.mark.parametrize("word", ["personnummer", "Pnr:", "patient", "SSN", '"personNumber":'])
def test_ten_bare_digits_are_one_beside_a_word_for_it(word: str) -> None:
    assert found(f"{word} 8112189876 ok") == [("personnummer", "8112189876")]


@pytest.mark.parametrize(
    "text",
    [
        "order 811218-9876",
        "fakturanr 8112189876",
        "OCR 8112189876",
        "skickad 8112189876 idag",
        "A811218-9876",
        "811218-98761",
        "1-811218-9876",
        "0.8112189876",
        "2000010123841",
    ],
)
def test_what_is_called_something_else_or_is_part_of_something_is_none(text: str) -> None:
    assert numbers(text, Type.PERSONNUMMER) == []


@pytest.mark.parametrize(
    "number", ["190102892387", "7010922396", "7009912390", "202612310017", "190002292381"]
)
def test_days_that_do_not_exist_or_are_to_come_are_no_birthdays(number: str) -> None:
    people = (Type.PERSONNUMMER, Type.SAMORDNINGSNUMMER)

    assert numbers(f"personnummer {number}", *people) == []


def test_sixty_is_added_to_the_day_in_a_samordningsnummer() -> None:
    assert found("pnr 701063-2391") == [("samordningsnummer", "701063-2391")]
    assert found("pnr 200002892388") == [("samordningsnummer", "200002892388")]


@pytest.mark.parametrize(
    ("type_", "written"),
    [
        ("organisationsnummer", "556632-2946"),
        ("bankgiro", "5050-1055"),
        ("plusgiro", "90 20 03-3"),
        ("iban", "SE45 5000 0000 0583 9825 7466"),
        ("payment_card", "4111 1111 1111 1111"),
        ("hsa_id", "SE165565594230-1000"),
        ("email", "elsa.ek@example.se"),
        ("phone", "070-174 06 05"),
        ("phone", "+46 (0)70 174 06 05"),
        ("phone", "08-465 004 00"),
        ("phone", "(08) 465 004 00"),
        ("phone", "+47 22 12 34 56"),
        ("ip_address", "192.168.1.10"),
        ("ip_address", "2001:db8::1"),
        ("mac_address", "00:1a:2b:3c:4d:5e"),
    ],
)
def test_each_kind_is_found_by_its_form(type_: str, written: str) -> None:
    assert found(f"Här: {written} (sett igår)") == [(type_, written)]


@pytest.mark.parametrize(
    "text",
    [
        "version 1.2.3.4",
        "2024-03-05 14:30:22",
        "SE45 5000 0000 0583 9825 7467",
        "a@b",
        "12,5 kr",
    ],
)
def test_what_only_looks_like_something_is_nothing(text: str) -> None:
    assert found(text) == []


def test_places_count_characters() -> None:
    span = find_spans("Åsa är född, pnr 811218-9876 – så är det")[-1]

    assert (span.start, span.end) == (17, 28)


def test_eleven_digits_are_a_british_number_beside_a_word_for_it() -> None:
    assert "phone" in [span.type for span in find_spans("please phone 0113 496 0124")]
    assert find_spans("row 0113 496 0124") == []


@pytest.mark.parametrize("text", ["0633 0645", "LAK-608\n\n12501", "mellan 1100-1500 e.Kr."])
def test_tables_of_codes_and_spans_of_years_are_nothing(text: str) -> None:
    assert find_spans(text) == []


def test_american_numbers_need_brackets_or_a_word() -> None:
    assert [span.type for span in find_spans("after five (415) 555-0132 is best")] == ["phone"]
    assert [span.type for span in find_spans("phone: 415-555-0132")] == ["phone"]
    assert "phone" not in [span.type for span in find_spans("part 415-555-0132")]


def test_an_account_may_be_written_with_points() -> None:
    assert "bank_account" in [span.type for span in find_spans("kontonr 9150-23.456.78")]
