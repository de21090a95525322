"""`lofte identifiers`: what a number or address is, and whether it can be right."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import datetime

import click

from lofte.cli.bad_input import BadInput, invalid_is_bad_input
from lofte.kernel.context import STOCKHOLM

SENTENCES = {
    "ambiguous": "This can be read in more than one way: write the century or the hyphen, "
    "or say the kind with --kind.",
    "birth_number_zero": "The three digits after the birth date cannot be 000.",
    "check_digit": "The check digit does not match: compare it with the source.",
    "check_digit_not_verified": "The form is right; the check digit has not been verified.",
    "future_date": "The birth date is in the future.",
    "impossible_date": "There is no such date.",
    "incomplete_birth_date": "The month or day of birth is missing: verify it by hand.",
    "interim_number": "This is an interim number with a letter, which is not supported.",
    "is_personnummer": "This is a personnummer, not a samordningsnummer.",
    "is_samordningsnummer": "This is a samordningsnummer, not a personnummer.",
    "not_in_use": "The form is right, but no such number is handed out.",
    "not_text": "This is not text: numbers lose their leading zeros.",
    "separator_contradicts_year": "The year was taken as written, although the sign between "
    "date and number says otherwise: + is for the year one turns 100 and later.",
    "sole_trader": "A sole trader: this holds the owner's personnummer. "
    "Treat it as personal data.",
    "too_long": "This is too long.",
    "unrecognised": "No known kind of identifier looks like this: say the kind with --kind.",
    "wrong_century": "The first two digits are not a century this kind of number can have.",
    "wrong_form": "This does not have the form of its kind.",
}


@click.group()
def identifiers() -> None:
    """Check Swedish identifiers: people, organisations, accounts and addresses."""


@identifiers.command()
@click.argument("value")
@click.option("--kind", help="The kind, such as personnummer, or its OID; guessed if left out.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def check(value: str, kind: str | None, as_json: bool) -> None:
    """Say what VALUE is; exit with 0 when it can be right, 1 when not."""
    from lofte.kernel.identifiers import check as check_identifier

    if not value.strip():
        raise BadInput("Write the identifier to check, such as 811218-9876.")
    today = datetime.now(STOCKHOLM).date()  # noqa: TID251  A command is an edge: it reads the clock.
    with invalid_is_bad_input():
        found = check_identifier(value, today=today, kind=kind)

    if as_json:
        click.echo(json.dumps(asdict(found), indent=2, ensure_ascii=False))
    else:
        _show(found.kind, found.valid, found.canonical, found.reason)
    if not found.valid:
        sys.exit(1)


def _show(kind: str, valid: bool, canonical: str | None, reason: str | None) -> None:
    click.echo(f"{'kind':<10} {kind}")
    click.echo(f"{'valid':<10} {'yes' if valid else 'no'}")
    if canonical:
        click.echo(f"{'canonical':<10} {canonical}")
    if reason:
        click.echo(SENTENCES[reason])
