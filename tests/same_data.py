"""One set of made-up people, written to every kind of source that can be scanned."""

from __future__ import annotations

import csv
import json
import random
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

Value = str | int | float | bool | Decimal | date | datetime | None

FIRST = [
    "Anna",
    "Elsa",
    "Karin",
    "Lars",
    "Erik",
    "Maria",
    "Johan",
    "Sara",
    "Nils",
    "Eva",
    "Björn",
    "Åsa",
    "Gustav",
    "Ingrid",
    "Per",
]
LAST = [
    "Andersson",
    "Johansson",
    "Lindqvist",
    "Berg",
    "Öberg",
    "Nyström",
    "Sandberg",
    "Ek",
    "Holm",
    "Sjöberg",
]
STREET = [
    "Storgatan",
    "Kungsgatan",
    "Björkvägen",
    "Skolgränd",
    "Hamngatan",
    "Ringvägen",
    "Kyrkogatan",
]
TOWN = [
    "Umeå",
    "Malmö",
    "Göteborg",
    "Luleå",
    "Örebro",
    "Lund",
    "Kalmar",
    "Visby",
    "Gävle",
    "Borås",
]
TALK = (
    "Kunden ringde och vill flytta sin tid till nästa vecka.",
    "Har betalat i receptionen, kvitto skickat.",
    "Vill bli uppringd på {phone} efter klockan fyra.",
    "Skriv till {email} när färgen har kommit in.",
    "Personnummer {person} uppgavs i telefon.",
    "Nöjd med besöket. Bokade om.",
)


@dataclass(frozen=True, slots=True)
class Made:
    """A table: the SQL type of each column, and its rows."""

    columns: Mapping[str, str]
    rows: Sequence[tuple[Value, ...]]


def tables(count: int = 600, seed: int = 7) -> dict[str, Made]:
    draw = random.Random(seed)
    people = [_person(draw, number) for number in range(1, count + 1)]
    visits = [_visit(draw, number, count) for number in range(1, 2 * count + 1)]
    return {
        "people": Made(PEOPLE, people),
        "visits": Made(VISITS, visits),
        "empty": Made({"email": "VARCHAR(80)"}, []),
    }


PEOPLE = {
    "id": "INTEGER",
    "pnr": "VARCHAR(13)",
    "kod": "BIGINT",
    "fullname": "VARCHAR(80)",
    "mail": "VARCHAR(80)",
    "mobil": "VARCHAR(20)",
    "adress": "VARCHAR(80)",
    "postnr": "VARCHAR(6)",
    "ort": "VARCHAR(40)",
    "born": "DATE",
    "iban": "VARCHAR(34)",
    "is_active": "BOOLEAN",
    "points": "INTEGER",
    "balance": "DECIMAL(10,2)",
    "created_at": "TIMESTAMP",
    "note": "TEXT",
}
VISITS = {
    "id": "INTEGER",
    "person_id": "INTEGER",
    "ip": "VARCHAR(45)",
    "ordernr": "VARCHAR(12)",
    "status": "VARCHAR(10)",
    "minutes": "FLOAT",
    "starts_at": "TIMESTAMP",
}


def _person(draw: random.Random, number: int) -> tuple[Value, ...]:
    first, last = draw.choice(FIRST), draw.choice(LAST)
    born = date(1935, 1, 1) + timedelta(days=draw.randrange(26_000))
    person = personnummer(draw, born)
    email = f"{first}.{last}{number}@example.se".lower()
    email = email.translate(str.maketrans("åäö", "aao"))
    phone = f"070-174 06 {draw.randrange(5, 100):02d}"
    talk = draw.choice(TALK).format(phone=phone, email=email, person=person)
    return (
        number,
        person,
        int(personnummer(draw, born).replace("-", "")),
        f"{first} {last}",
        email if number % 9 else None,
        phone,
        f"{draw.choice(STREET)} {draw.randrange(1, 90)}",
        f"{draw.randrange(100, 990)} {draw.randrange(10, 99)}",
        draw.choice(TOWN),
        born,
        iban(draw),
        draw.random() < 0.8,
        draw.randrange(0, 5000),
        Decimal(draw.randrange(0, 900_000)) / 100,
        _moment(draw),
        talk if number % 5 else None,
    )


