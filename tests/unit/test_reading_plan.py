from __future__ import annotations

import pytest

from lofte.areas.datamap.rules.identity import IdentityKind
from lofte.areas.datamap.rules.traversal import Plan, Relation, Why, plan
from lofte.discovery.schema import (
    Column,
    ColumnName,
    ForeignKey,
    Kind,
    Schema,
    Table,
    TableName,
)

EMAIL = IdentityKind.EMAIL


def table(
    name: str,
    *columns: str,
    key: tuple[str, ...] = ("id",),
    to: dict[str, str] | None = None,
    kind: Kind = Kind.TABLE,
    unreadable: str | None = None,
) -> Table:
    """`to` maps a column to the table whose `id` it points at."""
    names = dict.fromkeys([*key, *columns, *(to or {})])
    return Table(
        name=name,
        kind=kind,
        columns=tuple(Column(name=column, type="text") for column in names),
        primary_key=key,
        unreadable=unreadable,
        foreign_keys=tuple(
            ForeignKey(columns=(column,), table=TableName("", target), ref_columns=("id",))
            for column, target in (to or {}).items()
        ),
    )


def planned(
    *tables: Table,
    by: tuple[str, ...] = ("person.email",),
    relations: dict[str, Relation] | None = None,
) -> Plan:
    identities = {}
    for name in by:
        owner, column = name.split(".")
        identities[ColumnName(TableName("", owner), column)] = EMAIL
    return plan(
        Schema(tables=tables),
        identities=identities,
        relations={TableName("", name): kind for name, kind in (relations or {}).items()},
    )


def read(plan: Plan) -> list[str]:
    return [str(step.table) for step in plan.steps]


def ways(plan: Plan, name: str) -> list[tuple[str, str, str]]:
    step = next(step for step in plan.steps if str(step.table) == name)
    return [
        *((seed.column, "", seed.relation.value) for seed in step.seeds),
        *(
            (link.key.columns[0], str(link.key.table), link.relation.value)
            for link in step.links
        ),
    ]


PERSON = table("person", "email")


def test_rows_that_point_at_the_person_are_read_and_what_points_at_those() -> None:
    found = planned(
        table("line", to={"order_id": "order"}),
        table("order", to={"person_id": "person", "shop_id": "shop"}),
        table("shop", "name"),
        PERSON,
    )

    assert read(found) == ["person", "order", "line"]
    assert ways(found, "order") == [("person_id", "person", "owns")]
    assert not found.skipped
    assert not found.unreached


def test_nothing_is_read_upwards() -> None:
    found = planned(
        table("person", "email", to={"clinic_id": "clinic"}), table("clinic", "name")
    )
    assert read(found) == ["person"]


def test_a_table_with_several_ways_in_is_read_once_by_all_of_them() -> None:
    found = planned(PERSON, table("message", to={"sender": "person", "receiver": "person"}))

    assert read(found) == ["person", "message"]
    assert ways(found, "message") == [
        ("receiver", "person", "owns"),
        ("sender", "person", "owns"),
    ]


def test_a_circle_of_keys_ends() -> None:
    found = planned(
        PERSON,
        table("a", to={"person_id": "person", "b_id": "b"}),
        table("b", to={"a_id": "a"}),
    )

    assert read(found) == ["person", "a", "b"]
    assert ("b_id", "b", "owns") in ways(found, "a")


def test_a_table_pointing_at_itself_is_followed_downwards() -> None:
    found = planned(
        PERSON, table("comment", to={"person_id": "person", "parent_id": "comment"})
    )
    assert ("parent_id", "comment", "owns") in ways(found, "comment")


def test_another_person_pointing_at_the_person_is_a_mention_by_default() -> None:
    found = planned(table("person", "email", to={"manager_id": "person"}))
    assert ways(found, "person") == [
        ("email", "", "owns"),
        ("manager_id", "person", "mentions"),
    ]


def test_a_colleague_reached_by_way_of_something_owned_is_a_mention() -> None:
    found = planned(
        table("employee", "email", to={"unit_id": "unit"}),
        table("unit", to={"head_id": "employee"}),
        by=("employee.email",),
    )
    assert ways(found, "employee") == [("email", "", "owns"), ("unit_id", "unit", "mentions")]


