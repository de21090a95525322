"""A policy as it is handed in: bytes and a file name, read whole or refused."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import PurePath

from lofte.areas.notices.rules.blocks import Block, BlockKind
from lofte.areas.notices.rules.languages import checked_language
from lofte.areas.notices.rules.reading import read_blocks
from lofte.areas.notices.rules.sentences import Sentence, sentences
from lofte.areas.notices.rules.source import Form, decode, guess_form
from lofte.kernel.errors import Invalid

MOST_SENTENCES = 5000


class TooManySentences(Invalid):
    """A policy has at most 5,000 sentences. Check that the file holds the policy alone."""

    code = "too_many_sentences"


@dataclass(frozen=True, slots=True)
class Policy:
    """What was read of one text; `sha256` is of the bytes as they were handed in."""

    language: str
    form: Form
    sha256: str
    size: int
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]

    @property
    def heading(self) -> str:
        """The first heading; empty when the text has none."""
        found = (block.text for block in self.blocks if block.kind is BlockKind.HEADING)
        return next(found, "")


def read_policy(raw: bytes, *, filename: str, language: str) -> Policy:
    """All that a reader sees of the file, sentence by sentence, in the language it is in."""
    checked_language(language)
    text = decode(raw)
    form = guess_form(filename, text)
    blocks = read_blocks(text, form=form)
    said = sentences(blocks, language)
    if len(said) > MOST_SENTENCES:
        raise TooManySentences(sentences=len(said))
    digest = hashlib.sha256(raw).hexdigest()
    return Policy(language, form, digest, len(raw), blocks, said)


def title_of(policy: Policy, *, given: str | None, filename: str) -> str:
    """The title as given, or the first heading, or the name of the file without its ending."""
    return (given or "").strip() or policy.heading or PurePath(filename).stem or "Policy"
