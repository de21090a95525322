"""The map as a file: written for review, read strictly, and merged without losing a word."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fakes.dropped_keys import samples
from fakes.dropped_schemas import DEVELOPED_ON
from lofte.discovery.mapping.document import (
    Dataset,
    Field,
    Guess,
    Link,
    Map,
    SubjectKind,
    System,
    Target,
)
from lofte.discovery.mapping.drafting import draft, understood
from lofte.discovery.mapping.merging import merge
from lofte.discovery.mapping.nodes import MapInvalid
from lofte.discovery.mapping.reading import read
from lofte.discovery.mapping.writing import write
from lofte.discovery.references.facts import facts_of
from lofte.discovery.references.inference import infer
from lofte.discovery.references.meanings import Meaning
from lofte.discovery.references.model import Origin
from lofte.discovery.schema import Kind, TableName
from lofte.discovery.types import Type
from lofte.discovery.verdicts import ColumnVerdict, Contained, TableVerdict

EMAIL = Field(
    name="email",
    type=Type.EMAIL,
    category="pd:EmailAddress",
    fides=("user.contact.email",),
    identity=True,
    guess=Guess(reason="All values are addresses: it's sure.", score=0.98),
)
TO_CUSTOMER = Link(
    columns=("customer_id",),
    target=Target(table=TableName("public", "customers"), columns=("id",)),
    origin=Origin.INFERRED,
    guess=Guess(reason="Its name says so.", score=0.9),
    meaning=Meaning.OWNS,
    meaning_guess=Guess(reason="The row is about the person it refers to."),
)
CUSTOMERS = Dataset(
    table=TableName("public", "customers"),
    key=("id",),
    subject=SubjectKind(kind="customer", guess=Guess(reason="It is named after people.")),
    fields=(Field(name="id"), EMAIL),
)
ORDERS = Dataset(
    table=TableName("public", "orders"),
    key=("id",),
    fields=(Field(name="id"), Field(name="customer_id")),
    links=(TO_CUSTOMER,),
)


def of(*datasets: Dataset, name: str = "shop") -> Map:
    return Map(systems=(System(name=name, datasets=datasets),))


WHOLE = of(CUSTOMERS, ORDERS)


def test_a_field_is_one_line() -> None:
    lines = [line for line in write(WHOLE).splitlines() if "email" in line]

    assert lines == [
        "    - {field: email, type: email, category: 'pd:EmailAddress', fides: "
        "user.contact.email, identity: true, guessed: true, score: 0.98, "
        "reason: 'All values are addresses: it''s sure.'}"
    ]


def test_reading_and_writing_again_changes_nothing() -> None:
    text = write(WHOLE)

    assert read(text) == WHOLE
    assert write(read(text)) == text


def test_the_order_in_which_a_map_was_made_leaves_no_trace() -> None:
    assert write(of(ORDERS, CUSTOMERS)) == write(WHOLE)


@pytest.mark.parametrize(
    "name",
    ["order", "no", "1e3", "null", "a: b", '"user"', "tab\tend", "🦊", "- x", "{}", "ö'ä", ""],
)
def test_any_name_comes_back_as_it_was(name: str) -> None:
    table = Dataset(table=TableName(name, name or "t"), fields=(Field(name=name),))

    assert read(write(of(table))).systems[0].datasets == (table,)


def test_half_a_letter_becomes_an_escape() -> None:
    table = Dataset(table=TableName("", "t"), fields=(Field(name="a\ud800b"),))

    assert "a\\ud800b" in write(of(table))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty"),
        ("lofte_map: 2\nsystems: []", "Line 1: this is a map of another version"),
        ("systems: []", "`lofte_map` is missing"),
        ("lofte_map: 1\nsystems: []\nsystem: x", "Line 3: `system` means nothing here"),
        (
            "lofte_map: 1\nsystems:\n- system: a\n  system: b",
            "Line 4: `system` stands here twice",
        ),
        ("lofte_map: 1\nsystems:\n- system: a\n  datasets: {}", "Line 4: here belongs a list"),
        ("lofte_map: 1\nsystems: [", "this is not YAML"),
        ("lofte_map: 1\nsystems: &a []", "Line 2: maps have no anchors"),
        ("a: &x [1]\nb: *x", "maps have no anchors"),
        (
            "lofte_map: 1\nsystems:\n- system: a\n  datasets:\n  - dataset: t\n    fields:\n"
            "    - {field: x, type: e-mail}",
            "Line 7: `e-mail` is no type we know",
        ),
        (
            "lofte_map: 1\nsystems:\n- system: a\n  datasets:\n  - dataset: t\n    fields:\n"
            "    - {field: x, identity: maybe}",
            "Line 7: here belongs true or false",
        ),
        (
            "lofte_map: 1\nsystems:\n- system: a\n  datasets:\n  - dataset: t\n    fields: []\n"
            "    references:\n    - {columns: [a, b], to: {dataset: c, columns: [d]}}",
            "Line 8: a reference has as many columns",
        ),
        (
            "lofte_map: 1\nsystems:\n- system: a\n  datasets:\n  - {dataset: t, fields: []}\n"
            "  - {dataset: t, fields: []}",
            "dataset t stands here twice",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(text: str, said: str) -> None:
    with pytest.raises(MapInvalid) as refused:
        read(text)

    assert said in refused.value.message


def test_nesting_without_end_is_refused() -> None:
    with pytest.raises(MapInvalid):
        read("lofte_map: 1\nsystems: " + "[" * 5000)


def test_a_type_that_somebody_wrote_without_a_mark_is_decided() -> None:
    text = (
        "lofte_map: 1\nsystems:\n- system: a\n  datasets:\n  - dataset: t\n    fields:\n"
        "    - {field: x, type: email}\n    - {field: y}\n    - {field: z, guessed: false}"
    )

    fields = read(text).systems[0].datasets[0].fields

    assert [field.decided for field in fields] == [True, False, True]


# Merging


def test_what_was_decided_stands_over_a_later_draft() -> None:
    nothing = Field(name="email", decided=True)
    old = of(replace(CUSTOMERS, fields=(Field(name="id"), nothing)), ORDERS)

    merged = merge(old, WHOLE, partial=False)

    assert merged.systems[0].datasets[0].fields[1] == nothing


def test_a_guess_that_hardly_moved_keeps_its_old_line() -> None:
    moved = replace(EMAIL, guess=Guess(reason="Other words.", score=0.94))
    new = of(replace(CUSTOMERS, fields=(Field(name="id"), moved)), ORDERS)

    assert write(merge(WHOLE, new, partial=False)) == write(WHOLE)


def test_a_guess_that_changed_is_told() -> None:
    other = replace(EMAIL, type=Type.USERNAME)
    new = of(replace(CUSTOMERS, fields=(Field(name="id"), other)), ORDERS)

    assert merge(WHOLE, new, partial=False) == new


def test_a_rejected_reference_is_not_found_again() -> None:
    rejected = replace(TO_CUSTOMER, origin=None, guess=None, rejected=True)
    old = of(CUSTOMERS, replace(ORDERS, links=(rejected,)))

    assert merge(old, WHOLE, partial=False).systems[0].datasets[1].links == (rejected,)


def test_a_decided_meaning_stands() -> None:
    stopped = replace(TO_CUSTOMER, meaning=Meaning.STOPS, meaning_guess=None)
    old = of(CUSTOMERS, replace(ORDERS, links=(stopped,)))

    (link,) = merge(old, WHOLE, partial=False).systems[0].datasets[1].links

    assert (link.meaning, link.guess) == (Meaning.STOPS, TO_CUSTOMER.guess)


def test_an_accepted_reference_is_no_guess_any_more() -> None:
    accepted = replace(TO_CUSTOMER, origin=None, guess=None)
    old = read(write(of(CUSTOMERS, replace(ORDERS, links=(accepted,)))))

    (link,) = merge(old, WHOLE, partial=False).systems[0].datasets[1].links

    assert (link.origin, link.guess) == (None, None)


def test_what_vanished_goes_unless_it_was_decided_or_not_looked_at() -> None:
    new = of(CUSTOMERS)

    assert len(merge(WHOLE, new, partial=False).systems[0].datasets) == 1
    assert len(merge(WHOLE, new, partial=True).systems[0].datasets) == 2
    decided = of(CUSTOMERS, replace(ORDERS, purposes=("bookkeeping",)))
    assert len(merge(decided, new, partial=False).systems[0].datasets) == 2


def test_a_system_that_was_not_drafted_now_is_kept() -> None:
    merged = merge(WHOLE, of(CUSTOMERS, name="letters"), partial=False)

    assert {system.name for system in merged.systems} == {"shop", "letters"}


# Drafting


def test_a_draft_marks_every_guess_and_no_declaration() -> None:
    facts = [facts_of(sample) for sample in samples(DEVELOPED_ON[0])]
    verdicts = [_verdict(table.place.table.name) for table in facts]

    made = draft(understood(facts, verdicts, infer(facts)), verdicts)

    (system,) = made.systems
    tables = {dataset.table.name: dataset for dataset in system.datasets}
    email = next(field for field in tables["clients"].fields if field.name == "email")
    assert email.identity
    assert email.guess
    assert email.category == "pd:EmailAddress"
    assert tables["clients"].subject
    assert tables["services"].subject is None
    body = next(field for field in tables["client_notes"].fields if field.name == "body")
    assert (body.type, body.contains, body.special) == (None, (Type.HEALTH_TERM,), True)
    assert all(link.guess for dataset in system.datasets for link in dataset.links)
    assert read(write(made)) == made


def _verdict(table: str) -> TableVerdict:
    sparse = Contained(type=Type.HEALTH_TERM, found=3, looked_at=90, low=0.01, high=0.1)
    columns = [
        ColumnVerdict(name="email", type=Type.EMAIL, confidence=0.9, reason="Addresses."),
        ColumnVerdict(
            name="body", type=None, confidence=0.0, reason="Words.", contains=(sparse,)
        ),
    ]
    place = TableName("", table)
    return TableVerdict(system="booking", table=place, rows=1, drawn=1, columns=tuple(columns))


def test_a_view_is_told_as_one() -> None:
    view = Dataset(table=TableName("", "v"), kind=Kind.VIEW)

    assert "kind: view" in write(of(view))
