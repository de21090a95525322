"""200 columns x 1,000,000 rows of Parquet, from the command line to the report.

    python -m bench.discovery.columns [--rows 1000000] [--columns 200] [--keep FOLDER]

What it must reach: classified in 5 s, with 400 MB at most. Two layouts: row groups as DuckDB
writes them (122,880 rows), and the one of a million rows that Arrow writes unless told
otherwise. Also how long a scan of a tiny CSV takes, beside an interpreter that does nothing.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from bench.discovery.measuring import LOFTE, Measured, measured
from bench.ground import Goal

ROUNDS = 3
CHUNK = 122_880
Draw = np.random.Generator
GROUPS = {"row groups of 122,880": CHUNK, "one row group": 2**20}

FIRST = "Anna Elsa Karin Lars Erik Maria Johan Sara Nils Eva Björn Åsa Gustav Ingrid".split()  # noqa: SIM905
LAST = "Andersson Johansson Lindqvist Berg Öberg Nyström Sandberg Holm Sjöberg".split()  # noqa: SIM905
STREET = "Storgatan Kungsgatan Björkvägen Skolgränd Hamngatan Ringvägen Kyrkogatan".split()  # noqa: SIM905
TALK = [
    f"Kunden ringde {day} om {what} och vill {wish}."
    for day in ("i dag", "i går", "i måndags", "sent")
    for what in ("sin order", "fakturan", "en trasig vara", "leveransen", "lösenordet")
    for wish in ("bli uppringd", "ha pengarna åter", "avbryta", "byta adress", "vänta")
]


def main() -> None:
    words = argparse.ArgumentParser()
    words.add_argument("--rows", type=int, default=1_000_000)
    words.add_argument("--columns", type=int, default=200)
    words.add_argument("--keep", type=Path)
    asked = words.parse_args()
    folder = asked.keep or Path(tempfile.mkdtemp(prefix="lofte-bench-", dir="/var/tmp"))
    try:
        goals = [*wide(folder, asked.rows, asked.columns), *tiny(folder)]
    finally:
        if not asked.keep:
            shutil.rmtree(folder)
    print(*(goal.line() for goal in goals), sep="\n")


def wide(folder: Path, rows: int, columns: int) -> Iterator[Goal]:
    for layout, group in GROUPS.items():
        path = folder / f"wide_{rows}_{columns}_{group}.parquet"
        if not path.exists():
            write(path, rows=rows, columns=columns, group=group)
        print(f"  {layout}: {path.stat().st_size / 1e6:,.0f} MB on disk", flush=True)
        one, two = best(path, "--workers", "1"), best(path)
        print(
            f"    {two.seconds:.2f} s, {two.cpu:.2f} s of CPU, one worker {one.seconds:.2f} s; "
            f"{two.resident:.0f} MB resident, {two.shared_out:.0f} MB shared out"
        )
        kinds(two)
        name = f"{columns} columns x {rows:,} rows, {layout}"
        yield Goal(name, min(one.seconds, two.seconds), 5, "s", most=True)
        yield Goal(f"{name}, memory", two.shared_out, 400, "MB", most=True)


def tiny(folder: Path) -> Iterator[Goal]:
    path = folder / "tiny.csv"
    path.write_text("id,mail\n" + "".join(f"{at},p{at}@example.se\n" for at in range(100)))
    took = best(path).seconds
    least = min(measured([sys.executable, "-c", "pass"]).seconds for _ in range(ROUNDS))
    print(f"  a tiny CSV {took:.2f} s, an interpreter that does nothing {least:.2f} s")
    yield Goal("lofte scan of a tiny CSV", took, 1, "s", most=True)


def best(path: Path, *words: str) -> Measured:
    """Of some rounds, for other people use this machine too."""
    command = [*LOFTE, "scan", str(path), "--json", *words]
    return min((measured(command) for _ in range(ROUNDS)), key=lambda one: one.seconds)


def kinds(done: Measured) -> None:
    told = json.loads(done.said)
    found = Counter(c["type"] or "none" for t in told["tables"] for c in t["columns"])
    print("    " + ", ".join(f"{kind} {count}" for kind, count in sorted(found.items())))


def write(path: Path, *, rows: int, columns: int, group: int) -> None:
    """Chunk after chunk, so that making it takes no more memory than reading it."""
    made = [list(KINDS.items())[at % len(KINDS)] for at in range(columns)]
    schema = pa.schema(
        [
            (f"{name}_{at}", make(np.random.default_rng(0), 0, 1).type)
            for at, (name, make) in enumerate(made)
        ]
    )
    with pq.ParquetWriter(path, schema) as writer:
        for first in range(0, rows, group):
            count = min(group, rows - first)
            arrays = [
                make(np.random.default_rng((first, at)), first, count)
                for at, (_, make) in enumerate(made)
            ]
            writer.write_table(pa.table(arrays, schema=schema), row_group_size=group)


def _digits(values: np.ndarray, width: int) -> pa.Array:
    return pc.utf8_lpad(pc.cast(pa.array(values), pa.string()), width, "0")


def _join(*parts: pa.Array | str) -> pa.Array:
    return pc.binary_join_element_wise(*parts, "")


def _some(draw: Draw, words: list[str], count: int) -> pa.Array:
    return pa.array(words).take(pa.array(draw.integers(0, len(words), count)))


def _days(draw: Draw, count: int) -> np.ndarray:
    return np.datetime64("1935-01-01") + draw.integers(0, 26_000, count)


def personnummer(draw: Draw, first: int, count: int) -> pa.Array:
    days = pc.strftime(pa.array(_days(draw, count)), format="%Y%m%d")
    births = draw.integers(238, 240, count)
    short = pc.cast(pc.utf8_slice_codeunits(days, 2), pa.int64()).to_numpy() * 1000 + births
    digits = short[:, None] // 10 ** np.arange(8, -1, -1) % 10
    weighed = digits * np.array([2, 1] * 4 + [2])
    check = -(weighed // 10 + weighed % 10).sum(axis=1) % 10
    return _join(days, "-", _digits(births, 3), _digits(check, 1))


def number_as_integer(draw: Draw, first: int, count: int) -> pa.Array:
    bare = pc.replace_substring(personnummer(draw, first, count), "-", "")
    return pc.cast(bare, pa.int64())


def name(draw: Draw, first: int, count: int) -> pa.Array:
    return _join(_some(draw, FIRST, count), " ", _some(draw, LAST, count))


def email(draw: Draw, first: int, count: int) -> pa.Array:
    people = pc.utf8_lower(_some(draw, ["anna", "elsa", "lars", "info", "kund"], count))
    return _join(people, _digits(draw.integers(0, 10**6, count), 1), "@example.se")


def phone(draw: Draw, first: int, count: int) -> pa.Array:
    return _join("070-17406", _digits(draw.integers(5, 100, count), 2))


def address(draw: Draw, first: int, count: int) -> pa.Array:
    return _join(_some(draw, STREET, count), " ", _digits(draw.integers(1, 200, count), 1))


def postcode(draw: Draw, first: int, count: int) -> pa.Array:
    return _join(_digits(draw.integers(100, 990, count), 3), " ",
                 _digits(draw.integers(10, 99, count), 2))  # fmt: skip


def ip(draw: Draw, first: int, count: int) -> pa.Array:
    parts = [_digits(draw.integers(1, 255, count), 1) for _ in range(3)]
    return _join("10.", parts[0], ".", parts[1], ".", parts[2])


def uuid(draw: Draw, first: int, count: int) -> pa.Array:
    raw = draw.bytes(16 * count).hex()
    plain = pa.array(raw[at : at + 32] for at in range(0, len(raw), 32))
    cut = [
        pc.utf8_slice_codeunits(plain, a, b) for a, b in ((0, 8), (8, 12), (12, 16), (16, 20))
    ]
    return pc.binary_join_element_wise(*cut, pc.utf8_slice_codeunits(plain, 20), "-")


def order(draw: Draw, first: int, count: int) -> pa.Array:
    days = pc.strftime(pa.array(_days(draw, count)), format="%y%m%d")
    return _join(days, "-", _digits(np.arange(first, first + count) % 10_000, 4))


def note(draw: Draw, first: int, count: int) -> pa.Array:
    talk = _some(draw, TALK, count)
    asked = _join(talk, " Ring 070-17406", _digits(draw.integers(5, 100, count), 2))
    return pc.if_else(pa.array(draw.random(count) < 0.1), asked, talk)


KINDS: dict[str, Callable[[Draw, int, int], pa.Array]] = {
    "id": lambda draw, first, count: pa.array(np.arange(first, first + count)),
    "person": personnummer,
    "kod": number_as_integer,
    "namn": name,
    "mail": email,
    "mobil": phone,
    "adress": address,
    "postnr": postcode,
    "ip": ip,
    "guid": uuid,
    "order": order,
    "note": note,
    "born": lambda draw, first, count: pa.array(_days(draw, count)),
    "created": lambda draw, first, count: pa.array(
        np.datetime64("2026-01-01T00:00:00") + draw.integers(0, 25_000_000, count)
    ),
    "amount": lambda draw, first, count: pa.array(draw.random(count).round(2) * 1000),
    "points": lambda draw, first, count: pa.array(draw.integers(0, 100_000, count)),
    "status": lambda draw, first, count: _some(draw, ["new", "open", "done"], count),
    "active": lambda draw, first, count: pa.array(draw.random(count) < 0.7),
    "customer": lambda draw, first, count: pa.array(draw.integers(0, 10**9, count)),
    "product": lambda draw, first, count: _join(
        "SKU", _digits(draw.integers(0, 10**5, count), 5)
    ),
}


if __name__ == "__main__":
    main()
