"""Sources are divided, and what cannot be opened is told."""

from __future__ import annotations

import pytest

from fakes.sources_in_memory import Broken, InMemory, Shard, Shut, Tables
from lofte.discovery.ports import SourceUnavailable
from lofte.discovery.scanning import NothingOpened, reasons
from lofte.discovery.scanning.parts import divide


def test_the_heaviest_parts_come_first_and_pieces_of_a_whole_stay_together() -> None:
    source = InMemory(
        "memory",
        [
            Tables("light", {}, weight=1),
            Shard("first", "whole", {}, [], weight=4),
            Tables("heavy", {}, weight=7),
            Shard("second", "whole", {}, [], weight=4),
        ],
    )

    parts, _ = divide([source])

    assert [part.name for part in parts] == ["first", "second", "heavy", "light"]


def test_wholes_of_two_sources_with_one_name_are_two() -> None:
    source = InMemory("memory", [Shard("piece", "whole", {}, [])])

    parts, _ = divide([source, source])

    assert parts[0].whole != parts[1].whole


def test_a_source_that_cannot_be_opened_is_not_scanned_and_the_others_are() -> None:
    parts, missed = divide([Shut("shut"), InMemory("open", [Tables("part", {})])])

    assert [part.name for part in parts] == ["part"]
    assert [(one.system, one.reason) for one in missed] == [("shut", SourceUnavailable.code)]


def test_when_nothing_can_be_opened_every_reason_is_told() -> None:
    with pytest.raises(NothingOpened) as refused:
        divide([Shut("one"), Shut("two")])

    assert [system for system, _ in refused.value.refusals] == ["one", "two"]


def test_an_error_nobody_foresaw_is_told_without_its_words() -> None:
    try:
        list(Broken("part", "failed").samples(rows=1, seed=0))
    except KeyError as error:
        missed = reasons.raised("memory", "part", error)

    assert missed.reason == "failed"
    assert "KeyError in sources_in_memory.py" in missed.said
    assert "811228" not in missed.said


def test_every_reason_has_a_sentence_that_says_what_to_do() -> None:
    facts = {"seconds": 1.0, "signal": 9, "code": 1, "error": "KeyError"}
    for reason in reasons.SENTENCES:
        assert reasons.missed("system", "place", reason, **facts).said.endswith(".")
