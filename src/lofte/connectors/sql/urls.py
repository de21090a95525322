"""A database URL that a user wrote, taken apart by our own rules.

The URL never reaches a driver, which would also read files of options and passwords from it.
We keep what we know and refuse the rest by name. No message repeats the URL, which holds a
password.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urlsplit

from lofte.discovery.ports import SourceUrlInvalid

_LONGEST = 2048


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How the URLs of one kind of database are written."""

    schemes: tuple[str, ...]
    port: int
    parameters: Collection[str]
    example: str

    def invalid(self, what: str) -> SourceUrlInvalid:
        return SourceUrlInvalid(f"{what} Write {self.example}.", what=what)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a URL says, with nothing resolved yet; parts that are missing are empty."""

    host: str
    port: int | None
    database: str
    user: str
    password: str = field(repr=False)
    parameters: Mapping[str, str]


def taken_apart(text: str, form: Form) -> Written:
    """Refuses, with what to change, all the form does not know. Raises `SourceUrlInvalid`."""
    text = _clean(text, form)
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise form.invalid("The port is not a number, or the brackets do not match.") from None
    if parts.scheme not in form.schemes:
        raise form.invalid(f"It must start with {form.schemes[0]}://.")
    if parts.fragment:
        raise form.invalid("Write # in a password as %23.")
    found = Written(
        host=_bare_host(parts.netloc),
        port=port,
        database=unquote(parts.path.removeprefix("/")),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        parameters=_parameters(parts.query, form),
    )
    _complete(found, form)
    return found


def one_host(written: str, parameter: str, form: Form) -> str:
    """The host, which may be named in a parameter instead."""
    if written and parameter:
        raise form.invalid("The host is given twice.")
    host = written or parameter
    if not host:
        raise form.invalid("Name the host.")
    if "," in host:
        raise form.invalid("Name one host, not a list.")
    return host


def one_port(written: int | None, parameter: str, form: Form) -> int:
    """The port, which may be named in a parameter instead."""
    if parameter and (
        written is not None or not parameter.isascii() or not parameter.isdigit()
    ):
        raise form.invalid("The port is given twice, or is not a number.")
    port = written if written is not None else int(parameter or form.port)
    if not 1 <= port <= 65535:
        raise form.invalid("A port is a number between 1 and 65535.")
    return port


def _clean(text: str, form: Form) -> str:
    text = text.strip()
    if len(text) > _LONGEST or not text.isprintable() or "\\" in text:
        raise form.invalid("It is too long or holds characters a URL cannot have.")
    return text


def _bare_host(netloc: str) -> str:
    """The host as written; `urlsplit().hostname` would lower-case a socket's directory."""
    host_and_port = netloc.rpartition("@")[2]
    if host_and_port.startswith("["):
        return host_and_port[1:].partition("]")[0]
    return unquote(host_and_port.partition(":")[0])


def _parameters(query: str, form: Form) -> dict[str, str]:
    pairs = parse_qsl(query, keep_blank_values=True)
    found = dict(pairs)
    for name in found:
        if name not in form.parameters:
            raise form.invalid(f"Leave out {name[:40]!r}: it is not for users to set.")
    if len(found) != len(pairs):
        raise form.invalid("A parameter is given twice.")
    return found


def _complete(found: Written, form: Form) -> None:
    if not found.user:
        raise form.invalid("Name the user.")
    if not found.database:
        raise form.invalid("Name the database, after the host and a slash.")
    parts = (found.user, found.password, found.database, found.host)
    if any("\x00" in part for part in (*parts, *found.parameters.values())):
        raise form.invalid("It holds characters a URL cannot have.")
