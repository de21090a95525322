"""`lofte organisations` on a real database: from nothing to a program that calls the API."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner, Result

from lofte.areas.access.models import Account
from lofte.cli.organisations import organisations
from lofte.kernel.ids import new_id
from programs import API, holding


def run(*words: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(organisations, list(words), input=stdin)


def told(*words: str, stdin: str | None = None) -> Any:
    done = run(*words, "--json", stdin=stdin)
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


@pytest.fixture
def slug() -> str:
    made: str = told("create", f"cli-{new_id().hex[-10:]}", "--name", "Björnmossa")["slug"]
    return made


def test_what_was_made_is_listed(slug: str) -> None:
    (row,) = [row for row in told("list") if row["slug"] == slug]

    assert row["name"] == "Björnmossa"
    assert row["tenant"] in run("list").stdout


def test_an_address_is_given_once(slug: str) -> None:
    done = run("create", slug, "--name", "Another")

    assert done.exit_code == 6
    assert "choose another" in done.stderr


def test_a_colleague_gets_a_role_and_a_password(slug: str) -> None:
    email = f"{slug}@staff.example"
    words = ("grant", email, "--name", "Alice", "--role", "owner", "--organisation", slug)

    account = told(*words, "--password-stdin", stdin="a long and quiet sentence\n")

    found = Account.objects.get(id=account["account"])
    assert found.email == email
    assert found.check_password("a long and quiet sentence")


def test_a_common_password_is_refused(slug: str) -> None:
    words = ("grant", f"{slug}@staff.example", "--name", "A", "--role", "owner")

    done = run(*words, "--organisation", slug, "--password-stdin", stdin="password1234\n")

    assert done.exit_code == 5
    assert "12 characters" in done.stderr


def test_a_token_calls_the_api_within_its_scopes(slug: str) -> None:
    made = told("token", "--organisation", slug, "--scopes", "notices.view,promises.view")
    caller = holding(made["token"])

    assert caller.get(f"{API}/organisation").json()["slug"] == slug
    assert caller.get(f"{API}/requests").status_code == 403


def test_a_scope_that_is_none_is_refused(slug: str) -> None:
    done = run("token", "--organisation", slug, "--scopes", "everything")

    assert done.exit_code == 5


def test_contact_details_left_out_stay(slug: str) -> None:
    told("set-contact", "--organisation", slug, "--email", "hej@bjornmossa.example")
    told("set-contact", "--organisation", slug, "--officer-name", "Bob Testsson")

    (row,) = [row for row in told("list") if row["slug"] == slug]
    assert row["contact_email"] == "hej@bjornmossa.example"
    assert row["officer_name"] == "Bob Testsson"


def test_an_organisation_nobody_made_is_not_found() -> None:
    done = run("token", "--organisation", "nobody-here", "--scopes", "notices.view")

    assert done.exit_code == 3
