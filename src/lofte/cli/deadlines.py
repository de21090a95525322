"""`lofte deadlines`: when an answer or a notification is due."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeVar

import click

from lofte.cli.bad_input import BadInput, invalid_is_bad_input

if TYPE_CHECKING:
    from lofte.kernel.deadlines import BreachDeadlines, RequestDeadlines

T = TypeVar("T")

_MEANINGS = {
    "target": "aim for this",
    "safe": "the last one without leaning on any rule that gives extra time",
    "legal": "the latest the law allows",
    "extended_safe": "safe, if extended for complexity or number",
    "extended_legal": "legal, if extended and told of it by the first legal day",
}


@click.group()
def deadlines() -> None:
    """When an answer to a person, or a notification of a breach, is due."""


@deadlines.command()
@click.option("--received", required=True, help="The day it arrived, such as 2026-03-05.")
@click.option(
    "--paused-days",
    default="0",
    help="Days spent waiting for identity or clarification: they move the legal days only.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def request(received: str, paused_days: str, as_json: bool) -> None:
    """The days by which a person's request must be answered (Art. 12(3) GDPR)."""
    from lofte.kernel.deadlines import request_deadlines

    day = _read(received, _day, "--received as a day, such as 2026-03-05")
    pause = _read(paused_days, int, "--paused-days as a whole number of days, such as 10")
    with invalid_is_bad_input():
        due = request_deadlines(day, paused_days=pause)
    _show(due, as_json)


@deadlines.command()
@click.option(
    "--aware",
    required=True,
    help="When you became aware, with the offset, such as 2027-03-27T14:20+01:00.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def breach(aware: str, as_json: bool) -> None:
    """The moments by which a breach must be notified (Art. 33(1) GDPR)."""
    from lofte.kernel.deadlines import breach_deadlines

    expected = "--aware as a time with its offset, such as 2027-03-27T14:20+01:00"
    moment = _read(aware, datetime.fromisoformat, expected)
    with invalid_is_bad_input():
        due = breach_deadlines(moment)
    _show(due, as_json)


def _day(text: str) -> date:
    # A time of arrival is welcome too: it is read as the day in Stockholm.
    try:
        return date.fromisoformat(text)
    except ValueError:
        return datetime.fromisoformat(text)


def _read(text: str, parse: Callable[[str], T], expected: str) -> T:
    try:
        return parse(text)
    except ValueError as error:
        raise BadInput(f"Write {expected}, not {text!r}.") from error


def _show(due: RequestDeadlines | BreachDeadlines, as_json: bool) -> None:
    found = asdict(due)
    if as_json:
        shown = {name: when and when.isoformat() for name, when in found.items()}
        click.echo(json.dumps(shown, indent=2))
        return
    for name, meaning in _MEANINGS.items():
        if when := found[name]:
            click.echo(f"{name:<15} {_readable(when)}  {meaning}")


def _readable(when: date) -> str:
    if isinstance(when, datetime):
        return f"{when:%a %Y-%m-%d %H:%M %z}"
    return f"{when:%a %Y-%m-%d}"