def test_an_invoice_with_an_address_on_it_is_no_other_person() -> None:
    found = planned(
        PERSON,
        table("invoice", "email", to={"person_id": "person"}),
        table("line", to={"invoice_id": "invoice"}),
        by=("person.email", "invoice.email"),
    )
    assert ways(found, "invoice") == [("email", "", "owns"), ("person_id", "person", "owns")]
    assert read(found) == ["invoice", "person", "line"]


def test_a_person_may_decide_that_persons_below_are_owned() -> None:
    found = planned(
        table("person", "email", to={"guardian_id": "person"}),
        relations={"person": Relation.OWNS},
    )
    assert ("guardian_id", "person", "owns") in ways(found, "person")


def test_a_mention_is_read_and_not_followed() -> None:
    found = planned(
        PERSON,
        table("meeting", to={"person_id": "person"}),
        table("minute", to={"meeting_id": "meeting"}),
        relations={"meeting": Relation.MENTIONS},
    )

    assert read(found) == ["person", "meeting"]
    assert ways(found, "meeting") == [("person_id", "person", "mentions")]


def test_a_stopped_table_is_not_read_and_is_told() -> None:
    found = planned(
        PERSON,
        table("audit", to={"person_id": "person"}),
        table("detail", "email", to={"audit_id": "audit"}),
        relations={"audit": Relation.STOPS},
    )

    assert read(found) == ["person"]
    assert [(str(n.table), n.why) for n in found.skipped] == [("audit", Why.STOPPED)]
    assert [(str(n.table), n.why, n.columns) for n in found.unreached] == [
        ("detail", Why.NO_PATH, ("email",))
    ]


def test_a_table_without_key_is_read_and_not_followed() -> None:
    found = planned(
        PERSON,
        table("visit", "code", key=(), to={"person_id": "person"}),
        table("page", to={"visit_code": "visit"}),
    )
    assert read(found) == ["person", "visit"]


@pytest.mark.parametrize(
    ("kind", "why"),
    [(Kind.VIEW, Why.VIEW), (Kind.MATERIALIZED, Why.VIEW), (Kind.FOREIGN, Why.FOREIGN)],
)
def test_what_holds_no_rows_of_its_own_is_skipped_with_a_reason(kind: Kind, why: Why) -> None:
    found = planned(table("person", "email", kind=kind), by=("person.email",))
    assert [(str(n.table), n.why) for n in found.skipped] == [("person", why)]


def test_a_partitioned_table_is_read_like_any_other() -> None:
    found = planned(PERSON, table("event", to={"person_id": "person"}, kind=Kind.PARTITIONED))
    assert read(found) == ["person", "event"]


def test_a_table_we_may_not_read_is_told() -> None:
    found = planned(
        PERSON, table("salary", to={"person_id": "person"}, unreadable="permission")
    )
    assert [(str(n.table), n.why) for n in found.skipped] == [("salary", Why.UNREADABLE)]


def test_a_link_by_a_column_we_may_not_read_is_told() -> None:
    secret = Table(
        name="note",
        columns=(Column(name="person_id", type="int", readable=False),),
        foreign_keys=(
            ForeignKey(
                columns=("person_id",), table=TableName("", "person"), ref_columns=("id",)
            ),
        ),
    )
    found = planned(PERSON, secret)
    assert [(str(n.table), n.why) for n in found.skipped] == [("note", Why.COLUMN_UNREADABLE)]


def test_personal_data_that_no_key_leads_to_is_listed() -> None:
    found = planned(PERSON, table("newsletter", "epost"), table("stock", "amount"))
    assert [(str(n.table), n.why) for n in found.unreached] == [("newsletter", Why.NO_PATH)]


def test_a_composite_key_is_followed_whole() -> None:
    parent = table("account", "email", key=("bank", "number"))
    child = Table(
        name="payment",
        columns=(Column(name="b", type="int"), Column(name="n", type="int")),
        foreign_keys=(
            ForeignKey(
                columns=("b", "n"),
                table=TableName("", "account"),
                ref_columns=("bank", "number"),
            ),
        ),
    )
    found = planned(parent, child, by=("account.email",))

    assert found.steps[0].carry == ("bank", "number")
    assert found.steps[1].links[0].key.ref_columns == ("bank", "number")


def test_a_key_to_a_table_we_cannot_see_leads_nowhere() -> None:
    found = planned(PERSON, table("x", to={"gone_id": "gone"}))
    assert read(found) == ["person"]


def test_without_identities_nothing_is_read() -> None:
    assert read(planned(PERSON, by=())) == []
