from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lofte.infra import outbound
from lofte.infra.outbound import (
    EVERYTHING,
    NOTHING,
    AddressNotAllowed,
    HostUnknown,
    decide,
    file_allowed,
    judge,
    not_public,
    parse_allowed,
    resolve,
    socket_directory,
)

PUBLIC = "8.8.8.8"


def names(*addresses: str) -> outbound.Lookup:
    return lambda _name: list(addresses)


def never(_name: str) -> list[str]:
    raise AssertionError("must not be looked up")


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("10.0.0.1", "private"),
        ("172.31.255.255", "private"),
        ("192.168.1.1", "private"),
        ("127.0.0.1", "loopback"),
        ("127.255.255.254", "loopback"),
        ("0.0.0.0", "unspecified"),
        ("100.64.0.1", "shared"),
        ("100.127.255.255", "shared"),
        ("100.100.100.200", "metadata"),
        ("169.254.169.254", "metadata"),
        ("169.254.1.1", "link_local"),
        ("192.0.0.192", "metadata"),
        ("192.0.0.8", "protocol"),
        ("168.63.129.16", "metadata"),
        ("192.0.2.1", "documentation"),
        ("198.51.100.7", "documentation"),
        ("203.0.113.9", "documentation"),
        ("192.88.99.1", "6to4"),
        ("198.19.255.255", "benchmarking"),
        ("224.0.0.1", "multicast"),
        ("240.0.0.1", "reserved"),
        ("255.255.255.255", "reserved"),
        ("::", "unspecified"),
        ("::1", "loopback"),
        ("::10.0.0.1", "ipv4_compatible"),
        ("::ffff:10.0.0.1", "private"),
        ("::ffff:a00:1", "private"),
        ("::ffff:169.254.169.254", "metadata"),
        ("::ffff:0:10.0.0.1", "ipv4_translated"),
        ("64:ff9b::10.0.0.1", "nat64"),
        ("64:ff9b:1::1", "nat64"),
        ("100::1", "discard"),
        ("2001:0:4136:e378::1", "teredo"),
        ("2001:20::1", "protocol"),
        ("2001:db8::1", "documentation"),
        ("2002:a00:1::", "6to4"),
        ("3fff::1", "documentation"),
        ("5f00::1", "protocol"),
        ("fd00:ec2::254", "metadata"),
        ("fd12:3456::1", "private"),
        ("fe80::1", "link_local"),
        ("fe80::1%eth0", "zone"),
        ("2a00::1%eth0", "zone"),
        ("fec0::1", "site_local"),
        ("ff02::1", "multicast"),
        ("4000::1", "reserved"),
    ],
)
def test_an_address_off_the_public_internet_is_refused(address: str, reason: str) -> None:
    assert judge(ip_address(address), host="db.example", allowed=NOTHING) == reason


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "100.63.255.255", "172.32.0.1", "2a00:1450::1", "::ffff:8.8.8.8"]
)
def test_a_public_address_is_allowed(address: str) -> None:
    assert judge(ip_address(address), host="db.example", allowed=NOTHING) is None


@pytest.mark.parametrize(
    "host",
    ["2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "127.1", "127.0.0.1.2", "10.0.0.0x1"],
)
def test_a_number_in_disguise_is_no_host_and_is_not_looked_up(host: str) -> None:
    with pytest.raises(HostUnknown):
        resolve(host, 5432, allowed=NOTHING, lookup=never)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.0.0.1.",
        "[::1]",
        "[::ffff:10.0.0.1]",
        "::1",
        "\uff11\uff12\uff17.0.0.1",
    ],
)
def test_a_literal_is_judged_without_a_lookup(host: str) -> None:
    with pytest.raises(AddressNotAllowed):
        resolve(host, 5432, allowed=NOTHING, lookup=never)


@pytest.mark.parametrize("host", ["localhost", "localhost.", "LOCALHOST", "ⓛocalhost"])
def test_localhost_is_refused_in_every_spelling_by_the_real_resolver(host: str) -> None:
    with pytest.raises(AddressNotAllowed):
        resolve(host, 5432, allowed=NOTHING)


@pytest.mark.parametrize("host", ["", ".", "a b", "a,b", "x" * 64, "a..b", "db\n.se", "@x"])
def test_what_cannot_be_a_host_is_refused_before_any_lookup(host: str) -> None:
    with pytest.raises(HostUnknown):
        resolve(host, 5432, allowed=NOTHING, lookup=never)


@pytest.mark.parametrize("port", [0, -1, 65536])
def test_a_port_outside_the_range_is_refused(port: int) -> None:
    with pytest.raises(HostUnknown):
        resolve("db.example", port, allowed=NOTHING, lookup=never)


def test_one_forbidden_address_among_several_refuses_the_name() -> None:
    with pytest.raises(AddressNotAllowed) as refusal:
        resolve("db.example", 5432, allowed=NOTHING, lookup=names(PUBLIC, "10.0.0.1"))

    assert refusal.value.code == "outbound.address_not_allowed"
    assert refusal.value.facts == {"host": "db.example", "reason": "private"}
    assert "10.0.0.1" not in refusal.value.message
    assert "LOFTE_ALLOW_PRIVATE" in refusal.value.message


def test_the_name_is_looked_up_once_and_the_address_is_pinned() -> None:
    asked: list[str] = []

    def lookup(name: str) -> list[str]:
        asked.append(name)
        return [PUBLIC, "2a00:1450::1"]

    target = resolve("DB.Example.", 5432, allowed=NOTHING, lookup=lookup)

    assert asked == ["db.example"]
    assert (target.host, target.address, target.public) == ("db.example", PUBLIC, True)


