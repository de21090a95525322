"""Where this installation may connect on somebody's word.

A database URL is typed by a user, so it may name our own network, the cloud's
metadata service or this very machine (OWASP: server-side request forgery).
The name is resolved once, every address it has is judged, and the caller
connects to the judged *address*, with the name kept for TLS. Resolving a second
time would let the name change its mind in between (DNS rebinding).
"""

from __future__ import annotations

import posixpath
import re
import socket
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from pathlib import Path

from lofte.infra import env
from lofte.kernel.errors import Forbidden, Invalid

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
Lookup = Callable[[str], Sequence[str]]


class AddressNotAllowed(Forbidden):
    """Löfte may not connect there. Use a public address, or ask the operator to allow it."""

    code = "outbound.address_not_allowed"


class HostUnknown(Invalid):
    """No such host. Check the spelling of the host name."""

    code = "outbound.host_unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A place judged fit to connect to: `address` is what to dial, `host` what to call it.

    A directory of Unix sockets has itself as `host` and no address.
    """

    host: str
    port: int
    address: str | None
    public: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """What the operator lets users reach beyond the public internet (LOFTE_ALLOW_PRIVATE).

    `sockets` and `files` are directories: of Unix sockets, and of database files to read.
    """

    networks: tuple[Network, ...] = ()
    hosts: frozenset[str] = frozenset()
    sockets: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()


NOTHING = Allowed()


@dataclass(frozen=True, slots=True)
class Block:
    """A range off the public internet; `inside` where a network may number its own hosts."""

    network: Network
    reason: str
    inside: bool = False


EVERYTHING = Allowed(
    networks=(ip_network("0.0.0.0/0"), ip_network("::/0")),
    sockets=frozenset({"/"}),
    files=frozenset({"/"}),
)
"""For the operator's own commands: whoever types them can reach all of it without us."""


def _block(network: str, reason: str, *, inside: bool = False) -> Block:
    return Block(ip_network(network), reason, inside)


# Our own table: `ipaddress.is_global` of Python 3.11.7 is from before the correction of 2024
# (CVE-2024-4032) and knows no embedded IPv4 addresses. Sources: the RFC named in each line
# (IANA's special-purpose registries for IPv4 and IPv6 collect them) and, for metadata, the
# clouds' own pages; gone through in November 2026. Narrow ranges stand before wide ones.
BLOCKS: tuple[Block, ...] = (
    _block("169.254.169.254/32", "metadata"),  # AWS, Azure, GCP, DigitalOcean, OpenStack
    _block("169.254.170.0/24", "metadata"),  # AWS task and pod credentials
    _block("100.100.100.200/32", "metadata"),  # Alibaba Cloud
    _block("192.0.0.192/32", "metadata"),  # Oracle Cloud
    _block("168.63.129.16/32", "metadata"),  # Azure's wire server, in public address space
    _block("fd00:ec2::/32", "metadata"),  # AWS over IPv6
    _block("fd20:ce::/32", "metadata"),  # GCP over IPv6
    _block("0.0.0.0/8", "unspecified"),  # RFC 791; Linux dials itself
    _block("10.0.0.0/8", "private", inside=True),  # RFC 1918
    _block("172.16.0.0/12", "private", inside=True),
    _block("192.168.0.0/16", "private", inside=True),
    _block("100.64.0.0/10", "shared", inside=True),  # RFC 6598, carrier-grade NAT
    _block("127.0.0.0/8", "loopback", inside=True),  # RFC 1122
    _block("169.254.0.0/16", "link_local"),  # RFC 3927
    _block("192.0.0.0/24", "protocol"),  # RFC 6890
    _block("192.0.2.0/24", "documentation"),  # RFC 5737
    _block("198.51.100.0/24", "documentation"),
    _block("203.0.113.0/24", "documentation"),
    _block("192.88.99.0/24", "6to4"),  # RFC 7526, the relays
    _block("198.18.0.0/15", "benchmarking"),  # RFC 2544
    _block("224.0.0.0/4", "multicast"),  # RFC 5771
    _block("240.0.0.0/4", "reserved"),  # RFC 1112, and broadcast
    _block("::/128", "unspecified"),  # RFC 4291
    _block("::1/128", "loopback", inside=True),
    _block("::/96", "ipv4_compatible"),  # RFC 4291, deprecated
    _block("::ffff:0:0:0/96", "ipv4_translated"),  # RFC 2765
    _block("64:ff9b::/96", "nat64"),  # RFC 6052: carries an IPv4 address
    _block("64:ff9b:1::/48", "nat64"),  # RFC 8215
    _block("100::/64", "discard"),  # RFC 6666
    _block("2001::/32", "teredo"),  # RFC 4380: carries an IPv4 address
    _block("2001::/23", "protocol"),  # RFC 2928
    _block("2001:db8::/32", "documentation"),  # RFC 3849
    _block("2002::/16", "6to4"),  # RFC 3056: carries an IPv4 address
    _block("3fff::/20", "documentation"),  # RFC 9637
    _block("5f00::/16", "protocol"),  # RFC 9602
    _block("fc00::/7", "private", inside=True),  # RFC 4193
    _block("fe80::/10", "link_local"),  # RFC 4291
    _block("fec0::/10", "site_local"),  # RFC 3879, deprecated
    _block("ff00::/8", "multicast"),  # RFC 4291
)

