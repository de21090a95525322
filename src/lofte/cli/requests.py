"""`lofte requests`: what people have asked for, and answering it."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any, BinaryIO

import click

from lofte.cli.start import acting_for, database

ORGANISATION = click.option("--organisation", required=True, help="Its address or id.")
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.group()
def requests() -> None:
    """What people have asked for."""


@requests.command("list")
@ORGANISATION
@click.option(
    "--view", type=click.Choice(["open", "unconfirmed", "answered", "all"]), default="open"
)
@click.option("--limit", type=click.IntRange(1, 500), default=50, show_default=True)
@click.option("--after", help="Go on from the cursor the last page ended with.")
@JSON
def list_(organisation: str, view: str, limit: int, after: str | None, as_json: bool) -> None:
    """Requests, the nearest limit first."""
    with database("app"):
        from lofte.areas.requests import queries

        ctx = acting_for(organisation)
        page = queries.page(ctx, view=view, limit=limit, after=after)
        if as_json:
            _print({"items": [asdict(row) for row in page.rows], "after": page.after})
            return
        for row in page.rows:
            click.echo(f"{row.reference}  {row.state:<12} safe {row.safe_on}  {row.name}")
        if not page.rows:
            click.echo("There are none.")
        elif page.after:
            click.echo(f"More: --after {page.after}")


@requests.command()
@click.argument("reference")
@ORGANISATION
@JSON
def show(reference: str, organisation: str, as_json: bool) -> None:
    """One request with its limits, what the systems gave, and its timeline."""
    with database("app"):
        from lofte.areas.requests import queries

        ctx = acting_for(organisation)
        request_id = queries.request_id_of(ctx, reference=reference)
        found = queries.whole(ctx, request_id=request_id)
        if as_json:
            _print(asdict(found))
            return
        click.echo(f"{found.reference}  {found.state}  {found.name}")
        days = f"received {found.received_on}, safe {found.safe_on}, legal {found.legal_on}"
        click.echo(days)
        for collection in found.collections:
            click.echo(f"  {collection.system}: {collection.state}, {collection.rows} rows")
        for moment in found.moments:
            click.echo(f"  {moment.at:%Y-%m-%d %H:%M}  {moment.kind}  {moment.event}")


@requests.command()
@click.argument("reference")
@click.argument("file", type=click.File("wb"))
@ORGANISATION
def package(reference: str, file: BinaryIO, organisation: str) -> None:
    """Read a package through: write it to FILE, which leaves a trace in the record."""
    with database("app"):
        from lofte.areas.requests import actions, queries

        ctx = acting_for(organisation)
        request_id = queries.request_id_of(ctx, reference=reference)
        file.writelines(actions.open_package(ctx, request_id=request_id))
        click.echo(f"The package of {reference} is in {file.name}.")


@requests.command()
@click.argument("reference")
@ORGANISATION
def release(reference: str, organisation: str) -> None:
    """Let the person have the package that has been read through."""
    with database("app"):
        from lofte.areas.requests import actions, queries

        ctx = acting_for(organisation)
        request_id = queries.request_id_of(ctx, reference=reference)
        actions.release(ctx, request_id=request_id)
        click.echo(f"{reference} is answered; the person is told by mail.")


@requests.command()
@click.argument("reference")
@ORGANISATION
@click.option("--reason", required=True, help="Why it takes longer; the person reads this.")
def extend(reference: str, organisation: str, reason: str) -> None:
    """Take two further months, and tell the person why."""
    with database("app"):
        from lofte.areas.requests import actions, queries

        ctx = acting_for(organisation)
        request_id = queries.request_id_of(ctx, reference=reference)
        actions.extend_deadline(ctx, request_id=request_id, reason=reason)
        after = queries.whole(ctx, request_id=request_id)
        click.echo(f"{reference} is due {after.safe_on} at the latest.")


def _print(found: Any) -> None:
    click.echo(json.dumps(found, default=str, ensure_ascii=False, indent=1))
