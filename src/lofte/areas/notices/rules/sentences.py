"""Sentences with an identity of their own, and what changed from one version to the next."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lofte.areas.notices.rules.blocks import Block, BlockKind
from lofte.areas.notices.rules.languages import checked_language
from lofte.areas.notices.rules.splitting import split

_ID_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence as published, with its place. `lead` introduced the list it stands in."""

    content_id: str
    ordinal: int
    block_ordinal: int
    block_kind: BlockKind
    level: int
    text: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Diff:
    """What the new version kept, added and removed; `kept` as it stands in the new one."""

    kept: tuple[Sentence, ...]
    added: tuple[Sentence, ...]
    removed: tuple[Sentence, ...]


def content_id(text: str, *, occurrence: int = 1) -> str:
    """The same words have the same identifier, wherever they stand and however they are spaced.

    16 hex digits of SHA-256 over NFC text with single spaces; the second time the
    words occur in one document "#2" is added, and so on.
    """
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    digest = hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:_ID_DIGITS]
    return digest if occurrence == 1 else f"{digest}#{occurrence}"


def sentences(blocks: Iterable[Block], lang: str) -> tuple[Sentence, ...]:
    """Every sentence of every block, in order, from ordinal 0. A heading is one sentence."""
    checked_language(lang)
    found: list[Sentence] = []
    seen: Counter[str] = Counter()
    lead = ""
    for number, block in enumerate(blocks):
        parts = _parts(block, lang)
        lead = lead if block.kind is BlockKind.ITEM else ""
        for part in parts:
            name = content_id(part)
            seen[name] += 1
            found.append(
                Sentence(
                    content_id=content_id(part, occurrence=seen[name]),
                    ordinal=len(found),
                    block_ordinal=number,
                    block_kind=block.kind,
                    level=block.level,
                    text=part,
                    lead=lead,
                )
            )
        if block.kind is BlockKind.PARAGRAPH and parts[-1:] and parts[-1].endswith(":"):
            lead = parts[-1]
    return tuple(found)


def diff(old: Sequence[Sentence], new: Sequence[Sentence]) -> Diff:
    """What is the same by its words is kept, moved or not; all else is added or removed."""
    before = {sentence.content_id for sentence in old}
    after = {sentence.content_id for sentence in new}
    return Diff(
        kept=tuple(s for s in new if s.content_id in before),
        added=tuple(s for s in new if s.content_id not in before),
        removed=tuple(s for s in old if s.content_id not in after),
    )


def _parts(block: Block, lang: str) -> tuple[str, ...]:
    if block.kind is BlockKind.HEADING:
        return (block.text,)
    return split(block.text, lang=lang)