# RFC 4291 and the IANA IPv6 registry: no other part of IPv6 has been given out for hosts.
_GIVEN_OUT = ip_network("2000::/3")


def parse_allowed(text: str) -> Allowed:
    """Comma-separated networks (CIDR), host names, absolute directories of sockets, and
    directories of database files as `file:/directory`.

    A host name allows the private and loopback addresses it resolves to, never the metadata
    service or multicast: those take a network in so many words. Raises `ValueError` with what
    to correct, for the settings page and the start-up check to show.
    """
    networks: list[Network] = []
    hosts: set[str] = set()
    sockets: set[str] = set()
    files: set[str] = set()
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        if part.startswith("file:/"):
            files.add(posixpath.realpath(part.removeprefix("file:")))
        elif part.startswith("/"):
            sockets.add(posixpath.normpath(part))
        elif "/" in part or _literal(part) is not None:
            networks.append(_network(part))
        else:
            hosts.add(_plain(part))
    return Allowed(
        networks=tuple(networks),
        hosts=frozenset(hosts),
        sockets=frozenset(sockets),
        files=frozenset(files),
    )


@cache
def operator_allows() -> Allowed:
    """What the operator of this installation allows, by its environment."""
    return parse_allowed(",".join(env.current().allow_private))


def _network(part: str) -> Network:
    try:
        return ip_network(part)
    except ValueError as error:
        raise ValueError(f"{part!r} is not a network such as 10.1.0.0/16: {error}") from None


def not_public(address: Address) -> Block | None:
    """The block that keeps `address` from being the public internet, or None if it is that."""
    address = unwrapped(address)
    for block in BLOCKS:
        if address.version == block.network.version and address in block.network:
            return block
    if isinstance(address, IPv6Address) and address not in _GIVEN_OUT:
        return Block(IPv6Network(address), "reserved")
    return None


def unwrapped(address: Address) -> Address:
    """`::ffff:a.b.c.d` is dialled as IPv4 by the kernel, so it is judged as IPv4."""
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        return address.ipv4_mapped
    return address


def judge(address: Address, *, host: str, allowed: Allowed) -> str | None:
    """Why we may not connect to `address` under the name `host`, as a code; None if we may."""
    if isinstance(address, IPv6Address) and address.scope_id:
        return "zone"
    address = unwrapped(address)
    if any(address.version == net.version and address in net for net in allowed.networks):
        return None
    block = not_public(address)
    if block is None or (block.inside and _plain(host) in allowed.hosts):
        return None
    return block.reason


