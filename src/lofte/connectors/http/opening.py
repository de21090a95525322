"""Opening a described service: for an organisation, for the operator, to read or to write."""

from __future__ import annotations

from lofte.connectors.http.client import Client, Limits
from lofte.connectors.http.connector import HttpConnector
from lofte.connectors.http.description import read_description
from lofte.connectors.http.writing import HttpWriter
from lofte.infra.outbound import Allowed, operator_allows


def open_service(text: str, *, allowed: Allowed, limits: Limits | None = None) -> HttpConnector:
    """Raises `SourceUrlInvalid` for the description, and the refusals of `outbound`."""
    description = read_description(text)
    return HttpConnector(description, Client(description, allowed=allowed, limits=limits))


class HttpService:
    """The kind of system that the setting CONNECTORS names `http`. Its "URL" is the whole
    description, which is kept sealed like one."""

    def describe(self, url: str) -> str:
        return read_description(url).service

    def open(self, url: str) -> HttpConnector:
        return open_service(url, allowed=operator_allows())

    def open_for_writing(self, url: str) -> HttpWriter:
        description = read_description(url)
        return HttpWriter(description, Client(description, allowed=operator_allows()))
