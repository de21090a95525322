"""Where one sentence ends and the next begins, in Swedish and English.

Nothing is lost and nothing altered: the sentences and the white space between
them are the text. A doubtful stop ends no sentence, since half a promise reads
as another promise, while two in one are still both there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from lofte.areas.notices.rules.abbreviations import BEFORE_NUMBERS, INITIAL, NEVER_LAST
from lofte.areas.notices.rules.languages import checked_language

_CLOSERS = "\"'”’»›)]}"
_OPENERS = "\"'“”„‘’«»‹›([{"
_STOP = re.compile(rf"(?P<stop>[.!?…]+)(?P<closers>[{re.escape(_CLOSERS)}]*)(?P<gap>\s*)")
# After a capital and a stop only these say that a new sentence begins.
_STARTERS = re.compile(
    r"(?:Vi|Du|Om|Det|Den|De|Denna|Detta|När|Har|För|Alla|I|En|Ett|Vår|Våra|"
    r"We|You|If|It|The|This|These|Our|Your|When|For|All|In|A|An|They)(?=[\s,])"
)
_ENUMERATOR = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]|[ivx]{1,5})$")
_LOOK_BACK = 24


@dataclass(frozen=True, slots=True)
class _End:
    """A stop that may end a sentence: what is before it, and what after."""

    before: str
    stop: str
    gap: str
    after: str
    opening: str


def split(block_text: str, *, lang: str) -> tuple[str, ...]:
    """The sentences of a block; with the white space between them, they are the block."""
    checked_language(lang)
    edges = [0, *_boundaries(block_text, lang), len(block_text)]
    parts = (block_text[a:b].strip() for a, b in pairwise(edges))
    return tuple(part for part in parts if part)


def _boundaries(text: str, lang: str) -> Iterator[int]:
    start = depth = seen = 0
    last_closing = text.rfind(")")
    for match in _STOP.finditer(text):
        end = match.end("closers")
        depth = _depth(depth, text, seen, end)
        seen = end
        if depth and end < last_closing:
            continue
        if _ends(_end(text, match, start), lang):
            yield end
            start, depth = match.end(), 0


def _depth(depth: int, text: str, start: int, end: int) -> int:
    """How many parentheses are open; one closed too often opens none."""
    return max(0, depth + text.count("(", start, end) - text.count(")", start, end))


def _end(text: str, match: re.Match[str], start: int) -> _End:
    before = text[max(start, match.start() - _LOOK_BACK) : match.start()]
    opening = text[start : match.start()] if match.start() - start <= _LOOK_BACK else ""
    after = text[match.end() : match.end() + _LOOK_BACK].lstrip(_OPENERS)
    return _End(before, match["stop"], match["gap"], after, opening.strip())


def _ends(end: _End, lang: str) -> bool:
    if not end.after:
        return False  # The block ends here anyway.
    if not end.gap:
        return _is_glued_start(end)
    if end.after[0].islower():
        return False
    return end.stop != "." or not _is_mere_dot(end, lang)


def _is_glued_start(end: _End) -> bool:
    """A space forgotten ("services.We store"): only before a word that starts sentences."""
    plain_word = re.search(r"(?:^|\s)[^\W\d_]{3,}$", end.before)
    return end.stop == "." and bool(plain_word and _STARTERS.match(end.after))


def _is_mere_dot(end: _End, lang: str) -> bool:
    if NEVER_LAST[lang].search(end.before) or _ENUMERATOR.match(end.opening):
        return True
    if end.after[0].isdigit():
        return bool(BEFORE_NUMBERS.search(end.before)) or end.before[-1:].isdigit()
    return bool(INITIAL.search(end.before)) and not _STARTERS.match(end.after)