def test_a_name_without_addresses_is_unknown() -> None:
    with pytest.raises(HostUnknown) as refusal:
        resolve("db.example", 5432, allowed=NOTHING, lookup=names())
    assert refusal.value.code == "outbound.host_unknown"


def test_a_failing_lookup_is_an_unknown_host(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_args: object, **_named: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", fails)
    with pytest.raises(HostUnknown):
        resolve("db.example", 5432, allowed=NOTHING)


def test_an_allowed_network_opens_exactly_that_network() -> None:
    allowed = parse_allowed("10.1.0.0/16, fd00::/8")

    assert resolve("10.1.2.3", 1, allowed=allowed).public is False
    assert resolve("[::ffff:10.1.2.3]", 1, allowed=allowed).address == "10.1.2.3"
    assert resolve("fd12::1", 1, allowed=allowed).address == "fd12::1"
    with pytest.raises(AddressNotAllowed):
        resolve("10.2.0.1", 1, allowed=allowed)


def test_an_allowed_name_opens_inside_addresses_for_that_name_only() -> None:
    allowed = parse_allowed("db.internal")

    assert resolve("DB.internal.", 1, allowed=allowed, lookup=names("10.0.0.5")).address
    with pytest.raises(AddressNotAllowed):
        resolve("db.other", 1, allowed=allowed, lookup=names("10.0.0.5"))


@pytest.mark.parametrize("address", ["169.254.169.254", "fd00:ec2::254", "0.0.0.0"])
def test_an_allowed_name_never_opens_the_metadata_service(address: str) -> None:
    with pytest.raises(AddressNotAllowed):
        resolve("db.internal", 1, allowed=parse_allowed("db.internal"), lookup=names(address))


def test_a_socket_directory_is_open_only_when_it_or_one_above_is_named() -> None:
    allowed = parse_allowed("/run/postgresql/")

    for path in ("/run/postgresql", "/run/postgresql/one"):
        assert socket_directory(path, 5432, allowed=allowed).address is None
    for path in (
        "/run/postgresql/../other",
        "/run/postgresql2",
        "/run",
        "run/postgresql",
        "@abstract",
        "/run/x",
    ):
        with pytest.raises(AddressNotAllowed):
            socket_directory(path, 5432, allowed=allowed)


def test_an_empty_setting_allows_nothing() -> None:
    assert parse_allowed(" , ") == NOTHING


@pytest.mark.parametrize("text", ["10.0.0.1/8", "10.0.0.0/33", "db/16"])
def test_a_wrong_network_in_the_setting_says_what_is_wrong(text: str) -> None:
    with pytest.raises(ValueError, match="is not a network"):
        parse_allowed(text)


v4 = st.integers(0, 2**32 - 1).map(IPv4Address)
v6 = st.integers(0, 2**128 - 1).map(IPv6Address)


@given(v4)
def test_an_ipv4_address_is_judged_alike_inside_ipv6(address: IPv4Address) -> None:
    mapped = IPv6Address(f"::ffff:{address}")
    assert judge(mapped, host="x", allowed=NOTHING) == judge(address, host="x", allowed=NOTHING)


@given(v6)
def test_whatever_ipv6_is_public_lies_in_the_part_given_out(address: IPv6Address) -> None:
    if not_public(address) is None and address.ipv4_mapped is None:
        assert int(address) >> 125 == 0b001


@given(st.one_of(v4, v6))
def test_whatever_the_standard_library_calls_private_is_refused(
    address: IPv4Address | IPv6Address,
) -> None:
    if address.is_private or address.is_multicast or address.is_reserved:
        mapped = getattr(address, "ipv4_mapped", None)
        assert not_public(address) is not None or (mapped and mapped.is_global)


@given(st.lists(v4.map(str), min_size=1, max_size=5))
def test_the_decision_does_not_depend_on_the_order_of_the_answers(
    addresses: list[str],
) -> None:
    def allowed(order: list[str]) -> bool:
        try:
            decide("db.example", 1, order, allowed=NOTHING)
        except AddressNotAllowed:
            return False
        return True

    shuffled = sorted(addresses)
    assert allowed(addresses) == allowed(shuffled) == allowed(shuffled[::-1])


@given(st.text(max_size=40))
def test_any_text_is_a_target_or_a_refusal(host: str) -> None:
    try:
        target = resolve(host, 5432, allowed=NOTHING, lookup=names(PUBLIC))
    except (HostUnknown, AddressNotAllowed):
        return
    assert target.address is not None
    assert target.public


def test_files_are_open_only_in_directories_named_for_files(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in" / "deep" / "x.db", tmp_path / "out.db"
    inside.parent.mkdir(parents=True)
    outside.touch()
    inside.symlink_to(outside)
    allowed = parse_allowed(f"file:{tmp_path / 'in'}")

    assert file_allowed(inside.parent / "y.db", allowed=allowed).name == "y.db"
    assert file_allowed(outside, allowed=EVERYTHING) == outside
    for path in (inside, outside, tmp_path / "in" / ".." / "out.db"):
        for rules in (allowed, NOTHING, parse_allowed(str(tmp_path))):
            with pytest.raises(AddressNotAllowed):
                file_allowed(path, allowed=rules)


def test_everything_is_everything() -> None:
    for host in ("127.0.0.1", "::1", "10.0.0.1", "169.254.169.254"):
        assert resolve(host, 5432, allowed=EVERYTHING).address == host
    assert socket_directory("/run/postgresql", 5432, allowed=EVERYTHING).host
