"""Several columns together, one column for several tables, and one system for another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow as pa

from lofte.discovery.references.facts import TableFacts, facts_of
from lofte.discovery.references.inference import infer
from lofte.discovery.references.model import Reference, When
from lofte.discovery.samples import ColumnSample, TableSample
from lofte.discovery.schema import Column, Table


def table(
    name: str,
    columns: Mapping[str, Sequence[object]],
    *,
    key: tuple[str, ...] = ("id",),
    system: str = "s",
) -> TableFacts:
    values = {
        column: pa.array([None if v is None else str(v) for v in each], pa.large_string())
        for column, each in columns.items()
    }
    return facts_of(
        TableSample(
            system=system,
            table=Table(
                name=name,
                columns=tuple(Column(name=column, type="") for column in columns),
                primary_key=key,
            ),
            columns=tuple(
                ColumnSample(name=column, declared="", values=each)
                for column, each in values.items()
            ),
            rows=len(next(iter(values.values()))),
            counted=True,
            complete=True,
        )
    )


def told(references: Sequence[Reference]) -> set[tuple[str, tuple[str, ...], str]]:
    return {
        (each.source.place.table.name, each.source.columns, each.target.place.table.name)
        for each in references
    }


ORDERS = table("orders", {"id": range(1, 60)})
LINES = table(
    "order_lines",
    {
        "order_id": [1 + at // 3 for at in range(150)],
        "line_no": [1 + at % 3 for at in range(150)],
        "text": ["a thing"] * 150,
    },
    key=("order_id", "line_no"),
)


def test_a_row_may_refer_by_two_columns_together() -> None:
    shipments = table(
        "shipments",
        {
            "id": range(1, 80),
            "order_id": [1 + at // 2 for at in range(79)],
            "order_line_no": [1 + at % 2 for at in range(79)],
        },
    )

    found = told(infer([ORDERS, LINES, shipments]))

    assert ("shipments", ("order_id", "order_line_no"), "order_lines") in found
    assert ("shipments", ("order_id",), "orders") not in found


def test_two_tables_between_the_same_two_do_not_refer_to_each_other() -> None:
    pairs = [(at % 30 + 1, at % 7 + 1) for at in range(100)]
    users, roles = table("users", {"id": range(1, 31)}), table("roles", {"id": range(1, 8)})
    kept = table(
        "user_roles",
        {"user_id": [u for u, _ in pairs], "role_id": [r for _, r in pairs]},
        key=("user_id", "role_id"),
    )
    asked = table(
        "role_requests",
        {"id": range(60), "user_id": [at % 29 + 1 for at in range(60)], "role_id": [3] * 60},
    )

    found = told(infer([users, roles, kept, asked]))

    assert ("role_requests", ("user_id",), "users") in found
    assert not {each for each in found if len(each[1]) > 1}


def test_a_column_may_refer_to_the_table_that_another_names() -> None:
    posts = table("posts", {"id": range(1, 40), "title": ["t"] * 39})
    photos = table("photos", {"id": range(1, 90), "title": ["t"] * 89})
    likes = table(
        "likes",
        {
            "id": range(1, 101),
            "likeable_type": ["Post", "App\\Photo"] * 50,
            "likeable_id": [1 + at % 39 for at in range(100)],
        },
    )

    found = infer([posts, photos, likes])

    assert told(found) == {
        ("likes", ("likeable_id",), "posts"),
        ("likes", ("likeable_id",), "photos"),
    }
    assert {each.when for each in found} == {
        When("likeable_type", "Post"),
        When("likeable_type", "App\\Photo"),
    }


def test_a_type_that_names_no_table_changes_nothing() -> None:
    users = table("users", {"id": range(1, 40), "name": ["n"] * 39})
    logins = table(
        "logins",
        {
            "id": range(1, 101),
            "user_type": ["staff", "guest"] * 50,
            "user_id": [1 + at % 39 for at in range(100)],
        },
    )

    (only,) = infer([users, logins])

    assert (only.source.columns, only.when) == (("user_id",), None)


def test_one_person_in_two_systems_is_met_by_the_address() -> None:
    addresses = [f"person{at}@example.com" for at in range(60)]
    shop = table("customers", {"id": range(60), "email": addresses}, system="shop")
    letters = table("subscribers", {"id": range(40), "mail": addresses[:40]}, system="letters")

    (only,) = infer([shop, letters])

    assert only.crosses
    assert (only.source.place.system, only.source.columns) == ("letters", ("mail",))
    assert only.target.columns == ("email",)


def test_a_number_is_the_same_however_it_is_written() -> None:
    numbers = [f"{at:06}" for at in range(123456, 123456 + 40 * 997, 997)]
    ours = table("patients", {"id": range(40), "pnr": [f"19{n}-2388" for n in numbers]})
    theirs = table("kunder", {"id": range(40), "nr": [f"{n}2388" for n in numbers]}, system="b")

    (only,) = infer([ours, theirs])

    assert only.score > 0.8


def test_small_ids_of_two_systems_have_nothing_to_do_with_each_other() -> None:
    ours = table("customers", {"id": range(1, 90)})
    theirs = table("orders", {"id": range(1, 90), "customer_id": range(1, 90)}, system="b")

    assert infer([ours, theirs]) == ()


def test_an_extension_refers_to_what_it_extends() -> None:
    ids = [f"{at:08x}-0000-4000-8000-{at * 7919:012x}" for at in range(60)]
    users, profiles = table("users", {"id": ids}), table("user_profiles", {"id": ids})

    assert told(infer([users, profiles])) == {("user_profiles", ("id",), "users")}
