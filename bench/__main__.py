"""All the numbers, and at the end one table of what was to be reached and was.

    python -m bench [name ...]

Each bench runs in a process of its own, on a database of its own, and tells what it measures
as it goes. Exit code 1: something was missed.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
VERDICTS = ("reached", "MISSED")


def main() -> int:
    benches = sorted(path for path in HERE.glob("[a-z]*.py") if path.stem != "ground")
    wanted = sys.argv[1:] or [path.stem for path in benches]
    table: list[str] = []
    for path in benches:
        if path.stem in wanted:
            print(f"== {path.stem}", flush=True)
            table += _run(path)
    print("=" * 88, *table, sep="\n")
    return 1 if any(not line.endswith("reached") for line in table) else 0


def _run(path: Path) -> list[str]:
    """Its lines pass by as they come; those with a verdict are kept for the table."""
    with subprocess.Popen(
        [sys.executable, str(path)], stdout=subprocess.PIPE, text=True
    ) as one:
        assert one.stdout
        told = []
        for line in one.stdout:
            print(line, end="", flush=True)
            told.append(line.rstrip())
    kept = [line for line in told if line.endswith(VERDICTS)]
    return kept if one.returncode == 0 else [*kept, f"{path.stem} ended with {one.returncode}"]


if __name__ == "__main__":
    sys.exit(main())
