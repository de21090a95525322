"""A database URL that a user wrote, taken apart by our own rules.

The URL never reaches libpq, which would also read service files, password files
and lists of hosts from it. We keep what we know and refuse the rest by name.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from lofte.areas.datamap.rules.ports import SourceUrlInvalid
from lofte.infra.outbound import Allowed, Target, resolve, socket_directory

_SSL_MODES = frozenset({"disable", "allow", "prefer", "require", "verify-ca", "verify-full"})
_PARAMETERS = frozenset({"host", "port", "sslmode", "sslrootcert", "channel_binding"})
_LONGEST = 2048


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
    try:
        parts = urlsplit(_clean(text))
        port = parts.port
    except ValueError:
        raise _invalid("The port is not a number, or the brackets do not match.") from None
    if parts.scheme not in ("postgresql", "postgres"):
        raise _invalid("It must start with postgresql://.")
    if parts.fragment:
        raise _invalid("Write # in a password as %23.")
    parameters = _parameters(parts.query)
    address = Address(
        host=_host(_bare_host(parts.netloc), parameters.pop("host", "")),
        port=_port(port, parameters.pop("port", "")),
        database=unquote(parts.path.removeprefix("/")),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        **parameters,
    )
    _complete(address)
    return address


def locate(address: Address, *, allowed: Allowed) -> Target:
    """Where to dial, judged. Raises `AddressNotAllowed` and `HostUnknown`."""
    if address.host.startswith("/"):
        return socket_directory(address.host, address.port, allowed=allowed)
    return resolve(address.host, address.port, allowed=allowed)


def _clean(text: str) -> str:
    text = text.strip()
    if len(text) > _LONGEST or not text.isprintable() or "\\" in text:
        raise _invalid("It is too long or holds characters a URL cannot have.")
    return text


def _bare_host(netloc: str) -> str:
    """The host as written; `urlsplit().hostname` would lower-case a socket's directory."""
    host_and_port = netloc.rpartition("@")[2]
    if host_and_port.startswith("["):
        return host_and_port[1:].partition("]")[0]
    return unquote(host_and_port.partition(":")[0])


def _parameters(query: str) -> dict[str, str]:
    pairs = parse_qsl(query, keep_blank_values=True)
    found = dict(pairs)
    for name in found:
        if name not in _PARAMETERS:
            raise _invalid(f"Leave out {name[:40]!r}: it is not for users to set.")
    if len(found) != len(pairs):
        raise _invalid("A parameter is given twice.")
    if found.get("sslmode", "require") not in _SSL_MODES:
        raise _invalid(f"sslmode is one of {', '.join(sorted(_SSL_MODES))}.")
    if found.get("sslrootcert", "system") != "system":
        raise _invalid("sslrootcert can only be 'system': our files are not for users to name.")
    if found.get("channel_binding", "require") not in ("disable", "prefer", "require"):
        raise _invalid("channel_binding is disable, prefer or require.")
    return found


def _host(written: str, parameter: str) -> str:
    if written and parameter:
        raise _invalid("The host is given twice.")
    host = written or parameter
    if not host:
        raise _invalid("Name the host.")
    if "," in host:
        raise _invalid("Name one host, not a list.")
    return host


def _port(written: int | None, parameter: str) -> int:
    if parameter and (
        written is not None or not parameter.isascii() or not parameter.isdigit()
    ):
        raise _invalid("The port is given twice, or is not a number.")
    port = written if written is not None else int(parameter or 5432)
    if not 1 <= port <= 65535:
        raise _invalid("A port is a number between 1 and 65535.")
    return port


def _complete(address: Address) -> None:
    if not address.user:
        raise _invalid("Name the user.")
    if not address.database:
        raise _invalid("Name the database, after the host and a slash.")
    for part in (address.user, address.password, address.database, address.host):
        if "\x00" in part:
            raise _invalid("It holds characters a URL cannot have.")


def _invalid(what: str) -> SourceUrlInvalid:
    return SourceUrlInvalid(
        f"{what} Write postgresql://user:password@host:5432/database.", what=what
    )
