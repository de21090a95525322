"""Progress on the terminal, for all that takes longer than two seconds; silent elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


class Steps:
    """Named steps, each with a bar once its length is known. Drawn only when told to: a
    thread that draws by itself would be in the way of starting processes."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        console = Console(stderr=True)
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            TimeElapsedColumn(),
            console=console,
            auto_refresh=False,
            disable=not console.is_terminal,
        )

    @contextmanager
    def shown(self) -> Iterator[Steps]:
        with self._progress:
            yield self

    def begin(self, said: str) -> Step:
        return Step(self, self._progress.add_task(said, total=None))

    def draw(self, task: TaskID, done: float | None = None, most: float | None = None) -> None:
        self._progress.update(task, completed=done, total=most)
        self._progress.refresh()


class Step:
    def __init__(self, steps: Steps, task: TaskID) -> None:
        self._steps, self._task = steps, task
        steps.draw(task)

    def at(self, done: int | None = None, most: int | None = None) -> None:
        """So far; without numbers only the clock moves on."""
        self._steps.draw(self._task, done, most)

    def end(self) -> None:
        self._steps.draw(self._task, 1, 1)


class Bar:
    """One bar for work of known length, with how fast it goes and how long it will take.
    Drawn some times a second at most, and only when told to, for the same reason."""

    def __init__(self, said: str) -> None:
        # Where nobody looks, the tenth of a second that rich takes to load is saved.
        self._progress = _bar() if sys.stderr.isatty() else None
        self._said = said
        self._drawn = 0.0

    @contextmanager
    def shown(self) -> Iterator[Bar]:
        if self._progress is None:
            yield self
            return
        with self._progress as bar:
            bar.add_task(self._said, total=None, doing="")
            yield self

    def at(self, done: int, most: int, doing: str) -> None:
        bar, now = self._progress, time.monotonic()
        if bar is None or now - self._drawn < 0.1:
            return
        bar.update(bar.task_ids[0], completed=done, total=most, doing=doing)
        bar.refresh()
        self._drawn = now


def _bar() -> Progress:
    from rich import progress
    from rich.console import Console

    return progress.Progress(
        progress.TextColumn("{task.description}"),
        progress.BarColumn(bar_width=24),
        progress.TaskProgressColumn(show_speed=True),
        progress.TextColumn("{task.fields[doing]}"),
        progress.TimeElapsedColumn(),
        progress.TimeRemainingColumn(),
        console=Console(stderr=True),
        auto_refresh=False,
        transient=True,
    )
