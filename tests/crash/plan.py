"""Where and when the processes are killed."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

POINTS: dict[str, tuple[str, ...]] = {
    "web": (
        "submit.before_commit",
        "prove.before_action",
        "prove.before_commit",
        "release.before_commit",
        "fetch.before_commit",
        "file.between_chunks",
        "web.before_answer",
    ),
    "worker": (
        "mail.before_send",
        "mail.after_send",
        "collect.before_read",
        "collect.after_system",
        "collect.after_read",
        "file.before_rename",
        "file.after_rename",
        "package.before_commit",
        "package.after_commit",
    ),
    "sequencer": (
        "ledger.moved",
        "ledger.moved_and_committed",
        "ledger.before_remembering",
        "ledger.signed",
        "ledger.published",
    ),
}
KILLS = {"web": 24, "worker": 40, "sequencer": 36}
"""The web server takes longest to start."""


@dataclass(frozen=True)
class Kill:
    process: str
    point: str = ""
    """A named point and, after a colon, which passage; empty: somewhen soon after a start."""
    who: str = "process"
    """Of the web server: the process that was started, its child, or the whole group."""

    def __str__(self) -> str:
        return self.point.partition(":")[0] or f"at random ({self.who})"


def plan(process: str, rng: random.Random) -> list[Kill]:
    """Every named point at one of its first passages, and the rest at random."""
    passages = [f"{point}:{rng.randint(1, 3)}" for point in POINTS[process]]
    whose = ("process", "child", "group") if process == "web" else ("process",)
    left = KILLS[process] - len(passages)
    kills = [Kill(process, point) for point in passages]
    kills += [Kill(process, who=whose[n % len(whose)]) for n in range(left)]
    rng.shuffle(kills)
    return kills


def summary(kills: Sequence[Kill]) -> str:
    lines = [f"{len(kills)} kills:"]
    for process in POINTS:
        counted = Counter(str(kill) for kill in kills if kill.process == process)
        where = ", ".join(f"{point} {n}" for point, n in sorted(counted.items()))
        lines.append(f"  {process} {sum(counted.values())}: {where}")
    return "\n".join(lines)
