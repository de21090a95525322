"""Whose the rows are: what each reference means, and what stands in the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from fakes.dropped_held_out import HELD_OUT
from fakes.dropped_keys import Drawn, samples
from fakes.dropped_schemas import DEVELOPED_ON
from lofte.discovery.references.facts import TableFacts, facts_of
from lofte.discovery.references.inference import infer
from lofte.discovery.references.lint import Code, lint
from lofte.discovery.references.meanings import Understanding, understand
from lofte.discovery.schema import Kind
from lofte.discovery.types import Type

DRAWN = {drawn.name: drawn for drawn in (*DEVELOPED_ON, *HELD_OUT)}
TYPES = {
    "email": Type.EMAIL,
    "mail": Type.EMAIL,
    "phone": Type.PHONE,
    "name": Type.PERSON_NAME,
    "first_name": Type.PERSON_NAME,
    "personnummer": Type.PERSONNUMMER,
    "body": Type.HEALTH_TERM,
    "orgnr": Type.ORGANISATIONSNUMMER,
}


def understood(drawn: Drawn) -> Understanding:
    return of([facts_of(sample) for sample in samples(drawn)])


def of(facts: Sequence[TableFacts]) -> Understanding:
    types = {
        table.place: {
            column.name: TYPES[column.name] for column in table.columns if column.name in TYPES
        }
        for table in facts
    }
    return understand(facts, infer(facts), types)


LABELLED = {
    "booking": """
        bookings.client_id owns; bookings.staff_id mentions; bookings.service_id stops
        bookings.cancelled_by mentions; reminders.booking_id owns; client_notes.client_id owns
        client_notes.author_id mentions; gift_cards.buyer_id owns
        gift_cards.redeemed_by mentions; waiting_list.service_id stops
    """,
    "shop": """
        orders.customer_id owns; order_lines.order_id owns; order_lines.product_id stops
        payments.order_id owns; customers.country_code stops; products.category_id stops
        customers.referred_by mentions; reviews.customer_id owns; cart_items.cart_id owns
        categories.parent_id stops; coupon_uses.coupon_id stops; coupon_uses.order_id owns
    """,
    "klinik": """
        besok.patientnr owns; besok.lakare_id mentions; besok.mottagning_id stops
        diagnoser.besok_id owns; diagnoser.diagnoskod stops; diagnoser.registrerad_av mentions
        recept.patientnr owns; recept.forskrivare_id mentions; anteckningar.skapad_av mentions
        lakare.chef_id mentions; mottagningar.ansvarig_lakare_id mentions
        patienter.vardgivare_id stops; kallelser.patientnr owns
    """,
    "forum": """
        threads.author_id owns; posts.author_id owns; posts.thread_id mentions
        messages.sender_id shares; messages.recipient_id shares; votes.user_id owns
        votes.post_id mentions; moderations.moderator_user_id mentions
        users.invited_by_user_id mentions; follows.follower_id shares
        follows.followed_id shares; thread_tags.tag_id stops; attachments.post_id owns
    """,
    "messenger": """
        messages.sender_id owns; messages.conversation_id shares; media.message_id owns
        participants.account_id owns; participants.conversation_id shares
        conversations.created_by mentions; reactions.account_id owns; blocks.blocker_id shares
        reactions.message_id mentions; devices.account_id owns
    """,
    "sakila": """
        rental.customer_id owns; rental.staff_id mentions; payment.customer_id owns
        payment.staff_id mentions; customer.address_id owns; customer.store_id stops
        store.manager_staff_id mentions; inventory.film_id stops; city.country_id stops
    """,
    "hr": """
        absences.emp_id owns; absences.approved_by mentions; payslips.employee_id owns
        employees.manager_id mentions; employees.department_id stops
        departments.manager_id mentions; training_attendance.employee_id owns
        training_attendance.training_id stops
    """,
}


@pytest.mark.parametrize("name", LABELLED)
def test_references_mean_what_a_reader_would_say(name: str) -> None:
    known = understood(DRAWN[name])
    told = {
        f"{each.source.place.table}.{each.source.columns[0]}": meant.meaning.value
        for each, meant in known.meant.items()
    }

    labels = LABELLED[name].replace("\n", ";").split(";")
    wanted = dict(label.split() for label in map(str.strip, labels) if label)

    assert {column: told.get(column) for column in wanted} == wanted


def test_every_meaning_is_explained_in_a_sentence() -> None:
    for meant in understood(DRAWN["shop"]).meant.values():
        assert meant.reason[0].isupper()
        assert meant.reason.endswith(".")


def test_an_address_led_to_belongs_to_the_person_who_leads_there() -> None:
    known = understood(DRAWN["sakila"])
    ahead = {
        each.source.place.table.name for each, meant in known.meant.items() if meant.forward
    }

    assert ahead == {"customer", "staff"}


def test_staff_and_customers_are_both_people() -> None:
    known = understood(DRAWN["booking"])

    kinds = {place.table.name: subject.kind for place, subject in known.subjects.items()}

    assert kinds == {"clients": "customer", "staff": "staff"}


PEOPLE = "people 60: id*, name, email\n"
USERS = "users 20: id*, name, email\n"
READINGS = {
    "patients 60: id*, creator_id>users.id, town\nvisits 90: id*, patient_id>patients.id": (
        "visits.patient_id owns; patients.creator_id mentions"
    ),
    "patients 60: id*, name, email\n"
    "orders 90: id*, patient_id>patients.id, create_uid>users.id, write_uid>users.id": (
        "orders.patient_id owns; orders.create_uid mentions; orders.write_uid mentions"
    ),
    "staff 70: id*, name, email\nvisits 80: id*, user_id>users.id\n"
    "notes 90: id*, visit_id>visits.id, penned_by>staff.id": (
        "notes.visit_id owns; notes.penned_by mentions"
    ),
    "user_names 40: id*, user_id>users.id, first_name, last_name": "user_names.user_id owns",
    "notes 90: id*, userid>users.id, usermodified>users.id, title": (
        "notes.userid owns; notes.usermodified mentions"
    ),
    "clients 60: id*, name, email\nstaff 9: id*, name, email\n"
    "visits 90: id*, client_id>clients.id\n"
    "steps 200: id*, visit_id>visits.id, staff_id>staff.id": (
        "steps.visit_id owns; steps.staff_id mentions"
    ),
    "doctors 30: id*, user_id>users.id, ward\npatients 60: id*, name, email\n"
    "visits 90: id*, patient_id>patients.id, user_id>users.id": (
        "visits.patient_id owns; visits.user_id mentions"
    ),
    "topics 90: id*, user_id>users.id, last_poster_id>users.id, title": (
        "topics.user_id owns; topics.last_poster_id mentions"
    ),
    "salons 5: id*, namn, phone, orgnr\nclients 60: id*, email, salon_id>salons.id": (
        "clients.salon_id stops"
    ),
}
"""Lines of a schema, and what a reader would say of its references."""


@pytest.mark.parametrize("lines", READINGS)
def test_a_row_is_about_whom_it_is_about_not_about_who_wrote_it(lines: str) -> None:
    known = understood(Drawn("s", USERS + lines))
    told = {
        f"{each.source.place.table.name}.{each.source.columns[0]} {meant.meaning.value}"
        for each, meant in known.meant.items()
    }

    assert set(READINGS[lines].split("; ")) <= told


def test_doctors_with_an_account_each_are_staff_of_their_own() -> None:
    known = understood(
        Drawn(
            "s",
            "users 9: id*, name, email\ndoctors 9: id*, user_id/serial, ward\n"
            "patients 60: id*, name, email\n"
            "visits 90: id*, patient_id>patients.id, doctor_id>doctors.id",
        )
    )
    told = {each.source.columns[0]: meant.meaning.value for each, meant in known.meant.items()}

    assert told == {"user_id": "owns", "patient_id": "owns", "doctor_id": "mentions"}


@pytest.mark.parametrize(
    "lines",
    [
        "posts 30: post_id*, post_name, post_password",
        "restaurants 30: id*, name, email, password",
        "hyrstalle 9: id*, namn, telefon, email",
        "tenants 30: id*, name, legal_name, subdomain",
    ],
)
def test_what_has_a_name_and_a_password_need_not_be_a_person(lines: str) -> None:
    assert understood(Drawn("s", lines)).subjects == {}


def codes(lines: str) -> set[tuple[str, Code]]:
    return {(each.place.table.name, each.code) for each in lint(understood(Drawn("s", lines)))}


def test_personal_data_that_no_path_leads_to_is_told() -> None:
    assert ("diary", Code.UNOWNED) in codes(PEOPLE + "diary 50: id*, body")


def test_personal_data_with_nobody_but_who_dealt_with_it_is_told() -> None:
    told = codes(PEOPLE + "letters 50: id*, created_by>people.id, body")

    assert ("letters", Code.ONLY_MENTIONED) in told


def test_an_owner_that_may_be_empty_leaves_rows_to_nobody() -> None:
    told = codes(PEOPLE + "visits 90: id*, person_id?>people.id, body")

    assert ("visits", Code.OWNER_MAY_BE_MISSING) in told


def test_what_all_belongs_to_one_person_is_everybodys() -> None:
    told = codes("users 10: id*, name, email\nx 50: id*, user_id~>users.id")

    assert ("x", Code.OWNED_BY_EVERYBODY) in told


def test_people_whom_no_column_identifies_cannot_be_found() -> None:
    assert ("people", Code.NO_IDENTITY) in codes("people 60: id*, first_name, last_name")


def test_an_address_that_two_people_share_finds_both() -> None:
    assert ("people", Code.IDENTITY_NOT_DISTINCT) in codes("people 30: id*, name, email/enum")


def test_rows_of_two_kinds_of_people_are_ambiguous() -> None:
    told = codes(
        "patients 40: id*, name, email\nmembers 50: id*, name, email\n"
        "visits 90: id*, patient_id>patients.id, member_id>members.id"
    )

    assert ("visits", Code.OWNERS_AMBIGUOUS) in told


def test_a_materialised_view_is_a_copy() -> None:
    facts = [facts_of(sample) for sample in samples(Drawn("s", PEOPLE))]
    copy = replace(facts[0].table, name="people_search", kind=Kind.MATERIALIZED)
    place = facts[0].place._replace(table=copy.full_name)
    facts.append(replace(facts[0], place=place, table=copy))

    assert Code.COPY in {each.code for each in lint(of(facts))}


def test_rows_without_a_key_cannot_be_followed() -> None:
    lines = PEOPLE + "visits 90: person_id>people.id, place"

    assert ("visits", Code.ROWS_ALIKE) in codes(lines)


def test_of_a_clean_booking_system_there_is_little_to_say() -> None:
    found = {(str(each.place), each.code) for each in lint(understood(DRAWN["booking"]))}

    assert found == {
        # Made-up telephones are words here, and some clients have the same.
        ("booking/clients", Code.IDENTITY_NOT_DISTINCT),
        # Names of things, which only this test's types call a person's.
        ("booking/services", Code.UNOWNED),
    }
