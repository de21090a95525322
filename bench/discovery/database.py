"""A PostgreSQL database of 200 tables and 50,000,000 rows, from its URL to report and map.

    python -m bench.discovery.database [--rows 50000000] [--tables 200] [--keep NAME]
                                       [--server postgresql://root@127.0.0.1:5432/postgres]

What it must reach: mapped in 60 s, with 400 MB at most (a page that processes share is counted
once; what `ps` adds up to is told beside). Rows are made by the server itself;
that takes some minutes and, at full size, about 10 GB of its disk. With --keep the database
stays, and is used again the next time. One worker and two are measured beside each other.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from random import Random

import psycopg
from bench.discovery.columns import FIRST, LAST, STREET
from bench.discovery.measuring import LOFTE, Measured, measured
from bench.discovery.sealed import numbers
from bench.ground import Goal
from psycopg import sql

POOL = 20_000
NOUNS = "kund order rad faktura meddelande besok logg artikel betalning avtal".split()  # noqa: SIM905
PLACES = "nord syd ost vast city web app arkiv import lager rest kassa".split()  # noqa: SIM905

SHAPES = {
    "kund": {
        "namn": "p.name",
        "epost": "p.email",
        "mobil": "p.phone",
        "personnummer": "p.number",
        "adress": "p.street",
        "postnr": "p.postcode",
        "aktiv": "g % 100 <> 0",
        "skapad": "timestamp '2020-01-01' + g * interval '1 minute'",
    },
    "order": {
        "kund_id": "g % {people} + 1",
        "ordernr": "'W' || lpad(g::text, 9, '0')",
        "belopp": "(g * 7919 % 90000) / 100.0",
        "status": "(ARRAY['ny', 'packad', 'skickad'])[g % 3 + 1]",
        "lagd": "timestamp '2021-01-01' + g * interval '1 minute'",
    },
    "rad": {
        "order_id": "g % {before} + 1",
        "artikel_id": "g % 5000 + 1",
        "antal": "g % 7 + 1",
        "pris": "(g * 31 % 40000) / 100.0",
    },
    "faktura": {
        "kund_id": "g % {people} + 1",
        "ocr": "lpad((g * 97 % 1000000000)::text, 10, '0')",
        "forfaller": "date '2022-01-01' + (g % 900)::int",
        "summa": "(g * 13 % 900000) / 100.0",
    },
    "meddelande": {
        "fran_id": "g % {people} + 1",
        "till_id": "(g * 31) % {people} + 1",
        "text": "CASE WHEN g % 9 = 0 THEN 'Ring mig på ' || p.phone || ' om tiden' "
        "WHEN g % 7 = 0 THEN 'Min nya adress är ' || p.email ELSE 'Tack för i går' END",
    },
    "besok": {
        "kund_id": "g % {people} + 1",
        "tid": "timestamp '2023-01-01' + g * interval '7 minute'",
        "minuter": "g % 40 * 5",
        "status": "(ARRAY['bokad', 'klar', 'uteblev'])[g % 3 + 1]",
    },
    "logg": {
        "ip": "'10.' || g % 250 || '.' || g * 7 % 250 || '.' || g * 13 % 250",
        "sparning": "md5(g::text)",
        "metod": "(ARRAY['GET', 'POST', 'PUT'])[g % 3 + 1]",
        "ms": "g % 900",
        "vid": "timestamp '2024-01-01' + g * interval '1 second'",
    },
    "artikel": {
        "nummer": "'SKU' || lpad((g % 100000)::text, 6, '0')",
        "benamning": "'Artikel ' || g % 5000",
        "pris": "(g % 9000) / 10.0",
        "i_lager": "g % 300",
    },
    "betalning": {
        "kund_id": "g % {people} + 1",
        "konto": "p.iban",
        "belopp": "(g * 17 % 70000) / 100.0",
        "bokford": "timestamp '2024-01-01' + g * interval '3 minute'",
    },
    "avtal": {
        "undertecknat_av": "p.name",
        "pnr": "p.number",
        "fran": "date '2019-01-01' + (g % 2000)::int",
        "villkor": "'Villkor ' || g % 12",
    },
}


def main() -> None:
    words = argparse.ArgumentParser()
    words.add_argument("--rows", type=int, default=50_000_000)
    words.add_argument("--tables", type=int, default=200)
    words.add_argument("--keep")
    words.add_argument("--server", default="postgresql://root@127.0.0.1:5432/postgres")
    asked = words.parse_args()
    with filled(asked.server, asked.keep, asked.rows, asked.tables) as url:
        print(*(goal.line() for goal in mapped(url, asked.rows, asked.tables)), sep="\n")


def mapped(url: str, rows: int, tables: int) -> Iterator[Goal]:
    what = f"{tables} tables, {rows:,} rows"
    one, two = (scanned(url, workers) for workers in (1, 2))
    print(f"  two workers are {one.seconds / two.seconds:.2f} times as fast as one")
    yield Goal(f"{what}, scanned", two.seconds, 60, "s", most=True)
    yield Goal(f"{what}, scanned, memory", two.shared_out, 400, "MB", most=True)
    with tempfile.TemporaryDirectory() as folder:
        out = f"{folder}/map.yaml"
        draft = measured([*LOFTE, "data", "map", "draft", url, "--out", out])
    said(f"map with references ({draft.code})", draft)
    yield Goal(f"{what}, mapped", draft.seconds, 60, "s", most=True)
    yield Goal(f"{what}, mapped, memory", draft.shared_out, 400, "MB", most=True)


def scanned(url: str, workers: int) -> Measured:
    done = measured([*LOFTE, "scan", url, "--json", "--workers", str(workers)])
    said(f"scan with {workers} workers ({done.code})", done)
    told = json.loads(done.said)
    kinds = Counter(c["type"] for t in told["tables"] for c in t["columns"] if c["type"])
    print(f"    {len(told['tables'])} tables, {len(told['not_scanned'])} not scanned; ", end="")
    print(", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items())), flush=True)
    return done


def said(what: str, done: Measured) -> None:
    memory = f"{done.resident:.0f} MB resident, {done.shared_out:.0f} MB shared out"
    print(f"  {what}: {done.seconds:.1f} s, {done.cpu:.1f} s of CPU, {memory}", flush=True)


@contextmanager
def filled(server: str, keep: str | None, rows: int, tables: int) -> Iterator[str]:
    name = keep or f"lofte_bench_{time.time_ns() // 1_000_000}"
    url = f"{server.rpartition('/')[0]}/{name}"
    database = sql.Identifier(name)
    with psycopg.connect(server, autocommit=True) as admin:
        there = admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if not there:
            admin.execute(sql.SQL("CREATE DATABASE {}").format(database))
            fill(url, rows, tables)
        try:
            yield url
        finally:
            if not keep:
                admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(database))


def fill(url: str, rows: int, tables: int) -> None:
    began = time.monotonic()
    with psycopg.connect(url, autocommit=True) as into:
        into.execute("SET synchronous_commit = off")
        into.execute("SET maintenance_work_mem = '256MB'")
        _pool(into)
        before = POOL
        for at, (name, shape, count) in enumerate(_planned(rows, tables)):
            _table(into, name, shape, count, before)
            before = count
            if at % 20 == 19:
                print(f"  {at + 1} tables, {time.monotonic() - began:.0f} s", flush=True)
        into.execute("DROP TABLE pool")
        into.execute("ANALYZE")
        (size,) = into.execute("SELECT pg_database_size(current_database())").fetchone()  # type: ignore[misc]
    print(f"  filled in {time.monotonic() - began:.0f} s, {size / 1e9:.1f} GB", flush=True)


def _planned(rows: int, tables: int) -> Sequence[tuple[str, str, int]]:
    """A few large tables and many small ones: the n-th is one n-th as large."""
    weights = [1 / (at % tables + 3) for at in range(tables)]
    names = [
        f"{noun}_{place}{again}" for again in ("", "_2") for place in PLACES for noun in NOUNS
    ]
    return [
        (name, name.partition("_")[0], max(100, int(rows * weight / sum(weights))))
        for name, weight in zip(names, weights, strict=False)
    ]


def _pool(into: psycopg.Connection) -> None:
    columns = ("name", "email", "phone", "number", "street", "postcode", "iban")
    into.execute(f"CREATE TABLE pool (id int, {', '.join(f'{one} text' for one in columns)})")
    draw = Random(5)
    with into.cursor().copy("COPY pool FROM STDIN") as copy:
        for number in range(POOL):
            copy.write_row((number, *_person(draw)))


def _person(draw: Random) -> tuple[str, ...]:
    first, last = draw.choice(FIRST), draw.choice(LAST)
    return (
        f"{first} {last}",
        f"{first}.{last}{draw.randrange(999)}@example.se".lower(),
        f"070-17406{draw.randrange(5, 100):02d}",
        numbers.personnummer(draw),
        f"{draw.choice(STREET)} {draw.randrange(1, 90)}",
        f"{draw.randrange(100, 985)} {draw.randrange(10, 100)}",
        numbers.iban(draw),
    )


def _table(into: psycopg.Connection, name: str, shape: str, rows: int, before: int) -> None:
    made = ", ".join(f"{value} AS {column}" for column, value in SHAPES[shape].items())
    columns = made.format(people=POOL, before=before)
    into.execute(
        f"CREATE TABLE {name} AS SELECT g AS id, {columns} "
        f"FROM generate_series(1::bigint, {rows}) g JOIN pool p ON p.id = g % {POOL}"
    )
    into.execute(f"ALTER TABLE {name} ADD PRIMARY KEY (id)")


if __name__ == "__main__":
    main()
