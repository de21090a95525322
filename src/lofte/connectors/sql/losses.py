"""Why a table was not scanned, as sentences that say what to do."""

from __future__ import annotations

from lofte.discovery.losses import NotScanned
from lofte.discovery.ports import TableNotRead
from lofte.discovery.schema import Kind, Table, TableName
from lofte.kernel.errors import Refused

SENTENCES = {
    "permission": "The user of the URL may not read it. Grant SELECT on it.",
    "row_security": "Row security hides some of its rows. Let the user bypass it.",
    "timeout": "Reading took too long and was stopped. Scan when the database is less busy.",
    "locked": "Somebody held a lock on it. Scan again.",
    "gone": "It was dropped or changed during the scan. Scan again.",
    "encoding": "Its texts are not in the encoding the database says they are.",
    "would_write": "Reading it would have changed something, so it was not read.",
    "damaged": "The database says that it is damaged. Have it checked.",
    "too_large": "It needs more memory than a scan may take. Scan it with a smaller --sample.",
    "error": "The database reported an error while it was read.",
    "foreign": "Its rows lie in another system. Scan that one too.",
    "view": "It is a view of tables that are not shown to the user of the URL. Grant SELECT "
    "on them.",
}


def lost(system: str, table: TableName, refusal: Refused) -> NotScanned:
    """One table that could not be read. The refusal's own words hold no values."""
    reason = refusal.reason if isinstance(refusal, TableNotRead) else refusal.code
    said = SENTENCES.get(reason, refusal.message)
    return NotScanned(system=system, place=str(table), reason=reason, said=said)


def left_out(system: str, table: Table) -> NotScanned:
    """A table whose rows lie elsewhere."""
    reason = "foreign" if table.kind is Kind.FOREIGN else "view"
    said = SENTENCES[reason]
    return NotScanned(system=system, place=str(table.full_name), reason=reason, said=said)
