"""On a dask cluster a scan reports what it reports here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from distributed import LocalCluster

from fakes.sources_in_memory import Broken, Columns, InMemory, Shard, Tables
from lofte.cli.scan import scan as command
from lofte.discovery.scanning import scan
from lofte.discovery.scanning.cluster import on_dask
from lofte.discovery.sources import Partition
from lofte.discovery.verdicts import to_document

PEOPLE: Columns = {
    "id": [str(number) for number in range(60)],
    "email": [f"person{number}@example.se" for number in range(60)],
}
RANKS = [(at * 23) % 60 for at in range(60)]

pytestmark = [
    pytest.mark.slow,
    # Dask closes its own sockets a little late.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def shard(a: int, b: int) -> Shard:
    columns = {name: values[a:b] for name, values in PEOPLE.items()}
    return Shard(f"piece {a}", "whole", columns, RANKS[a:b])


def test_two_workers_of_a_cluster_report_what_this_process_does() -> None:
    parts: list[Partition] = [
        *(Tables(f"part {name}", {name: PEOPLE}) for name in "abcdefgh"),
        *(shard(a, a + 20) for a in (0, 20, 40)),
        Broken("broken", "failed"),
    ]
    sources = [InMemory("memory", parts)]

    here = to_document(scan(sources, workers=0, rows=40))
    there = to_document(scan(sources, rows=40, engine=on_dask(workers=2)))

    assert there == here
    assert len(here["tables"]) == 10
    assert len(here["not_scanned"]) == 1


def test_a_cluster_that_is_there_already_is_reached_by_its_address() -> None:
    sources = [InMemory("memory", [Tables("part", {"a": PEOPLE})])]

    with LocalCluster(
        n_workers=1, threads_per_worker=1, dashboard_address="127.0.0.1:0"
    ) as cluster:
        report = scan(sources, engine=on_dask(cluster.scheduler_address))

    assert [str(table.table) for table in report.tables] == ["a"]


def test_a_worker_that_is_killed_loses_its_part_alone() -> None:
    sources = [InMemory("memory", [Broken("bad", "killed"), Tables("part", {"a": PEOPLE})])]

    report = scan(sources, engine=on_dask(workers=2))

    assert [str(table.table) for table in report.tables] == ["a"]
    assert [(one.place, one.reason) for one in report.not_scanned] == [("bad", "worker_lost")]


def test_the_command_gives_the_same_json_with_both_engines(tmp_path: Path) -> None:
    for name in ("first", "second"):
        rows = (f"{at},p{at}@example.se" for at in range(3000))
        (tmp_path / f"{name}.csv").write_text("id,mail\n" + "\n".join(rows))
    words = [str(tmp_path), "--json", "--workers", "2"]

    local = CliRunner().invoke(command, words)
    dask = CliRunner().invoke(command, [*words, "--engine", "dask"])

    assert json.loads(dask.stdout) == json.loads(local.stdout)
    assert (dask.exit_code, local.exit_code) == (0, 0)
