"""Reading a policy: bytes to text, text to blocks, blocks to sentences."""

from __future__ import annotations

from lofte.areas.notices.rules.blocks import Block, BlockKind, NothingToRead
from lofte.areas.notices.rules.languages import LANGUAGES, UnknownLanguage, checked_language
from lofte.areas.notices.rules.markup import MarkupTooDeep
from lofte.areas.notices.rules.policy import (
    MOST_SENTENCES,
    Policy,
    TooManySentences,
    read_policy,
    title_of,
)
from lofte.areas.notices.rules.public_page import MARK, shown_on
from lofte.areas.notices.rules.reading import read_blocks
from lofte.areas.notices.rules.reviewing import (
    Outcome,
    UnknownOutcome,
    parse_outcome,
    review_due,
)
from lofte.areas.notices.rules.sentences import Diff, Sentence, content_id, diff, sentences
from lofte.areas.notices.rules.source import (
    MAX_BYTES,
    BinaryPolicy,
    EmptyPolicy,
    Form,
    NotUtf8,
    PolicyTooLarge,
    decode,
    guess_form,
)
from lofte.areas.notices.rules.splitting import split

__all__ = [
    "LANGUAGES",
    "MARK",
    "MAX_BYTES",
    "MOST_SENTENCES",
    "BinaryPolicy",
    "Block",
    "BlockKind",
    "Diff",
    "EmptyPolicy",
    "Form",
    "MarkupTooDeep",
    "NotUtf8",
    "NothingToRead",
    "Outcome",
    "Policy",
    "PolicyTooLarge",
    "Sentence",
    "TooManySentences",
    "UnknownLanguage",
    "UnknownOutcome",
    "checked_language",
    "content_id",
    "decode",
    "diff",
    "guess_form",
    "parse_outcome",
    "read_blocks",
    "read_policy",
    "review_due",
    "sentences",
    "shown_on",
    "split",
    "title_of",
]
