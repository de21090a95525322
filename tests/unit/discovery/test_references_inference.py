"""References found again where the database no longer declares them."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from fakes.dropped_keys import Drawn, Wanted, samples, wanted
from fakes.dropped_schemas import DEVELOPED_ON
from lofte.discovery.references.facts import facts_of
from lofte.discovery.references.inference import infer
from lofte.discovery.references.model import Origin, Reference
from lofte.discovery.schema import ColumnName, ForeignKey, TableName


def inferred(drawn: Drawn, **options: object) -> tuple[Reference, ...]:
    return infer([facts_of(sample) for sample in samples(drawn)], **options)  # type: ignore[arg-type]


def pairs(references: Sequence[Reference]) -> Wanted:
    return frozenset(
        (each.source.place.table.name, ours, each.target.place.table.name, theirs)
        for each in references
        if each.when is None
        for ours, theirs in zip(each.source.columns, each.target.columns, strict=True)
    )


@pytest.mark.parametrize("drawn", DEVELOPED_ON, ids=lambda drawn: drawn.name)
def test_what_was_dropped_is_found_again_and_little_else(drawn: Drawn) -> None:
    found, truth = pairs(inferred(drawn)), wanted(drawn)

    assert len(found & truth) >= 0.85 * len(truth), truth - found
    assert len(found & truth) >= 0.9 * len(found), found - truth


def test_the_order_of_tables_changes_nothing() -> None:
    facts = [facts_of(sample) for sample in samples(DEVELOPED_ON[2])]
    shuffled = random.Random(5).sample(facts, len(facts))

    assert infer(facts) == infer(shuffled)


def test_every_guess_has_a_score_below_one_and_a_sentence() -> None:
    for reference in inferred(DEVELOPED_ON[0]):
        assert reference.origin is Origin.INFERRED
        assert 0.5 <= reference.score < 1
        assert reference.reason.endswith(".")


TWO = """
customers 40: id*, name
orders 90: id*, customer_id>customers.id, amount
"""


def test_a_declared_key_is_told_as_it_is_and_not_guessed_again() -> None:
    customers, orders = samples(Drawn("s", TWO))
    key = ForeignKey(
        columns=("customer_id",), table=TableName("", "customers"), ref_columns=("id",)
    )
    object.__setattr__(orders.table, "foreign_keys", (key,))

    (only,) = infer([facts_of(customers), facts_of(orders)])

    assert (only.origin, only.score) == (Origin.DECLARED, 1.0)


def test_a_count_that_happens_to_be_an_id_refers_to_nothing() -> None:
    lines = "customers 5000: id*, name\nvisits 900: id*, seats/int, floor/row, distance/big"

    assert inferred(Drawn("s", lines)) == ()


def test_a_random_id_refers_whatever_its_column_is_called() -> None:
    lines = "things 60: id*, label\nevents 200: id*, x>things.id, happened_at"

    (only,) = inferred(Drawn("s", lines, ids="uuid"))

    assert only.source.columns == ("x",)
    assert "chance" in only.reason


def test_an_identifier_of_another_system_refers_to_nothing_here() -> None:
    lines = "customers 60: id*, name\norders 200: id*, stripe_customer_id/foreign"

    assert inferred(Drawn("s", lines)) == ()


def test_values_that_are_not_there_outweigh_the_name() -> None:
    lines = "customers 20: id*, name\norders 200: id*, customer_id/big"

    assert inferred(Drawn("s", lines)) == ()


def test_of_a_large_table_the_source_itself_is_asked() -> None:
    asked = []

    def known(system: str, column: ColumnName, values: Sequence[str]) -> int:
        asked.append(column)
        return len(values)

    drawn = Drawn("s", TWO.replace("customers 40", "customers 400"), ids="sparse")
    facts = [facts_of(sample) for sample in samples(drawn, most=50)]

    (only,) = infer(facts, known=known)

    assert only.share == 1.0
    assert asked == [ColumnName(TableName("", "customers"), "id")]


def found(lines: str, ids: str = "serial") -> set[str]:
    drawn = Drawn("s", lines, ids=ids)
    return {
        f"{a}.{b} {c}.{d}" for a, b, c, d in pairs(inferred(drawn)) if not c.startswith("_")
    }


NAMED = {
    "haulers 30: hauler_id*, label\nloads 200: load_id*, haul_via>haulers.hauler_id, weight": (
        "loads.haul_via haulers.hauler_id"
    ),
    "suppliers 30: id*, label\nparts 200: id*, supplied_by>suppliers.id, weight": (
        "parts.supplied_by suppliers.id"
    ),
    "sale_item_entity 30: entity_id*, label\nsale_offer_entity 40: entity_id*, label\n"
    "picks 200: pick_id*, offer_id>sale_offer_entity.entity_id": (
        "picks.offer_id sale_offer_entity.entity_id"
    ),
    "orter 90: id*, label\nflyg 200: id*, landningsort>orter.id, titel": (
        "flyg.landningsort orter.id"
    ),
    "depots 90: id*, label\nvans 200: id*, homedepot>depots.id, title": (
        "vans.homedepot depots.id"
    ),
    "tblkeeper 40: keeper_id*, name, email\n"
    "tblcages 90: cage_id*, keeper_id>tblkeeper.keeper_id": (
        "tblcages.keeper_id tblkeeper.keeper_id"
    ),
    "members 40: id*, name, email\nideas 90: id*, suggestedby>members.id, title": (
        "ideas.suggestedby members.id"
    ),
    "members 40: id*, name, email\nsails 90: id*, helmsman_id>members.id, title": (
        "sails.helmsman_id members.id"
    ),
    "staff 40: id*, name, email, coach_id?>staff.id": "staff.coach_id staff.id",
    "doctors 30: id*, name, email\norders 90: id*, ordinator_id>doctors.id": (
        "orders.ordinator_id doctors.id"
    ),
}
"""Lines of a schema, and the reference to be found in it."""


@pytest.mark.parametrize("lines", NAMED)
def test_a_name_leads_to_its_table(lines: str) -> None:
    assert NAMED[lines] in found(lines)


COUNTED = [
    "posts 300: id*, post_number/int, title\nalerts 90: id*, post_number/int",
    "topics 300: id*, topic_number/int, reply_to_topic_number/int",
    "patients 300: patient_id*, name, email\n"
    "patient_identifier 90: patient_identifier_id*, value",
    "bestallningar 90: id*, label\nvarubestallning 60: bestallningsnr*, label",
    "forms 90: id*, label\nposts 200: id*, platform_id/int",
    "rooms 90: room_id*, label\nlab_rooms 40: room_id*, label",
    "shop_units 90: id*, label\nshop_goods 90: id*, label\nnotes 50: id*, shop_id/int",
]
"""Lines of schemas in which nothing refers to anything, though words are alike."""


@pytest.mark.parametrize("lines", COUNTED)
def test_a_number_of_its_own_table_refers_to_nothing(lines: str) -> None:
    assert found(lines) == set()


def test_what_refers_to_a_part_of_a_key_refers_to_the_smallest_part() -> None:
    lines = """
        party 400: party_id*, kind
        person 90: party_id*>party.party_id, name, email
        member_cards 120: card_id*, party_id>person.party_id, valid
    """.strip().replace("        ", "")

    assert {"person.party_id party.party_id", "member_cards.party_id person.party_id"} <= found(
        lines, "sparse"
    )


def test_nameless_patients_with_gaps_in_their_numbers_are_persons() -> None:
    lines = (
        "person 400: person_id*, name, email\npatient 150: patient_id*>person.person_id, town"
    )

    assert "patient.patient_id person.person_id" in found(lines)
    assert found(lines.replace("*>person.person_id", "*")) == set()
