"""Reading on a dask cluster: several machines, or several processes of this one.

Every worker must be able to open the sources as they are named here: a path on a disk all of
them see, a URL all of them reach. A part is read there as it is read here (docs/adr/0019).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from lofte.discovery.scanning import reasons
from lofte.discovery.scanning.gathering import Engine, Gathering, Progress
from lofte.discovery.scanning.parts import Part, Wish
from lofte.discovery.scanning.processes import cores

if TYPE_CHECKING:
    from distributed import Client, Future

    from lofte.discovery.losses import NotScanned
    from lofte.discovery.scanning.examining import Finding

BEAT = 0.25
"""Seconds after which progress is told though nothing has come."""


class DaskMissing(Exception):
    """Dask is not installed here. Install it with: pip install 'lofte[dask]'."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


def on_dask(address: str | None = None, *, workers: int | None = None) -> Engine:
    """An engine on the cluster whose scheduler is at `address`; without one, on `workers`
    processes of this machine. Raises `DaskMissing`."""
    try:
        import distributed  # noqa: F401 (it is loaded when the scan begins)
    except ImportError:
        raise DaskMissing from None

    def run(gathering: Gathering, tell: Progress) -> None:
        with _client(address, workers) as client:
            _read(client, gathering, tell)

    return run


def _read(client: Client, gathering: Gathering, tell: Progress) -> None:
    reading: dict[Future[Any], Part] = {}
    while _submit(client, reading, gathering):
        for future in _done(reading):
            _take_down(future, reading.pop(future), gathering)
        tell(gathering.standing)


@contextmanager
def _client(address: str | None, workers: int | None) -> Iterator[Client]:
    from distributed import Client, LocalCluster

    if address:
        with Client(address) as client:
            yield client
        return
    with (
        LocalCluster(
            n_workers=workers or cores(),
            threads_per_worker=1,
            dashboard_address="127.0.0.1:0",
        ) as cluster,
        Client(cluster) as client,
    ):
        yield client


def _submit(client: Client, reading: dict[Future[Any], Part], gathering: Gathering) -> bool:
    """Two parts for each thread of the cluster: one to read, and one to go on with."""
    room = 2 * max(1, sum(client.nthreads().values()))
    while len(reading) < room and (part := gathering.take()):
        reading[client.submit(_examined, part, gathering.wish, pure=False)] = part
    return bool(reading)


def _done(reading: dict[Future[Any], Part]) -> set[Future[Any]]:
    from distributed import wait

    try:
        return set(wait(list(reading), timeout=BEAT, return_when="FIRST_COMPLETED").done)
    except TimeoutError:
        return set()


def _take_down(future: Future[Any], part: Part, gathering: Gathering) -> None:
    error = future.exception()
    if error is not None:
        gathering.lost(part, _missed(part, error))
        return
    for finding in future.result():
        gathering.found(part, finding)
    gathering.ended(part)


def _missed(part: Part, error: BaseException) -> NotScanned:
    from distributed import KilledWorker

    if isinstance(error, KilledWorker):
        return reasons.missed(part.system, part.name, "worker_lost")
    return reasons.raised(part.system, part.name, error)


def _examined(part: Part, wish: Wish) -> list[Finding]:
    from lofte.discovery.scanning.examining import examine

    return list(examine(part, wish))
