"""What the ledger itself writes in the logs."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsErased:
    """The words of these events were forgotten, as the law or the organisation asked."""

    events: tuple[UUID, ...]
