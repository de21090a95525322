"""`lofte demo` as a newcomer runs it: real processes, real signals, and nothing left behind."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from lofte.demo.check.frame import Demo
from lofte.demo.check.run import _free_port as free_port

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

STARTS = 400.0


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    """One demo for all the tests: the first of them plays its year."""
    with tempfile.TemporaryDirectory(prefix="lofte-demo-", dir="/var/tmp") as made:
        Path(made).chmod(0o711)
        yield Path(made)
        for left in Demo(Path(made), 0).left_running():
            os.kill(left, signal.SIGTERM)


@contextmanager
def started(place: Path, port: int, *more: str) -> Iterator[subprocess.Popen[str]]:
    """The demo's command, under way and answering."""
    command = begin(place, port, *more)
    try:
        assert command.stdout
        assert json.loads(command.stdout.readline())["url"] == f"http://localhost:{port}"
        yield command
    finally:
        with command:
            if command.poll() is None:
                command.send_signal(signal.SIGINT)


def begin(place: Path, port: int, *more: str) -> subprocess.Popen[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LOFTE_")}
    return subprocess.Popen(
        [sys.executable, "-m", "lofte", "demo", "--port", str(port), "--json", *more],
        env={**kept, "LOFTE_HOME": str(place)},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip


def ended_by(command: subprocess.Popen[str], name: signal.Signals) -> int:
    command.send_signal(name)
    return command.wait(timeout=60)


def status(port: int, address: str) -> int:
    with urllib.request.urlopen(f"http://localhost:{port}{address}", timeout=10) as page:
        return int(page.status)


def nothing_runs(place: Path, *, within: float = 10) -> bool:
    demo, ends = Demo(place, 0), time.monotonic() + within
    while demo.left_running() and time.monotonic() < ends:
        time.sleep(0.2)
    return not demo.left_running()


def test_the_demo_starts_answers_and_ends_with_ctrl_c(place: Path) -> None:
    port = free_port()
    with started(place, port) as command:
        for address in ("/", "/o/silverek/", "/demo/", "/demo/mail/", "/storybook/"):
            assert status(port, address) == 200, address
        assert ended_by(command, signal.SIGINT) == 0

    assert nothing_runs(place)


def test_a_second_start_is_quick_and_a_polite_stop_is_as_good(place: Path) -> None:
    begun = time.monotonic()
    with started(place, port := free_port()) as command:
        again = time.monotonic() - begun
        assert status(port, "/o/ronnbacken/") == 200
        assert ended_by(command, signal.SIGTERM) == 0

    assert again < 60, "the year must not be played again"
    assert nothing_runs(place)


def test_two_at_once_are_refused_in_a_sentence(place: Path) -> None:
    with started(place, free_port()), begin(place, free_port()) as second:
        _, said = second.communicate(timeout=60)

    assert second.returncode == 9
    assert "already runs" in said
    assert "Traceback" not in said


def test_a_port_in_use_is_told_before_anything_is_made(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with begin(tmp_path, taken.getsockname()[1]) as command:
            _, said = command.communicate(timeout=60)

    assert command.returncode == 9
    assert "cannot be used" in said
    assert not (tmp_path / "demo" / "postgres").exists()


def test_after_kill_nine_the_services_end_and_the_demo_starts_again(place: Path) -> None:
    with started(place, free_port()) as command:
        command.kill()
        command.wait(timeout=10)
        deadline = time.monotonic() + 20
        while _services(place) and time.monotonic() < deadline:
            time.sleep(0.2)
        assert not _services(place)

    with started(place, port := free_port()) as command:
        assert status(port, "/o/silverek/") == 200
        assert ended_by(command, signal.SIGINT) == 0
    assert nothing_runs(place)


def _services(place: Path) -> list[str]:
    """All but PostgreSQL, which goes on without us and is found again."""
    return [said for said in Demo(place, 0).left_running().values() if "postgres" not in said]


def test_a_year_left_half_way_is_played_anew() -> None:
    with tempfile.TemporaryDirectory(prefix="lofte-demo-", dir="/var/tmp") as made:
        place = Path(made)
        place.chmod(0o711)
        command = begin(place, free_port())
        log = place / "demo" / "logs" / "year.log"
        deadline = time.monotonic() + STARTS
        while not (log.exists() and log.read_text()) and time.monotonic() < deadline:
            time.sleep(0.1)
        with command:
            command.kill()

        with started(place, port := free_port()) as command:
            assert status(port, "/o/silverek/") == 200
            assert ended_by(command, signal.SIGINT) == 0
        assert nothing_runs(place)


def test_the_check_goes_through_everything_and_leaves_nothing() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "lofte", "demo", "--check"],
        env={**os.environ, "LOFTE_HOME": "/nonexistent"},
        capture_output=True, text=True, timeout=STARTS * 2, check=False,
    )  # fmt: skip

    summary = json.loads(done.stdout)
    assert done.returncode == 0, done.stderr
    assert summary["ok"]
    assert len(summary["steps"]) == 16
