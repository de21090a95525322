"""A described service as something to scan: one resource after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lofte.connectors.http.description import read_description
from lofte.connectors.http.opening import open_service
from lofte.discovery.losses import NotScanned
from lofte.discovery.ports import TableNotRead
from lofte.discovery.schema import TableName
from lofte.infra.outbound import Allowed
from lofte.kernel.errors import Refused

if TYPE_CHECKING:
    from lofte.discovery.samples import TableSample
    from lofte.discovery.sources import Partition


@dataclass(frozen=True, slots=True)
class ServicePart:
    """One resource of a service. `text` is the description, with its secret if it has one."""

    text: str = field(repr=False)
    system: str
    resource: str
    allowed: Allowed
    weight: int = 1

    @property
    def name(self) -> str:
        return f"{self.system} {self.resource}"

    def samples(self, *, rows: int, seed: int) -> Iterator[TableSample | NotScanned]:
        try:
            with closing(open_service(self.text, allowed=self.allowed)) as service:
                yield service.sample(TableName("", self.resource), rows=rows, seed=seed)
        except TableNotRead as error:
            yield self._missed(error.reason, error.message)
        except Refused as error:
            yield self._missed(error.code, error.message)

    def _missed(self, reason: str, said: str) -> NotScanned:
        return NotScanned(system=self.system, place=self.resource, reason=reason, said=said)


class ServiceSource:
    """The service a description tells of. Raises `SourceUrlInvalid` when it cannot be used."""

    def __init__(self, text: str, *, allowed: Allowed) -> None:
        self._text, self._allowed = text, allowed
        self._description = read_description(text)

    @property
    def system(self) -> str:
        return self._description.service

    def partitions(self) -> Sequence[Partition]:
        return [
            ServicePart(self._text, self.system, name, self._allowed)
            for name in self._description.resources
        ]
