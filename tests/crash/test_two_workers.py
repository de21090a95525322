"""Two workers on one request: the first was only slow, and taken for dead."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import psycopg
import pytest

from crash import truth
from crash.people import Patience
from crash.place import Place, searched
from crash.processes import Process
from lofte.areas.requests.rules import State
from lofte.infra import files

WAITING = (
    "SELECT 1 FROM pg_stat_activity"
    " WHERE datname = current_database() AND wait_event_type = 'Lock'"
)


@pytest.fixture
def workers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Process]]:
    monkeypatch.setenv("LOFTE_TAKEOVER_AFTER", "2")
    processes = []
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        processes.append(Process("worker", port=0, logs=tmp_path / name))
    yield processes
    for process in processes:
        process.close()


@pytest.mark.slow
def test_who_was_taken_for_dead_and_comes_back_throws_its_work_away(
    workers: list[Process],
) -> None:
    first, second = workers
    with searched() as place:
        request_id = place.asks("elsa@post.example")
        slow = _stopped_while_it_reads(first, place)
        second.start()
        Patience().until(
            lambda: place.request(request_id).state == State.REVIEW, "it was not taken over"
        )
        second.stop()

        slow.send_signal(signal.SIGCONT)
        again = place.asks("bo@post.example")
        Patience().until(
            lambda: place.request(again).state == State.REVIEW, "the first works no more"
        )

        kinds = [moment.kind for moment in place.request(request_id).moments]
        assert kinds.count("PackageMade") == 1
        assert truth.packages_open(place.ctx) == 2
        assert slow.poll() is None
        assert len(_files(place)) == 2, "a second package was left"


def _files(place: Place) -> list[Path]:
    directory = files.path_of(place.ctx, file_id=UUID(int=0)).parents[1]
    return [path for path in directory.rglob("*") if path.is_file()]


def _stopped_while_it_reads(worker: Process, place: Place) -> subprocess.Popen[bytes]:
    """A worker that has begun to read the system, and for a while gets no further."""
    with psycopg.connect(place.source) as held, psycopg.connect(place.source) as looking:
        held.execute("LOCK TABLE customers")
        looking.autocommit = True
        running = worker.start()
        Patience().until(
            lambda: looking.execute(WAITING.encode()).fetchone() is not None, "it reads nothing"
        )
        running.send_signal(signal.SIGSTOP)
    return running
