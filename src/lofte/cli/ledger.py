"""`lofte ledger`: verify, prove and export the record."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import click

if TYPE_CHECKING:
    from lofte.areas.ledger.queries.verification import Report

_ORGANISATION = "An organisation's address or id; without it, everything."


@click.group()
def ledger() -> None:
    """Verify, prove and export the record."""


@ledger.command()
@click.option("--tenant", help=_ORGANISATION)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def verify(tenant: str | None, as_json: bool) -> None:
    """Compare every row of the ledger with what was signed. Exit code 1: something does not
    hold, and each place is named."""
    from lofte.cli.start import database

    with database("app"):
        report = _verify(tenant)
    if as_json:
        click.echo(json.dumps(_as_json(report), indent=2, ensure_ascii=False))
    else:
        _show(report)
    raise click.exceptions.Exit(0 if report.holds else 1)


@ledger.command()
@click.argument("event", type=click.UUID)
@click.option("--tenant", required=True, help="The organisation's address or id.")
def proof(event: UUID, tenant: str) -> None:
    """The proof that an event is in the ledger, as JSON that anybody can check."""
    from lofte.cli.start import acting_for, database

    with database("app"):
        from lofte.areas.ledger.queries.proving import proof_of

        found = proof_of(acting_for(tenant), event=event)
        click.echo(json.dumps(found.as_json(), indent=2, ensure_ascii=False))


@ledger.command()
@click.argument("directory", type=click.Path(path_type=Path, file_okay=False))
@click.option("--tenant", help=_ORGANISATION)
def export(directory: Path, tenant: str | None) -> None:
    """Write what the newest checkpoint covers to DIRECTORY, with verify.py beside it."""
    from lofte.cli.start import database

    with database("app"):
        written = _export(directory, tenant)
    click.echo(f"{written} entries. Check them with: python {directory}/verify.py {directory}")


def _verify(tenant: str | None) -> Report:
    from lofte.areas.ledger.queries.memory import trust
    from lofte.areas.ledger.queries.stored import connect_as
    from lofte.areas.ledger.queries.verification import verify_everything, verify_log
    from lofte.infra import env

    wanted = _tenant(tenant)
    with connect_as("sequencer", program="lofte verify") as connection:
        if wanted is not None:
            return verify_log(connection, wanted)
        return verify_everything(connection, trust(env.current().home))


def _export(directory: Path, tenant: str | None) -> int:
    from lofte.areas.ledger.queries.exporting import NothingSigned, export
    from lofte.areas.ledger.queries.memory import trust
    from lofte.areas.ledger.queries.stored import connect_as
    from lofte.infra import env

    wanted, key = _tenant(tenant), trust(env.current().home).key
    if key is None:
        raise NothingSigned()
    with connect_as("sequencer", program="lofte export") as connection:
        return export(connection, directory, key=key, tenant=wanted)


def _tenant(text: str | None) -> UUID | None:
    from lofte.cli.start import acting_for

    return acting_for(text).tenant if text else None


def _as_json(report: Report) -> dict[str, object]:
    return {
        "ok": report.holds,
        "logs": report.logs,
        "entries": report.entries,
        "checkpoints": report.checkpoints,
        "words": report.words,
        "faults": [
            {
                "table": fault.table,
                "tenant": str(fault.log) if fault.log else None,
                "place": fault.place,
                "wrong": fault.wrong,
            }
            for fault in report.faults
        ],
    }


def _show(report: Report) -> None:
    click.echo(
        f"{report.entries} entries in {report.logs} logs, {report.words} with words, "
        f"{report.checkpoints} checkpoints."
    )
    for fault in report.faults:
        click.echo(f"BROKEN  {fault}")
    click.echo("The ledger holds." if report.holds else "The ledger does not hold.")
