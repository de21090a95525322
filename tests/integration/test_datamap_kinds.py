"""Systems of other kinds are on the map in the same way: the same people, the same verdicts."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from uuid import UUID

import pytest

import clinic
from cast import Cast, enter
from lofte.areas.datamap import actions, queries, reading


@pytest.fixture
def file() -> Path:
    """A database file where the operator of the tests allows one."""
    path = Path(os.environ["LOFTE_HOME"]) / "sources" / "clinic.sqlite"
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE patients (id int PRIMARY KEY, email, personnummer, namn)")
        db.execute("CREATE TABLE visits (id int PRIMARY KEY, patient_id int, room)")
        db.executemany(
            "INSERT INTO patients VALUES (?, ?, ?, ?)",
            [
                (1000 + n, f"{first}.{last}{n}@post.example".lower(), clinic.personnummer(n),
                 f"{first} {last}")
                for n, (first, last) in enumerate(clinic.people())
            ],
        )  # fmt: skip
        db.executemany(
            "INSERT INTO visits VALUES (?, ?, ?)",
            [(n, 1000 + n * 7 % clinic.PATIENTS, f"Rum {n % 5}") for n in range(300)],
        )
    return path


def held(cast: Cast, system: UUID) -> dict[tuple[str, str], str | None]:
    return {
        (row.table, row.column): row.verdict.type if row.verdict else None
        for row in queries.fields(cast.alice, system_id=system)
        if row.table in ("patients", "visits") and row.column not in ("created", "kontakt")
    }


def test_a_file_and_a_server_with_the_same_people_are_the_same_on_the_map(
    file: Path,
) -> None:
    cast = enter()
    with clinic.clinic() as url:
        server = actions.register_system(cast.alice, name="Servern", url=url)
        reading.scan_system(cast.alice, system_id=server)
    made = actions.register_system(
        cast.alice, name="Filen", url=f"sqlite:///{file}", kind="sqlite"
    )
    reading.scan_system(cast.alice, system_id=made)

    assert held(cast, made) == held(cast, server)
    (found,) = queries.references(cast.alice, system_id=made)
    assert (found.source.table, found.target.table, found.state) == (
        "visits",
        "patients",
        "suggested",
    )
