"""What decisions teach: columns of the same name are likely the same.

A hint is offered, and never decides. It rests on people's decisions alone, so a hint that was
taken is one more decision and a hint that was not is one against.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lofte.discovery.types import Type


@dataclass(frozen=True, slots=True)
class Lesson:
    """Somebody decided that a column is of a type, or no personal data (None). `words` is its
    name as `keeping.compared` gives it."""

    field: str
    words: str
    type: Type | None
    system: str


@dataclass(frozen=True, slots=True)
class Hint:
    type: Type | None
    places: int
    systems: tuple[str, ...]

    @property
    def reason(self) -> str:
        what = self.type.value if self.type else "no personal data"
        where = "one other place" if self.places == 1 else f"{self.places} other places"
        named = ", ".join(self.systems)
        return f"A column of the same name was decided to be {what} in {where} ({named})."


def hints(lessons: Iterable[Lesson]) -> Mapping[str, tuple[Lesson, ...]]:
    """Lessons by the name they teach about."""
    taught: dict[str, list[Lesson]] = {}
    for lesson in lessons:
        taught.setdefault(lesson.words, []).append(lesson)
    return {words: tuple(found) for words, found in taught.items()}


def hint_for(
    words: str, *, field: str, taught: Mapping[str, tuple[Lesson, ...]]
) -> Hint | None:
    """What most others of this name were decided to be; None without any, or when the votes
    are even. A field teaches others and never itself."""
    others = [lesson for lesson in taught.get(words, ()) if lesson.field != field]
    votes = Counter(lesson.type for lesson in others).most_common(2)
    if not votes or (len(votes) > 1 and votes[0][1] == votes[1][1]):
        return None
    winner, places = votes[0]
    systems = sorted({lesson.system for lesson in others if lesson.type is winner})
    return Hint(winner, places, tuple(systems))
