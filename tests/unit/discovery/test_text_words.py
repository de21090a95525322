"""Names, addresses, secrets, places and health in running text."""

from __future__ import annotations

import pytest

from lofte.discovery.text import find_spans


def found(text: str) -> list[tuple[str, str]]:
    return [(span.type.value, text[span.start : span.end]) for span in find_spans(text)]


def of(type_: str, text: str) -> list[str]:
    return [value for kind, value in found(text) if kind == type_]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jag träffade Anna Svensson igår.", "Anna Svensson"),
        ("ANNA SVENSSON är registrerad", "ANNA SVENSSON"),
        ("Mötet med Anna-Karin von Essen ställs in", "Anna-Karin von Essen"),
        ("Hej Fatima, tack för senast", "Fatima"),
        ("Vänliga hälsningar\nOskar", "Oskar"),
        ("Mitt pnr är kvar.\n/Kerstin", "Kerstin"),
        ("Dr Lindqvist ordinerade vila", "Lindqvist"),
        ("jag heter anna svensson", "anna svensson"),
        ("Svensson, Anna", "Svensson, Anna"),
    ],
)
def test_a_name_is_found(text: str, name: str) -> None:
    assert of("person_name", text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Stockholm och Göteborg",
        "Måndag den 3 maj",
        "Sven Jerrings gata",
        "Anders Svensson AB",
        "Chrome Safari Firefox",
        "INSERT INTO orders VALUES",
        "Per månad betalas en avgift",
    ],
)
def test_places_firms_and_days_are_no_people(text: str) -> None:
    assert of("person_name", text) == []


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Jag bor på Storgatan 12 B.", "Storgatan 12 B"),
        ("Storgatan 12, 123 45 Uppsala", "Storgatan 12, 123 45 Uppsala"),
        ("Norra Esplanaden 3A\n582 22 Linköping", "Norra Esplanaden 3A\n582 22 Linköping"),
        ("lives at 221B Baker Street now", "221B Baker Street"),
        ("at 9 Nelson Crescent, Bristol BS1 4ST.", "9 Nelson Crescent, Bristol BS1 4ST"),
        (
            "to 77 Birch Ave, Apt 5, Dayton, OH 45402, today",
            "77 Birch Ave, Apt 5, Dayton, OH 45402",
        ),
        ("finns hos mig på rågatan 3", "rågatan 3"),
        ("Odeng. 33, 113 22 Stockholm", "Odeng. 33, 113 22 Stockholm"),
        ("Box 123, 111 22 Stockholm", "Box 123, 111 22 Stockholm"),
        ("Karl Johans gata 7", "Karl Johans gata 7"),
    ],
)
def test_an_address_reaches_to_its_town(text: str, address: str) -> None:
    assert of("postal_address", text) == [address]


@pytest.mark.parametrize(
    ("text", "type_", "value"),
    [
        ("Lösenord: Sommar2024!", "password", "Sommar2024!"),
        ("Lösenordet är Tulpan77!", "password", "Tulpan77!"),
        ("the temp password Green-Otter4 works", "password", "Green-Otter4"),
        ("my username is otter_44 I think", "username", "otter_44"),
        (
            '10.1.2.3 - oscarw [10/Oct/2026:13:55:36 +0200] "GET / HTTP/1.1" 200 12',
            "username",
            "oscarw",
        ),
        ('"password": "hunter2hunter"', "password", "hunter2hunter"),
        ("mysql://shop:s3cret@db/prod", "password", "s3cret"),
        ("mysql://shop:s3cret@db/prod", "username", "shop"),
        ("Failed password for invalid user bob7 from 10.1.2.3", "username", "bob7"),
        ("INSERT INTO u (username, password) VALUES ('bob7', 'x9!kk2')", "password", "x9!kk2"),
        ("key AKIAIOSFODNN7EXAMPLE in use", "api_key", "AKIAIOSFODNN7EXAMPLE"),
        ("api_key = 9f86d081884c7d659a2feaa0", "api_key", "9f86d081884c7d659a2feaa0"),
    ],
)
def test_secrets_in_clear_are_found(text: str, type_: str, value: str) -> None:
    assert of(type_, text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "password: null",
        "password = get_password()",
        "Lösenord: ********",
        "glömt lösenord? Klicka här",
        "password is required",
        "lösenordet är för kort",
        "password: ${DB_PASSWORD}",
    ],
)
def test_what_stands_for_a_secret_is_none(text: str) -> None:
    assert of("password", text) == []


