"""The one door to a policy's blocks, whatever form it came in."""

from __future__ import annotations

from lofte.areas.notices.rules import markup, plain
from lofte.areas.notices.rules.blocks import Block, NothingToRead
from lofte.areas.notices.rules.source import Form

_READERS = {"text": plain.read, "markdown": markup.read_markdown, "html": markup.read_html}


def read_blocks(text: str, *, form: Form) -> tuple[Block, ...]:
    """All that a reader sees, in order. Of plain text not one character is lost."""
    blocks = _READERS[form](text)
    if not blocks:
        raise NothingToRead(
            "We found no text a reader would see. Check that the file holds the policy itself, "
            "not a page that loads it."
        )
    return blocks
