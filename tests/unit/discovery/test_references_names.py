"""Names are taken apart, and plurals undone, in Swedish and English."""

from __future__ import annotations

import pytest

from lofte.discovery.references.names import (
    concept,
    forms,
    is_short_for,
    key_parts,
    unglued,
    words,
)


@pytest.mark.parametrize(
    ("name", "taken_apart"),
    [
        ("customer_id", ("customer", "id")),
        ("CustomerID", ("customer", "id")),
        ("CUSTOMER_ID", ("customer", "id")),
        ("shipToAddressId", ("ship", "to", "address", "id")),
        ("mottagningsId", ("mottagnings", "id")),
        ("Förälder_ID", ("foralder", "id")),
        ("address2_id", ("address", "2", "id")),
    ],
)
def test_a_name_is_split_into_its_words(name: str, taken_apart: tuple[str, ...]) -> None:
    assert words(name) == taken_apart


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("customers", "customer"),
        ("categories", "category"),
        ("addresses", "address"),
        ("people", "person"),
        ("kunder", "kund"),
        ("fakturor", "faktura"),
        ("bokningar", "bokning"),
        ("användare".replace("ä", "a"), "anvandare"),
        ("bocker", "bok"),
        ("arenden", "arende"),
        ("besok", "besok"),
    ],
)
def test_a_plural_may_be_of_its_singular(plural: str, singular: str) -> None:
    assert singular in forms(plural)


@pytest.mark.parametrize(
    ("swedish", "english"),
    [("kunder", "customers"), ("lakare", "doctor"), ("arenden", "case"), ("rad", "lines")],
)
def test_both_languages_mean_the_same(swedish: str, english: str) -> None:
    assert concept(swedish) == concept(english)


@pytest.mark.parametrize(
    ("named", "entity", "kind"),
    [
        (("customer", "id"), ("customer",), "id"),
        (("kund", "nr"), ("kund",), "number"),
        (("id", "customer"), ("customer",), "id"),
        (("customer", "ref", "id"), ("customer",), "id"),
        (("country", "code"), ("country",), "code"),
        (("owner",), ("owner",), ""),
        (("id",), (), "id"),
    ],
)
def test_a_key_speaks_of_an_entity(
    named: tuple[str, ...], entity: tuple[str, ...], kind: str
) -> None:
    assert key_parts(named) == (entity, kind)


def test_words_that_grew_together_are_cut() -> None:
    assert unglued(("kundnr",)) == ("kund", "nr")
    assert unglued(("o", "custkey")) == ("o", "cust", "key")


def test_a_short_form_keeps_the_first_letter_and_the_order() -> None:
    assert is_short_for("dept", "department")
    assert is_short_for("cust", "customer")
    assert not is_short_for("tped", "department")
    assert not is_short_for("customer", "customer")
