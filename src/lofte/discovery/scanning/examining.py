"""Reading one part and judging what it brings: what every engine does with every part."""

from __future__ import annotations

from collections.abc import Iterator

from lofte.discovery.columns import judge
from lofte.discovery.references.facts import TableFacts, facts_of
from lofte.discovery.samples import NotScanned, TableSample
from lofte.discovery.scanning import reasons
from lofte.discovery.scanning.parts import Part, Wish
from lofte.discovery.verdicts import TableVerdict

Finding = TableVerdict | NotScanned | TableSample | TableFacts


def examine(part: Part, wish: Wish) -> Iterator[Finding]:
    """Everything a part brings, each as soon as it is there, and one sample at a time. Raises
    nothing: what fails is not scanned, and what came before it stands."""
    apart = part.whole is not None
    try:
        for found in part.partition.samples(rows=wish.rows, seed=wish.seed):
            findings = [found] if apart else list(_examined(found, wish))
            del found  # The next sample is read while this one would still be held.
            yield from findings
    except Exception as error:  # noqa: BLE001 (one part's failure must not end the others)
        yield reasons.raised(part.system, part.name, error)


def _examined(found: TableSample | NotScanned, wish: Wish) -> Iterator[Finding]:
    yield _judged(found, wish)
    if wish.facts and isinstance(found, TableSample):
        yield facts_of(found)


def _judged(found: TableSample | NotScanned, wish: Wish) -> TableVerdict | NotScanned:
    if isinstance(found, NotScanned):
        return found
    try:
        return judge(found, examples=wish.examples)
    except Exception as error:  # noqa: BLE001 (the part's other tables can be judged)
        return reasons.raised(found.system, str(found.table.full_name), error)
