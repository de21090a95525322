"""What can be scanned: a source divides itself, and each part reads itself.

`opening` of a URL or path is the business of `lofte.connectors`; the scan knows only this.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:  # numpy and pyarrow take a quarter of a second
    from lofte.discovery.samples import NotScanned, TableSample


class Partition(Protocol):
    """A part of a source that any process can read: small, and it can be pickled. `name` is
    for people and holds no secret. `weight` is how heavy it is beside the others (bytes or
    rows), to share them out and to show how far a scan has come."""

    @property
    def name(self) -> str: ...

    @property
    def weight(self) -> int: ...

    def samples(self, *, rows: int, seed: int) -> Iterator[TableSample | NotScanned]:
        """At most `rows` rows of each table, drawn by `seed`; every row where `rows` is 0.

        Each table comes as soon as it can. What cannot be read comes as `NotScanned`, and the
        rest goes on: no error of one table, member or line ends the iterator.
        """


@runtime_checkable
class Piece(Partition, Protocol):
    """A partition that holds only some rows of its tables: other pieces of the same `whole`
    hold the others. The samples of all of them are merged by `order` before they are judged.
    Pieces of one whole stand beside each other in `Source.partitions()`, in order of rows."""

    @property
    def whole(self) -> str: ...


class Source(Protocol):
    """Something with tables. `system` is its name in reports, without any secret."""

    @property
    def system(self) -> str: ...

    def partitions(self) -> Sequence[Partition]:
        """All of it, divided. Raises a refusal of `ports` when nothing can be opened."""


_heard: ContextVar[Callable[[int], None] | None] = ContextVar("heard", default=None)


def advanced(weight: int) -> None:
    """Say, while reading a partition, that so much more of its weight lies behind. Cheap, and
    never needed: without it a scan's progress moves on by whole partitions."""
    if heard := _heard.get():
        heard(weight)


@contextmanager
def hearing(heard: Callable[[int], None]) -> Iterator[None]:
    """Be told of what `advanced` says meanwhile, in this thread."""
    token = _heard.set(heard)
    try:
        yield
    finally:
        _heard.reset(token)
