"""Why a verdict is what it is, in one sentence that repeats no value."""

from __future__ import annotations

from collections.abc import Mapping

from lofte.discovery.columns.looks import Look
from lofte.discovery.columns.ordinary import SAID
from lofte.discovery.columns.seen import Seen
from lofte.discovery.types import Type

_TELLING = 1.0
"""Log-odds from which a clue is worth a word."""


def of_type(
    kind: Type, seen: Seen, named: Mapping[Type, float], beside: Mapping[Type, float]
) -> str:
    clues = [_values(seen, seen.looks.get(kind))]
    if named.get(kind, 0.0) >= _TELLING:
        clues.append(f"the name says {_word(kind)}")
    elif named.get(kind, 0.0) <= -_TELLING:
        clues.append("the name says otherwise")
    if beside.get(kind, 0.0) >= _TELLING:
        clues.append("the columns beside it fit")
    first = clues[0]
    return _sentence([first, *clues[1:]])


def of_none(seen: Seen, named: Mapping[Type, float], sparse: int) -> str:
    rows = seen.whole.filled
    kept = f"{len(seen.whole):,} distinct values are {SAID[seen.ordinary.kind]}"
    said = max(named, key=lambda kind: named[kind]) if named else None
    if said is not None and named[said] >= _TELLING:
        kept += f" and do not fit a {_word(said)}, which the name says"
    if sparse:
        return _sentence([kept, "some hold personal data"])
    most = 100 * bound(rows)
    limit = "none" if rows > 1 else "nothing"
    return _sentence(
        [kept, f"{limit} in {rows:,} values is personal: at most {most:.2g} % at 95 %"]
    )


def undetermined(rows: int, distinct: int, note: str | None) -> str:
    if note:
        return f"The values could not be looked at ({note})."
    if not rows:
        return "There are no rows to look at."
    if not distinct:
        return f"All {rows:,} values are empty."
    some = "one value stands" if distinct == 1 else f"{distinct} different values stand"
    return f"Only {some} in {rows:,} rows, which is too few to tell."


def bound(rows: int) -> float:
    """What was seen in none of n values is, at 95 %, in at most this share of all."""
    return float(1.0 - 0.05 ** (1.0 / rows)) if rows else 1.0


def _values(seen: Seen, look: Look | None) -> str:
    if look is None:
        return f"{len(seen.whole):,} distinct values allow it"
    if look.fitting == look.of:
        return f"all {look.of:,} distinct values looked at are {look.said}"
    return f"{look.fitting:,} of {look.of:,} distinct values looked at are {look.said}"


def _word(kind: Type) -> str:
    return kind.value.replace("_", " ")


def _sentence(clauses: list[str]) -> str:
    text = clauses[0] if len(clauses) == 1 else ", ".join(clauses[:-1]) + " and " + clauses[-1]
    return text[:1].upper() + text[1:] + "."
