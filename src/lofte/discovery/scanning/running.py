"""One scan, from sources to a report."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from lofte.discovery.scanning import inline, processes
from lofte.discovery.scanning.gathering import Engine, Gathering, Progress, Standing
from lofte.discovery.scanning.parts import Part, Wish, divide
from lofte.discovery.sources import Source
from lofte.discovery.verdicts import Report

if TYPE_CHECKING:
    from lofte.discovery.references.facts import TableFacts

LITTLE = 300_000
"""Bytes or rows that are read before another process has loaded numpy."""


def scan(
    sources: Sequence[Source],
    *,
    rows: int = 10_000,
    seed: int = 0,
    workers: int | None = None,
    progress: Progress | None = None,
    examples: bool = False,
    silence: float | None = None,
    engine: Engine | None = None,
    facts: list[TableFacts] | None = None,
) -> Report:
    """Everything in the sources, judged by `rows` rows a table, and what could not be read.

    `workers` processes read; 0 is this process itself, and None as many as there are cores and
    work for. A part of which nothing has come for `silence` seconds is given up. `engine` reads
    elsewhere instead. `facts` is filled with what references are inferred from. Ctrl-C ends a
    scan early, with what is left in `not_scanned`. Raises
    `NothingOpened` when no source can be opened.

    A script that calls this needs `if __name__ == "__main__":`, as always when Python starts
    processes.
    """
    parts, missed = divide(sources)
    wish = Wish(rows=rows, seed=seed, examples=examples, facts=facts is not None)
    gathering = Gathering(parts, missed, wish=wish)
    run = engine or _local(parts, workers, silence)
    try:
        run(gathering, progress or _silently)
    except KeyboardInterrupt:
        gathering.stop()
    if facts is not None:
        facts += sorted(gathering.facts, key=lambda table: table.place)
    return gathering.report()


def _local(parts: Sequence[Part], workers: int | None, silence: float | None) -> Engine:
    if workers is None:
        little = sum(part.weight for part in parts) <= LITTLE and silence is None
        workers = 0 if little else min(processes.cores(), len(parts))
    if not workers:
        return inline.run
    return partial(processes.run, workers=workers, silence=silence)


def _silently(standing: Standing) -> None:
    """Nobody wants to know how far it is."""
