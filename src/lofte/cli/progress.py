"""Progress on the terminal, for all that takes longer than two seconds; silent elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import TaskID


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
