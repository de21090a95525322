"""Evidence from the words around a finding, added to what its form says.

The nearest word before it on the line counts most, less with distance, and little when it
already has a number of its own. Words before that one count a third. A word behind counts only
when it speaks for the finding and nothing stands in front.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from lofte.discovery.text.cues import BEHIND, NEAR_BEHIND, REACHES, WEIGHTS
from lofte.discovery.text.digits import Runs
from lofte.discovery.text.found import Found, Why
from lofte.discovery.text.hearing import BEHIND_REACH, BY_NAME, REACH, Heard, hear
from lofte.discovery.text.literals import Engine
from lofte.discovery.text.pages import Ints, Page
from lofte.discovery.text.tables import place
from lofte.discovery.text.words import Cue

_LOOK_BACK = 4
_TAKEN = 0.35
_FURTHER = 0.3
_NEXT_LINE = 0.6
_FAINT = 0.3
_DOUBT = np.float32(0.5)
_IN_HEAD = np.float32(1.5)

_FLOATS = npt.NDArray[np.float32]


def weigh(page: Page, runs: Runs, claims: Found, engine: type[Engine]) -> Found:
    """The claims with the words around them added to their scores."""
    placed = place(page, runs, claims, engine)
    said = placed.said * _IN_HEAD
    for names in (False, True):
        at = np.flatnonzero(BY_NAME[claims.type] == names)
        if len(at):
            some = claims.take(at)
            heard = hear(page, some, names)
            said[at] += _said(page, runs, heard, some, placed.since[at])
    why = claims.why | np.where(said > 0.5, Why.WORD, 0) | np.where(said < -0.5, Why.AGAINST, 0)
    score = claims.score + said
    mistyped = (claims.why & Why.MISTYPED) != 0
    score = np.where(mistyped, np.minimum(score, _DOUBT), score)
    return Found(claims.type, claims.start, claims.end, score, why.astype(np.int32))


def _said(page: Page, runs: Runs, heard: Heard, claims: Found, since: Ints) -> _FLOATS:
    if not len(heard.end):
        return np.zeros(len(claims), np.float32)
    before = _before(page, runs, heard, claims, since)
    alone = (np.abs(before) < _FAINT) & (since == 0)
    at = np.flatnonzero(alone)
    before[at] += _behind(page, heard, claims.take(at))
    return before


def _before(page: Page, runs: Runs, heard: Heard, claims: Found, since: Ints) -> _FLOATS:
    last = np.searchsorted(heard.end, claims.start, "right") - 1
    lines = np.searchsorted(page.lines, claims.start)
    walls = np.searchsorted(page.walls, claims.start)
    numbers = np.searchsorted(runs.start, claims.start)
    line_of = np.searchsorted(page.lines, heard.end)
    wall_of = np.searchsorted(page.walls, heard.end)
    number_of = np.searchsorted(runs.start, heard.end)
    total = np.zeros(len(claims), np.float32)
    said = np.zeros(len(claims), bool)
    for back in range(_LOOK_BACK):
        at = np.maximum(last - back, 0)
        end, cue = heard.end[at], heard.cue[at]
        distance = claims.start - end
        apart = lines - line_of[at]
        near = (last >= back) & (distance <= REACH) & (end >= since) & (apart < 2)
        near &= wall_of[at] == walls
        weight = WEIGHTS[claims.type, cue] * near
        weight *= _FADING[cue, np.clip(distance, 0, REACH)]
        weight *= np.where(apart == 1, _NEXT_LINE, 1)
        taken = (numbers > number_of[at]) & ~BY_NAME[claims.type]
        weight *= np.where(taken, _TAKEN, 1)
        total += weight * np.where(said, _FURTHER, 1)
        said |= weight != 0
    return total


_FADING = np.exp(np.minimum(4 - np.arange(REACH + 1), 0) / REACHES[:, None]).astype(np.float32)
"""By cue and distance."""


def _behind(page: Page, heard: Heard, claims: Found) -> _FLOATS:
    """The first word behind, in the strongest of its meanings."""
    first = np.searchsorted(heard.end, claims.end, "right")
    said = np.zeros(len(claims), np.float32)
    for at in (first, first + 1, first + 2):
        at = np.minimum(at, len(heard.end) - 1)
        same = heard.end[at] == heard.end[np.minimum(first, len(heard.end) - 1)]
        distance, cue = heard.start[at] - claims.end, heard.cue[at]
        near = same & (distance >= 0) & (distance <= _BEHIND_REACHES[cue])
        near &= np.searchsorted(page.lines, claims.end) == np.searchsorted(
            page.lines, heard.start[at]
        )
        weight = np.where(near, BEHIND[claims.type, cue], np.float32(0))
        said = np.where(np.abs(weight) > np.abs(said), weight, said)
    return said


_BEHIND_REACHES = np.array([NEAR_BEHIND.get(cue, BEHIND_REACH) for cue in Cue])
