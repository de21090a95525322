"""The database server and the processes over it: started, killed, doubled, misaddressed.

Each test has a data directory of its own and runs the real command.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from lofte.infra.env import BadSetting, parse
from lofte.infra.postgres import roles
from lofte.infra.postgres.embedded import Embedded, running

pytestmark = pytest.mark.slow


@pytest.fixture
def home() -> Iterator[Path]:
    path = Path(tempfile.mkdtemp(prefix="lofte-server-", dir="/var/tmp"))
    path.chmod(0o711)
    yield path
    Embedded(path, password="secret").stop()
    shutil.rmtree(path, ignore_errors=True)


def lofte(*args: str, home: Path, **env: str) -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith("LOFTE_")}
    return subprocess.run(
        [sys.executable, "-m", "lofte", *args],
        env={**clean, "LOFTE_HOME": str(home), **env},
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


def postmaster(server: Embedded) -> int:
    return int((server.data / "postmaster.pid").read_text().splitlines()[0])


def ask(server: Embedded, statement: str) -> object:
    with psycopg.connect(server.dsn(database="postgres"), autocommit=True) as connection:
        row = connection.execute(statement).fetchone()
    return row and row[0]


def test_the_embedded_server_starts_once_and_keeps_its_data(home: Path) -> None:
    server = Embedded(home, password="secret")
    assert server.start() is True
    assert server.start() is False
    with psycopg.connect(server.dsn(database="postgres"), autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS n")
    server.stop()
    assert not server.is_running

    with running(server):
        assert ask(server, "SELECT n FROM kept") == 42
    assert not server.is_running


def test_the_embedded_server_survives_kill_9(home: Path) -> None:
    server = Embedded(home, password="secret")
    server.start()
    with psycopg.connect(server.dsn(database="postgres"), autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS n")
    dead = psutil.Process(postmaster(server))
    family = [dead, *dead.children(recursive=True)]
    for process in family:
        process.kill()
    psutil.wait_procs(family, timeout=10)

    assert server.start() is True
    assert ask(server, "SELECT n FROM kept") == 42


def test_the_embedded_server_listens_on_no_network_and_asks_for_a_password(home: Path) -> None:
    server = Embedded(home, password="secret")
    with running(server):
        assert ask(server, "SHOW listen_addresses") == ""
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(server.dsn(password="wrong", database="postgres"))
        assert server.sockets.stat().st_mode & 0o077 == 0


def test_a_long_path_still_gets_a_socket(home: Path) -> None:
    deep = home / ("a" * 60) / ("b" * 60)
    deep.mkdir(parents=True)
    server = Embedded(deep, password="secret")
    with running(server):
        assert ask(server, "SELECT 1") == 1
    shutil.rmtree(server.sockets, ignore_errors=True)


def test_a_server_that_does_not_answer_is_said_with_what_to_do(home: Path) -> None:
    done = lofte(
        "migrate", home=home, LOFTE_DATABASE_URL="postgresql://nobody:x@127.0.0.1:9/lofte"
    )
    assert done.returncode == 9
    assert "does not answer" in done.stderr and "LOFTE_DATABASE_URL" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_database_url_of_another_kind_is_refused(home: Path) -> None:
    done = lofte("migrate", home=home, LOFTE_DATABASE_URL="mysql://127.0.0.1/lofte")
    assert done.returncode == 9
    assert "must start with postgresql://" in done.stderr


def test_a_server_that_is_too_old_is_refused(
    monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    server = Embedded(home, password="secret")
    with running(server):
        # No server that old can be installed here; the floor is raised above this one.
        monkeypatch.setattr(roles, "OLDEST", 990000)
        with pytest.raises(BadSetting, match="too old; Löfte needs 15 or later"):
            roles.connect(server.dsn(database="postgres"))


def test_a_port_in_use_is_said_before_anything_starts(home: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = lofte("serve", "--port", str(port), home=home)
    assert done.returncode == 9
    assert f"Port {port}" in done.stderr and "--port" in done.stderr
    assert not (home / "postgres").exists()


def test_two_on_one_directory_are_refused_and_nothing_is_left_when_it_stops(
    home: Path,
) -> None:
    port = _free_port()
    assert lofte("migrate", home=home).returncode == 0
    clean = {k: v for k, v in os.environ.items() if not k.startswith("LOFTE_")}
    base = f"http://127.0.0.1:{port}"
    first = subprocess.Popen(
        [sys.executable, "-m", "lofte", "serve", "--port", str(port)],
        env={**clean, "LOFTE_HOME": str(home), "LOFTE_BASE_URL": base},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        # A shell that runs the tests in the background has told them to ignore Ctrl-C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
    try:
        _until(lambda: _answers(port))
        second = lofte("serve", "--port", str(_free_port()), home=home)
        assert second.returncode == 9 and f"process {first.pid}" in second.stderr
        family = psutil.Process(first.pid).children(recursive=True)
        assert len(family) >= 4
    finally:
        first.send_signal(signal.SIGINT)
        first.wait(timeout=30)
    _, alive = psutil.wait_procs(family, timeout=10)
    assert not alive and not Embedded(home, password="x").is_running


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("LOFTE_ROLE", "root", "LOFTE_ROLE"),
        ("LOFTE_DEMO", "maybe", "write 1 or 0"),
        ("LOFTE_TAKEOVER_AFTER", "soon", "number of seconds"),
        ("LOFTE_TAKEOVER_AFTER", "-1", "more than 0"),
        ("LOFTE_BASE_URL", "ftp://x", "http"),
    ],
)
def test_a_bad_setting_says_which_and_what_to_write(name: str, value: str, says: str) -> None:
    with pytest.raises(BadSetting, match=says):
        parse({name: value})


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _until(ready: object, *, seconds: float = 40) -> None:
    deadline = time.monotonic() + seconds
    while not ready():  # type: ignore[operator]
        assert time.monotonic() < deadline, "it did not come up"
        time.sleep(0.2)
