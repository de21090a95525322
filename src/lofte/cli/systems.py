"""`lofte systems`: databases that hold personal data, and how people are found in them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

import click

if TYPE_CHECKING:
    from lofte.areas.datamap.queries import SystemPage, SystemRow
    from lofte.kernel.context import Context

F = TypeVar("F", bound=Callable[..., Any])


def _organisation(command: F) -> F:
    said = "The organisation's address or id."
    return click.option("--organisation", required=True, help=said)(command)


def _schema(command: F) -> F:
    return click.option("--schema", default="public", show_default=True)(command)


@click.group()
def systems() -> None:
    """Databases that hold personal data. SYSTEM is a system's name or id."""


@systems.command()
@click.argument("url")
@click.option("--name", required=True, help="What colleagues call it.")
@click.option("--scan/--no-scan", "at_once", default=True, help="Look at it at once.")
@click.option("--kind", default="postgresql", show_default=True, help="Which connector.")
@_organisation
def register(url: str, name: str, at_once: bool, kind: str, organisation: str) -> None:
    """Make a database known by its URL. Write - to type the URL unseen: a command line can be
    read by everybody on the machine."""
    from lofte.cli.start import acting_for, database

    if url == "-":
        url = click.prompt("URL", hide_input=True, err=True)
    with database("app"):
        from lofte.areas.datamap import actions, reading

        ctx = acting_for(organisation)
        system_id = actions.register_system(ctx, name=name, url=url, kind=kind)
        click.echo(f"{system_id} {name}")
        if at_once:
            reading.scan_system(ctx, system_id=system_id)
            _show(ctx, system_id)


@systems.command()
@click.argument("system")
@_organisation
def scan(system: str, organisation: str) -> None:
    """Look at a system now: its shape, and what its values are."""
    from lofte.cli.start import acting_for, database

    with database("app"):
        from lofte.areas.datamap import reading

        ctx = acting_for(organisation)
        system_id = _id_of(ctx, system)
        reading.scan_system(ctx, system_id=system_id)
        _show(ctx, system_id)


@systems.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@_organisation
def list_systems(as_json: bool, organisation: str) -> None:
    """Every system in use."""
    from lofte.cli.start import acting_for, database

    with database("app"):
        from lofte.areas.datamap import queries

        rows = queries.systems(acting_for(organisation))
    if as_json:
        click.echo(_json([asdict(row) for row in rows]))
        return
    for row in rows:
        click.echo(_line(row))


@systems.command()
@click.argument("system")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@_organisation
def show(system: str, as_json: bool, organisation: str) -> None:
    """Tables, how people are found in them, and what a reading reads and does not."""
    from lofte.cli.start import acting_for, database

    with database("app"):
        from lofte.areas.datamap import queries

        ctx = acting_for(organisation)
        system_id = _id_of(ctx, system)
        if as_json:
            click.echo(_json(asdict(queries.system(ctx, system_id=system_id))))
        else:
            _show(ctx, system_id)


@systems.command()
@click.argument("system")
@click.argument("table")
@click.argument("column")
@click.argument("kind", required=False)
@click.option("--clear", is_flag=True, help="Stop finding people by this column.")
@_schema
@_organisation
def identify(
    system: str,
    table: str,
    column: str,
    kind: str | None,
    clear: bool,
    schema: str,
    organisation: str,
) -> None:
    """Decide that people are found by COLUMN, which is an email, personnummer, phone or
    customer_number."""
    from lofte.cli.start import acting_for, database

    if clear == bool(kind):
        raise click.UsageError("Give the kind of identity, or --clear.")
    with database("app"):
        from lofte.areas.datamap import actions

        ctx = acting_for(organisation)
        system_id = _id_of(ctx, system)
        place = {"schema": schema, "table": table, "column": column}
        if kind:
            actions.accept_identity(ctx, system_id=system_id, kind=kind, **place)
        else:
            actions.clear_identity(ctx, system_id=system_id, **place)
        _show(ctx, system_id)


@systems.command()
@click.argument("system")
@click.argument("table")
@click.argument("relation", type=click.Choice(["owns", "shares", "mentions", "stops"]))
@_schema
@_organisation
def relate(system: str, table: str, relation: str, schema: str, organisation: str) -> None:
    """Decide what a table's rows are to the person they point at."""
    from lofte.cli.start import acting_for, database

    with database("app"):
        from lofte.areas.datamap import actions

        ctx = acting_for(organisation)
        system_id = _id_of(ctx, system)
        actions.set_relation(
            ctx, system_id=system_id, schema=schema, table=table, relation=relation
        )
        _show(ctx, system_id)


@systems.command()
@click.argument("system")
@click.option("--on/--off", required=True, help="Let rows be changed from now on, or not.")
@_organisation
def writing(system: str, on: bool, organisation: str) -> None:
    """Let rows of a system be changed, or read it only, as in the beginning."""
    from lofte.cli.start import acting_for, database

    with database("app"):
        from lofte.areas.datamap import actions

        ctx = acting_for(organisation)
        actions.switch_writing(ctx, system_id=_id_of(ctx, system), on=on)


@systems.command()
@click.argument("system")
@_organisation
def remove(system: str, organisation: str) -> None:
    """Read a system no more, and forget its URL."""
    from lofte.cli.start import acting_for, database

    with database("app"):
        from lofte.areas.datamap import actions

        ctx = acting_for(organisation)
        actions.remove_system(ctx, system_id=_id_of(ctx, system))


def _id_of(ctx: Context, system: str) -> UUID:
    from lofte.areas.datamap import queries
    from lofte.kernel.errors import NotFound

    for row in queries.systems(ctx):
        if system in (row.name, str(row.id)):
            return row.id
    raise NotFound("There is no such system.", system=system)


def _show(ctx: Context, system_id: UUID) -> None:
    from lofte.areas.datamap import queries

    page = queries.system(ctx, system_id=system_id)
    click.echo(_line(page.system))
    _show_columns(page)
    _show_plan(page)


def _line(row: SystemRow) -> str:
    reason = f" ({row.reason})" if row.reason else ""
    return (
        f"{row.id}  {row.name}  {row.description}  {row.status}{reason}  "
        f"{row.tables} tables, people found by {row.identities} columns, "
        f"{row.personal} fields with personal data, {row.undeclared} undeclared, "
        f"{row.missed} tables not scanned"
    )


def _show_columns(page: SystemPage) -> None:
    for table in page.tables:
        for column in table.columns:
            place = f"{table.schema}.{table.name}.{column.name}"
            if column.identity:
                click.echo(f"  found by   {place}: {column.identity}")
            elif column.suggestion:
                why = column.suggestion_reason
                click.echo(f"  suggested  {place}: {column.suggestion} ({why})")


def _show_plan(page: SystemPage) -> None:
    for step in page.plan.steps:
        ways = [f"{seed.column} ({seed.relation})" for seed in step.seeds]
        ways += [f"{link.key.table} ({link.relation})" for link in step.links]
        click.echo(f"  reads      {step.table} by {', '.join(ways)}")
    for entry in (*page.plan.skipped, *page.plan.unreached):
        click.echo(f"  not read   {entry.table}: {entry.why}")


def _json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False, default=str)
