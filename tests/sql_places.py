"""One empty database of each kind: written to as its owner, read as its connector reads."""

from __future__ import annotations

import os
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import unquote, urlsplit

import duckdb
import psycopg
import pymysql

from lofte.connectors.duckdb import opening as in_duckdb
from lofte.connectors.mariadb import opening as in_mariadb
from lofte.connectors.postgresql import opening as in_postgresql
from lofte.connectors.sql.connector import SqlConnector
from lofte.connectors.sql.limits import Limits
from lofte.connectors.sql.source import DatabaseSource
from lofte.connectors.sql.writing import SqlWriter
from lofte.connectors.sqlite import opening as in_sqlite
from lofte.discovery.samples import TableSample
from lofte.discovery.schema import TableName
from lofte.infra.outbound import EVERYTHING
from lofte.kernel.ids import new_id
from throwaway import database, url_of

MARIADB = os.environ.get("LOFTE_TEST_MARIADB", "mariadb://root@127.0.0.1:3306/mysql")


class SqlPlace(ABC):
    """`types` are this kind's words for what the tests put into columns."""

    kind: ClassVar[str]
    opening: ClassVar[Any]
    schema: ClassVar[str] = ""
    types: ClassVar[dict[str, str]]
    url: str

    def __init__(self) -> None:
        self._opened: list[SqlConnector | SqlWriter] = []

    @abstractmethod
    def run(self, *statements: str) -> None: ...

    @abstractmethod
    def ask(self, statement: str) -> list[tuple[Any, ...]]: ...

    @abstractmethod
    def series(self, count: int) -> str:
        """A table expression whose column `n` counts from one."""

    def quoted(self, name: str) -> str:
        return '"' + name.replace('"', '""') + '"'

    def bytes(self, raw: bytes) -> str:
        return f"x'{raw.hex()}'"

    def create(self, name: str, *columns: str) -> None:
        """A table whose columns are written with the types' words: `id {int}`."""
        self.run(f"CREATE TABLE {name} ({', '.join(c.format(**self.types) for c in columns)})")

    def table(self, name: str) -> TableName:
        return TableName(self.schema, name)

    def open(self, limits: Limits | None = None) -> SqlConnector:
        opened: SqlConnector = self.opening.open_source(
            self.url, allowed=EVERYTHING, limits=limits or Limits()
        )
        self._opened.append(opened)
        return opened

    def open_for_writing(self) -> SqlWriter:
        self.let_go()
        opened: SqlWriter = self.opening.open_for_writing(self.url, allowed=EVERYTHING)
        self._opened.append(opened)
        return opened

    def source(self) -> DatabaseSource:
        found: DatabaseSource = self.opening.source_of(self.url, allowed=EVERYTHING)
        return found

    def sample(self, name: str, *, rows: int = 10_000, seed: int = 0) -> TableSample:
        with closing(self.open()) as opened:
            return opened.sample(self.table(name), rows=rows, seed=seed)

    def let_go(self) -> None:
        for opened in self._opened:
            opened.close()
        self._opened.clear()

    def close(self) -> None:
        self.let_go()


class PostgreSQLPlace(SqlPlace):
    kind = "postgresql"
    opening = in_postgresql
    schema = "public"
    types = {
        "int": "bigint", "text": "text", "short": "varchar(80)", "real": "double precision",
        "single": "real", "decimal": "numeric(9,3)", "bool": "boolean", "date": "date",
        "moment": "timestamp", "instant": "timestamptz", "time": "time", "bytes": "bytea",
        "json": "json", "uuid": "uuid",
        "double_it": "bigint GENERATED ALWAYS AS (id * 2) STORED",
    }  # fmt: skip

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.url = url_of(name)
        self.owner = psycopg.connect(self.url, autocommit=True)

    def run(self, *statements: str) -> None:
        for statement in statements:
            self.owner.execute(statement)  # type: ignore[call-overload]

    def ask(self, statement: str) -> list[tuple[Any, ...]]:
        return self.owner.execute(statement).fetchall()  # type: ignore[call-overload, no-any-return]

    def series(self, count: int) -> str:
        return f"generate_series(1, {count}) AS s(n)"

    def bytes(self, raw: bytes) -> str:
        return f"'\\x{raw.hex()}'"

    def close(self) -> None:
        super().close()
        self.owner.close()


