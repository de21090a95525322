"""A stream of which only the next stretch is in memory, for what is read step by step."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lofte.connectors.files.tasks import CHUNK, LONGEST_ROW


class Feed:
    """`text` from `at` on has not been read yet. `ended` when nothing comes behind it."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self.text = b""
        self.at = 0
        self.passed = 0
        self.ended = False

    def more(self) -> bool:
        """Show twice as much as is shown now, up to the longest row; whether there was any
        more."""
        parts = [self.text[self.at :]]
        size = shown = len(parts[0])
        wanted = max(min(2 * shown, LONGEST_ROW), shown + CHUNK)
        while not self.ended and size < wanted:
            chunk = next(self._chunks, b"")
            self.ended = not chunk
            parts.append(chunk)
            size += len(chunk)
        self.passed += self.at
        self.text, self.at = b"".join(parts), 0
        return size > shown

    def ahead(self, size: int) -> None:
        """Show at least `size` bytes, where there are as many."""
        while len(self.text) - self.at < size and self.more():
            pass

    def match(self, pattern: re.Pattern[bytes]) -> re.Match[bytes] | None:
        """What matches here. A pattern that fails may only want for more text, which is
        fetched up to the length of the longest row."""
        while (found := pattern.match(self.text, self.at)) is None:
            if self.too_long() or not self.more():
                return None
        return found

    def too_long(self) -> bool:
        """Whether what is shown is more than is held of anything."""
        return len(self.text) - self.at >= LONGEST_ROW

    def pass_over(self, mark: re.Pattern[bytes]) -> bool:
        """Go behind the next such mark, of one chunk at most, however far it is; to the end
        where there is none."""
        while (found := mark.search(self.text, self.at)) is None:
            self.at = max(self.at, len(self.text) - CHUNK)
            if not self.more():
                self.at = len(self.text)
                return False
        self.at = found.end()
        return True
