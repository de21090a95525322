"""Every code an area can hand the desk has words there, in both languages."""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest
from django.utils import translation

import lofte.areas
from lofte.areas.access.rules import Permission, Role
from lofte.areas.datamap.rules.identity import IdentityKind, Reason
from lofte.areas.datamap.rules.traversal import Relation, Why
from lofte.areas.promises.queries import ALL
from lofte.areas.promises.rules import Kind, Status
from lofte.areas.promises.rules.topics import TOPICS
from lofte.areas.requests.queries import VIEWS
from lofte.areas.requests.rules import State
from lofte.kernel.errors import Refused
from lofte.portals.staff.navigation import PLACES
from lofte.portals.staff.words import (
    controls,
    events,
    facts,
    people,
    promises,
    refusals,
    requests,
    systems,
    topics,
)
from lofte.portals.ui import refusals as common

AREAS = [area.name for area in pkgutil.iter_modules(lofte.areas.__path__)]
NEVER_AT_THE_DESK = {
    # The API's own, the command line's, the sequencer's and the signer's.
    "idempotency_key_reused", "idempotency_in_progress", "would_fork", "signer_changed",
    "signer_forgot", "not_empty", "refused",
    # Our own mistakes, never a colleague's.
    "datamap.identifier_not_canonical",
}  # fmt: skip


def happenings() -> Iterator[tuple[str, type]]:
    for area in AREAS:
        module = importlib.import_module(f"lofte.areas.{area}.events")
        for name, event in vars(module).items():
            if dataclasses.is_dataclass(event) and event.__module__ == module.__name__:
                assert isinstance(event, type)
                yield f"{area}.{name}", event


EVENTS = dict(happenings())


def test_every_event_has_a_sentence_and_no_sentence_lacks_its_event() -> None:
    assert set(events.SENTENCES) == set(EVENTS)


@pytest.mark.parametrize("kind", EVENTS)
def test_a_sentence_uses_only_facts_that_its_event_holds(kind: str) -> None:
    fields = {field.name for field in dataclasses.fields(EVENTS[kind])}
    told = str(events.SENTENCES[kind] % {name: 1 for name in (*fields, "control")})

    wanted = set(re.findall(r"%\((\w+)\)s", told))

    assert wanted == set()
    assert fields <= set(facts.NAMES)


def test_every_control_has_its_measure() -> None:
    assert set(controls.MEASURED) == set(ALL)


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        (Role, people.ROLES),
        (Role, people.ROLE_SAYS),
        (Permission, people.PERMISSIONS),
        (State, requests.STATES),
        (VIEWS, requests.VIEWS),
        (Kind, promises.KINDS),
        (Status, promises.GROUPS),
        (IdentityKind, systems.KINDS),
        (Reason, systems.SUGGESTED),
        (Relation, systems.RELATIONS),
        (Relation, systems.RELATION_SAYS),
        (Why, systems.WHY_NOT),
        ([topic.why for topic in TOPICS], topics.TOPICS),
    ],
)
def test_every_code_has_words(codes: object, words: dict[str, str]) -> None:
    assert {str(code) for code in codes} <= {str(code) for code in words}  # type: ignore[attr-defined]


def everything_loaded() -> None:
    for package in ("lofte.areas", "lofte.infra"):
        found = importlib.import_module(package)
        for module in pkgutil.walk_packages(found.__path__, f"{package}."):
            if ".migrations" not in module.name:
                importlib.import_module(module.name)


def refused(kind: type[Refused] = Refused) -> Iterator[type[Refused]]:
    for one in kind.__subclasses__():
        yield one
        yield from refused(one)


def test_every_refusal_says_what_to_do() -> None:
    everything_loaded()
    found = {
        one.code
        for one in refused()
        if one.__module__.startswith(("lofte.areas.", "lofte.infra.", "lofte.kernel.errors"))
    }

    assert found - NEVER_AT_THE_DESK <= {
        *refusals.SENTENCES,
        *common.SENTENCES,
        *requests.REASONS,
    }


def said() -> Iterator[str]:
    for table in (
        people.ROLES, people.ROLE_SAYS, people.PERMISSIONS, requests.STATES, requests.VIEWS,
        requests.REASONS, requests.COLLECTIONS, promises.KINDS, promises.GROUPS,
        systems.RELATION_SAYS, systems.WHY_NOT, systems.SUGGESTED, topics.TOPICS,
        refusals.SENTENCES,
    ):  # fmt: skip
        yield from table.values()
    for _title, places in PLACES:
        yield from (label for _name, label, _permission in places)


def test_every_sentence_of_the_desk_is_said_in_swedish() -> None:
    with translation.override("sv"):
        english = [text for text in said() if translation.gettext(text) == text]
        for kind, event in EVENTS.items():
            given = {field.name: 1 for field in dataclasses.fields(event)} | {"control": 1}
            swedish = str(events.SENTENCES[kind] % given)
            with translation.override("en"):
                if swedish == str(events.SENTENCES[kind] % given) and "%(" not in kind:
                    english.append(kind)

    # A control's answer is its name and its verdict, in either language.
    assert english == ["promises.EvidenceFound"]


def test_a_kind_of_a_later_version_is_told_by_its_own_name() -> None:
    assert events.sentence("moon.Landed", {"at": 1}) == "moon.Landed"


def test_numbers_and_days_in_a_sentence_are_the_readers() -> None:
    told = {"system": "Kassan", "tables": 3, "rows": 1109, "not_read": 0}
    moved = {"before": "2026-12-04", "after": "2027-02-05"}
    with translation.override("sv"):
        assert events.sentence("requests.SystemRead", told) == (
            "1\u202f109 rader hämtade ur Kassan"
        )
        assert events.sentence("requests.DeadlineExtended", moved) == (
            "Tiden förlängdes från 4\u00a0december 2026 till 5\u00a0februari 2027"
        )
    with translation.override("en"):
        one = events.sentence("requests.SystemRead", {**told, "rows": 1})
        assert one == "Kassan was read: 1 row"