@pytest.mark.parametrize(
    ("text", "type_", "value"),
    [
        ("Bilen ABC123 stod parkerad", "licence_plate", "ABC123"),
        ("regnr abc 12d", "licence_plate", "abc 12d"),
        ("Position: 59.32938, 18.06871", "coordinates", "59.32938, 18.06871"),
        ("59°19′46″N 18°4′7″E", "coordinates", "59°19′46″N 18°4′7″E"),
        ("född 1985-04-12 i Lund", "birth_date", "1985-04-12"),
        ("born April 12, 1985", "birth_date", "April 12, 1985"),
        ("född den 12 april 1985", "birth_date", "12 april 1985"),
        ("idfa 6D92078A-8246-4BA4-AE5B-76104861E7DC", "device_id",
         "6D92078A-8246-4BA4-AE5B-76104861E7DC"),
        ("_ga=GA1.2.1234567890.1609459200", "device_id", "GA1.2.1234567890.1609459200"),
        ("IMEI 490154203237518", "device_id", "490154203237518"),
        ("reservnummer 19850412K071", "reservnummer", "19850412K071"),
        ("momsreg.nr SE556632294601", "vat_number", "SE556632294601"),
        ("konto 3300-1234567", "bank_account", "3300-1234567"),
        ("Diagnos F32.1 ställd", "health_term", "F32.1"),
        ("ATC N06AB04", "health_term", "N06AB04"),
    ],
)  # fmt: skip
def test_a_word_near_it_says_what_it_is(text: str, type_: str, value: str) -> None:
    assert of(type_, text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "Pris SEK 500 idag",
        "Hash SHA-256",
        "skapad 1985-04-12",
        "request 6d92078a-8246-4ba4-ae5b-76104861e7dc",
        "vitamin B12 och väg E20",
        "Chrome/120.0.0.0",
    ],
)
def test_without_such_a_word_it_is_nothing(text: str) -> None:
    assert found(text) == []


def test_values_in_rows_are_told_by_their_column() -> None:
    text = (
        "INSERT INTO p (id, order_no, pnr) VALUES (1, '8112189876', '8112189876'),\n"
        "(2, '8112189876', '8112189876');"
    )

    starts = [span.start for span in find_spans(text) if span.type == "personnummer"]

    columns = [text.rindex("(", 0, start) for start in starts]
    assert len(starts) == 2
    assert all(
        text[at:start].count(",") == 2 for at, start in zip(columns, starts, strict=True)
    )


def test_a_line_of_names_is_the_head_of_the_lines_below() -> None:
    text = "ordernr;pnr\n8112189876;8112189876\n8112189876;8112189876\n"

    places = [span.start for span in find_spans(text)]

    assert places == [text.index(";8") + 1, text.rindex(";8") + 1]


def test_a_mistyped_number_is_doubted_and_said_to_be() -> None:
    [span] = find_spans("Mitt personnummer är 811218-9875")

    assert 0.5 < span.confidence < 0.7
    assert "mistyped" in span.reason


def test_reasons_never_repeat_the_text() -> None:
    text = "Anna Svensson, pnr 811218-9876, Lösenord: Sommar2024!, ABC123"

    for span in find_spans(text):
        assert text[span.start : span.end].lower() not in span.reason.lower()


@pytest.mark.parametrize("text", ["läs mer på adressen 12", "ring på tidningen 5 gånger"])
def test_not_all_that_ends_like_a_street_is_one(text: str) -> None:
    assert of("postal_address", text) == []


def test_a_class_of_users_is_no_user() -> None:
    assert of("username", "class UserDict: collections of keys") == []


def test_an_address_ends_with_its_cell() -> None:
    text = "gata;postnr;ort\nÅsgatan 11;79171;Falun\nBygatan 2;79172;Falun"

    assert of("postal_address", text) == ["Åsgatan 11", "Bygatan 2"]
    assert of("postcode", text) == ["79171", "79172"]
