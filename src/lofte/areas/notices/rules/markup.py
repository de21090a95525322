"""Markdown and HTML: what a reader sees, without what only a browser reads."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree
from markdown_it import MarkdownIt

from lofte.areas.notices.rules import plain
from lofte.areas.notices.rules.blocks import Block, BlockKind
from lofte.kernel.errors import Invalid

_UNSEEN_TAGS = """
    audio canvas head iframe math noscript object option script style svg template textarea
    video
"""
_BLOCK_TAGS = """
    address article aside blockquote body caption center dd details div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre
    section summary table tbody td tfoot th thead tr ul
"""
_UNSEEN = frozenset(_UNSEEN_TAGS.split())
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = frozenset({"ul", "ol"})
_HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HTML_SPACE = re.compile(r"[ \t\n\r\f]+")
_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table")


class MarkupTooDeep(Invalid):
    """The page nests its parts too deep to be read whole. Save the policy alone and as text."""

    code = "markup_too_deep"


def read_markdown(text: str) -> tuple[Block, ...]:
    """Markdown may hold HTML, so it is read as the page it makes."""
    return read_html(_MARKDOWN.render(text))


def read_html(text: str) -> tuple[Block, ...]:
    """The seen text of a page. Scripts, styles and hidden parts are no part of a policy."""
    if not text.strip():
        return ()
    # As bytes: lxml refuses a str that also declares an encoding of its own.
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True
    )
    root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    # What lies deeper than the parser goes is dropped in silence, and so would be a promise.
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        raise MarkupTooDeep()
    return _Page().read(root) if root is not None else ()


@dataclass
class _Page:
    """A walk through a page: the blocks closed so far, and the text of the open one."""

    blocks: list[Block] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)

    def read(self, root: etree._Element) -> tuple[Block, ...]:
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "end":
                self._leave(element)
            elif _is_unseen(element):
                walk.skip_subtree()
            else:
                self._enter(element)
        self._close()
        return tuple(self.blocks)

    def _enter(self, element: etree._Element) -> None:
        tag = str(element.tag)
        if tag in _BLOCKS:
            self._close()
            self.open.append(tag)
        if tag == "br":
            self.text.append("\n")
        self._add(element.text)

    def _leave(self, element: etree._Element) -> None:
        if not _is_unseen(element) and element.tag in _BLOCKS:
            self._close()
            self.open.pop()
        self._add(element.tail)

    def _add(self, text: str | None) -> None:
        if not text:
            return
        if "pre" in self.open:
            self.text.append(text)
        else:
            self.text.append(_HTML_SPACE.sub(" ", text))

    def _close(self) -> None:
        text = re.sub(r" *\n *", "\n", "".join(self.text)).strip()
        self.text.clear()
        if not text:
            return
        text = re.sub(r" {2,}", " ", text)
        kind, level = self._kind()
        if kind is BlockKind.PARAGRAPH and "\n" in text:
            self.blocks.extend(map(_unguessed, plain.read(text)))
        else:
            self.blocks.append(Block(kind, level, text))

    def _kind(self) -> tuple[BlockKind, int]:
        for tag in reversed(self.open):
            if tag in _HEADINGS:
                return BlockKind.HEADING, _HEADINGS[tag]
            if tag == "li":
                return BlockKind.ITEM, max(1, sum(tag in _LISTS for tag in self.open))
        return BlockKind.PARAGRAPH, 0


def _unguessed(block: Block) -> Block:
    """Where tags tell what is a heading, shape does not."""
    if block.kind is BlockKind.HEADING:
        return Block(BlockKind.PARAGRAPH, 0, f"{block.marker} {block.text}".strip())
    return block


def _is_unseen(element: etree._Element) -> bool:
    if element.tag in _UNSEEN or element.get("hidden") is not None:
        return True
    return bool(_HIDING_STYLE.search(element.get("style") or ""))
