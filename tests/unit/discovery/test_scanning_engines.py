"""The same report wherever parts are read, and whatever happens to one of them."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from fakes.sources_in_memory import (
    Broken,
    Columns,
    InMemory,
    Shard,
    Shut,
    Tables,
    Unreceivable,
    Unsendable,
)
from lofte.discovery.scanning import Standing, scan
from lofte.discovery.sources import Partition
from lofte.discovery.types import Type
from lofte.discovery.verdicts import Report, to_document

PEOPLE: Columns = {
    "id": [str(number) for number in range(60)],
    "email": [f"person{number}@example.se" for number in range(60)],
}


def tables(*names: str) -> list[Partition]:
    return [Tables(f"part {name}", {name: PEOPLE}) for name in names]


def shards(count: int) -> list[Partition]:
    rows = {name: [*values] * 5 for name, values in PEOPLE.items()}
    ranks = [(at * 7919) % 300 for at in range(300)]
    cuts = [300 * at // count for at in range(count + 1)]
    return [
        Shard(
            f"piece {a}",
            "whole",
            {name: values[a:b] for name, values in rows.items()},
            ranks[a:b],
        )
        for a, b in pairwise(cuts)
    ]


def scanned(parts: Sequence[Partition], workers: int = 0, **wish: object) -> Report:
    return scan([InMemory("memory", parts)], workers=workers, **wish)  # type: ignore[arg-type]


def names(report: Report) -> list[str]:
    return [str(table.table) for table in report.tables]


def test_tables_come_in_order_of_system_and_name_whatever_was_read_first() -> None:
    report = scan(
        [InMemory("b", [Tables("part", {"z": PEOPLE, "a": PEOPLE}, system="b")]),
         InMemory("a", [Tables("part", {"m": PEOPLE}, system="a", weight=0)])],
        workers=0,
    )  # fmt: skip

    assert [(table.system, str(table.table)) for table in report.tables] == [
        ("a", "m"),
        ("b", "a"),
        ("b", "z"),
    ]


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_several_processes_report_what_one_does(workers: int) -> None:
    parts = [*tables("a", "b", "c"), *shards(3), Broken("broken", "failed")]

    alone = to_document(scanned(parts, rows=40))
    together = to_document(scanned(parts, workers=workers, rows=40))

    assert together == alone
    assert len(alone["tables"]) == 5
    assert len(alone["not_scanned"]) == 1


@pytest.mark.parametrize("pieces", [2, 3, 30])
def test_a_table_in_pieces_has_the_verdict_of_the_whole(pieces: int) -> None:
    whole, divided = scanned(shards(1), rows=50), scanned(shards(pieces), rows=50)

    assert to_document(divided) == to_document(whole)
    assert whole.tables[0].drawn == 50
    assert whole.tables[0].rows == 300
    assert {column.name: column.type for column in whole.tables[0].columns} == {
        "id": None,
        "email": Type.EMAIL,
    }


@pytest.mark.parametrize("how", ["killed", "crashed", "out_of_memory", "failed"])
def test_what_happens_to_one_part_does_not_touch_the_others(how: str) -> None:
    report = scanned([Broken("bad part", how), *tables("a", "b", "c")], workers=2)

    assert names(report) == ["a", "b", f"before_{how}", "c"]
    assert [(one.place, one.reason) for one in report.not_scanned] == [("bad part", how)]
    assert report.partial


def test_every_worker_may_die() -> None:
    report = scanned([Broken(f"part {at}", "killed") for at in range(5)], workers=2)

    assert len(report.not_scanned) == 5


def test_a_part_that_says_nothing_is_given_up_when_asked_to() -> None:
    began = time.monotonic()
    report = scanned([Broken("endless", "silent"), *tables("a")], workers=2, silence=3)

    assert names(report) == ["a", "before_silent"]
    assert [(one.place, one.reason) for one in report.not_scanned] == [("endless", "too_slow")]
    assert time.monotonic() - began < 60


@pytest.mark.parametrize("part", [Unsendable(), Unreceivable()], ids=lambda part: part.name)
def test_a_part_that_cannot_be_sent_to_a_process_is_not_scanned(part: Partition) -> None:
    report = scanned([part, *tables("a")], workers=1)

    assert names(report) == ["a"]
    assert [one.reason for one in report.not_scanned] == ["failed"]


def test_pieces_that_were_read_stand_when_one_is_lost() -> None:
    report = scanned([*shards(3)[:2], Lost("piece 3", "whole")])

    assert names(report) == ["whole"]
    assert report.tables[0].rows == 200
    assert [one.place for one in report.not_scanned] == ["piece 3"]


def test_ctrl_c_in_this_process_tells_what_is_left() -> None:
    parts = [Broken("stopped here", "interrupted", weight=9), *tables("a"), *shards(2)]

    report = scanned(parts)

    assert names(report) == ["before_interrupted"]
    assert {one.place for one in report.not_scanned} == {
        "stopped here",
        "part a",
        "piece 0",
        "piece 150",
    }
    assert {one.reason for one in report.not_scanned} == {"stopped"}


def test_ctrl_c_ends_the_workers_and_tells_what_is_left(tmp_path: Path) -> None:
    mark = tmp_path / "reading"
    parts = [Broken("endless", "silent", mark=str(mark), weight=9), *tables("a")]
    interrupt = threading.Thread(target=interrupt_when, args=(mark.exists,))
    interrupt.start()

    report = scanned(parts, workers=1)

    interrupt.join()
    assert names(report) == ["before_silent"]
    assert {one.place for one in report.not_scanned} == {"endless", "part a"}


def interrupt_when(true: Callable[[], bool]) -> None:
    while not true():
        time.sleep(0.02)
    time.sleep(0.2)
    os.kill(os.getpid(), signal.SIGINT)


@pytest.mark.parametrize("workers", [0, 1])
def test_progress_ends_where_it_was_to(workers: int) -> None:
    told: list[Standing] = []
    scanned([*tables("a", "b"), *shards(2)], workers=workers, progress=told.append)

    done = [one.done for one in told]
    assert done == sorted(done)
    assert done[-1] == told[-1].most
    assert told[-1].tables == 3


def test_an_unopened_source_stands_beside_what_was_scanned() -> None:
    report = scan([Shut("shut"), InMemory("memory", tables("a"))], workers=0)

    assert names(report) == ["a"]
    assert [(one.system, one.place) for one in report.not_scanned] == [("shut", "shut")]


def test_no_sources_are_an_empty_report() -> None:
    assert scan([], workers=0).tables == ()


class Lost(Shard):
    def __init__(self, name: str, whole: str) -> None:
        super().__init__(name, whole, {}, [])

    def samples(self, *, rows: int, seed: int) -> object:  # type: ignore[override]
        raise OSError(5, "Input/output error")
