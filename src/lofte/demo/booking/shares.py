"""What of the booking is whose: a business's share of every table, or a few tables whole.

The booking was written for both businesses in the same tables. Row security over them would
not do for reading people's data: rows it hides are missing without a word, and the connector
refuses such tables. So each business has a database with its own rows only.
"""

from __future__ import annotations

from collections.abc import Collection

from lofte.demo.booking.fill import COLUMNS
from lofte.demo.booking.rows import Row, Tables

_EVERYBODYS = frozenset({"postnummer", "cancel_reasons"})
# Tables that reach the business only through another: the column, and the table it names.
_THROUGH = {"login_accounts": ("customer_id", "customers"),
            "invoice_lines": ("invoice_id", "invoices")}  # fmt: skip


def only(content: Tables, names: Collection[str]) -> Tables:
    """The named tables as they are, and the others without a row."""
    return {table: rows if table in names else [] for table, rows in content.items()}


def share_of(content: Tables, *, business: int) -> Tables:
    """The rows that are this business's own. Rows that name no business are nobody's."""
    kept: Tables = {}
    for table, rows in content.items():
        kept[table] = _own(kept, table, rows, business)
    return kept


def _own(kept: Tables, table: str, rows: list[Row], business: int) -> list[Row]:
    columns = COLUMNS[table].split()
    if table in _EVERYBODYS:
        return rows
    if table in _THROUGH:
        column, parent = _THROUGH[table]
        place, parents = columns.index(column), {row[0] for row in kept[parent]}
        return [row for row in rows if row[place] in parents]
    name = "id" if table == "businesses" else "business_id"
    if name not in columns:
        return []
    place = columns.index(name)
    return [row for row in rows if row[place] == business]
