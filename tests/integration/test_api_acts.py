"""The API over HTTP: what is done is done once, and lists come in pages."""

from __future__ import annotations

import json
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import count
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client

from cast import Cast, enter
from desk import collected
from lofte.areas.access import actions as access
from lofte.areas.access.actions import KEY_LIVES, Kept, KeyInProgress
from lofte.areas.access.rules import CALL
from lofte.areas.datamap import queries as datamap
from lofte.infra.tenancy import reading
from lofte.kernel.context import Context
from programs import API, ask, program

POLICY = "# Privacy\n\nWe delete your bookings after one year. We never sell your data.\n"


@pytest.fixture
def cast() -> Cast:
    return enter(now=datetime.now(UTC))


def register(caller: Client, name: str, **headers: str) -> Any:
    return caller.post(
        f"{API}/systems",
        {"name": name, "url": "postgresql://reader:secret@db.example/booking"},
        content_type="application/json",
        headers=headers,
    )


def test_an_act_asked_for_again_under_its_key_is_done_once(cast: Cast) -> None:
    caller, key = program(cast.bob), {"Idempotency-Key": "register-1"}

    first, second = register(caller, "Booking", **key), register(caller, "Booking", **key)

    assert (first.status_code, second.status_code) == (201, 201)
    assert first.content == second.content
    assert second["Idempotency-Replayed"] == "true"
    assert "Idempotency-Replayed" not in first
    assert len(datamap.systems(cast.bob)) == 1


def test_without_a_key_the_same_act_is_done_again(cast: Cast) -> None:
    caller = program(cast.bob)

    assert register(caller, "Booking").status_code == 201
    again = register(caller, "Booking")

    assert again.status_code == 409
    assert again.json()["code"] == "datamap.name_taken"


def test_a_key_does_not_serve_two_requests(cast: Cast) -> None:
    caller, key = program(cast.bob), {"Idempotency-Key": "k"}
    register(caller, "Booking", **key)

    other = register(caller, "Till", **key)

    assert other.status_code == 409
    assert other.json()["code"] == "idempotency_key_reused"


def test_a_refusal_is_not_remembered(cast: Cast) -> None:
    caller, key = program(cast.bob), {"Idempotency-Key": "k"}
    register(caller, "Booking")

    assert register(caller, "Booking", **key).status_code == 409
    assert register(caller, "Till", **key).status_code == 201


def test_two_programs_may_choose_the_same_key(cast: Cast) -> None:
    key = {"Idempotency-Key": "1"}

    assert register(program(cast.bob), "Booking", **key).status_code == 201
    assert register(program(cast.bob), "Till", **key).status_code == 201


@pytest.mark.parametrize("key", ["", "x" * 201, "with space", "nyckel-å"])
def test_a_key_is_short_and_printable(cast: Cast, key: str) -> None:
    answer = register(program(cast.bob), "Booking", **{"Idempotency-Key": key})

    assert answer.status_code == 422
    assert answer.json()["code"] == "bad_idempotency_key"


def test_of_many_at_once_under_one_key_one_is_done(cast: Cast) -> None:
    caller, key = program(cast.bob), {"Idempotency-Key": "race"}

    def call(_: int) -> int:
        try:
            status: int = register(caller, "Booking", **key).status_code
            return status
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        statuses = list(pool.map(call, range(8)))

    assert set(statuses) <= {201, 409}
    assert 201 in statuses
    assert len(datamap.systems(cast.bob)) == 1


def test_a_claim_without_an_answer_is_in_progress_for_a_day(cast: Cast) -> None:
    program_ctx = calling(cast.bob)
    claim = access.claim_key(program_ctx, key="k", digest=b"d" * 32)

    with pytest.raises(KeyInProgress):
        access.claim_key(program_ctx, key="k", digest=b"d" * 32)

    tomorrow = calling(cast.at(cast.bob.now + KEY_LIVES).bob)
    again = access.claim_key(tomorrow, key="k", digest=b"e" * 32)
    assert again != claim
    assert not isinstance(again, Kept)


def test_answers_lie_sealed_and_are_forgotten_after_a_day(cast: Cast) -> None:
    ctx = calling(cast.bob)
    claim = access.claim_key(ctx, key="k", digest=b"d" * 32)
    assert not isinstance(claim, Kept)
    kept = Kept(status=200, answer=b'{"canonical": "197001012384"}')
    access.keep_answer(ctx, claim_id=claim, kept=kept)

    assert access.claim_key(ctx, key="k", digest=b"d" * 32) == kept
    assert b"197001012384" not in stored(ctx)

    later = calling(cast.at(ctx.now + KEY_LIVES - timedelta(seconds=1)).bob)
    assert access.forget_answers(later) == 0
    assert access.forget_answers(calling(cast.at(ctx.now + KEY_LIVES).bob)) == 1


def calling(ctx: Context) -> Context:
    return Context(
        tenant=ctx.tenant, actor=ctx.actor, now=ctx.now, permissions=frozenset({CALL})
    )


def stored(ctx: Context) -> bytes:
    with reading(ctx), connection.cursor() as cursor:
        cursor.execute("SELECT answer FROM access_idempotencykey")
        ((answer,),) = cursor.fetchall()
    return bytes(answer)


