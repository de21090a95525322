from __future__ import annotations

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner, Result

from lofte.cli.deadlines import deadlines
from lofte.cli.identifiers import SENTENCES, identifiers
from lofte.kernel.identifiers import Reason


def run_deadlines(*words: str) -> Result:
    return CliRunner().invoke(deadlines, words)


def run_check(*words: str) -> Result:
    return CliRunner().invoke(identifiers, ["check", *words])


def test_a_request_is_printed_as_json() -> None:
    result = run_deadlines("request", "--received", "2026-03-05", "--json")

    assert result.exit_code == 0
    assert json.loads(result.stdout) == {
        "safe": "2026-04-02",
        "legal": "2026-04-07",
        "target": "2026-03-26",
        "extended_safe": "2026-06-05",
        "extended_legal": "2026-06-05",
    }


def test_a_breach_is_printed_as_json_without_an_extension() -> None:
    result = run_deadlines("breach", "--aware", "2027-03-27T14:20+01:00", "--json")

    assert result.exit_code == 0
    assert json.loads(result.stdout) == {
        "safe": "2027-03-30T15:20:00+02:00",
        "legal": "2027-03-30T16:00:00+02:00",
        "target": "2027-03-30T03:20:00+02:00",
        "extended_safe": None,
        "extended_legal": None,
    }


def test_the_table_names_the_weekday() -> None:
    result = run_deadlines("request", "--received", "2026-03-05")

    lines = [line.split()[:3] for line in result.stdout.splitlines()]
    assert lines == [
        ["target", "Thu", "2026-03-26"],
        ["safe", "Thu", "2026-04-02"],
        ["legal", "Tue", "2026-04-07"],
        ["extended_safe", "Fri", "2026-06-05"],
        ["extended_legal", "Fri", "2026-06-05"],
    ]


def test_the_table_of_a_breach_shows_times_and_no_extension() -> None:
    result = run_deadlines("breach", "--aware", "2027-03-27T14:20+01:00")

    assert "safe            Tue 2027-03-30 15:20 +0200" in result.stdout
    assert "extended" not in result.stdout


def test_a_pause_moves_the_legal_day() -> None:
    words = ("request", "--received", "2026-09-01", "--paused-days", "10", "--json")
    due = json.loads(run_deadlines(*words).stdout)

    assert (due["safe"], due["legal"]) == ("2026-10-01", "2026-10-12")


def test_a_time_of_receipt_is_read_as_the_day_in_stockholm() -> None:
    words = ("request", "--received", "2026-03-04T23:30Z", "--json")

    assert json.loads(run_deadlines(*words).stdout)["legal"] == "2026-04-07"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        pytest.param(
            ("request", "--received", "5/3 2026"),
            "Write --received as a day, such as 2026-03-05, not '5/3 2026'.",
            id="not a date",
        ),
        pytest.param(
            ("request", "--received", "2026-02-30"),
            "Write --received as a day, such as 2026-03-05, not '2026-02-30'.",
            id="no such day",
        ),
        pytest.param(
            ("request", "--received", "2017-01-01"),
            "Choose a day from 2018-05-25 on: the GDPR did not apply on 2017-01-01.",
            id="before the law",
        ),
        pytest.param(
            ("request", "--received", "9999-12-31"),
            "Choose a day up to 2200-12-31: 9999-12-31 is too far ahead.",
            id="far ahead",
        ),
        pytest.param(
            ("request", "--received", "2026-03-05", "--paused-days", "-1"),
            "Write the pause as whole days from 0 to 366, not -1.",
            id="negative pause",
        ),
        pytest.param(
            ("request", "--received", "2026-03-05", "--paused-days", "ten"),
            "Write --paused-days as a whole number of days, such as 10, not 'ten'.",
            id="pause in words",
        ),
        pytest.param(
            ("breach", "--aware", "2027-03-27T14:20"),
            "Write the time with its offset from UTC, such as 2027-03-27T14:20+01:00.",
            id="no offset",
        ),
        pytest.param(
            ("breach", "--aware", "yesterday"),
            "Write --aware as a time with its offset, such as 2027-03-27T14:20+01:00, "
            "not 'yesterday'.",
            id="not a time",
        ),
    ],
)
def test_bad_input_is_answered_with_what_to_write(
    words: tuple[str, ...], sentence: str
) -> None:
    result = run_deadlines(*words)

    assert result.exit_code == 2
    assert result.stderr == f"Error: {sentence}\n"
    assert result.stdout == ""


def test_a_valid_identifier_exits_with_zero() -> None:
    result = run_check("811218-9876", "--json")

    assert result.exit_code == 0
    assert json.loads(result.stdout) == {
        "kind": "personnummer",
        "valid": True,
        "canonical": "198112189876",
        "reason": None,
    }


def test_an_invalid_identifier_exits_with_one_and_its_reason() -> None:
    result = run_check("1212121212", "--json")

    assert result.exit_code == 1
    assert json.loads(result.stdout) == {
        "kind": "personnummer",
        "valid": False,
        "canonical": None,
        "reason": "ambiguous",
    }


def test_a_reason_is_printed_as_a_sentence() -> None:
    result = run_check("811218-9876", "--kind", "organisationsnummer")

    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "kind       organisationsnummer",
        "valid      yes",
        "canonical  8112189876",
        SENTENCES["sole_trader"],
    ]


def test_a_kind_may_be_given_as_an_oid() -> None:
    result = run_check("19810829M071", "--kind", "1.2.752.113.11.0.2.1.1.1", "--json")

    assert json.loads(result.stdout)["kind"] == "reserve_vgr"


@pytest.mark.parametrize(
    ("words", "beginning"),
    [
        pytest.param(("556632-2946", "--kind", "cvr"), "Write one of these kinds", id="kind"),
        pytest.param(("  ",), "Write the identifier to check", id="nothing"),
    ],
)
def test_a_check_that_cannot_be_made_exits_with_two(
    words: tuple[str, ...], beginning: str
) -> None:
    result = run_check(*words)

    assert result.exit_code == 2
    assert result.stderr.startswith(f"Error: {beginning}")
    assert result.stderr.count("\n") == 1


def test_every_reason_has_a_sentence() -> None:
    assert SENTENCES.keys() == set(Reason)
    assert all(sentence.endswith(".") for sentence in SENTENCES.values())


def test_loading_the_commands_loads_nothing_heavy() -> None:
    code = (
        "import sys, lofte.cli.deadlines, lofte.cli.identifiers; "
        "print({'django', 'holidays', 'phonenumbers', 'stdnum'} & sys.modules.keys())"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)

    assert result.stdout == "set()\n"
