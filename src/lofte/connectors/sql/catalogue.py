"""What a connector knows of a database besides its shape."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lofte.discovery.schema import Schema, TableName


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The schema, and of each column the built-in type beneath its own, if any."""

    schema: Schema
    bases: Mapping[tuple[TableName, str], str | None]
