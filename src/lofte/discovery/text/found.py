"""What was found in a page, as columns of equal length."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntFlag

import numpy as np
import numpy.typing as npt

from lofte.discovery.text.pages import Bools, Ints
from lofte.discovery.types import Type

TYPES = tuple(Type)
CODE = {type_: code for code, type_ in enumerate(TYPES)}


class Why(IntFlag):
    """What speaks for a finding; kept as bits, told as a sentence by `reasons`."""

    FORM = 1
    CHECK_DIGIT = 2
    CALENDAR = 4
    WORD = 8
    AGAINST = 16
    LEXICON = 32
    MISTYPED = 64
    PREFIX = 128
    FIELD = 256
    NEIGHBOUR = 512
    RANDOM = 1024


@dataclass(frozen=True, slots=True)
class Found:
    """Findings of one page or text: `type` is an index of `TYPES`, `start` and `end` count
    bytes, half-open; `score` is the log-odds that it is right, `why` bits of `Why`."""

    type: npt.NDArray[np.int8]
    start: Ints
    end: Ints
    score: npt.NDArray[np.float32]
    why: npt.NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.start)

    def take(self, which: Bools | Ints) -> Found:
        return Found(
            self.type[which],
            self.start[which],
            self.end[which],
            self.score[which],
            self.why[which],
        )

    def moved(self, by: int) -> Found:
        return Found(self.type, self.start + by, self.end + by, self.score, self.why)

    @property
    def confidence(self) -> npt.NDArray[np.float32]:
        """The scores as probabilities."""
        odds = np.clip(self.score, -30, 30)
        return np.asarray(1 / (1 + np.exp(-odds)), np.float32)


def found(
    type_: Type,
    start: Ints,
    end: Ints,
    score: float | npt.NDArray[np.floating],
    why: Why | npt.NDArray[np.int32],
) -> Found:
    """Findings of one type."""
    size = len(start)
    if not size:
        return NOTHING
    scores, whys = np.empty(size, np.float32), np.empty(size, np.int32)
    scores[:], whys[:] = score, why
    return Found(np.full(size, CODE[type_], np.int8), start, end, scores, whys)


def together(parts: Sequence[Found]) -> Found:
    """All findings, in order of place, the longer one first."""
    parts = [part for part in parts if len(part)]
    if not parts:
        return NOTHING
    joined = Found(
        np.concatenate([part.type for part in parts]),
        np.concatenate([part.start for part in parts]),
        np.concatenate([part.end for part in parts]),
        np.concatenate([part.score for part in parts]),
        np.concatenate([part.why for part in parts]),
    )
    return joined.take(np.lexsort((joined.type, -joined.end, joined.start)))


NOTHING = Found(
    np.empty(0, np.int8),
    np.empty(0, np.int64),
    np.empty(0, np.int64),
    np.empty(0, np.float32),
    np.empty(0, np.int32),
)
