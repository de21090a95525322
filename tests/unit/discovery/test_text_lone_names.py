"""First names by themselves: the sentence says whether somebody is meant."""

from __future__ import annotations

import pytest

from lofte.discovery.text import find_spans


def names(text: str) -> list[str]:
    spans = find_spans(text)
    return [text[span.start : span.end] for span in spans if span.type == "person_name"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jag åkte dit med Filippa igår.", ["Filippa"]),
        ("Presenten är från mormor, Tindra och Melker.", ["Tindra", "Melker"]),
        ("Annika har lämnat in blanketten.", ["Annika"]),
        ("Adnan, 15 år, hämtades av en granne.", ["Adnan"]),
        ("Han gick. Lennart kördes hem.", ["Lennart"]),
        ("Det blev sent. Inga-Britt skjutsade hem honom.", ["Inga-Britt"]),
        ("kassör vakant; Sören, vaktmästare", ["Sören"]),
        ("Stökigt i 8C, Theo och någon till.", ["Theo"]),
        ("We gave the keys to Siobhan before lunch.", ["Siobhan"]),
    ],
)
def test_a_capital_inside_a_sentence_marks_a_name(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("jag ringer imorgon. mvh gudrun", ["gudrun"]),
        ("hej annika, går det bra på fredag", ["annika"]),
        ("modern och sonen melker kom för sent", ["melker"]),
        ("det är bosse som har nyckeln", ["bosse"]),
        ("kram\nwilma", ["wilma"]),
    ],
)
def test_a_small_name_stands_behind_a_word_for_people(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "hej alla, det är klara besked och en mild vinter",
        "de brukar lova mer än de kan hålla, och sedan vila",
        "kontakta dina grannar och fråga mina kollegor",
        "this is gloria in excelsis, dear god",
        "annika",
        "Linda in såret noga och byt sedan.",
    ],
)
def test_words_that_someone_is_called_are_no_names_when_small(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "REDISTRIBUTION IN THE FORM OF SOURCE",
        "IN SRV 0 5 389",
        "TILL KÄLLAN",
        "B. Bilagor",
        "Till Kommunstyrelsen",
        "Hej! Vill anmäla en skada",
    ],
)
def test_headings_are_no_names(text: str) -> None:
    assert names(text) == []


def test_names_in_a_list_are_parted_by_its_commas() -> None:
    assert names("Närvarande: Hannah Lindström, Wei Zhang, Rolf Ek") == [
        "Hannah Lindström",
        "Wei Zhang",
        "Rolf Ek",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Målsäganden Bäckman kördes till akuten.", ["Bäckman"]),
        ("brevet gick till familjen Åkerström", ["Åkerström"]),
        ("Makan: Ekelöf, Karima", ["Ekelöf, Karima"]),
    ],
)
def test_a_word_for_who_somebody_is_announces_a_surname(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "(7, 'Elsa', 'Lindgren', 'x')",
        '8;"Elsa";"Lindgren";1',
        "9,Elsa,Lindgren,1",
        "10|Lindgren|Elsa|1",
    ],
)
def test_a_first_name_and_a_surname_stand_in_two_cells(text: str) -> None:
    assert sorted(names(text)) == ["Elsa", "Lindgren"]


def test_words_in_two_cells_are_no_names() -> None:
    assert names("('Hammer', 'Spade', 3), ('Stig', 'Backe', 4)") == []


def test_a_name_may_be_somebodys() -> None:
    assert names("Vi tog upp Johannas förslag och Windows inställningar.") == ["Johannas"]


def test_a_first_name_in_brackets_is_one() -> None:
    assert names("Ersättare från Klimpfjäll (Görel) inkallas.") == ["Görel"]


def test_a_list_goes_on_behind_its_comma() -> None:
    assert names("Rune Tjärnström, Hans Ekwall och Lasse Wedin var där") == [
        "Rune Tjärnström",
        "Hans Ekwall",
        "Lasse Wedin",
    ]


def test_a_chat_names_who_speaks() -> None:
    assert names("Göran: hörru du\nOla: ja\nTid: kl 12") == ["Göran", "Ola"]


def test_a_letter_is_signed_behind_a_slash() -> None:
    assert names("Rektorn gör inget. // Marlene, vårdnadshavare") == ["Marlene"]


def test_an_initial_may_lack_its_point() -> None:
    assert names("Remiss från J Lindqvist idag") == ["J Lindqvist"]
    assert names("Bevittnas av R. Palm idag") == ["R. Palm"]
    assert names("I Lund regnar det") == []


def test_he_and_she_are_nobody_by_name() -> None:
    assert names("Bengt kom. Han uppger att det brann.") == ["Bengt"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dr. Achterbosch ringde igår", ["Achterbosch"]),
        ("Mr Okwuosa called yesterday", ["Okwuosa"]),
        ("c/o Lundmark, plan 2", ["Lundmark"]),
        ("Kontaktperson: Zygfryda Wlazlo", ["Zygfryda Wlazlo"]),
        ("Sökande Nkechinyere Uzoamaka bor här", ["Nkechinyere Uzoamaka"]),
    ],
)
def test_a_name_in_no_list_is_announced(text: str, expected: list[str]) -> None:
    assert names(text) == expected
