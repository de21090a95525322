"""The sealed files of packages, and those a killed worker left behind."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from cast import Cast, enter
from databases import superuser
from lofte.areas.requests import actions, jobs, workers
from lofte.areas.requests.packing import About, Packed, SystemFindings, pack
from lofte.infra import files
from lofte.kernel.context import Context
from lofte.kernel.errors import Forbidden
from lofte.kernel.ids import new_id
from programs import ask

NOW = datetime.now(UTC)


@pytest.fixture
def cast() -> Iterator[Cast]:
    yield enter(now=NOW)


def packed(ctx: Context) -> Packed:
    about = About(
        reference="AAAA-AAAA", organisation="Ours", contact="", name="Elsa",
        email="e@e.example",
        language="sv", received_at=ctx.now, made_at=ctx.now,
    )  # fmt: skip
    return pack(ctx, about=about, systems=[SystemFindings(name="Bokningen", read_at=ctx.now)])


def written(ctx: Context, *, ago: timedelta, part: bool = False) -> Path:
    """A sealed file that no package names."""
    path = files.path_of(ctx, file_id=packed(ctx).file_id)
    path = path.rename(path.with_suffix(".part")) if part else path
    then = (NOW - ago).timestamp()
    os.utime(path, (then, then))
    return path


def named(cast: Cast, *, ago: timedelta) -> Path:
    """A sealed file with its package."""
    request_id, made = UUID(ask(cast)), packed(cast.system)
    with superuser() as connection:
        connection.execute(
            "UPDATE requests_request SET state = 'collecting' WHERE id = %s", [request_id]
        )
    actions.package_made(cast.system, request_id=request_id, packed=made)
    path = files.path_of(cast.system, file_id=made.file_id)
    os.utime(path, ((NOW - ago).timestamp(),) * 2)
    return path


def test_a_file_no_package_names_is_removed_after_a_day(cast: Cast) -> None:
    old = written(cast.system, ago=timedelta(days=1, seconds=1))
    half = written(cast.system, ago=timedelta(days=2), part=True)

    workers.tidy_up(cast.system, jobs.TidyUp())

    assert not old.exists() and not half.exists()


def test_a_younger_one_is_left_for_its_row_may_be_on_the_way(cast: Cast) -> None:
    young = written(cast.system, ago=timedelta(hours=23))

    assert actions.remove_stray_files(cast.system) == 0
    assert young.exists()


def test_the_file_of_a_package_stays(cast: Cast) -> None:
    path = named(cast, ago=timedelta(days=20))

    assert actions.remove_stray_files(cast.system) == 0
    assert path.exists()


def test_the_files_of_others_are_not_looked_at(cast: Cast) -> None:
    theirs = written(enter(now=NOW).system, ago=timedelta(days=3))

    assert actions.remove_stray_files(cast.system) == 0
    assert theirs.exists()


def test_who_only_looks_removes_no_files(cast: Cast) -> None:
    with pytest.raises(Forbidden):
        actions.remove_stray_files(cast.victor)


def test_a_file_of_several_chunks_opens_whole_and_not_when_cut_short(cast: Cast) -> None:
    file_id, key, octets = new_id(), files.new_key(), os.urandom(3 * files.CHUNK + 7)
    with files.writing(cast.system, file_id=file_id, key=key) as out:
        out.write(octets)
    path = files.path_of(cast.system, file_id=file_id)

    assert b"".join(files.reading(cast.system, file_id=file_id, key=key)) == octets

    os.truncate(path, 2 * (files.CHUNK + 16))
    with pytest.raises(files.FileAltered):
        b"".join(files.reading(cast.system, file_id=file_id, key=key))
