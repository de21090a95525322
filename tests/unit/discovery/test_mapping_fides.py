"""Dataset files of Fides are maps too."""

from __future__ import annotations

import pytest

from lofte.discovery.mapping.nodes import MapInvalid
from lofte.discovery.mapping.reading import read
from lofte.discovery.mapping.writing import write
from lofte.discovery.references.meanings import Meaning
from lofte.discovery.types import Type

SHOP = """
dataset:
  - fides_key: shop_db
    organization_fides_key: default
    name: Shop
    description: What the shop keeps.
    collections:
      - name: customers
        fields:
          - name: id
            data_categories: [user.unique_id]
            fides_meta: {primary_key: true, data_type: integer}
          - name: email
            data_categories: [user.contact.email]
            fides_meta:
              identity: email
          - name: profile
            fides_meta: {data_type: object}
            fields:
              - name: illness
                data_categories: [user.health.condition]
              - name: nick
          - name: created_at
            data_categories: [system.operations]
      - name: orders
        fields:
          - name: customer_id
            fides_meta:
              references:
                - dataset: shop_db
                  field: customers.id
                  direction: from
          - name: parcel
            fides_meta:
              references:
                - {dataset: post, field: parcels.number, direction: to}
"""


def test_collections_are_datasets_of_a_system() -> None:
    (system,) = read(SHOP).systems

    assert system.name == "shop_db"
    assert [dataset.table.name for dataset in system.datasets] == ["customers", "orders"]
    assert system.datasets[0].key == ("id",)


def test_categories_become_types_where_we_know_one() -> None:
    fields = {field.name: field for field in read(SHOP).systems[0].datasets[0].fields}

    assert (fields["email"].type, fields["email"].identity) == (Type.EMAIL, True)
    assert fields["email"].category == "pd:EmailAddress"
    assert fields["profile.illness"].fides == ("user.health.condition",)
    assert fields["profile.illness"].special
    assert not fields["created_at"].personal
    assert not fields["profile.nick"].decided


def test_what_a_person_wrote_there_is_decided() -> None:
    fields = {field.name: field for field in read(SHOP).systems[0].datasets[0].fields}

    assert fields["email"].decided
    assert fields["email"].guess is None


def test_references_keep_their_direction() -> None:
    links = {link.columns: link for link in read(SHOP).systems[0].datasets[1].links}

    back, ahead = links["customer_id",], links["parcel",]
    assert (back.target.system, back.meaning, back.forward) == ("", Meaning.OWNS, False)
    assert (ahead.target.system, ahead.forward) == ("post", True)


def test_it_can_be_written_as_ours_and_read_again() -> None:
    found = read(SHOP)

    assert read(write(found)) == found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("dataset:\n- name: x", "`fides_key` is missing"),
        ("dataset:\n- fides_key: x\n  collections:\n  - name: t", "`fields` is missing"),
        (
            "dataset:\n- fides_key: x\n  collections:\n  - name: t\n    fields:\n"
            "    - name: a\n      fides_meta:\n        references:\n"
            "        - {dataset: x, field: id, direction: to}",
            "Line 9: `field` is written collection.field",
        ),
    ],
)
def test_what_is_missing_is_refused_with_its_line(text: str, said: str) -> None:
    with pytest.raises(MapInvalid) as refused:
        read(text)

    assert said in refused.value.message
