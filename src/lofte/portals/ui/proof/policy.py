"""The published text with a line under each sentence, and one proof in the margin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lofte.areas.promises.queries import PageBlock, PolicyPage, Span, Standing
from lofte.portals.ui.say import Link, Part, say


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    text: str
    anchor: str
    status: str
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """`tag` is h2, h3, p or li. `chosen`: the proof stands beside this one."""

    tag: str
    anchor: str
    marker: str
    sentences: tuple[Sentence, ...]
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    blocks: tuple[Block, ...]
    contents: tuple[tuple[str, str], ...]
    counts: tuple[tuple[str, int, str], ...]
    """Each status, how many sentences have it, and the address of the first."""
    plain: bool


def text_of(page: PolicyPage, *, chosen: str, plain: bool, lined: bool) -> Text:
    """The page's blocks. Without `lined` no status is shown; `plain` is the reader's wish."""
    marks = lined and not plain
    shown = page.blocks[1:] if _is_title(page) else page.blocks
    blocks = tuple(_block(block, page, chosen=chosen, marks=marks) for block in shown)
    first = first_of_each(page)
    return Text(
        blocks=blocks,
        contents=tuple(
            (" ".join(s.text for s in b.sentences), b.anchor) for b in blocks if b.tag == "h2"
        ),
        counts=tuple(
            (s.name, n, _address(first.get(s.name, ""), page.version.language))
            for s, n in page.summary.counts
            if n and marks
        ),
        plain=plain,
    )


def headline(page: PolicyPage) -> tuple[Part, ...]:
    """How many promises the text makes and how they stand, each number a link to the first."""
    counts = {status.name: n for status, n in page.summary.counts if n}
    first = first_of_each(page)
    total = page.summary.total
    opening = ngettext(
        "This text makes one promise.", "This text makes %(n)s promises.", total
    ) % {"n": total}
    parts = [f"[{_counted(status, n)}]({status})" for status, n in counts.items()]
    links = {
        status: Link(_address(first.get(status, ""), page.version.language), status)
        for status in counts
    }
    return say(f"{opening} {_listed(parts)}".strip(), **links)


def first_of_each(page: PolicyPage) -> dict[str, str]:
    """The first sentence of each status, by its name."""
    return {
        s.promise.status.name: s.content_id
        for block in reversed(page.blocks)
        for s in reversed(block.sentences)
        if s.promise
    }


def _is_title(page: PolicyPage) -> bool:
    """Whether the text opens with its own title, which the page shows as its heading."""
    if not page.blocks or page.blocks[0].kind != "heading":
        return False
    return " ".join(s.text for s in page.blocks[0].sentences) == page.version.title


def _counted(status: str, n: int) -> str:
    said = {
        "KEPT": ngettext("%(n)s is kept", "%(n)s are kept", n),
        "AT_RISK": ngettext("%(n)s is at risk", "%(n)s are at risk", n),
        "BROKEN": ngettext("%(n)s is broken", "%(n)s are broken", n),
        "UNPROVEN": ngettext("%(n)s lacks fresh proof", "%(n)s lack fresh proof", n),
        "NOT_MACHINE_PROVABLE": ngettext(
            "%(n)s is attested by a person", "%(n)s are attested by a person", n
        ),
        "LEGALLY_VOID": ngettext("%(n)s has no legal force", "%(n)s have no legal force", n),
    }
    return said[status] % {"n": n}


def _listed(parts: Sequence[str]) -> str:
    if len(parts) < 2:
        return "".join(f"{part}." for part in parts)
    return f"{', '.join(parts[:-1])} {_('and')} {parts[-1]}."


def _block(block: PageBlock, page: PolicyPage, *, chosen: str, marks: bool) -> Block:
    language = page.version.language
    sentences = tuple(
        Sentence(
            text=s.text,
            anchor=f"s-{s.content_id}".replace("#", "-"),
            status=str(s.promise.status) if marks and s.promise else "",
            href=_address(s.content_id, language) if marks and s.promise else "",
            chosen=marks and s.content_id == chosen,
        )
        for s in block.sentences
    )
    return Block(
        tag=_tag(block),
        anchor=f"a{block.ordinal}",
        marker=block.marker,
        sentences=sentences,
        chosen=any(s.chosen for s in sentences),
    )


def _tag(block: PageBlock) -> str:
    if block.kind == "heading":
        # The page has an h1 of its own; the text's headings start below it.
        return "h2" if block.level <= 2 else "h3"
    return "li" if block.kind == "item" else "p"


def _address(content_id: str, language: str) -> str:
    if not content_id:
        return ""
    anchor = f"s-{content_id}".replace("#", "-")
    return f"?{urlencode({'lang': language, 'sentence': content_id})}#{anchor}"


def chosen_promise(page: PolicyPage, chosen: str) -> Standing | None:
    for block in page.blocks:
        for sentence in block.sentences:
            if sentence.content_id == chosen:
                return sentence.promise
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Margin:
    """What `ui/proof.html` is given."""

    status: str
    says: str
    close: str
    rows: Sequence[tuple[str, object]]
    counted: str
    spans: Sequence[tuple[str, date, date]] = ()
    since: date | None = None
    until: date | None = None
    year: str = ""
    days: Sequence[int] = field(default_factory=tuple)
    limit: int = 30
    picture: str = ""
    check: str = ""


def spans_of(year: Sequence[Span]) -> tuple[tuple[str, date, date], ...]:
    return tuple((str(span.status), span.since, span.until) for span in year)
