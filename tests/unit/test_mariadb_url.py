from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lofte.connectors.mariadb.opening import describe
from lofte.connectors.mariadb.url import locate, parse_url
from lofte.discovery.ports import SourceUrlInvalid
from lofte.infra.outbound import NOTHING, AddressNotAllowed, parse_allowed


@pytest.mark.parametrize("scheme", ["mariadb", "mysql", "MySQL"])
def test_a_plain_url_is_taken_apart(scheme: str) -> None:
    found = parse_url(f"{scheme}://anna:p%40ss%2F@db.example/my%20db?ssl-mode=REQUIRED")

    assert (found.host, found.port, found.database) == ("db.example", 3306, "my db")
    assert (found.user, found.password, found.ssl_mode) == ("anna", "p@ss/", "required")
    assert found.description == "mariadb://anna@db.example:3306/my%20db"


def test_a_socket_stands_for_a_host() -> None:
    found = parse_url("mysql://u@/d?socket=/run/mysqld/mysqld.sock")

    assert found.description == "mariadb://u@/d?socket=/run/mysqld/mysqld.sock"
    assert locate(found, allowed=parse_allowed("/run/mysqld")).address is None
    with pytest.raises(AddressNotAllowed):
        locate(found, allowed=NOTHING)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "db.example",
        "postgresql://u@h/d",
        "mysql+pymysql://u@h/d",
        "mariadb://h/d",
        "mariadb://u@/d",
        "mariadb://u@h",
        "mariadb://u@h,i/d",
        "mariadb://u@h:0/d",
        "mariadb://u@h:x/d",
        "mariadb://u@h/d#x",
        "mariadb://u@h/d?local_infile=1",
        "mariadb://u@h/d?ssl_ca=/etc/passwd",
        "mariadb://u@h/d?init_command=DROP",
        "mariadb://u@h/d?read_default_file=/root/.my.cnf",
        "mariadb://u@h/d?ssl-mode=maybe",
        "mariadb://u@h/d?ssl-mode=disabled&ssl-mode=required",
        "mariadb://u@h/d?socket=/run/x.sock",
        "mariadb://u@/d?socket=x.sock",
        "mariadb://u@h/d%00",
        "mariadb://u@h/d\x00",
    ],
)
def test_what_we_do_not_know_is_refused(url: str) -> None:
    with pytest.raises(SourceUrlInvalid):
        parse_url(url)


def test_our_own_network_is_not_dialled_unless_allowed() -> None:
    with pytest.raises(AddressNotAllowed):
        locate(parse_url("mariadb://u@127.0.0.1/d"), allowed=NOTHING)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=12))
def test_a_password_never_shows_in_the_description(password: str) -> None:
    from urllib.parse import quote

    url = f"mariadb://u:{quote(password, safe='')}@db.example/d"
    if len(url) < 2048:
        assert password not in describe(url)
        assert password not in repr(parse_url(url))
