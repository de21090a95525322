"""PostgreSQL's URLs. They never reach libpq, which would also read service files, password
files and lists of hosts from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from lofte.connectors.sql.urls import Form, one_host, one_port, taken_apart
from lofte.infra.outbound import Allowed, Target, resolve, socket_directory

_SSL_MODES = frozenset({"disable", "allow", "prefer", "require", "verify-ca", "verify-full"})
_FORM = Form(
    schemes=("postgresql", "postgres"),
    port=5432,
    parameters=frozenset({"host", "port", "sslmode", "sslrootcert", "channel_binding"}),
    example="postgresql://user:password@host:5432/database",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """What a URL says, with nothing resolved yet. `host` may be a directory of sockets."""

    host: str
    port: int
    database: str
    user: str
    password: str = field(repr=False)
    sslmode: str | None = None
    sslrootcert: str | None = None
    channel_binding: str | None = None

    @property
    def description(self) -> str:
        """The URL as anybody may see it: without the password."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        user, database = quote(self.user, safe=""), quote(self.database, safe="")
        if self.host.startswith("/"):
            return f"postgresql://{user}@/{database}?host={quote(self.host)}"
        return f"postgresql://{user}@{host}:{self.port}/{database}"


def parse_url(text: str) -> Address:
    """Take a URL apart. Refuses, with what to change, all it does not know.

    Raises `SourceUrlInvalid`. The message never repeats the URL, which holds a password.
    """
    written = taken_apart(text, _FORM)
    parameters = dict(written.parameters)
    _known(parameters)
    return Address(
        host=one_host(written.host, parameters.pop("host", ""), _FORM),
        port=one_port(written.port, parameters.pop("port", ""), _FORM),
        database=written.database,
        user=written.user,
        password=written.password,
        **parameters,
    )


def locate(address: Address, *, allowed: Allowed) -> Target:
    """Where to dial, judged. Raises `AddressNotAllowed` and `HostUnknown`."""
    if address.host.startswith("/"):
        return socket_directory(address.host, address.port, allowed=allowed)
    return resolve(address.host, address.port, allowed=allowed)


def _known(parameters: Mapping[str, str]) -> None:
    if parameters.get("sslmode", "require") not in _SSL_MODES:
        raise _FORM.invalid(f"sslmode is one of {', '.join(sorted(_SSL_MODES))}.")
    if parameters.get("sslrootcert", "system") != "system":
        raise _FORM.invalid(
            "sslrootcert can only be 'system': our files are not for users to name."
        )
    if parameters.get("channel_binding", "require") not in ("disable", "prefer", "require"):
        raise _FORM.invalid("channel_binding is disable, prefer or require.")
