"""The map over HTTP: what programs see of it, decide on it, and read in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from cast import Cast, enter
from clinic import clinic
from lofte.areas.datamap import actions, queries, reading
from programs import API, program


@pytest.fixture(scope="module")
def source() -> Iterator[str]:
    with clinic() as url:
        yield url


@pytest.fixture
def cast() -> Cast:
    return enter(now=datetime.now(UTC))


@pytest.fixture
def system(cast: Cast, source: str) -> UUID:
    made = actions.register_system(cast.alice, name="Journalen", url=source)
    reading.scan_system(cast.alice, system_id=made)
    return made


def post(caller: Client, path: str, body: dict[str, Any], **headers: str) -> Any:
    return caller.post(f"{API}/{path}", body, content_type="application/json", headers=headers)


def test_what_waits_is_gone_through_page_by_page(cast: Cast, system: UUID) -> None:
    caller = program(cast.bob)
    seen: list[str] = []
    place = ""
    while True:
        page = caller.get(f"{API}/fields/waiting?limit=3&after={place}").json()
        seen += [row["id"] for row in page["items"]]
        if page["next"] is None:
            break
        place = page["next"]
    assert len(seen) == len(set(seen)) == queries.review(cast.bob).waiting

    once = {"Idempotency-Key": "accept-1"}
    made = post(caller, "fields/acceptances", {"fields": seen}, **once)
    again = post(caller, "fields/acceptances", {"fields": seen}, **once)
    assert (made.json(), again["Idempotency-Replayed"]) == ({"decided": len(seen)}, "true")
    assert not caller.get(f"{API}/fields/waiting").json()["items"]
    declared = caller.get(f"{API}/fields?system_id={system}&standing=declared&limit=200").json()
    assert {row["id"] for row in declared["items"]} == set(seen)


def test_the_fields_of_a_system_come_in_pages(cast: Cast, system: UUID) -> None:
    caller = program(cast.bob)
    seen: list[str] = []
    place = ""
    while place is not None:
        page = caller.get(f"{API}/fields?system_id={system}&limit=4&after={place}").json()
        seen += [f"{row['table']}.{row['column']}" for row in page["items"]]
        place = page["next"]
    assert len(seen) == len(set(seen)) == len(queries.fields(cast.bob, system_id=system))
    assert seen == sorted(seen, key=lambda name: name.split(".")[0])


def test_a_field_is_corrected_and_taken_back(cast: Cast, system: UUID) -> None:
    caller = program(cast.bob)
    (room,) = (
        row for row in queries.fields(cast.bob, system_id=system) if row.column == "room"
    )
    said = {"fields": [str(room.id)], "type": "postal_address", "purposes": ["care"]}
    assert post(caller, "fields/corrections", said).json() == {"decided": 1}
    whole = caller.get(f"{API}/fields/{room.id}").json()
    assert whole["field"]["standing"] == "declared"
    assert whole["field"]["decision"]["purposes"] == ["care"]
    assert post(caller, f"fields/{room.id}/reopening", {}).status_code == 204
    assert (
        post(caller, f"fields/{room.id}/reopening", {}).json()["code"] == "datamap.not_decided"
    )


def test_references_are_accepted_and_people_reached(cast: Cast, system: UUID) -> None:
    caller = program(cast.bob)
    place = {"namespace": "public", "table": "patients", "column": "email", "kind": "email"}
    assert post(caller, f"systems/{system}/identities", place).status_code == 201
    reach = caller.get(f"{API}/map/reach?kind=email").json()
    (visits,) = (row for row in reach["missed"] if row["table"] == "visits")
    assert visits["why"] == "suggested"

    body = {"references": visits["references"], "meaning": "mentions"}
    assert post(caller, "references/acceptances", body).json() == {"decided": 1}
    reach = caller.get(f"{API}/map/reach?kind=email").json()
    assert {row["table"]: row["relation"] for row in reach["reached"]} == {
        "patients": "owns", "messages": "shares", "visits": "mentions",
    }  # fmt: skip
    graph = caller.get(f"{API}/map/graph?system_id={system}").json()
    assert len(graph["tables"]) == 6
    missed = caller.get(f"{API}/map/not-scanned").json()["items"]
    assert [row["table"] for row in missed] == ["payroll"]
    assert caller.get(f"{API}/systems/{system}/changes").json()["changes"] == []


def test_a_map_is_fetched_and_read_in(cast: Cast, system: UUID) -> None:
    caller = program(cast.bob)
    got = caller.get(f"{API}/map/document")
    text = b"".join(got.streaming_content).decode()  # type: ignore[attr-defined]
    assert got["Content-Type"] == "application/yaml"
    assert text.startswith("lofte_map: 1")
    told = post(caller, "map/imports", {"yaml": text})
    assert told.json() == {"fields": 0, "references": 0, "identities": 0}
    wrong = post(caller, "map/imports", {"yaml": text.replace("Journalen", "Kassan")})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "datamap.map_does_not_fit")
    broken = post(caller, "map/imports", {"yaml": "lofte_map: 7"})
    assert (broken.status_code, broken.json()["code"]) == (422, "mapping.map_invalid")


def test_a_program_that_only_looks_changes_nothing(cast: Cast, system: UUID) -> None:
    caller = program(cast.bob, "systems.view")
    assert caller.get(f"{API}/map/graph").status_code == 200
    refused = post(caller, f"systems/{system}/writing", {"on": True})
    assert (refused.status_code, refused.json()["code"]) == (403, "no_scope")
    assert queries.systems(cast.bob)[0].writing_since is None