def decide(host: str, port: int, addresses: Iterable[str], *, allowed: Allowed) -> Target:
    """Fix the target on the first address, if every address of the name is allowed.

    One forbidden address among several refuses them all: a name that points both at the
    internet and at our network is an attempt, or a mistake that will turn into one.
    """
    candidates = [unwrapped(ip_address(address)) for address in addresses]
    if not candidates:
        raise _unknown(host)
    for address in candidates:
        reason = judge(address, host=host, allowed=allowed)
        if reason is not None:
            # The address itself is not told: our resolver must not become a user's.
            raise AddressNotAllowed(
                f"{host} is not on the public internet ({reason}). Use its public address, or "
                "ask whoever runs this Löfte to add it to LOFTE_ALLOW_PRIVATE.",
                host=host,
                reason=reason,
            )
    first = candidates[0]
    return Target(host=host, port=port, address=str(first), public=not_public(first) is None)


def resolve(host: str, port: int, *, allowed: Allowed, lookup: Lookup | None = None) -> Target:
    """Resolve `host` once and judge all its addresses. Refuses what may not be dialled."""
    if not 1 <= port <= 65535:
        raise HostUnknown("A port is a number between 1 and 65535.", port=port)
    name = _plain(host)
    literal = _literal(name)
    if literal is not None:
        return decide(name, port, [str(literal)], allowed=allowed)
    if not _NAME.fullmatch(name) or _ENDS_IN_NUMBER.search(name):
        raise _unknown(host)
    return decide(name, port, (lookup or _lookup)(name), allowed=allowed)


def socket_directory(path: str, port: int, *, allowed: Allowed) -> Target:
    """A directory of Unix sockets is allowed when the operator named it, or one above it."""
    above = {"/", path, *(path[:end] for end, char in enumerate(path) if char == "/")}
    if path != posixpath.normpath(path) or not above & allowed.sockets:
        raise AddressNotAllowed(
            f"Unix sockets in {path} are not open to users. Ask whoever runs this Löfte to add "
            "the directory to LOFTE_ALLOW_PRIVATE.",
            host=path,
            reason="socket",
        )
    return Target(host=path, port=port, address=None, public=False)


def file_allowed(path: Path, *, allowed: Allowed) -> Path:
    """The file that is meant, links followed, if it lies in a directory the operator named for
    files."""
    real = path.resolve()
    if not allowed.files.intersection(map(str, real.parents)):
        raise AddressNotAllowed(
            "Files of this server are not open to users. Ask whoever runs this Löfte to add "
            "their directory to LOFTE_ALLOW_PRIVATE, as file:/directory.",
            host="",
            reason="file",
        )
    return real


_LABEL = r"[a-z0-9_][a-z0-9_-]{0,62}"
_NAME = re.compile(rf"(?=.{{1,253}}\Z){_LABEL}(?:\.{_LABEL})*")

# The C library reads 2130706433, 0x7f.1 and 0177.0.0.1 as addresses. No real name ends in a
# number (WHATWG URL standard, "ends in a number"), so such a name is a mistake or a trick.
_ENDS_IN_NUMBER = re.compile(r"(?:^|\.)(?:[0-9]+|0x[0-9a-f]*)\Z")


def _plain(host: str) -> str:
    """The host in the one spelling rules use: lower-case ASCII, no brackets, no last dot."""
    bare = host[1:-1] if host.startswith("[") and host.endswith("]") else host
    try:
        # Also turns full-width digits into plain ones, before anybody judges them.
        ascii_name = bare if ":" in bare else bare.encode("idna").decode("ascii")
    except UnicodeError:
        raise _unknown(host) from None
    return ascii_name.lower().removesuffix(".")


def _literal(name: str) -> Address | None:
    try:
        return ip_address(name)
    except ValueError:
        return None


def _lookup(name: str) -> Sequence[str]:
    try:
        found = socket.getaddrinfo(name, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise _unknown(name) from None
    # Order kept (RFC 6724: the reachable family first), doubles dropped.
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def _unknown(host: str) -> HostUnknown:
    return HostUnknown(
        f"There is no host called {host!r}. Check the spelling, and write addresses as "
        "192.0.2.1 or [2001:db8::1].",
        host=host,
    )
