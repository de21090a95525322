"""`lofte data map`: a whole map of systems as a file for review; needs no database of ours."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lofte.cli.bad_input import BadInput
from lofte.cli.progress import Bar
from lofte.cli.start import exit_code
from lofte.kernel.errors import Refused, Unavailable

if TYPE_CHECKING:
    from lofte.discovery.mapping.document import Map
    from lofte.discovery.ports import Connector
    from lofte.discovery.references.facts import TableFacts
    from lofte.discovery.references.lint import Finding
    from lofte.discovery.references.model import Known
    from lofte.discovery.scanning import Standing
    from lofte.discovery.schema import ColumnName
    from lofte.discovery.sources import Source
    from lofte.discovery.verdicts import Report

PARTIAL = 10


@click.group()
def data() -> None:
    """Personal data, wherever it is; needs no database of ours."""


@data.group("map")
def data_map() -> None:
    """Maps as files: what is where about whom."""


@data_map.command()
@click.argument("places", nargs=-1, required=True, metavar="URL-OR-PATH...")
@click.option("--out", required=True, metavar="MAP.yaml", help="The file; - to print it.")
@click.option(
    "--sample",
    type=click.IntRange(min=0),
    default=10_000,
    show_default=True,
    help="Rows to look at in each table; 0 for all of them.",
)
@click.option("--seed", type=click.IntRange(min=0), default=0, help="Draw other rows.")
@click.option("--workers", type=click.IntRange(min=0), help="Processes; as many as cores.")
@click.option(
    "--force", is_flag=True, help="Begin anew, and forget what was decided in the file."
)
def draft(
    places: tuple[str, ...],
    out: str,
    sample: int,
    seed: int,
    workers: int | None,
    force: bool,
) -> None:
    """Write a map of databases and files as best guessed, each guess marked as one.

    What somebody decided in the file before (`guessed: false`) stands. Write - to type a URL
    unseen. Only reads, and sends nothing anywhere.

    Exit codes: 0 done; 2 the file is no map; 5 or 8 nothing could be opened; 10 some of it
    could not be read.
    """
    from lofte.discovery.mapping.merging import merge
    from lofte.discovery.mapping.writing import write

    before = None if force else _before(out)
    sources = [_source(place) for place in places]
    report, facts = _looked(sources, rows=sample, seed=seed, workers=workers)
    found, findings = _drafted(sources, report, facts)
    if before is not None:
        found = merge(before, found, partial=report.partial)
    _put(out, write(found))
    _tell(found, findings, report)
    sys.exit(PARTIAL if report.partial else 0)


def _before(out: str) -> Map | None:
    """The map that stands in the file; None when there is no file."""
    from lofte.discovery.mapping.nodes import MapInvalid
    from lofte.discovery.mapping.reading import read

    if out == "-" or not Path(out).exists():
        return None
    try:
        return read(Path(out).read_text(encoding="utf-8"))
    except (MapInvalid, UnicodeDecodeError) as error:
        said = error.message if isinstance(error, MapInvalid) else "It is not UTF-8."
        raise BadInput(f"{out} is no map we can add to. {said} --force begins anew.") from error
    except OSError as error:
        raise BadInput(f"{out} cannot be read: {error.strerror}.") from error


def _source(place: str) -> Source:
    from lofte.connectors.finding import source_of

    if place == "-":
        place = click.prompt("URL", hide_input=True, err=True)
    try:
        return source_of(place)
    except Refused as refusal:
        scheme, secret, _ = place.partition("://")
        shown = f"{scheme}://…" if secret else place
        click.echo(f"{shown}: {refusal.message}", err=True)
        raise click.exceptions.Exit(exit_code(refusal)) from refusal


def _looked(
    sources: Sequence[Source], *, rows: int, seed: int, workers: int | None
) -> tuple[Report, list[TableFacts]]:
    from lofte.discovery import scanning

    facts: list[TableFacts] = []
    with Bar("Looking").shown() as bar:

        def progress(standing: Standing) -> None:
            bar.at(standing.done, standing.most, f"{standing.tables} tables")

        try:
            report = scanning.scan(
                sources, rows=rows, seed=seed, workers=workers, progress=progress, facts=facts
            )
        except scanning.NothingOpened as nothing:
            refusals = nothing.refusals
        else:
            return report, facts
    for system, refusal in refusals:
        click.echo(f"{system}: {refusal.message}", err=True)
    raise click.exceptions.Exit(exit_code(refusals[0][1]))


def _drafted(
    sources: Sequence[Source], report: Report, facts: Sequence[TableFacts]
) -> tuple[Map, tuple[Finding, ...]]:
    from lofte.discovery.mapping import drafting
    from lofte.discovery.references.inference import infer
    from lofte.discovery.references.lint import lint

    with _asking(sources) as known:
        references = infer(facts, known=known)
    understanding = drafting.understood(facts, report.tables, references)
    return drafting.draft(understanding, report.tables), lint(understanding)


@contextmanager
def _asking(sources: Sequence[Source]) -> Iterator[Known]:
    """Ask databases themselves whether values are known there, over one connection each. Once
    one does not answer, nothing more is asked of it."""
    from lofte.connectors.sql.source import DatabaseSource

    databases = {one.system: one for one in sources if isinstance(one, DatabaseSource)}
    opened: dict[str, Connector] = {}

    def known(system: str, column: ColumnName, values: Sequence[str]) -> int | None:
        source = databases.get(system)
        if source is None:
            return None
        try:
            if system not in opened:
                opened[system] = source.opening(source.url, allowed=source.allowed)
            return opened[system].known(column, values)
        except Unavailable as refusal:
            if "table" not in refusal.facts:
                databases.pop(system)
            return None
        except Refused:
            databases.pop(system)
            return None

    try:
        yield known
    finally:
        for connector in opened.values():
            connector.close()


def _put(out: str, text: str) -> None:
    if out == "-":
        click.echo(text, nl=False)
        return
    path = Path(out)
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        raise BadInput(f"{out} cannot be written: {error.strerror}.") from error


def _tell(found: Map, findings: Sequence[Finding], report: Report) -> None:
    """For people, beside the map: how much there is, what is in the way, what was not seen."""
    datasets = [dataset for system in found.systems for dataset in system.datasets]
    fields = [field for dataset in datasets for field in dataset.fields]
    links = [link for dataset in datasets for link in dataset.links if not link.rejected]
    people = sum(dataset.subject is not None for dataset in datasets)
    personal = sum(field.personal for field in fields)
    guessed = sum(link.guess is not None for link in links)
    click.echo(
        f"{len(found.systems)} systems, {len(datasets)} datasets, {people} of people; "
        f"{len(fields)} fields, {personal} with personal data; "
        f"{len(links)} references, {guessed} guessed.",
        err=True,
    )
    for finding in findings:
        click.echo(f"{finding.code}: {finding.said}", err=True)
    for missed in report.not_scanned:
        click.echo(f"not scanned: {missed.system} {missed.place}: {missed.said}", err=True)
