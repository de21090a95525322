"""`lofte data map draft`: from databases and files to a map, and again."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fakes.dropped_keys import Drawn, samples, wanted
from fakes.dropped_schemas import DEVELOPED_ON
from lofte.cli.data import data
from lofte.discovery.mapping.document import Dataset, Map
from lofte.discovery.mapping.reading import read


def drafted(*places: Path | str, out: Path | str, options: Sequence[str] = ()) -> Result:
    words = ["map", "draft", *map(str, places), "--out", str(out), "--workers", "0", *options]
    return CliRunner().invoke(data, words)


def database(path: Path, drawn: Drawn) -> Path:
    """A SQLite file with the tables, their primary keys, and no foreign key."""
    with sqlite3.connect(path) as connection:
        for sample in samples(drawn):
            table = sample.table
            columns = [f'"{each.name}" {each.declared}' for each in sample.columns]
            if table.primary_key:
                columns.append(f"PRIMARY KEY ({', '.join(table.primary_key)})")
            connection.execute(f'CREATE TABLE "{table.name}" ({", ".join(columns)})')
            rows = zip(*(each.values.to_pylist() for each in sample.columns), strict=True)
            places = ", ".join("?" * len(sample.columns))
            connection.executemany(f'INSERT INTO "{table.name}" VALUES ({places})', rows)
    return path


def tables(found: Map) -> dict[str, Dataset]:
    return {each.table.name: each for system in found.systems for each in system.datasets}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return database(tmp_path_factory.mktemp("map") / "shop.sqlite", DEVELOPED_ON[2])


def test_a_database_becomes_a_map_with_its_dropped_references(
    shop: Path, tmp_path: Path
) -> None:
    out = tmp_path / "map.yaml"

    done = drafted(shop, out=out)

    assert done.exit_code == 0, done.output
    found = {
        (dataset.table.name, ours, link.target.table.name, theirs)
        for dataset in tables(read(out.read_text())).values()
        for link in dataset.links
        for ours, theirs in zip(link.columns, link.target.columns, strict=True)
    }
    assert found == wanted(DEVELOPED_ON[2])


def test_the_map_is_printed_where_asked_and_the_rest_is_said_beside_it(shop: Path) -> None:
    done = drafted(shop, out="-")

    assert read(done.stdout).systems
    assert "14 datasets" in done.stderr
    assert "owner_may_be_missing" in done.stderr


def test_drafting_again_changes_nothing(shop: Path, tmp_path: Path) -> None:
    out = tmp_path / "map.yaml"
    drafted(shop, out=out)
    before = out.read_bytes()

    drafted(shop, out=out)

    assert out.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["map.yaml"]


def test_what_was_decided_in_the_file_stands_until_begun_anew(
    shop: Path, tmp_path: Path
) -> None:
    out = tmp_path / "map.yaml"
    drafted(shop, out=out)
    line = next(line for line in out.read_text().splitlines() if "field: name" in line)
    decided = "    - {field: name, type: person_name, guessed: false}"
    out.write_text(out.read_text().replace(line, decided, 1))

    drafted(shop, out=out)
    kept = decided in out.read_text()
    drafted(shop, out=out, options=["--force"])

    assert kept
    assert decided not in out.read_text()


def test_a_file_that_is_no_map_is_left_alone(shop: Path, tmp_path: Path) -> None:
    out = tmp_path / "notes.yaml"
    out.write_text("remember: milk\n")

    done = drafted(shop, out=out)

    assert done.exit_code == 2
    assert "Line 1" in done.stderr
    assert out.read_text() == "remember: milk\n"


def test_nothing_that_opens_is_an_error_and_writes_nothing(tmp_path: Path) -> None:
    done = drafted(tmp_path / "none.sqlite", out=tmp_path / "map.yaml")

    assert done.exit_code == 5
    assert not (tmp_path / "map.yaml").exists()


def test_hostile_names_come_through(tmp_path: Path) -> None:
    path = tmp_path / "odd.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute(
            'CREATE TABLE "or""der: {x}" ("id" integer primary key, "e-mail ö🦊" text)'
        )
        connection.execute('CREATE TABLE "ORDER2" ("no" integer primary key, "#" text)')
        connection.execute('INSERT INTO "or""der: {x}" VALUES (1, \'a@example.com\')')

    done = drafted(path, out=tmp_path / "map.yaml")

    found = tables(read((tmp_path / "map.yaml").read_text()))
    assert done.exit_code == 0, done.output
    assert [field.name for field in found['or"der: {x}'].fields] == ["id", "e-mail ö🦊"]
    assert [field.name for field in found["ORDER2"].fields] == ["no", "#"]


def test_people_in_two_systems_are_met(tmp_path: Path) -> None:
    people = [f"person{at}@example.com" for at in range(80)]
    letters = tmp_path / "letters.csv"
    letters.write_text("mail\n" + "\n".join(people[:50]) + "\n")
    crm = tmp_path / "crm.sqlite"
    with sqlite3.connect(crm) as connection:
        connection.execute("CREATE TABLE customers (id integer primary key, name, email)")
        rows = [(at, f"Name {at}", mail) for at, mail in enumerate(people)]
        connection.executemany("INSERT INTO customers VALUES (?, ?, ?)", rows)

    drafted(crm, letters, out=tmp_path / "map.yaml")

    found = read((tmp_path / "map.yaml").read_text())
    (link,) = (link for dataset in tables(found).values() for link in dataset.links)
    assert link.target.system
    assert link.target.columns == ("email",)
