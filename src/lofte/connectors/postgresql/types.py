"""Types by the name PostgreSQL itself gives them, for casts."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from lofte.connectors.sql import named


class Named(named.Named):
    """As `format_type` wrote it, quotes included."""

    cache_ok = True

    def get_col_spec(self, **_: object) -> str:
        # The driver reads % in a statement as the start of a parameter.
        return self.name.replace("%", "%%")


def text_array(values: Sequence[str]) -> sa.ColumnElement[object]:
    return sa.bindparam(None, list(values), type_=ARRAY(sa.Text))