def _visit(draw: random.Random, number: int, people: int) -> tuple[Value, ...]:
    return (
        number,
        draw.randrange(1, people + 1),
        f"192.0.2.{draw.randrange(1, 255)}",
        f"{_moment(draw):%y%m%d}-{number % 10_000:04d}",
        draw.choice(("booked", "done", "missed")),
        draw.randrange(1, 40) * 7.5,
        _moment(draw),
    )


def _moment(draw: random.Random) -> datetime:
    return datetime(2026, 1, 1) + timedelta(seconds=draw.randrange(25_000_000))


def personnummer(draw: random.Random, born: date) -> str:
    """One that Skatteverket has set apart for tests: birth numbers 238 and 239."""
    digits = f"{born:%y%m%d}{draw.choice((238, 239))}"
    weighed = (int(digit) * (2 - at % 2) for at, digit in enumerate(digits))
    check = -sum(sum(divmod(value, 10)) for value in weighed) % 10
    return f"{born:%Y%m%d}-{digits[6:]}{check}"


def iban(draw: random.Random) -> str:
    account = f"{draw.randrange(10**17, 10**18):020d}"
    check = 98 - int(account + "281400") % 97
    return f"SE{check:02d}{account}"


def statements(made: Mapping[str, Made], quote: str) -> Iterator[str]:
    """`CREATE TABLE` for each table, names in the given quotes."""
    for name, table in made.items():
        columns = ", ".join(
            f"{quote}{one}{quote} {kind}" for one, kind in table.columns.items()
        )
        yield f"CREATE TABLE {quote}{name}{quote} ({columns})"


def to_sqlite(made: Mapping[str, Made], folder: Path) -> str:
    path = folder / "shop.db"
    with sqlite3.connect(path) as connection:
        for statement in statements(made, '"'):
            connection.execute(statement)
        for name, table in made.items():
            marks = ", ".join("?" * len(table.columns))
            rows = [[_plain(value) for value in row] for row in table.rows]
            connection.executemany(f'INSERT INTO "{name}" VALUES ({marks})', rows)
    connection.close()
    return str(path)


def to_duckdb(made: Mapping[str, Made], folder: Path) -> str:
    import duckdb

    path = folder / "shop.duckdb"
    with duckdb.connect(str(path)) as connection:
        for statement in statements(made, '"'):
            connection.execute(statement)
        for name, table in made.items():
            marks = ", ".join("?" * len(table.columns))
            if table.rows:
                connection.executemany(f'INSERT INTO "{name}" VALUES ({marks})', table.rows)
    return str(path)


def to_server(
    made: Mapping[str, Made], run: Callable[..., Any], many: Callable[..., Any]
) -> None:
    """Into an open database, by its driver's functions; both drivers mark values with %s."""
    for statement in statements(made, ""):
        run(statement)
    for name, table in made.items():
        marks = ", ".join(["%s"] * len(table.columns))
        if table.rows:
            many(f"INSERT INTO {name} VALUES ({marks})", table.rows)


def to_csv(made: Mapping[str, Made], folder: Path) -> str:
    place = folder / "csv"
    place.mkdir()
    for name, table in made.items():
        with (place / f"{name}.csv").open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(table.columns)
            writer.writerows([_text(value) for value in row] for row in table.rows)
    return str(place)


def to_json_lines(made: Mapping[str, Made], folder: Path) -> str:
    place = folder / "jsonl"
    place.mkdir()
    for name, table in made.items():
        with (place / f"{name}.jsonl").open("w") as file:
            for row in table.rows:
                values = dict(zip(table.columns, map(_json, row), strict=True))
                print(json.dumps(values, ensure_ascii=False), file=file)
    return str(place)


def to_parquet(made: Mapping[str, Made], folder: Path) -> str:
    import pyarrow as pa
    from pyarrow import parquet

    place = folder / "parquet"
    place.mkdir()
    for name, table in made.items():
        columns = {
            column: pa.array([row[at] for row in table.rows] or pa.array([], pa.string()))
            for at, column in enumerate(table.columns)
        }
        parquet.write_table(pa.table(columns), place / f"{name}.parquet")
    return str(place)


def _plain(value: Value) -> str | int | float | None:
    if isinstance(value, datetime):
        return value.isoformat(" ")
    if isinstance(value, date | Decimal):
        return str(value)
    return value


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(_plain(value))


def _json(value: Value) -> str | int | float | None:
    return float(value) if isinstance(value, Decimal) else _plain(value)
