from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lofte.connectors.postgresql.opening import Limits, connection_parameters
from lofte.connectors.postgresql.url import locate, parse_url
from lofte.discovery.ports import EncryptionRefused, SourceUrlInvalid
from lofte.infra.outbound import NOTHING, AddressNotAllowed, Target, parse_allowed

PUBLIC = Target(host="db.example", port=5432, address="8.8.8.8", public=True)
PRIVATE = Target(host="db.internal", port=5432, address="10.0.0.1", public=False)


def test_a_plain_url_is_taken_apart() -> None:
    found = parse_url("postgresql://anna:p%40ss%2F@db.example:6432/my%20db?sslmode=require")

    assert (found.host, found.port, found.database) == ("db.example", 6432, "my db")
    assert (found.user, found.password, found.sslmode) == ("anna", "p@ss/", "require")


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://u@/d?host=/run/Postgresql",
        "postgres://u@%2Frun%2FPostgresql/d",
        "postgres://u@%2Frun%2FPostgresql:5432/d",
    ],
)
def test_a_socket_directory_keeps_its_case(url: str) -> None:
    assert parse_url(url).host == "/run/Postgresql"
    assert parse_url(url).description == "postgresql://u@/d?host=/run/Postgresql"


def test_an_ipv6_host_is_taken_apart_and_described() -> None:
    found = parse_url("postgresql://u:secret@[2001:db8::1]:5433/d")
    assert (found.host, found.port) == ("2001:db8::1", 5433)
    assert found.description == "postgresql://u@[2001:db8::1]:5433/d"


def test_neither_description_nor_repr_shows_the_password() -> None:
    found = parse_url("postgresql://u:hemligt@db.example/d")
    assert found.description == "postgresql://u@db.example:5432/d"
    assert "hemligt" not in repr(found)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "db.example",
        "http://u@h/d",
        "mysql://u@h/d",
        "postgresql+psycopg://u@h/d",
        "postgresql:u@h/d",
        "postgresql://h/d",
        "postgresql://u@/d",
        "postgresql://u@h",
        "postgresql://u@h/",
        "postgresql://u@h:x/d",
        "postgresql://u@h:0/d",
        "postgresql://u@h:99999/d",
        "postgresql://u@h1,h2/d",
        "postgresql://u@h1:1,h2:2/d",
        "postgresql://u@/d?host=a,b",
        "postgresql://u@/d?host=a&port=1,2",
        "postgresql://u@/d?host=a&host=b",
        "postgresql://u@h/d?host=other",
        "postgresql://u@h:1/d?port=2",
        "postgresql://u@h/d?port=٣",
        "postgresql://u@h/d?hostaddr=10.0.0.1",
        "postgresql://u@h/d?service=x",
        "postgresql://u@h/d?passfile=/etc/passwd",
        "postgresql://u@h/d?sslkey=/k",
        "postgresql://u@h/d?sslcert=/k",
        "postgresql://u@h/d?sslrootcert=/etc/x",
        "postgresql://u@h/d?sslpassword=x",
        "postgresql://u@h/d?options=-c%20x%3D1",
        "postgresql://u@h/d?dbname=x",
        "postgresql://u@h/d?user=x",
        "postgresql://u@h/d?password=x",
        "postgresql://u@h/d?sslmode=maybe",
        "postgresql://u@h/d?channel_binding=x",
        "postgresql://u@h/d?krbsrvname=x",
        "postgresql://u:p#x@h/d",
        "postgresql://u@h/d\x00",
        "postgresql://u@h/d%00",
        "postgresql://u@h\n/d",
        "postgresql://u@h\\@x/d",
        "postgresql://[::1/d",
        "postgresql://u@h/" + "x" * 3000,
    ],
)
def test_anything_else_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(SourceUrlInvalid) as refusal:
        parse_url(url)
    assert refusal.value.code == "datamap.source_url_invalid"
    assert "postgresql://user:password@host:5432/database" in refusal.value.message


@given(st.text(max_size=80))
def test_any_text_is_a_url_or_a_refusal(text: str) -> None:
    for url in (text, f"postgresql://{text}", f"postgresql://u:p@h/{text}"):
        try:
            found = parse_url(url)
        except SourceUrlInvalid as refusal:
            assert text not in refusal.message or len(text) < 25
            continue
        assert found.user
        assert found.host
        assert "," not in found.host


@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=12, max_size=40)
)
def test_a_password_never_shows_in_the_description(password: str) -> None:
    from urllib.parse import quote

    found = parse_url(f"postgresql://u:{quote(password, safe='')}@db.example/d")
    assert found.password == password
    assert password not in found.description


def test_the_host_is_judged_before_anything_is_dialled() -> None:
    for url in ("postgresql://u@localhost/d", "postgresql://u@/d?host=/run/postgresql"):
        with pytest.raises(AddressNotAllowed):
            locate(parse_url(url), allowed=NOTHING)
    target = locate(parse_url("postgresql://u@127.0.0.1/d"), allowed=parse_allowed("127.0.0.1"))
    assert target.address == "127.0.0.1"


def test_the_judged_address_is_dialled_under_the_name_that_was_written() -> None:
    found = connection_parameters(parse_url("postgresql://u:p@db.example/d"), PUBLIC, Limits())

    assert (found["host"], found["hostaddr"]) == ("db.example", "8.8.8.8")
    assert found["application_name"] == "lofte"
    assert found["connect_timeout"] == 10


def test_nothing_of_our_own_environment_reaches_other_peoples_servers() -> None:
    found = connection_parameters(parse_url("postgresql://u@db.example/d"), PUBLIC, Limits())

    assert (found["password"], found["options"], found["sslcertmode"]) == ("", "", "disable")
    assert found["passfile"] == "/dev/null/none"


@pytest.mark.parametrize("mode", ["disable", "allow", "prefer"])
def test_personal_data_does_not_cross_the_internet_in_the_clear(mode: str) -> None:
    address = parse_url(f"postgresql://u@db.example/d?sslmode={mode}")

    with pytest.raises(EncryptionRefused):
        connection_parameters(address, PUBLIC, Limits())
    assert connection_parameters(address, PRIVATE, Limits())["sslmode"] == mode


def test_without_a_wish_public_servers_must_encrypt_and_private_ones_may() -> None:
    address = parse_url("postgresql://u@db.example/d")

    assert connection_parameters(address, PUBLIC, Limits())["sslmode"] == "require"
    assert connection_parameters(address, PRIVATE, Limits())["sslmode"] == "prefer"
