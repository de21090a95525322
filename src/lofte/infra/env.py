"""Every setting, parsed once from the environment, with errors that say what to do.

`config/settings.py` derives Django's settings from this and holds no other
switches. The table in docs/reference/settings.md is checked against it.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import platformdirs

ROLES = ("owner", "app", "worker", "sequencer")


class BadSetting(Exception):
    """A setting cannot be used. The message says which, why, and what to write instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Env:
    home: Path
    """LOFTE_HOME: where data, keys, packages and the embedded database lie."""
    database_url: str | None
    """LOFTE_DATABASE_URL: a PostgreSQL 15 or later; without it the embedded one is used."""
    role: str
    """LOFTE_ROLE: which database role this process connects as."""
    base_url: str
    """LOFTE_BASE_URL: the address people reach the service at."""
    allowed_hosts: tuple[str, ...]
    """LOFTE_ALLOWED_HOSTS: host names the web server answers to, comma separated."""
    smtp_url: str | None
    """LOFTE_SMTP_URL: smtp://user:password@host:port; without it mail is written to files."""
    mail_from: str
    """LOFTE_MAIL_FROM: the sender of everything the service mails."""
    allow_private: tuple[str, ...]
    """LOFTE_ALLOW_PRIVATE: networks, hosts, socket folders, and file:/folder of databases,
    that connectors may reach."""
    proxies: int
    """LOFTE_PROXIES: how many proxies of ours stand before the web server; 0 for none."""
    demo: bool
    """LOFTE_DEMO: shows the demo's mail page and storybook. Never set it on real data."""
    takeover_after: float
    """LOFTE_TAKEOVER_AFTER: seconds of silence before a dead worker's jobs are taken over."""
    crash_at: str
    """LOFTE_CRASH_AT: tests only; the named point at which this process kills itself."""

    @property
    def outbox(self) -> Path:
        return self.home / "outbox"

    @property
    def secret(self) -> bytes:
        return master_secret(self.home)


def parse(environ: Mapping[str, str]) -> Env:
    role = environ.get("LOFTE_ROLE", "app")
    if role not in ROLES:
        raise BadSetting(f"LOFTE_ROLE is {role!r}; it is one of {', '.join(ROLES)}.")
    url = environ.get("LOFTE_DATABASE_URL") or None
    if url and not url.startswith(("postgresql://", "postgres://")):
        raise BadSetting(
            "LOFTE_DATABASE_URL must start with postgresql://, for example "
            "postgresql://lofte:password@127.0.0.1:5432/lofte. Leave it unset to use the "
            "embedded database."
        )
    base_url = environ.get("LOFTE_BASE_URL", "http://localhost:8000").rstrip("/")
    if not base_url.startswith(("http://", "https://")):
        raise BadSetting(f"LOFTE_BASE_URL is {base_url!r}; it must start with http(s)://.")
    return Env(
        home=Path(environ.get("LOFTE_HOME") or default_home()).expanduser().resolve(),
        database_url=url,
        role=role,
        base_url=base_url,
        allowed_hosts=_list(environ, "LOFTE_ALLOWED_HOSTS", "127.0.0.1,localhost"),
        smtp_url=environ.get("LOFTE_SMTP_URL") or None,
        mail_from=environ.get("LOFTE_MAIL_FROM", "Löfte <no-reply@lofte.example>"),
        allow_private=_list(environ, "LOFTE_ALLOW_PRIVATE", ""),
        proxies=_count(environ, "LOFTE_PROXIES"),
        demo=_flag(environ, "LOFTE_DEMO"),
        takeover_after=_seconds(environ, "LOFTE_TAKEOVER_AFTER", "30"),
        crash_at=environ.get("LOFTE_CRASH_AT", ""),
    )


@cache
def current() -> Env:
    """The environment of this process. Parsed at first use and fixed from then on."""
    return parse(os.environ)


def default_home() -> Path:
    """/var/lib/lofte for root (a database must not live under /root), else the user's own."""
    if os.geteuid() == 0:
        return Path("/var/lib/lofte")
    return Path(platformdirs.user_data_dir("lofte", appauthor=False))


def ensure_home(home: Path) -> Path:
    """Make the data directory; it holds keys, so others may pass through but not look."""
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o711)
    except OSError as error:
        raise BadSetting(
            f"LOFTE_HOME ({home}) cannot be made: {error.strerror}. "
            "Set LOFTE_HOME to a directory you may write in."
        ) from error
    for private in ("files", "outbox"):
        (home / private).mkdir(exist_ok=True, mode=0o700)
    if not os.access(home, os.W_OK):
        raise BadSetting(f"LOFTE_HOME ({home}) cannot be written. Choose another directory.")
    return home


@cache
def master_secret(home: Path) -> bytes:
    """32 random bytes that every other key is derived from; made at first use, mode 0600."""
    path = ensure_home(home) / "secret"
    try:
        # O_EXCL: of two processes starting at once, one makes the file and both read it.
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        pass
    else:
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(32))
            file.flush()
            os.fsync(file.fileno())
    if path.stat().st_mode & 0o077:
        raise BadSetting(f"{path} can be read by others. Run: chmod 600 {path}")
    secret = path.read_bytes()
    if len(secret) != 32:
        raise BadSetting(f"{path} must hold exactly 32 bytes; restore it from your backup.")
    return secret


def _list(environ: Mapping[str, str], name: str, default: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in environ.get(name, default).split(",") if part.strip())


def _flag(environ: Mapping[str, str], name: str) -> bool:
    value = environ.get(name, "").lower()
    if value not in {"", "0", "1", "true", "false"}:
        raise BadSetting(f"{name} is {value!r}; write 1 or 0.")
    return value in {"1", "true"}


def _seconds(environ: Mapping[str, str], name: str, default: str) -> float:
    try:
        value = float(environ.get(name, default))
    except ValueError:
        raise BadSetting(f"{name} is {environ[name]!r}; write a number of seconds.") from None
    if value <= 0:
        raise BadSetting(f"{name} must be more than 0 seconds.")
    return value


def _count(environ: Mapping[str, str], name: str) -> int:
    value = environ.get(name, "") or "0"
    if not value.isdecimal() or int(value) > 9:
        raise BadSetting(f"{name} is {value!r}; write how many there are, 0 to 9.")
    return int(value)
