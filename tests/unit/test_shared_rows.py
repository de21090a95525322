"""Rows that several people share, and tables that are reached in more ways than one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from fakes.tables_in_memory import Record, TablesInMemory
from lofte.areas.datamap.rules.collecting import Found, collect
from lofte.areas.datamap.rules.identity import IdentityKind
from lofte.areas.datamap.rules.traversal import Edge, Plan, Relation, plan
from lofte.areas.datamap.rules.written_forms import Identifier
from lofte.discovery.schema import (
    Column,
    ColumnName,
    ForeignKey,
    Schema,
    Table,
    TableName,
)

ANNA = Identifier(IdentityKind.EMAIL, "anna@example.se")
PEOPLE, POSTS, REPLIES = (TableName("", name) for name in ("people", "posts", "replies"))


def key(column: str, target: TableName) -> ForeignKey:
    return ForeignKey(columns=(column,), table=target, ref_columns=("id",))


def table(name: TableName, *keys: ForeignKey) -> Table:
    columns = ("id", "email", *(key.columns[0] for key in keys))
    return Table(
        name=name.name,
        columns=tuple(Column(name=column, type="text") for column in columns),
        primary_key=("id",),
        foreign_keys=keys,
    )


BY, TO_POST, BY_PERSON = key("by", PEOPLE), key("post", POSTS), key("person", PEOPLE)
SCHEMA = Schema(tables=(table(PEOPLE), table(POSTS, BY), table(REPLIES, TO_POST, BY_PERSON)))
ROWS: Mapping[TableName, list[Record]] = {
    PEOPLE: [{"id": 1, "email": "anna@example.se"}, {"id": 2, "email": "bo@example.se"}],
    POSTS: [{"id": 10, "email": None, "by": 1}],
    REPLIES: [{"id": 20, "email": None, "post": 10, "person": 2}],
}


def made(**meanings: Relation) -> Plan:
    edges = {"by": Edge(POSTS, BY), "post": Edge(REPLIES, TO_POST)}
    edges["person"] = Edge(REPLIES, BY_PERSON)
    return plan(
        SCHEMA,
        identities={ColumnName(PEOPLE, "email"): IdentityKind.EMAIL},
        relations={},
        meanings={edges[name]: relation for name, relation in meanings.items()},
    )


def relations(**meanings: Relation) -> dict[str, Relation]:
    connector = TablesInMemory(SCHEMA, ROWS)
    found = collect(connector, made(**meanings), person=[ANNA], today=date(2026, 11, 22))
    return {part.table.name: part.relation for part in found if isinstance(part, Found)}


def test_what_points_at_a_shared_row_is_shared_and_never_theirs_alone() -> None:
    assert relations(by=Relation.SHARES) == {
        "people": Relation.OWNS,
        "posts": Relation.SHARES,
        "replies": Relation.SHARES,
    }


def test_what_points_at_a_shared_row_and_only_mentions_is_a_mention() -> None:
    told = relations(by=Relation.SHARES, post=Relation.MENTIONS)
    assert told["replies"] is Relation.MENTIONS


def test_what_is_only_mentioned_is_not_followed() -> None:
    assert relations(by=Relation.MENTIONS) == {
        "people": Relation.OWNS,
        "posts": Relation.MENTIONS,
    }


def test_a_table_first_met_as_a_mention_is_followed_when_it_is_owned_by_another_way() -> None:
    """Replies mention the person next to them, and are owned through the post; so what points
    at replies is theirs too."""
    likes = TableName("", "likes")
    whole = Schema(tables=(*SCHEMA.tables, table(likes, key("reply", REPLIES))))
    found = plan(
        whole,
        identities={ColumnName(PEOPLE, "email"): IdentityKind.EMAIL},
        relations={},
        meanings={Edge(REPLIES, BY_PERSON): Relation.MENTIONS},
    )
    assert [step.table.name for step in found.steps] == ["people", "posts", "replies", "likes"]


def test_a_stopped_key_leads_nowhere_and_the_table_says_so() -> None:
    found = made(by=Relation.STOPS, person=Relation.STOPS)
    assert [step.table for step in found.steps] == [PEOPLE]
    assert {(entry.table, entry.why.value) for entry in found.skipped} == {
        (POSTS, "stopped"), (REPLIES, "stopped"),
    }  # fmt: skip
