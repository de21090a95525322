"""A policy as headings, paragraphs and list items, whatever form it came in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lofte.kernel.errors import Invalid


class BlockKind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Block:
    """One block as published. `level` is the rank of a heading, the depth of an item, else 0.

    `marker` is the bullet or number in front of an item of plain text. It is kept
    apart, so that a new bullet does not make a new sentence.
    """

    kind: BlockKind
    level: int
    text: str
    marker: str = ""


class NothingToRead(Invalid):
    """The document has no text that a reader would see."""

    code = "nothing_to_read"
