from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from lofte.areas.promises.rules import (
    ORDER,
    EvidenceFact,
    Kind,
    NotOnTheBoard,
    Status,
    Verdict,
    on_board,
    status_of,
    summary,
)

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def _fact(verdict: Verdict, *, age: timedelta = timedelta(hours=1)) -> EvidenceFact:
    return EvidenceFact("ledger.verifies", verdict, NOW - age, DAY)


def _status(
    *facts: EvidenceFact,
    kind: Kind = Kind.HARD,
    void: bool = False,
    attested_until: date | None = None,
) -> Status:
    return status_of(
        kind=kind, void=void, evidence=facts, attested_until=attested_until, now=NOW
    )


KEPT, AT_RISK, BROKEN, ERROR = _fact("kept"), _fact("at_risk"), _fact("broken"), _fact("error")
OLD_KEPT, OLD_BROKEN = _fact("kept", age=2 * DAY), _fact("broken", age=2 * DAY)


@pytest.mark.parametrize(
    ("facts", "status"),
    [
        pytest.param((), Status.UNPROVEN, id="no control"),
        pytest.param((KEPT,), Status.KEPT, id="kept"),
        pytest.param((KEPT, AT_RISK), Status.AT_RISK, id="the worst fresh verdict wins"),
        pytest.param((KEPT, AT_RISK, BROKEN), Status.BROKEN, id="broken is the worst"),
        pytest.param((OLD_KEPT,), Status.UNPROVEN, id="stale"),
        pytest.param((OLD_BROKEN,), Status.UNPROVEN, id="an old break is no longer known"),
        pytest.param((KEPT, OLD_KEPT), Status.UNPROVEN, id="one stale of two"),
        pytest.param((KEPT, ERROR), Status.UNPROVEN, id="a control that failed to run"),
        pytest.param((AT_RISK, ERROR), Status.UNPROVEN, id="doubt before risk"),
        pytest.param((BROKEN, ERROR, OLD_KEPT), Status.BROKEN, id="a fresh break before doubt"),
        pytest.param((_fact("kept", age=DAY),), Status.UNPROVEN, id="the end is not included"),
        pytest.param((_fact("kept", age=timedelta(0)),), Status.KEPT, id="just now"),
        pytest.param((_fact("kept", age=-DAY),), Status.UNPROVEN, id="from the future"),
    ],
)
def test_evidence_and_time_make_the_status(
    facts: tuple[EvidenceFact, ...], status: Status
) -> None:
    assert _status(*facts) is status


@pytest.mark.parametrize(
    ("kind", "until", "status"),
    [
        (Kind.PROCESS, date(2026, 3, 10), Status.NOT_MACHINE_PROVABLE),
        (Kind.PROCESS, date(2026, 3, 9), Status.UNPROVEN),
        (Kind.PROCESS, None, Status.UNPROVEN),
        (Kind.HARD, date(2026, 3, 10), Status.UNPROVEN),
        (Kind.CUSTOMER, date(2026, 3, 10), Status.UNPROVEN),
    ],
)
def test_a_persons_word_counts_for_human_work_through_its_last_day(
    kind: Kind, until: date | None, status: Status
) -> None:
    assert _status(kind=kind, attested_until=until) is status


def test_a_persons_word_does_not_outweigh_evidence() -> None:
    facts = (BROKEN,)
    assert _status(*facts, kind=Kind.PROCESS, attested_until=NOW.date()) is Status.BROKEN


@pytest.mark.parametrize("kind", Kind)
def test_void_wins_over_every_evidence(kind: Kind) -> None:
    assert _status(KEPT, kind=kind, void=True) is Status.LEGALLY_VOID
    assert _status(BROKEN, kind=kind, void=True) is Status.LEGALLY_VOID


def test_boilerplate_is_not_on_the_board() -> None:
    assert not on_board(kind=Kind.BOILERPLATE, void=False)
    with pytest.raises(NotOnTheBoard):
        _status(kind=Kind.BOILERPLATE)


def test_the_order_holds_every_status_once_worst_first() -> None:
    assert sorted(ORDER) == sorted(Status)
    assert (ORDER[0], ORDER[-1]) == (Status.BROKEN, Status.KEPT)


def test_a_summary_is_worst_first_without_zeros() -> None:
    board = summary({Status.KEPT: 3, Status.BROKEN: 1, Status.AT_RISK: 0})

    assert board.counts == ((Status.BROKEN, 1), (Status.KEPT, 3))
    assert (board.total, board.kept, board.worst) == (4, 3, Status.BROKEN)


def test_an_empty_board_has_no_worst() -> None:
    assert summary({}).worst is None
