"""The database ends every connection, as when it is started anew: the work goes on."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from crash import truth
from crash.people import Patience
from crash.place import searched
from crash.processes import Process
from databases import superuser
from lofte.areas.requests.rules import State

END = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = ANY (%s)"
WAITING = (
    "SELECT 1 FROM pg_stat_activity"
    " WHERE datname = current_database() AND wait_event_type = 'Lock'"
)


@pytest.fixture
def both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Process]]:
    monkeypatch.setenv("LOFTE_TAKEOVER_AFTER", "2")
    processes = [Process(name, port=0, logs=tmp_path) for name in ("worker", "sequencer")]
    yield processes
    for process in processes:
        process.close()


@pytest.mark.slow
def test_a_search_under_way_is_made_again_and_both_processes_live_on(
    both: list[Process],
) -> None:
    with searched() as place:
        request_id = place.asks("elsa@post.example")
        with psycopg.connect(place.source) as held:
            held.execute("LOCK TABLE customers")
            running = [process.start() for process in both]
            with psycopg.connect(place.source, autocommit=True) as looking:
                Patience().until(
                    lambda: looking.execute(WAITING.encode()).fetchone() is not None,
                    "nothing is read",
                )
            with superuser() as server:
                ended = server.execute(END, [["lofte worker", "lofte sequencer"]]).fetchall()
        assert len(ended) >= 2

        Patience().until(
            lambda: place.request(request_id).state == State.REVIEW, "the search was lost"
        )
        Patience().until(lambda: truth.waiting() == 0, "the sequencer does nothing")
        assert [process.poll() for process in running] == [None, None]
        assert truth.packages_open(place.ctx) == 1


@pytest.mark.slow
def test_it_still_sees_when_other_workers_die(both: list[Process], tmp_path: Path) -> None:
    worker, _ = both
    dying = Process("worker", port=0, logs=tmp_path)
    with searched() as place, contextlib.closing(dying):
        running = worker.start()
        Patience().until(worker.is_up, "it did not start")
        with superuser() as server:
            server.execute(END, [["lofte worker"]])
        running.send_signal(signal.SIGSTOP)
        request_id = place.asks("elsa@post.example")
        killed = dying.start("collect.before_read")
        assert killed.wait(timeout=60) == -signal.SIGKILL

        running.send_signal(signal.SIGCONT)

        Patience().until(
            lambda: place.request(request_id).state == State.REVIEW, "nobody took it over"
        )
