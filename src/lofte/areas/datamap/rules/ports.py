"""What a connector must do, and the ways it may say no.

A connector reads and never writes. Everything it reads between opening and
`close()` is one moment's picture, where the system can give that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from lofte.areas.datamap.rules.schema import ForeignKey, Schema, TableName
from lofte.kernel.errors import Invalid, Unavailable

Key = tuple[str, ...]
"""The values of some columns of one row, as the system itself writes them."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `values` for a person to read, `texts` of the key columns for us to follow."""

    values: Mapping[str, object]
    texts: Mapping[str, str | None]


Batch = Sequence[Row]


class Match(StrEnum):
    EXACT = "exact"
    IGNORING_CASE = "ignoring_case"


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    """What may be promised of reading through this connector."""

    one_moment: bool
    follows_keys: bool


class Connector(Protocol):
    """One open system. Batches are read one iterator at a time, each to its end or closed."""

    @property
    def capabilities(self) -> Capabilities: ...

    def reflect(self) -> Schema:
        """The shape of everything visible. Raises the refusals below."""

    def count(self, table: TableName) -> int:
        """How many rows a table has, counted. Raises `TableNotRead`."""

    def find(
        self,
        table: TableName,
        *,
        column: str,
        values: Sequence[str],
        match: Match,
        carry: Sequence[str],
    ) -> Iterator[Batch]:
        """Rows whose column equals one of the values. Raises `TableNotRead`."""

    def follow(
        self,
        table: TableName,
        *,
        link: ForeignKey,
        keys: Sequence[Key],
        carry: Sequence[str],
    ) -> Iterator[Batch]:
        """Rows pointing by `link` at one of the keys. Raises `TableNotRead`."""

    def close(self) -> None:
        """Let go of the system. May be called twice."""


class SourceUrlInvalid(Invalid):
    """That is not a database URL. Write postgresql://user:password@host:5432/database."""

    code = "datamap.source_url_invalid"


class LoginRefused(Invalid):
    """The database refused the user or password. Check both, and that the user may connect."""

    code = "datamap.login_refused"


class DatabaseMissing(Invalid):
    """The server has no such database. Check the last part of the URL."""

    code = "datamap.database_missing"


class EncryptionRefused(Invalid):
    """The server offers no TLS. Personal data is not read in the clear over the internet."""

    code = "datamap.encryption_refused"


class SourceUnavailable(Unavailable):
    """The database does not answer. Check that it runs and lets us in; then try again."""

    code = "datamap.source_unavailable"


class TableNotRead(Unavailable):
    """One table could not be read; `reason` says why. The others can."""

    code = "datamap.table_not_read"

    def __init__(self, table: TableName, reason: str) -> None:
        super().__init__(f"{table} could not be read ({reason}).", table=table, reason=reason)
        self.table = table
        self.reason = reason
