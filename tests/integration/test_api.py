"""The API over HTTP: who is let in, what is told, and in which shape it says no."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from cast import Cast, enter
from lofte.api import context, errors
from lofte.api.reference import operations
from lofte.areas.access import actions as access
from lofte.areas.access import queries
from lofte.areas.access import steps as access_steps
from lofte.areas.access.rules import Permission
from lofte.areas.datamap import actions as datamap
from lofte.areas.promises import actions as promises
from lofte.areas.promises import queries as promise_queries
from lofte.areas.requests import queries as requests
from lofte.kernel.ids import new_id
from programs import API, ask, holding, program, token_of

PLACE = re.compile(r"\{\w+\}")
OPERATIONS = [(method, path, said["x-scope"]) for method, path, said in operations()]
BY_ID = [
    (method, path)
    for method, path, _ in OPERATIONS
    if "_id}" in path or "{event}" in path  # A control's code is everybody's.
]
# What an operation reads, where it is more than the reason that all of them take.
BODIES = {
    "identities": {"table": "patients", "column": "email", "kind": "email"},
    "clearings": {"table": "patients", "column": "email"},
    "relations": {"table": "visits", "relation": "owns"},
    "writing": {"on": True},
}


@pytest.fixture
def cast() -> Cast:
    # The API reads the clock, so its people must live now.
    return enter(now=datetime.now(UTC))


def told(answer: Any) -> dict[str, Any]:
    """A problem in the one shape there is."""
    assert answer["Content-Type"] == "application/problem+json"
    said: dict[str, Any] = answer.json()
    assert set(said) == set(errors.Problem.model_fields)
    assert said["status"] == answer.status_code
    assert said["type"] == f"/problems/{said['code']}"
    return said


def test_a_token_reads_its_own_organisation(cast: Cast) -> None:
    answer = program(cast.bob).get(f"{API}/organisation")

    assert answer.status_code == 200
    assert answer.json()["slug"] == cast.slug
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "sent",
    ["", "Basic bG9mdGU6bG9mdGU=", "Bearer", "Bearer x", "Bearer lofte_zz_x", "Bearer lofte__"],
)
def test_without_a_token_nothing_is_told(sent: str) -> None:
    answer = Client(headers={"Authorization": sent, "Host": "localhost"}).get(f"{API}/requests")

    assert answer.status_code == 401
    assert told(answer)["code"] == "unauthenticated"
    assert answer["WWW-Authenticate"] == "Bearer"


def test_a_token_for_another_organisation_does_not_hold(cast: Cast) -> None:
    token = token_of(cast.bob)
    forged = token.replace(cast.bob.tenant.hex, cast.charlie.tenant.hex)

    assert holding(forged).get(f"{API}/organisation").status_code == 401


def test_a_revoked_token_stops_at_once(cast: Cast) -> None:
    token_id, token = access.issue_token(cast.bob, name="x", scopes=cast.bob.permissions)
    assert holding(token).get(f"{API}/organisation").status_code == 200

    access.revoke_token(cast.bob, token_id=token_id)

    assert holding(token).get(f"{API}/organisation").status_code == 401


def test_an_expired_token_does_not_hold(cast: Cast) -> None:
    before = cast.at(datetime.now(UTC) - timedelta(days=3))
    _, token = access.issue_token(before.bob, name="x", scopes=cast.bob.permissions, days=1)

    assert holding(token).get(f"{API}/organisation").status_code == 401


def test_a_token_loses_what_its_maker_loses(cast: Cast) -> None:
    caller = program(cast.bob)
    (membership,) = [
        row.membership_id
        for row in queries.members(cast.alice)
        if row.account_id == cast.bob.actor
    ]

    access.end_membership(cast.alice, membership_id=membership)

    assert caller.get(f"{API}/organisation").status_code == 403


def test_a_token_made_on_the_command_line_has_its_scopes_and_no_more(cast: Cast) -> None:
    caller = program(cast.system, "promises.view")

    assert caller.get(f"{API}/promises").status_code == 200
    assert caller.get(f"{API}/requests").status_code == 403


def test_a_missing_scope_is_named_before_the_input_is_looked_at(cast: Cast) -> None:
    answer = program(cast.bob, "notices.view").get(f"{API}/requests?limit=x")

    assert answer.status_code == 403
    assert told(answer)["code"] == "no_scope"
    assert told(answer)["facts"] == {"scope": "requests.view"}


@pytest.mark.parametrize(("method", "path", "scope"), OPERATIONS, ids=lambda part: part)
def test_every_operation_asks_for_the_scope_it_declares(
    cast: Cast, method: str, path: str, scope: str
) -> None:
    every_other = cast.bob.permissions - {Permission(scope)}

    answer = program(cast.bob, *every_other).generic(
        method, PLACE.sub(str(new_id()), path), "{}", content_type="application/json"
    )

    assert answer.status_code == 403
    assert told(answer)["facts"] == {"scope": scope}


def test_an_input_that_cannot_be_right_is_told_where_and_what(cast: Cast) -> None:
    answer = program(cast.bob).get(f"{API}/requests?limit=201&view=odd")

    assert answer.status_code == 422
    places = {fault["where"]: fault["what"] for fault in told(answer)["errors"]}
    assert set(places) == {"query.limit", "query.view"}
    assert "200" in places["query.limit"]


def test_a_misspelt_field_is_refused_by_its_name(cast: Cast) -> None:
    answer = program(cast.bob).post(
        f"{API}/systems", {"nam": "x"}, content_type="application/json"
    )

    assert answer.status_code == 422
    assert {f["where"] for f in told(answer)["errors"]} == {"body.nam", "body.name", "body.url"}


def test_a_misspelt_parameter_is_refused_by_its_name(cast: Cast) -> None:
    answer = program(cast.bob).get(f"{API}/requests?limt=5")

    assert answer.status_code == 422
    assert told(answer)["code"] == "unknown_parameter"
    assert told(answer)["facts"] == {"parameters": ["limt"]}


@pytest.mark.parametrize("body", ["{", '"\\ud800', "\x00", "[" * 100_000], ids=range(4))
def test_a_body_that_is_no_json_is_malformed(cast: Cast, body: str) -> None:
    answer = program(cast.bob).post(f"{API}/systems", body, content_type="application/json")

    assert answer.status_code == 400
    assert told(answer)["code"] == "malformed"


@pytest.mark.parametrize("name", ["\\u0000", "\\ud800"])
def test_text_the_database_cannot_hold_is_refused(cast: Cast, name: str) -> None:
    body = f'{{"name": "{name}", "url": "postgresql://db.example/x"}}'
    answer = program(cast.bob).post(f"{API}/systems", body, content_type="application/json")

    assert answer.status_code == 422
    assert [fault["where"] for fault in told(answer)["errors"]] == ["body.name"]


def test_a_body_beyond_all_measure_is_refused(cast: Cast) -> None:
    body = '{"name": "' + "x" * 5_000_000 + '"}'
    answer = program(cast.bob).post(f"{API}/systems", body, content_type="application/json")

    assert answer.status_code == 413
    assert told(answer)["code"] == "too_large"


@pytest.mark.parametrize("path", ["/", "/nothing", "/requests/", "/requests/a/b/c"])
def test_an_unknown_address_is_a_problem_too(path: str) -> None:
    answer = Client(headers={"Host": "localhost"}).get(f"{API}{path}")

    assert answer.status_code == 404
    assert told(answer)["code"] == "not_found"


def test_an_unknown_method_is_told_which_there_are() -> None:
    answer = Client(headers={"Host": "localhost"}).delete(f"{API}/systems")

    assert answer.status_code == 405
    assert told(answer)["code"] == "method_not_allowed"
    assert set(answer["Allow"].split(", ")) == {"GET", "POST"}


def test_what_is_unexpected_tells_no_detail(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the secret detail")

    # A port: the clock that the edge reads is the one thing here that is not ours.
    monkeypatch.setattr(context, "datetime", type("Clock", (), {"now": broken}))
    answer = program(cast.bob).get(f"{API}/organisation")

    assert answer.status_code == 500
    assert told(answer)["code"] == "internal"
    assert b"secret" not in answer.content
    assert "the secret detail" in caplog.text


@pytest.mark.parametrize(("method", "path"), BY_ID, ids=lambda part: part)
def test_what_is_another_organisations_looks_like_what_is_not_there(
    cast: Cast, method: str, path: str
) -> None:
    caller = program(cast.charlie)
    body = json.dumps(BODIES.get(path.rpartition("/")[2], {"reason": "Many systems."}))
    answers = [
        caller.generic(method, PLACE.sub(thing, path), body, content_type="application/json")
        for thing in (thing_at(cast, path), str(new_id()))
    ]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert told(answers[0])["code"] == "not_found"
    assert answers[0].content == answers[1].content


def thing_at(cast: Cast, path: str) -> str:
    """Something of Alice's organisation that stands at this address there."""
    if "/systems/" in path:
        url = "postgresql://reader:secret@db.example/booking"
        return str(datamap.register_system(cast.bob, name="Booking", url=url))
    if "/requests/" in path:
        return ask(cast)
    if "/entries/" in path:
        return str(requests.whole(cast.bob, request_id=UUID(ask(cast))).moments[0].event)
    published = promises.publish_policy(
        cast.bob, raw=b"We delete your data after a year.", filename="p.md", language="en"
    )
    board = promise_queries.board(cast.bob)
    return str(
        published.version_id if "/notices/" in path else board.groups[0].rows[0].promise.id
    )


def test_too_many_calls_are_told_when_to_come_back(cast: Cast) -> None:
    token_id, token = access.issue_token(cast.bob, name="x", scopes=cast.bob.permissions)
    soon = datetime.now(UTC) + timedelta(minutes=1)
    for _ in range(context.CALLS_A_MINUTE):
        access_steps.take(
            what="api", who=str(token_id), most=context.CALLS_A_MINUTE, seconds=60, now=soon
        )

    answer = holding(token).get(f"{API}/organisation")

    assert answer.status_code == 429
    assert told(answer)["code"] == "too_often"
    assert int(answer["Retry-After"]) == 60
    assert program(cast.bob).get(f"{API}/organisation").status_code == 200