@pytest.mark.parametrize("limit", [1, 2, 5, 200])
def test_pages_show_everything_once_and_in_order(cast: Cast, limit: int) -> None:
    asked = {ask(cast) for _ in range(5)}
    caller, after = program(cast.bob), ""
    seen: list[str] = []

    for turns in count(1):  # noqa: B007 (read after the loop)
        answer = caller.get(f"{API}/requests?view=all&limit={limit}&after={after}").json()
        seen += [row["id"] for row in answer["items"]]
        if answer["next"] is None:
            break
        after = answer["next"]

    assert turns == -(-5 // limit)
    assert set(seen) == asked
    assert seen == sorted(seen)


@pytest.mark.parametrize("after", ["x", "AAAA", "MQ", "-" * 400])
@pytest.mark.parametrize("path", ["requests", "controls/ledger.verifies/runs"])
def test_a_cursor_of_ones_own_making_is_refused(cast: Cast, path: str, after: str) -> None:
    answer = program(cast.bob).get(f"{API}/{path}?after={after}")

    assert answer.status_code in {404, 422}
    assert re.fullmatch("bad_cursor|not_found", answer.json()["code"])


def test_a_policy_is_published_and_read_back(cast: Cast) -> None:
    caller = program(cast.bob)
    body = {"language": "en", "text": POLICY, "filename": "policy.md"}

    made = caller.post(f"{API}/notices", body, content_type="application/json")
    text = caller.get(f"{API}/notices/current?language=en").json()
    board = caller.get(f"{API}/promises").json()

    assert made.status_code == 201
    assert text["version"]["id"] == made.json()["version_id"] == board["version"]
    said = [sentence["text"] for block in text["blocks"] for sentence in block["sentences"]]
    assert "We never sell your data." in said
    assert (
        board["summary"]["total"] == len(board["items"]) == made.json()["promises"]["promises"]
    )
    one = caller.get(f"{API}/promises/{board['items'][0]['id']}").json()
    assert one["text"] == board["items"][0]["text"]


def test_a_control_asked_now_answers_and_is_kept(cast: Cast) -> None:
    caller = program(cast.bob)

    answer = caller.post(
        f"{API}/evidence-runs", {"controls": ["requests.none_overdue"]},
        content_type="application/json",
    )  # fmt: skip

    assert answer.status_code == 201
    assert [found["verdict"] for found in answer.json()["items"]] == ["kept"]
    (run,) = caller.get(f"{API}/controls/requests.none_overdue/runs").json()["items"]
    assert run["fresh"]
    assert run["verdict"] == "kept"


def test_a_control_sees_what_its_asker_may_not(cast: Cast) -> None:
    caller = program(cast.bob, "evidence.run")

    answer = caller.post(
        f"{API}/evidence-runs", {"controls": ["datamap.systems_scanned"]},
        content_type="application/json",
    )  # fmt: skip

    assert [found["error"] for found in answer.json()["items"]] == [""]
    assert caller.get(f"{API}/systems").status_code == 403


def test_a_request_that_is_not_confirmed_is_not_extended(cast: Cast) -> None:
    request_id, caller = ask(cast), program(cast.bob)

    answer = caller.post(
        f"{API}/requests/{request_id}/extension", {"reason": "It is a lot."},
        content_type="application/json",
    )  # fmt: skip

    assert answer.status_code == 409
    assert answer.json()["code"] == "request_not_now"
    assert answer.json()["facts"] == {"state": "unconfirmed"}


def test_a_deadline_is_extended_once(cast: Cast) -> None:
    request_id, _ = collected(cast)
    caller, path = program(cast.bob), f"{API}/requests/{request_id}"
    before = caller.get(path).json()

    answers = [
        caller.post(
            f"{path}/extension", {"reason": "It is a lot."}, content_type="application/json",
            headers={"Idempotency-Key": key},
        )
        for key in ("first", "first", "second")
    ]  # fmt: skip

    assert [answer.status_code for answer in answers] == [204, 204, 409]
    assert answers[1].content == b""
    assert answers[2].json()["code"] == "extended_before"
    after = caller.get(path).json()
    assert after["extended_because"] == "It is a lot."
    assert after["safe_on"] > before["safe_on"]


def test_a_package_is_read_through_and_released(cast: Cast) -> None:
    request_id, _ = collected(cast)
    caller, path = program(cast.bob), f"{API}/requests/{request_id}"

    package = caller.get(f"{path}/package")
    content = b"".join(package.streaming_content)  # type: ignore[arg-type]
    released = caller.post(f"{path}/release")

    assert package["Content-Type"] == "application/zip"
    assert content[:2] == b"PK"
    assert released.status_code == 204
    whole = caller.get(path).json()
    assert whole["state"] == "answered"
    assert whole["package"]["opened"] is True
    assert whole["package"]["sha256"] == sha256(content).hexdigest()


def test_a_deadline_is_counted(cast: Cast) -> None:
    answer = program(cast.bob).get(f"{API}/deadlines/request?received=2026-03-05")

    assert answer.status_code == 200
    assert answer.json()["legal"] == "2026-04-07"


def test_an_identifier_is_checked(cast: Cast) -> None:
    answer = program(cast.bob).post(
        f"{API}/identifiers/check", json.dumps({"value": "19121212-1212"}),
        content_type="application/json",
    )  # fmt: skip

    assert answer.json()["kind"] == "personnummer"
    assert answer.json()["valid"] is True
