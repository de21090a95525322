"""The demo's small parts: shares of the booking, letters in the outbox, what newcomers read."""

from __future__ import annotations

import os
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest

from lofte.demo import guide
from lofte.demo.booking import people
from lofte.demo.booking.databases import LOGINS
from lofte.demo.booking.fill import COLUMNS
from lofte.demo.booking.rows import Tables, tables
from lofte.demo.booking.shares import only, share_of
from lofte.demo.names import MEMBERS
from lofte.demo.outbox import letters


@pytest.fixture(scope="module")
def content() -> Tables:
    return tables(people.people(people.SEED), today=date(2026, 11, 22), seed=people.SEED)


@pytest.mark.parametrize("business", [1, 2])
def test_a_share_has_every_table_and_one_business_in_it(content: Tables, business: int) -> None:
    share = share_of(content, business=business)

    assert list(share) == list(content)
    for table, rows in share.items():
        columns = COLUMNS[table].split()
        if "business_id" in columns:
            place = columns.index("business_id")
            assert {row[place] for row in rows} <= {business}, table


def test_the_shares_together_are_all_that_is_anybodys(content: Tables) -> None:
    shares = [share_of(content, business=business) for business in (1, 2)]

    for table in ("customers", "login_accounts", "bookings", "invoices", "invoice_lines"):
        assert sum(len(share[table]) for share in shares) == len(content[table]), table
    assert not any(share["kundimport_gammal"] for share in shares)


def test_what_hangs_on_a_customer_goes_with_the_customer(content: Tables) -> None:
    salon = share_of(content, business=1)

    customers = {row[0] for row in salon["customers"]}
    assert {row[1] for row in salon["login_accounts"]} <= customers
    assert {row[0] for row in salon["invoice_lines"]} <= {row[0] for row in salon["invoices"]}


def test_tussilagos_own_database_has_no_customers(content: Tables) -> None:
    own = only(content, LOGINS["tussilago"].tables)

    assert own["staff"]
    assert not own["customers"]
    assert not own["bookings"]
    assert set(own) == set(content)


def test_a_newcomer_is_told_of_people_there_are() -> None:
    told = guide.text("http://127.0.0.1:8000")
    mentioned = [member.email for member in MEMBERS if member.email in told]

    assert (people.SIGNE.name, people.SIGNE.email) == guide.SIGNE
    assert len(set(mentioned)) == 3
    for email in guide.facts("")["accounts"]:  # type: ignore[attr-defined]
        assert email in told


def test_letters_are_read_as_they_were_written_the_newest_first(tmp_path: Path) -> None:
    for number, (name, words) in enumerate({"a": "Ett två", "b": "Åtta\n\nnio 123456"}.items()):
        letter = EmailMessage()
        letter["To"], letter["Subject"] = f"{name}@post.example", f"Hälsning {number}"
        letter["Date"] = f"Sun, 22 Nov 2026 10:0{number}:00 +0100"
        letter.set_content(words, charset="utf-8")
        path = tmp_path / f"{name}.log"
        path.write_bytes(letter.as_bytes() + b"\n" + b"-" * 79 + b"\n")
        stamp = 1_000_000_000 + number
        os.utime(path, (stamp, stamp))

    newest, oldest = letters(tmp_path)
    assert (newest.to, newest.subject) == ("b@post.example", "Hälsning 1")
    assert newest.text == "Åtta\n\nnio 123456"
    assert newest.at > oldest.at
    assert [one.to for one in letters(tmp_path, most=1)] == ["b@post.example"]


def test_an_outbox_that_is_not_there_has_no_letters(tmp_path: Path) -> None:
    assert letters(tmp_path / "outbox") == []
