"""Scanning a database of the tests, table by table."""

from __future__ import annotations

import pickle
from dataclasses import dataclass

from lofte.connectors.sql.limits import Limits
from lofte.connectors.sql.source import DatabaseSource
from lofte.discovery.losses import NotScanned
from lofte.discovery.samples import TableSample
from lofte.infra.outbound import Allowed
from sql_places import SqlPlace

SOON = Limits(connect=2, statement=2, lock=0.5)


def scanned(source: DatabaseSource) -> dict[str, TableSample | str]:
    """What each table brought: its sample, or why there is none."""
    found = [
        part
        for partition in source.partitions()
        for part in pickle.loads(pickle.dumps(partition)).samples(rows=100, seed=1)
    ]
    return {
        part.place if isinstance(part, NotScanned) else part.table.name: (
            part.reason if isinstance(part, NotScanned) else part
        )
        for part in found
    }


@dataclass(frozen=True)
class Impatient:
    """An opening that waits for little; picklable like the one it stands for."""

    opening: object

    def __call__(self, url: str, *, allowed: Allowed) -> object:
        return self.opening(url, allowed=allowed, limits=SOON)  # type: ignore[operator]


def hurried(sql: SqlPlace) -> DatabaseSource:
    source = sql.source()
    return DatabaseSource(
        system=source.system,
        url=source.url,
        opening=Impatient(source.opening),  # type: ignore[arg-type]
        allowed=source.allowed,
    )
