"""The map's rules: how fields stand, what is kept, what decisions teach, which tables group."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from lofte.areas.datamap.rules.fields import (
    Choice,
    Decided,
    Found,
    Standing,
    news,
    sensitivity,
    standing,
    urgency,
)
from lofte.areas.datamap.rules.grouping import groups
from lofte.areas.datamap.rules.keeping import (
    compared,
    found_in,
    found_since,
    kept,
    table_key,
)
from lofte.areas.datamap.rules.linking import Origin, State, Way, linked, standing_state
from lofte.areas.datamap.rules.teaching import Lesson, hint_for, hints
from lofte.areas.datamap.rules.traversal import Edge, Relation
from lofte.discovery.schema import Column, ForeignKey, Schema, Table, TableName
from lofte.discovery.types import RULESET, Type
from lofte.discovery.verdicts import ColumnVerdict, Contained

NOW = datetime(2026, 11, 22, tzinfo=UTC)
EMAIL = Found(Type.EMAIL, frozenset({Type.EMAIL}), 0.99)
NOTES = Found(None, frozenset({Type.PHONE}), 1.0)
NOTHING = Found(None, frozenset(), 0.0)
UNSURE = Found(None, frozenset(), 0.0, undetermined=True)
COMPANY = Found(Type.ORGANISATIONSNUMMER, frozenset({Type.ORGANISATIONSNUMMER}), 0.9)


def said(choice: Choice, *types: Type) -> Decided:
    return Decided(choice, frozenset(types))


@pytest.mark.parametrize(
    ("found", "decided", "stands"),
    [
        (None, None, Standing.NOT_SCANNED),
        (NOTHING, None, Standing.CLEAR),
        (UNSURE, None, Standing.UNDETERMINED),
        (EMAIL, None, Standing.UNDECLARED),
        (NOTES, None, Standing.UNDECLARED),
        (COMPANY, None, Standing.CLEAR),
        (EMAIL, said(Choice.ACCEPTED, Type.EMAIL), Standing.DECLARED),
        (EMAIL, said(Choice.DISMISSED, Type.EMAIL), Standing.DISMISSED),
        (EMAIL, said(Choice.DISMISSED), Standing.UNDECLARED),
        (NOTHING, said(Choice.CORRECTED, Type.PHONE), Standing.DECLARED),
        (None, said(Choice.DECLARED), Standing.DECLARED),
        (NOTES, said(Choice.ACCEPTED, Type.EMAIL), Standing.UNDECLARED),
    ],
)
def test_a_field_stands_by_what_was_found_and_what_was_said(
    found: Found | None, decided: Decided | None, stands: Standing
) -> None:
    assert standing(found, decided) is stands


def test_news_is_what_no_decision_covers() -> None:
    both = Found(Type.EMAIL, frozenset({Type.EMAIL, Type.PERSONNUMMER}), 1.0)
    assert news(both, said(Choice.ACCEPTED, Type.EMAIL)) == {Type.PERSONNUMMER}
    assert news(None, None) == frozenset()


def test_what_the_law_protects_comes_before_what_is_surer() -> None:
    number = Found(Type.PERSONNUMMER, frozenset({Type.PERSONNUMMER}), 0.6)
    assert urgency(number) > urgency(EMAIL)
    assert [sensitivity({one}) for one in (Type.HEALTH_TERM, Type.PASSWORD, Type.EMAIL)] == [
        3,
        2,
        1,
    ]
    assert sensitivity({Type.VAT_NUMBER}) == sensitivity(()) == 0


def test_a_verdict_is_kept_with_its_counts_and_read_back() -> None:
    verdict = ColumnVerdict(
        name="note",
        type=None,
        confidence=0.3,
        reason="Texts.",
        contains=(Contained(type=Type.PHONE, found=3, looked_at=9, low=0.1, high=0.6),),
    )
    row = kept(verdict, ruleset=RULESET)

    assert row.contains == [
        {"type": "phone", "found": 3, "looked_at": 9, "low": 0.1, "high": 0.6}
    ]
    assert row.found == Found(None, frozenset({Type.PHONE}), 1.0)
    assert row.says_the_same(kept(verdict, ruleset=RULESET))
    assert not row.says_the_same(kept(verdict, ruleset="1999.1"))
    assert found_in("no_such_type", [], 0.9, False) == NOTHING


@pytest.mark.parametrize(
    ("found", "before", "since"),
    [
        (EMAIL, None, NOW),
        (EMAIL, EMAIL, NOW - timedelta(days=9)),
        (EMAIL, NOTES, NOW),
        (NOTHING, EMAIL, NOW),
    ],
)
def test_the_time_runs_from_when_all_of_it_was_found(
    found: Found, before: Found | None, since: datetime
) -> None:
    earlier = NOW - timedelta(days=9)
    assert found_since(NOW, found, before=before, since=before and earlier) == since


def test_names_of_any_length_have_short_keys_of_their_own() -> None:
    long = TableName("s", "t" * 100_000)
    assert len(table_key(long)) == 40
    assert table_key(TableName("a", "b")) != table_key(TableName("", "a.b"))
    assert compared("KundEpost") == compared("kund_epost")
    assert compared("123") == "123"


def lesson(field: str, kind: Type | None, words: str = "ref") -> Lesson:
    return Lesson(field, words, kind, f"system of {field}")


def test_decisions_teach_columns_of_the_same_name() -> None:
    taught = hints([lesson("a", Type.PHONE), lesson("b", Type.PHONE), lesson("c", None)])

    told = hint_for("ref", field="d", taught=taught)
    assert told
    assert (told.type, told.places, told.systems) == (
        Type.PHONE,
        2,
        ("system of a", "system of b"),
    )
    assert "phone in 2 other places (system of a, system of b)" in told.reason
    assert hint_for("other", field="d", taught=taught) is None
    assert hint_for("ref", field="a", taught=taught) is None, "the votes are even"


def test_a_field_teaches_others_and_never_itself() -> None:
    assert hint_for("ref", field="a", taught=hints([lesson("a", Type.PHONE)])) is None


def test_tables_group_by_schema_and_by_how_their_names_begin() -> None:
    names = [TableName("public", name) for name in ("crm_a", "crm_b", "crm_c", "x", "log_a")]
    assert groups(names) == {
        names[0]: "crm", names[1]: "crm", names[2]: "crm", names[3]: "other",
        names[4]: "other",
    }  # fmt: skip
    both = [*names, TableName("audit", "x")]
    assert groups(both)[names[0]] == "public.crm"
    assert groups(both)[names[3]] == "public"
    assert groups([]) == {}


KEY = ForeignKey(columns=("b_id",), table=TableName("", "b"), ref_columns=("id",))
A, B = (
    Table(name="a", columns=(Column(name="b_id", type="int"),), foreign_keys=(KEY,)),
    Table(name="b", columns=(Column(name="id", type="int"),), primary_key=("id",)),
)
BOTH = Schema(tables=(A, B))


def keys(ways: list[Way]) -> dict[str, tuple[ForeignKey, ...]]:
    return {table.name: table.foreign_keys for table in linked(BOTH, ways).schema}


def test_accepted_references_are_keys_and_rejected_ones_are_none() -> None:
    other = ForeignKey(columns=("id",), table=TableName("", "a"), ref_columns=("b_id",))
    assert keys([Way(B.full_name, other, State.SUGGESTED)]) == {"a": (KEY,), "b": ()}
    assert keys([Way(B.full_name, other, State.ACCEPTED)]) == {"a": (KEY,), "b": (other,)}
    assert keys([Way(A.full_name, KEY, State.REJECTED)]) == {"a": (), "b": ()}


def test_a_way_forward_is_a_key_the_other_way_round() -> None:
    way = Way(A.full_name, KEY, State.ACCEPTED, meaning=Relation.SHARES, forward=True)
    back = ForeignKey(columns=("id",), table=TableName("", "a"), ref_columns=("b_id",))
    assert keys([way]) == {"a": (), "b": (back,)}
    assert linked(BOTH, [way]).meanings == {Edge(B.full_name, back): Relation.SHARES}


def test_a_guess_never_stops_anything() -> None:
    held = linked(BOTH, [Way(A.full_name, KEY, State.ACCEPTED, guess=Relation.STOPS)])
    assert not held.guesses
    held = linked(BOTH, [Way(A.full_name, KEY, State.ACCEPTED, guess=Relation.MENTIONS)])
    assert held.guesses == {Edge(A.full_name, KEY): Relation.MENTIONS}


def test_a_persons_word_holds_over_what_was_found() -> None:
    assert standing_state(Origin.DECLARED, None) is State.ACCEPTED
    assert standing_state(Origin.INFERRED, None) is State.SUGGESTED
    assert standing_state(Origin.DECLARED, State.REJECTED) is State.REJECTED
