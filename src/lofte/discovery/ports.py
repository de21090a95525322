"""What a connector must do, and the ways it may say no.

A connector reads. It writes only through a `Writer`, which nobody gets before a
person has switched writing on. Everything it reads between opening and `close()`
is one moment's picture, where the system can give that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from lofte.discovery.schema import ColumnName, ForeignKey, Schema, TableName
from lofte.kernel.errors import Conflict, Forbidden, Invalid, Unavailable

if TYPE_CHECKING:  # numpy and pyarrow take a quarter of a second, for a scan alone
    from lofte.discovery.samples import TableSample

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
    samples_by_seed: bool = False
    """The same seed draws the same rows as long as the data is the same."""
    writes: bool = False


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

    def sample(self, table: TableName, *, rows: int, seed: int) -> TableSample:
        """At most `rows` rows drawn by `seed` from all of the table, as texts (see `samples`);
        every row where `rows` is 0. Raises `TableNotRead`."""

    def stream(self, table: TableName, *, carry: Sequence[str]) -> Iterator[Batch]:
        """Every row, a batch at a time, by key set where there is a key. Raises
        `TableNotRead`."""

    def known(self, column: ColumnName, values: Sequence[str]) -> int:
        """How many of the distinct values stand in the column; for inferring references.
        Raises `TableNotRead`."""

    def close(self) -> None:
        """Let go of the system. May be called twice."""


class Writer(Protocol):
    """Changes rows of one open system. Each call is one transaction, or nothing at all."""

    def update(
        self, table: TableName, *, key: Key, changes: Mapping[str, object], expect: int = 1
    ) -> int:
        """Set columns of the row with this primary key; how many rows changed. Changes nothing
        and raises `NotAsExpected` unless it is `expect`."""

    def delete(self, table: TableName, *, keys: Sequence[Key]) -> int:
        """Delete the rows with these primary keys; how many went. A row already gone is no
        error. Raises `TableNotWritten`."""

    def verify(self, table: TableName, *, keys: Sequence[Key]) -> int:
        """How many of these rows are still there, read anew from the system itself."""

    def close(self) -> None: ...


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

    def __reduce__(self) -> tuple[type[TableNotRead], tuple[TableName, str]]:
        return TableNotRead, (self.table, self.reason)


class WritingNotAllowed(Forbidden):
    """This system is only read. Somebody who manages systems can switch writing on."""

    code = "datamap.writing_not_allowed"


class TableNotWritten(Conflict):
    """The rows could not be changed, and none was; `reason` says why."""

    code = "datamap.table_not_written"


class NotAsExpected(Conflict):
    """Other rows than expected would have changed, so nothing was."""

    code = "datamap.not_as_expected"
