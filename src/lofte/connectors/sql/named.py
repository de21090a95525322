"""Types by the name a database itself gives them, for casts."""

from __future__ import annotations

from sqlalchemy.types import UserDefinedType


class Named(UserDefinedType[object]):
    """A type known by its name alone, as the catalogue wrote it."""

    cache_ok = True

    def __init__(self, name: str) -> None:
        self.name = name

    def get_col_spec(self, **_: object) -> str:
        return self.name
