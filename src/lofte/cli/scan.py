"""`lofte scan`: which columns of databases and files hold personal data; needs no database."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lofte.cli import scan_report
from lofte.cli.progress import Bar
from lofte.cli.start import exit_code, refusals
from lofte.discovery.types import Type
from lofte.kernel.errors import Refused

if TYPE_CHECKING:
    from lofte.discovery.scanning import Engine, NothingOpened, Standing
    from lofte.discovery.sources import Partition, Source
    from lofte.discovery.verdicts import Report

Declared = dict[tuple[str, str], frozenset[Type]]
FOUND = 1
PARTIAL = 10
INTERRUPTED = 130


@click.command()
@click.argument("places", nargs=-1, required=True, metavar="URL-OR-PATH...")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option(
    "--sample",
    type=click.IntRange(min=0),
    default=10_000,
    show_default=True,
    help="Rows to look at in each table; 0 for all of them.",
)
@click.option("--seed", type=click.IntRange(min=0), default=0, help="Draw other rows.")
@click.option("--examples", is_flag=True, help="Show masked examples of what was found.")
@click.option("--workers", type=click.IntRange(min=0), help="Processes; as many as cores.")
@click.option(
    "--time-limit",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    help="Give up a part of which nothing has come for so long.",
)
@click.option(
    "--engine",
    type=click.Choice(["local", "dask"]),
    default="local",
    show_default=True,
    help="Read on this machine, or on a dask cluster.",
)
@click.option("--cluster", metavar="ADDRESS", help="The scheduler of a dask cluster.")
@click.option(
    "--fail-on",
    metavar="TYPE,...",
    help="Exit with 1 when one of these is found; `any` for all types.",
)
@click.option(
    "--declared",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="MAP",
    help="Leave out what this map says of a column; with it, any other type exits with 1.",
)
def scan(
    places: tuple[str, ...],
    as_json: bool,
    sample: int,
    seed: int,
    examples: bool,
    workers: int | None,
    time_limit: float | None,
    engine: str,
    cluster: str | None,
    fail_on: str | None,
    declared: Path | None,
) -> None:
    """Say which columns hold personal data, and what could not be looked at.

    URL-OR-PATH is a database, a file or a folder. Write - to type a URL unseen: a command line
    can be read by everybody on the machine. Only reads, and sends nothing anywhere.

    Exit codes: 0 done; 1 a type of --fail-on was found where it is not declared; 5 or 8 nothing
    could be opened; 10 some of it could not be read; 130 interrupted.
    """
    if engine == "local" and cluster:
        raise click.UsageError("--cluster goes with --engine dask.")
    if engine == "dask" and time_limit:
        raise click.UsageError("--time-limit goes with --engine local; a cluster has its own.")
    forbidden = _types(fail_on or ("any" if declared else ""))
    known = _declared(declared) if declared else {}
    from lofte.discovery.scanning import NothingOpened

    try:
        report = _scanned(
            [_source(place) for place in places],
            rows=sample,
            seed=seed,
            examples=examples,
            workers=workers,
            silence=time_limit,
            engine=None if engine == "local" else _dask(cluster, workers),
        )
    except NothingOpened as nothing:
        sys.exit(_nothing(nothing, as_json=as_json))
    click.echo(_json(report) if as_json else scan_report.text(report))
    sys.exit(_exit_code(report, forbidden, known))


def _nothing(opened: NothingOpened, *, as_json: bool) -> int:
    """A program gets a report all the same: it says what was not scanned."""
    from lofte.discovery.verdicts import Report

    if as_json:
        click.echo(_json(Report(tables=(), not_scanned=opened.missed)))
    for system, refusal in opened.refusals:
        click.echo(f"{system}: {refusal.message}", err=True)
    return exit_code(opened.refusals[0][1])


def _types(fail_on: str) -> frozenset[Type]:
    if not fail_on:
        return frozenset()
    if fail_on.strip() == "any":
        return frozenset(Type)
    try:
        return frozenset(Type(name.strip()) for name in fail_on.split(","))
    except ValueError as error:
        raise click.UsageError(f"{error}: write any, or some of {', '.join(Type)}.") from None


def _declared(path: Path) -> Declared:
    from lofte.discovery.mapping.reading import read
    from lofte.discovery.scanning.declared import declared_by

    try:
        with refusals():
            return declared_by(read(path.read_text("utf-8")))
    except (OSError, UnicodeDecodeError):
        raise click.UsageError(f"{path} cannot be read as text.") from None


def _source(place: str) -> Source:
    from lofte.connectors.finding import source_of

    if place == "-":
        place = click.prompt("URL", hide_input=True, err=True)
    try:
        return source_of(place)
    except Refused as refusal:
        scheme, secret, _ = place.partition("://")
        return _Unopened(f"{scheme}://…" if secret else place, refusal)


class _Unopened:
    """What no connector takes: its refusal is told beside those of the others."""

    def __init__(self, system: str, refusal: Refused) -> None:
        self.system = system
        self._refusal = refusal

    def partitions(self) -> Sequence[Partition]:
        raise self._refusal


def _dask(cluster: str | None, workers: int | None) -> Engine:
    from lofte.discovery.scanning.cluster import DaskMissing, on_dask

    try:
        return on_dask(cluster, workers=workers)
    except DaskMissing as missing:
        raise click.UsageError(str(missing)) from None


def _scanned(sources: Sequence[Source], **wish: Any) -> Report:
    from lofte.discovery import scanning

    with Bar("Scanning").shown() as bar:

        def progress(standing: Standing) -> None:
            bar.at(standing.done, standing.most, f"{standing.tables} tables")

        return scanning.scan(sources, progress=progress, **wish)


def _json(report: Report) -> str:
    """Half letters in hostile names become escapes, which JSON allows and a terminal bears."""
    from lofte.discovery.verdicts import to_document

    told = json.dumps(to_document(report), indent=2, ensure_ascii=False)
    return told.encode("utf-8", "backslashreplace").decode()


def _exit_code(report: Report, forbidden: frozenset[Type], known: Declared) -> int:
    from lofte.discovery.scanning.declared import undeclared

    if any(missed.reason == "stopped" for missed in report.not_scanned):
        return INTERRUPTED
    found = list(undeclared(report, forbidden, known))
    for one in found:
        click.echo(scan_report.plain(str(one)), err=True)
    if found:
        return FOUND
    return PARTIAL if report.partial else 0
