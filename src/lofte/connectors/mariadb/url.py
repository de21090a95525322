"""The URLs of MariaDB and MySQL."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from urllib.parse import quote

from lofte.connectors.sql.urls import Form, one_host, one_port, taken_apart
from lofte.infra.outbound import Allowed, Target, resolve, socket_directory

_FORM = Form(
    schemes=("mariadb", "mysql"),
    port=3306,
    parameters=frozenset({"socket", "ssl-mode"}),
    example="mariadb://user:password@host:3306/database",
)
_SSL_MODES = ("disabled", "preferred", "required", "verify_identity")


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """What a URL says, with nothing resolved yet. `socket` is a file and stands for a host."""

    host: str
    port: int
    socket: str
    database: str
    user: str
    password: str = field(repr=False)
    ssl_mode: str | None = None

    @property
    def description(self) -> str:
        """The URL as anybody may see it: without the password."""
        user, database = quote(self.user, safe=""), quote(self.database, safe="")
        if self.socket:
            return f"mariadb://{user}@/{database}?socket={quote(self.socket)}"
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"mariadb://{user}@{host}:{self.port}/{database}"


def parse_url(text: str) -> Address:
    """Take a URL apart. Raises `SourceUrlInvalid`; the message never repeats the URL."""
    written = taken_apart(text, _FORM)
    socket = written.parameters.get("socket", "")
    ssl_mode = written.parameters.get("ssl-mode", "").lower()
    if ssl_mode and ssl_mode not in _SSL_MODES:
        raise _FORM.invalid(f"ssl-mode is one of {', '.join(_SSL_MODES)}.")
    if socket and not socket.startswith("/"):
        raise _FORM.invalid("A socket is named by its whole path.")
    return Address(
        host=one_host(written.host, socket, _FORM),
        port=one_port(written.port, "", _FORM),
        socket=socket,
        database=written.database,
        user=written.user,
        password=written.password,
        ssl_mode=ssl_mode or None,
    )


def locate(address: Address, *, allowed: Allowed) -> Target:
    """Where to dial, judged. Raises `AddressNotAllowed` and `HostUnknown`."""
    if address.socket:
        return socket_directory(
            posixpath.dirname(address.socket), address.port, allowed=allowed
        )
    return resolve(address.host, address.port, allowed=allowed)
