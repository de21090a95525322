"""`lofte datamap`: an organisation's map as a document that is kept in git."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

import click

from lofte.cli.bad_input import BadInput

if TYPE_CHECKING:
    from lofte.kernel.context import Context

F = TypeVar("F", bound=Callable[..., Any])


def _place(command: F) -> F:
    said = "The organisation's address or id."
    command = click.option("--organisation", required=True, help=said)(command)
    return click.option("--system", help="One system only, by its name or id.")(command)


@click.group()
def datamap() -> None:
    """The map of systems, fields and references, as YAML."""


@datamap.command()
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write to this file instead of printing.",
)
@_place
def export(out: Path | None, organisation: str, system: str | None) -> None:
    """Print the map: what people decided, and what is guessed, marked as such."""
    from lofte.cli.start import acting_for, database

    with database("app"):
        from lofte.areas.datamap import queries

        ctx = acting_for(organisation)
        text = queries.map_document(ctx, system_id=_id_of(ctx, system))
    if out is None:
        click.echo(text, nl=False)
    else:
        out.write_text(text, encoding="utf-8")
        click.echo(f"{out} written", err=True)


@datamap.command("import")
@click.argument("file")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@_place
def import_(file: str, as_json: bool, organisation: str, system: str | None) -> None:
    """Take over what people decided in FILE, a map of ours or datasets of Fides; - reads
    standard input. Guesses in it are passed over. All of it or nothing."""
    from lofte.cli.start import acting_for, database

    text = _read(file)
    with database("app"):
        from lofte.areas.datamap import actions

        ctx = acting_for(organisation)
        made = actions.import_map(ctx, text=text, system_id=_id_of(ctx, system))
    if as_json:
        click.echo(json.dumps(asdict(made)))
    else:
        click.echo(
            f"{made.fields} fields, {made.references} references and {made.identities} "
            "identities were decided on anew"
        )


def _read(file: str) -> str:
    try:
        raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return raw.decode("utf-8")
    except OSError as error:
        raise BadInput(f"{file}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"{file}: the map is not in UTF-8.") from error


def _id_of(ctx: Context, system: str | None) -> UUID | None:
    from lofte.areas.datamap import queries
    from lofte.kernel.errors import NotFound

    if system is None:
        return None
    for row in queries.systems(ctx):
        if system in (row.name, str(row.id)):
            return row.id
    raise NotFound("There is no such system.", system=system)
