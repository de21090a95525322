"""Which kinds of systems can be read. Named in the settings; no connector is imported here."""

from __future__ import annotations

from functools import cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from lofte.discovery.ports import Connector, Writer
from lofte.kernel.errors import Invalid


class SystemKind(Protocol):
    """One kind of system: how its URLs are read, and how one is opened."""

    def describe(self, url: str) -> str:
        """The URL as anybody may see it. Raises `SourceUrlInvalid`; connects to nothing."""

    def open(self, url: str) -> Connector:
        """Open the system. Raises the refusals of `discovery.ports` and `infra.outbound`."""

    def open_for_writing(self, url: str) -> Writer:
        """Open the system for changing rows. Raises `WritingNotAllowed` where this connector
        cannot write, and what `open` raises."""


class KindUnknown(Invalid):
    """No connector for this kind of system is installed."""

    code = "datamap.kind_unknown"


@cache
def kind_named(name: str) -> SystemKind:
    """The kind that the setting CONNECTORS names so."""
    try:
        path = settings.CONNECTORS[name]
    except KeyError:
        raise KindUnknown(kind=name) from None
    kind: SystemKind = import_string(path)()
    return kind
