"""The sentence a page opens with: words that are also the filters and links.

A translator meets it whole: "Today [three things are due](today) and **one** is stuck."
The portal says what each name in round brackets is; the template draws the line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lofte.portals.ui.statuses import key_of

MARKED = re.compile(r"\[(?P<text>[^\]]+)\]\((?P<name>\w+)\)|\*\*(?P<strong>[^*]+)\*\*")


@dataclass(frozen=True, slots=True)
class Link:
    href: str
    status: object = ""


@dataclass(frozen=True, slots=True)
class Part:
    """`kind`: empty for plain words, `b` for stressed ones, else the key of a status."""

    text: str
    kind: str = ""
    href: str = ""


def say(sentence: str, **links: Link) -> tuple[Part, ...]:
    """Split a sentence into parts. A name without a link is our mistake: `KeyError`."""
    parts: list[Part] = []
    end = 0
    for found in MARKED.finditer(sentence):
        parts.append(Part(sentence[end : found.start()]))
        parts.append(_marked(found, links))
        end = found.end()
    parts.append(Part(sentence[end:]))
    return tuple(part for part in parts if part.text)


def _marked(found: re.Match[str], links: dict[str, Link]) -> Part:
    if found["strong"]:
        return Part(found["strong"], kind="b")
    link = links[found["name"]]
    return Part(found["text"], kind=key_of(link.status), href=link.href)
