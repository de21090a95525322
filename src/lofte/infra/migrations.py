"""Migration operations of our own: row security, grants, references, SQL files.

Role names hang on the database's name (`infra/postgres/roles.py`), so grants are
made here by operation and never written out in a migration.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from lofte.infra.sql import statement

Editor = BaseDatabaseSchemaEditor
READ, WRITE = "SELECT", "SELECT, INSERT, UPDATE, DELETE"

_MINE = "tenant_id = nullif(current_setting('lofte.tenant', true), '')::uuid"


class _SqlOperation(Operation):
    reversible = True
    reduces_to_sql = True

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Nothing: the models do not change."""

    def database_forwards(
        self, app_label: str, schema_editor: Editor, from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:  # fmt: skip
        database = str(schema_editor.connection.settings_dict["NAME"])
        for command in self.commands(database):
            schema_editor.execute(command, params=None)

    def database_backwards(
        self, app_label: str, schema_editor: Editor, from_state: Any, to_state: Any
    ) -> None:
        """Nothing to undo: the table these rules belong to goes away with its own migration."""

    def commands(self, database: str) -> Sequence[str]:
        raise NotImplementedError


class TenantTable(_SqlOperation):
    """Force row security on `table`: a tenant's rows are seen and written by it alone.

    `app` and `worker` say what those roles may do at all. `sequencer` gets its rights on
    every tenant's rows, because its work is no tenant's.
    """

    def __init__(
        self, table: str, *, app: str = WRITE, worker: str | None = None, sequencer: str = ""
    ) -> None:
        self.table, self.app, self.sequencer = table, app, sequencer
        self.worker = app if worker is None else worker

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        kwargs = {"app": self.app, "worker": self.worker, "sequencer": self.sequencer}
        return (type(self).__name__, [self.table], kwargs)

    def describe(self) -> str:
        return f"Fence {self.table} in by tenant"

    def commands(self, database: str) -> Sequence[str]:
        everything = f'"{database}_owner"'
        if self.sequencer:
            everything += f', "{database}_sequencer"'
        return [
            f'ALTER TABLE "{self.table}" ENABLE ROW LEVEL SECURITY',
            f'ALTER TABLE "{self.table}" FORCE ROW LEVEL SECURITY',
            f'CREATE POLICY tenant ON "{self.table}" USING ({_MINE}) WITH CHECK ({_MINE})',
            f'CREATE POLICY whole ON "{self.table}" TO {everything} '
            "USING (true) WITH CHECK (true)",
            *grants(database, self.table, self.app, self.worker, self.sequencer),
        ]


class GlobalTable(_SqlOperation):
    """Grants on a table that is no tenant's; `why` says why it may be so."""

    def __init__(self, table: str, *, why: str, app: str = WRITE, sequencer: str = "") -> None:
        self.table, self.why, self.app, self.sequencer = table, why, app, sequencer

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        kwargs = {"why": self.why, "app": self.app, "sequencer": self.sequencer}
        return (type(self).__name__, [self.table], kwargs)

    def commands(self, database: str) -> Sequence[str]:
        return grants(database, self.table, self.app, self.app, self.sequencer)


class References(_SqlOperation):
    """A foreign key inside the tenant: (tenant_id, column) refers to (tenant_id, id)."""

    def __init__(self, table: str, column: str, target: str, *, on_delete: str = "CASCADE"):
        self.table, self.column, self.target = table, column, target
        self.on_delete = on_delete

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        return (
            type(self).__name__,
            [self.table, self.column, self.target],
            {"on_delete": self.on_delete},
        )

    def commands(self, database: str) -> Sequence[str]:
        return [
            f'ALTER TABLE "{self.table}" ADD CONSTRAINT "{self.table}_{self.column}_fk" '
            f'FOREIGN KEY (tenant_id, "{self.column}") '
            f'REFERENCES "{self.target}" (tenant_id, id) ON DELETE {self.on_delete}'
        ]


class Sql(_SqlOperation):
    """Run `areas/<area>/sql/<name>.sql`; `{owner}`, `{app}`, `{lookup}`... name the roles."""

    def __init__(self, area: str, name: str) -> None:
        self.area, self.name = area, name

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        return (type(self).__name__, [self.area, self.name], {})

    def commands(self, database: str) -> Sequence[str]:
        text = statement(self.area, self.name)
        for role in ("owner", "app", "worker", "sequencer", "lookup"):
            text = text.replace("{" + role + "}", f'"{database}_{role}"')
        return [text]


def grants(database: str, table: str, app: str, worker: str, sequencer: str) -> list[str]:
    rights = {"app": app, "worker": worker, "sequencer": sequencer}
    return [
        f'GRANT {right} ON "{table}" TO "{database}_{role}"'
        for role, right in rights.items()
        if right
    ]