class MariaDBPlace(SqlPlace):
    kind = "mariadb"
    opening = in_mariadb
    types = {
        "int": "bigint", "text": "text", "short": "varchar(80)", "real": "double",
        "single": "float", "decimal": "decimal(9,3)", "bool": "boolean", "date": "date",
        "moment": "datetime(6)", "instant": "timestamp(6) NULL", "time": "time(6)",
        "bytes": "varbinary(200)", "json": "json", "uuid": "uuid",
        "double_it": "bigint GENERATED ALWAYS AS (id * 2) STORED",
    }  # fmt: skip

    def __init__(self, owner: pymysql.connections.Connection, name: str) -> None:
        super().__init__()
        self.name = name
        parts = urlsplit(MARIADB)
        self.url = f"mariadb://{parts.netloc}/{name}"
        self.owner = owner
        self.run(f"USE {name}")

    def run(self, *statements: str) -> None:
        with self.owner.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)

    def ask(self, statement: str) -> list[tuple[Any, ...]]:
        with self.owner.cursor() as cursor:
            cursor.execute(statement)
            return list(cursor.fetchall())

    def series(self, count: int) -> str:
        return f"(SELECT seq AS n FROM seq_1_to_{count}) AS s"

    def quoted(self, name: str) -> str:
        return "`" + name.replace("`", "``") + "`"


class SQLitePlace(SqlPlace):
    kind = "sqlite"
    opening = in_sqlite
    types = {
        "int": "bigint", "text": "text", "short": "varchar(80)", "real": "double",
        "single": "real", "decimal": "text", "bool": "boolean", "date": "date",
        "moment": "datetime", "instant": "text", "time": "time", "bytes": "blob",
        "json": "json", "uuid": "text",
        "double_it": "bigint GENERATED ALWAYS AS (id * 2) STORED",
    }  # fmt: skip

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.url = f"sqlite:///{path}"
        with closing(sqlite3.connect(path)):
            path.touch()

    def run(self, *statements: str) -> None:
        with closing(sqlite3.connect(self.path)) as owner:
            for statement in statements:
                owner.execute(statement)
            owner.commit()

    def ask(self, statement: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.path)) as owner:
            return owner.execute(statement).fetchall()

    def series(self, count: int) -> str:
        counted = f"SELECT 1 AS n UNION ALL SELECT n + 1 FROM c WHERE n < {count}"
        return f"(WITH RECURSIVE c AS ({counted}) SELECT n FROM c) AS s"


class DuckDBPlace(SqlPlace):
    """Nobody may have the file open while it is written to."""

    kind = "duckdb"
    opening = in_duckdb
    schema = "main"
    types = {
        "int": "bigint", "text": "varchar", "short": "varchar(80)", "real": "double",
        "single": "float", "decimal": "decimal(9,3)", "bool": "boolean", "date": "date",
        "moment": "timestamp", "instant": "timestamptz", "time": "time", "bytes": "blob",
        "json": "json", "uuid": "uuid", "double_it": "bigint GENERATED ALWAYS AS (id * 2)",
    }  # fmt: skip

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.url = f"duckdb:///{path}"
        self.run("SELECT 1")

    def run(self, *statements: str) -> None:
        self.let_go()
        with closing(duckdb.connect(str(self.path))) as owner:
            for statement in statements:
                owner.execute(statement)
                owner.complete()

    def ask(self, statement: str) -> list[tuple[Any, ...]]:
        self.let_go()
        with closing(duckdb.connect(str(self.path))) as owner:
            found: list[tuple[Any, ...]] = owner.execute(statement).fetchall()
            return found

    def series(self, count: int) -> str:
        return f"(SELECT range AS n FROM range(1, {count} + 1)) AS s"

    def bytes(self, raw: bytes) -> str:
        return f"unhex('{raw.hex()}')"


def mariadb_server() -> pymysql.connections.Connection:
    """The administrator of a server to read from. Raises where there is none."""
    parts = urlsplit(MARIADB)
    return pymysql.connect(
        host=parts.hostname or "",
        port=parts.port or 3306,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        charset="utf8mb4",
        autocommit=True,
        connect_timeout=5,
    )


@contextmanager
def in_mariadb_database(owner: pymysql.connections.Connection) -> Iterator[MariaDBPlace]:
    name = f"lofte_read_{new_id().hex[-12:]}"
    with owner.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name} CHARACTER SET utf8mb4")
    place = MariaDBPlace(owner, name)
    try:
        yield place
    finally:
        place.close()
        place.run(f"DROP DATABASE {name}")


@contextmanager
def in_postgresql_database(server: psycopg.Connection) -> Iterator[PostgreSQLPlace]:
    with database(server) as name:
        place = PostgreSQLPlace(name)
        try:
            yield place
        finally:
            place.close()


@contextmanager
def in_file(kind: type[SQLitePlace | DuckDBPlace], folder: Path) -> Iterator[SqlPlace]:
    place = kind(folder / "place.db")
    try:
        yield place
    finally:
        place.close()


def texts(sample: TableSample) -> dict[str, Sequence[str | None]]:
    """The values drawn, column by column."""
    return {column.name: column.values.to_pylist() for column in sample.columns}
