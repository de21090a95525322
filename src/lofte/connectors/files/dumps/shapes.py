"""What a dump tells of its tables, gathered until its end: keys often come after the rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from lofte.discovery.schema import Column, ForeignKey, Kind, Table, TableName


@dataclass(slots=True)
class Shape:
    """What has been learned of one table so far."""

    name: TableName
    columns: dict[str, Column] = field(default_factory=dict)
    primary_key: tuple[str, ...] = ()
    foreign_keys: list[ForeignKey] = field(default_factory=list)
    defined: bool = False

    def with_columns(self, names: list[str]) -> None:
        """Columns that rows are said to have, though nothing told of them before."""
        for name in names:
            self.columns.setdefault(name, Column(name=name, type=""))


@dataclass(slots=True)
class Shapes:
    """All tables of a dump. `inside` is the schema of names without one."""

    inside: str = ""
    _found: dict[TableName, Shape] = field(default_factory=dict)
    _parents: dict[TableName, TableName] = field(default_factory=dict)

    def shape(self, name: TableName) -> Shape:
        """The table of this name; of a partition, the table it is a part of."""
        name = self.whole(name)
        return self._found.setdefault(name, Shape(name))

    def whole(self, name: TableName) -> TableName:
        seen = {name}
        while (above := self._parents.get(name)) is not None and above not in seen:
            seen.add(above)
            name = above
        return name

    def attach(self, part: TableName, whole: TableName) -> None:
        """Rows of the part are rows of the whole from now on."""
        self._parents[part] = whole
        if (shape := self._found.pop(part, None)) and not self.shape(whole).columns:
            self.shape(whole).columns = shape.columns

    def named(self, parts: list[str]) -> TableName:
        """By the last two parts of a name."""
        if len(parts) > 1:
            return TableName(parts[-2], parts[-1])
        return TableName(self.inside, parts[-1] if parts else "")

    @property
    def names(self) -> list[TableName]:
        return list(self._found)

    def table(self, name: TableName, renamed: Callable[[TableName], TableName]) -> Table:
        """As it stands now. A key that names no columns points at the primary key."""
        shape = self._found[name]
        full = renamed(name)
        return Table(
            name=full.name,
            schema=full.schema,
            kind=Kind.PARTITIONED if name in self._parents.values() else Kind.TABLE,
            columns=tuple(shape.columns.values()),
            primary_key=shape.primary_key,
            foreign_keys=tuple(
                ForeignKey(
                    columns=key.columns,
                    table=renamed(key.table),
                    ref_columns=key.ref_columns or self._key_of(key.table),
                )
                for key in shape.foreign_keys
            ),
        )

    def _key_of(self, name: TableName) -> tuple[str, ...]:
        return self._found[name].primary_key if name in self._found else ()
