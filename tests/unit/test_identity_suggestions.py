from __future__ import annotations

import pytest

from lofte.areas.datamap.rules.identity import Reason, personal_columns, suggest, words
from lofte.discovery.schema import Column, ForeignKey, Schema, Table, TableName


def table_of(name: str, *columns: str) -> Table:
    return Table(name=name, columns=tuple(Column(name=c, type="text") for c in columns))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("KundEpost_adress", ("kund", "epost", "adress")),
        ("personNr", ("person", "nr")),
        ("EMAILAddress2", ("email", "address")),
        ("födelse-datum", ("fodelse", "datum")),
        ("e_mail", ("e", "mail")),
        ("😀", ()),
    ],
)
def test_names_are_split_into_words(name: str, expected: tuple[str, ...]) -> None:
    assert words(name) == expected


@pytest.mark.parametrize(
    ("column", "type_", "kind"),
    [
        ("email", "text", "email"),
        ("Email2", "character varying(254)", "email"),
        ("kund_epost", "text", "email"),
        ("e_post", "citext", "email"),
        ("contactEMail", "text", "email"),
        ("to_addr", "text", "email"),
        ("personnummer", "bigint", "personnummer"),
        ("person_nr", "text", "personnummer"),
        ("PERSNR", "text", "personnummer"),
        ("personal_identity_number", "text", "personnummer"),
        ("socialSecurityNumber", "text", "personnummer"),
        ("national_id", "text", "personnummer"),
        ("telefon_hem", "text", "phone"),
        ("mobilnr", "text", "phone"),
        ("phone_number", "numeric(15,0)", "phone"),
        ("kundnr", "integer", "customer_number"),
        ("member_no", "text", "customer_number"),
        ("email_verified", "boolean", None),
        ("email_verified", "text", None),
        ("email_count", "integer", None),
        ("email", "integer", None),
        ("email_sent_at", "timestamp with time zone", None),
        ("mail_template", "text", None),
        ("mailing", "text", None),
        ("hotel", "text", None),
        ("address", "text", None),
        ("phone_model", "text", None),
        ("customer_id", "integer", None),
        ("order_number", "text", None),
        ("emails", "text[]", None),
    ],
)
def test_identities_are_suggested_from_whole_words_and_type(
    column: str, type_: str, kind: str | None
) -> None:
    schema = Schema(tables=(Table(name="t", columns=(Column(name=column, type=type_),)),))
    assert [found.kind for found in suggest(schema)] == ([kind] if kind else [])


def test_a_key_into_another_table_is_no_identity() -> None:
    order = Table(
        name="order",
        columns=(Column(name="customer_no", type="text"),),
        foreign_keys=(
            ForeignKey(
                columns=("customer_no",),
                table=TableName("", "customer"),
                ref_columns=("number",),
            ),
        ),
    )
    assert not suggest(Schema(tables=(order,)))


@pytest.mark.parametrize(
    ("name", "reason"),
    [("patient", Reason.NAME_AND_TABLE_SAY_IT), ("post_office", Reason.NAME_MAY_SAY_IT)],
)
def test_an_ambiguous_name_says_that_it_is(name: str, reason: Reason) -> None:
    assert [found.reason for found in suggest(Schema(tables=(table_of(name, "pnr"),)))] == [
        reason
    ]


def test_personal_columns_are_seen_although_they_identify_nobody() -> None:
    people = table_of("kund", "name", "first_name", "fornamn", "födelsedatum", "total", "epost")
    assert personal_columns(people) == (
        "name",
        "first_name",
        "fornamn",
        "födelsedatum",
        "epost",
    )
