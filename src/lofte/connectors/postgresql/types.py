"""Types by the name PostgreSQL itself gives them, for casts."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.types import UserDefinedType


class Named(UserDefinedType[object]):
    """A type known by its name alone, as `format_type` wrote it, quotes included."""

    cache_ok = True

    def __init__(self, name: str) -> None:
        self.name = name

    def get_col_spec(self, **_: object) -> str:
        # The driver reads % in a statement as the start of a parameter.
        return self.name.replace("%", "%%")


def text_array(values: Sequence[str]) -> sa.ColumnElement[object]:
    return sa.bindparam(None, list(values), type_=ARRAY(sa.Text))
