"""The disk is full when the package is written: the request waits, and nothing is half done."""

from __future__ import annotations

import os
import resource
import subprocess
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from crash import truth
from crash.people import Patience
from crash.place import Place, searched
from crash.processes import Process
from lofte.areas.requests import actions
from lofte.areas.requests.rules import State
from lofte.infra import files

ROOM = 64 * 1024
# Random hexadecimal packs to half its length, and stands in the package twice.
MUCH = """
INSERT INTO messages SELECT 10, string_agg(md5(random()::text), '') , NULL
FROM generate_series(1, 40) n, generate_series(1, 200) m GROUP BY n
"""


@pytest.fixture
def place() -> Iterator[Place]:
    with searched(MUCH) as place:
        yield place


@pytest.fixture
def worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Process]:
    monkeypatch.setenv("LOFTE_TAKEOVER_AFTER", "2")
    process = Process("worker", port=0, logs=tmp_path)
    yield process
    process.close()


def directory(place: Place) -> Path:
    return files.path_of(place.ctx, file_id=UUID(int=0)).parents[1]


def reasons(place: Place, request_id: UUID) -> list[object]:
    moments = place.request(request_id).moments
    return [m.facts["reason"] for m in moments if m.kind == "SystemFailed"]


def waits_for_room(place: Place, request_id: UUID) -> None:
    Patience().until(lambda: bool(reasons(place, request_id)), "nothing was told")
    found = place.request(request_id)
    assert found.state == State.COLLECTING and found.package is None
    assert set(reasons(place, request_id)) == {"disk_full"}
    assert [path for path in directory(place).rglob("*") if path.is_file()] == []


def is_packed(place: Place, request_id: UUID) -> None:
    ready = lambda: place.request(request_id).state == State.REVIEW  # noqa: E731
    Patience().until(ready, "it was not packed")
    found = place.request(request_id)
    assert found.package and found.package.size > ROOM
    assert truth.packages_open(place.ctx) == 1
    assert [m.kind for m in found.moments].count("PackageMade") == 1
    assert len([path for path in directory(place).rglob("*") if path.is_file()]) == 1


@pytest.mark.slow
def test_a_full_disk_is_told_and_the_handler_tries_again_when_there_is_room(
    place: Place, worker: Process
) -> None:
    directory(place).mkdir(parents=True)
    tmpfs = ["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs", str(directory(place))]
    mounted = subprocess.run(tmpfs, check=False, capture_output=True, text=True)
    if mounted.returncode:
        pytest.skip(
            f"NO SMALL DISK: a tmpfs may not be mounted here ({mounted.stderr.strip()})"
        )
    try:
        request_id = place.asks("elsa@post.example")
        worker.start()
        waits_for_room(place, request_id)

        subprocess.run(["mount", "-o", "remount,size=8m", str(directory(place))], check=True)
        actions.retry_collection(place.ctx, request_id=request_id)

        is_packed(place, request_id)
    finally:
        worker.stop()
        subprocess.run(["umount", str(directory(place))], check=True)


@pytest.mark.slow
def test_a_limit_on_files_is_told_too_and_the_worker_tries_again_by_itself(
    place: Place, worker: Process
) -> None:
    """Needs no rights, so that a full disk is tried wherever the tests run."""
    request_id = place.asks("elsa@post.example")
    pid = worker.start().pid
    _, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (ROOM, hard))
    waits_for_room(place, request_id)

    resource.prlimit(pid, resource.RLIMIT_FSIZE, (hard, hard))

    is_packed(place, request_id)
    assert os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG) is None, "the worker lives on"
