"""`make test`: every tier, two at a time, and at the end what was run, skipped and why.

With LOFTE_CI=1 nothing may be skipped: a missing server or browser is a failure.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
PRINTING = Lock()
SERVER = os.environ.get("LOFTE_TEST_SERVER", "postgresql://postgres@127.0.0.1:5432/postgres")


@dataclass(frozen=True)
class Tier:
    name: str
    command: tuple[str, ...]
    needs: str = ""
    env: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    name: str
    said: str
    seconds: float

    @property
    def skipped(self) -> bool:
        return self.said.startswith("SKIPPED")


PYTEST = (str(BIN / "pytest"), "-q")
# Those that take seconds first, so that they are known soon; then the longest first, so that
# two at a time end together.
TIERS = (
    Tier("lint", (str(BIN / "ruff"), "check", ".")),
    Tier("format", (str(BIN / "ruff"), "format", "--check", ".")),
    Tier("types", (str(BIN / "mypy"),)),
    Tier("architecture", (*PYTEST, "tests/architecture")),
    Tier("browser", (*PYTEST, "tests/browser"), needs="chromium"),
    Tier("integration, embedded PostgreSQL", (*PYTEST, "tests/integration")),
    Tier(
        "integration, PostgreSQL server",
        (*PYTEST, "tests/integration", "-m", "not slow"),
        needs="server",
        env={"LOFTE_TEST_SERVER": SERVER},
    ),
    Tier("crash", (*PYTEST, "tests/crash")),
    Tier("contract", (*PYTEST, "tests/contract"), needs="server"),
    Tier("unit and laws", (*PYTEST, "tests/unit", "tests/property")),
)


def missing(needs: str) -> str:
    """Why a tier cannot run here; empty when it can."""
    if needs == "chromium" and not shutil.which("chromium"):
        return "no Chromium (on Debian: apt-get install chromium)"
    if needs == "server":
        import psycopg

        try:
            psycopg.connect(SERVER, connect_timeout=3).close()
        except psycopg.OperationalError:
            return f"no PostgreSQL server at {SERVER}"
    return ""


def run(tier: Tier) -> Outcome:
    """The tier's outcome. What it printed is shown whole when it ends, so that two do not
    talk at once."""
    start = time.monotonic()
    if why := missing(tier.needs):
        return Outcome(tier.name, f"SKIPPED: {why}", 0.0)
    env = {k: v for k, v in os.environ.items() if k != "LOFTE_TEST_SERVER"} | tier.env
    with tempfile.TemporaryFile("w+", errors="replace") as said:
        done = subprocess.run(
            tier.command, cwd=ROOT, env=env, check=False, stdout=said, stderr=said
        )
        said.seek(0)
        seconds = time.monotonic() - start
        with PRINTING:
            print(f"\n=== {tier.name}, {seconds:.0f} s\n{said.read()}", flush=True)
    outcome = "ok" if done.returncode == 0 else f"FAILED (code {done.returncode})"
    return Outcome(tier.name, outcome, seconds)


def main() -> int:
    strict = os.environ.get("LOFTE_CI") == "1"
    wanted = [t for t in TIERS if not sys.argv[1:] or any(a in t.name for a in sys.argv[1:])]
    print(f"{len(wanted)} tiers, two at a time; each is shown when it ends.", flush=True)
    with ThreadPoolExecutor(max_workers=2) as both:
        outcomes = [*both.map(run, wanted)]
    print("\n" + "=" * 72)
    for outcome in outcomes:
        print(f"{outcome.name:<36}{outcome.said}  {outcome.seconds:6.1f} s")
    bad = [o for o in outcomes if o.said.startswith("FAILED") or (strict and o.skipped)]
    passed = sum(o.said == "ok" for o in outcomes)
    print(f"{passed} passed, {len(bad)} failed, {len(outcomes) - passed - len(bad)} skipped")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
