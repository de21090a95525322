"""Which answer decides, which control is linked unasked, and when a word may be given."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from lofte.areas.promises import rules
from lofte.areas.promises.rules import EvidenceFact, Kind, Verdict
from lofte.kernel.errors import Refused

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
ANSWERED = "We answer within a month."


def fact(control: str, verdict: Verdict, *, hours_ago: float = 1) -> EvidenceFact:
    return EvidenceFact(control, verdict, NOW - timedelta(hours=hours_ago), timedelta(hours=26))


@pytest.mark.parametrize(
    ("facts", "decides"),
    [
        ([fact("a", "kept"), fact("b", "broken"), fact("c", "error")], "b"),
        ([fact("a", "at_risk"), fact("b", "error"), fact("c", "kept")], "b"),
        ([fact("a", "kept"), fact("b", "at_risk")], "b"),
        ([fact("a", "kept"), fact("b", "kept", hours_ago=3)], "b"),
        ([fact("a", "kept"), fact("b", "kept", hours_ago=27)], "b"),
        ([fact("a", "broken", hours_ago=27), fact("b", "broken")], "b"),
        ([fact("a", "kept"), rules.never_asked("b")], "b"),
    ],
)
def test_the_worst_fresh_answer_decides_and_of_equals_the_oldest(
    facts: list[EvidenceFact], decides: str
) -> None:
    found = rules.deciding(facts, now=NOW)

    assert found is not None
    assert found.control == decides


def test_where_no_control_is_linked_none_decides() -> None:
    assert rules.deciding([], now=NOW) is None


def test_a_control_that_was_never_asked_leaves_the_promise_unproven() -> None:
    status = rules.status_of(
        kind=Kind.HARD,
        void=False,
        evidence=[fact("a", "kept"), rules.never_asked("b")],
        attested_until=TODAY + timedelta(days=9),
        now=NOW,
    )

    assert status is rules.Status.UNPROVEN


def test_a_confident_suggestion_is_linked_and_a_weak_one_is_not() -> None:
    def suggested(text: str) -> str | None:
        return rules.suggested_link(
            text, lang="en", kind=Kind.HARD, void=False, known=rules.CONTROLS
        )

    assert suggested(ANSWERED) == "requests.answered_in_time"
    assert suggested("We work with information security.") is None
    assert suggested("The sun shines on our customers.") is None


@pytest.mark.parametrize(
    ("kind", "void"),
    [(Kind.CUSTOMER, False), (Kind.LEGAL, False), (Kind.BOILERPLATE, False), (Kind.HARD, True)],
)
def test_what_is_void_or_not_ours_to_keep_is_linked_to_nothing(kind: Kind, void: bool) -> None:
    assert (
        rules.suggested_link(ANSWERED, lang="en", kind=kind, void=void, known=rules.CONTROLS)
        is None
    )


def test_a_control_that_does_not_exist_here_is_not_linked() -> None:
    found = rules.suggested_link(
        ANSWERED, lang="en", kind=Kind.HARD, void=False, known={"requests.none_overdue"}
    )

    assert found == "requests.none_overdue"


@pytest.mark.parametrize(
    ("kind", "void", "controls", "days", "code"),
    [
        (Kind.HARD, False, [], 30, "not_for_attestation"),
        (Kind.PROCESS, True, [], 30, "not_for_attestation"),
        (Kind.PROCESS, False, ["ledger.verifies"], 30, "control_speaks"),
        (Kind.PROCESS, False, [], 0, "attestation_period"),
        (Kind.PROCESS, False, [], 367, "attestation_period"),
    ],
)
def test_a_word_that_would_count_for_nothing_is_refused(
    kind: Kind, void: bool, controls: list[str], days: int, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        attest(kind=kind, void=void, controls=controls, days=days)

    assert refused.value.code == code


@pytest.mark.parametrize("days", [1, 366])
def test_a_word_for_peoples_work_stands_from_a_day_to_a_year_and_a_day(days: int) -> None:
    attest(kind=Kind.PROCESS, void=False, controls=[], days=days)


def attest(*, kind: Kind, void: bool, controls: list[str], days: int) -> None:
    until: date = TODAY + timedelta(days=days)
    rules.check_attestation(kind=kind, void=void, controls=controls, until=until, today=TODAY)
