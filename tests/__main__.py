"""`make test`: every tier in turn, and at the end what was run, skipped and why.

With LOFTE_CI=1 nothing may be skipped: a missing server or browser is a failure.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
SERVER = os.environ.get("LOFTE_TEST_SERVER", "postgresql://postgres@127.0.0.1:5432/postgres")


@dataclass(frozen=True)
class Tier:
    name: str
    command: tuple[str, ...]
    needs: str = ""
    env: dict[str, str] = field(default_factory=dict)


PYTEST = (str(BIN / "pytest"), "-q")
TIERS = (
    Tier("lint", (str(BIN / "ruff"), "check", ".")),
    Tier("format", (str(BIN / "ruff"), "format", "--check", ".")),
    Tier("types", (str(BIN / "mypy"),)),
    Tier("architecture", (*PYTEST, "tests/architecture")),
    Tier("unit and laws", (*PYTEST, "tests/unit", "tests/property")),
    Tier("integration, embedded PostgreSQL", (*PYTEST, "tests/integration")),
    Tier(
        "integration, PostgreSQL server",
        (*PYTEST, "tests/integration", "-m", "not slow"),
        needs="server",
        env={"LOFTE_TEST_SERVER": SERVER},
    ),
    Tier("contract", (*PYTEST, "tests/contract"), needs="server"),
    Tier("browser", (*PYTEST, "tests/browser"), needs="chromium"),
    Tier("crash", (*PYTEST, "tests/crash")),
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


def run(tier: Tier) -> str:
    if why := missing(tier.needs):
        return f"SKIPPED: {why}"
    print(f"\n=== {tier.name}", flush=True)
    env = {k: v for k, v in os.environ.items() if k != "LOFTE_TEST_SERVER"} | tier.env
    done = subprocess.run(tier.command, cwd=ROOT, env=env, check=False)
    return "ok" if done.returncode == 0 else f"FAILED (code {done.returncode})"


def main() -> int:
    strict = os.environ.get("LOFTE_CI") == "1"
    wanted = [t for t in TIERS if not sys.argv[1:] or any(a in t.name for a in sys.argv[1:])]
    outcomes = []
    for tier in wanted:
        start = time.monotonic()
        outcomes.append((tier.name, run(tier), time.monotonic() - start))
    print("\n" + "=" * 72)
    for name, outcome, seconds in outcomes:
        print(f"{name:<36}{outcome}  {seconds:6.1f} s")
    bad = [o for _, o, _ in outcomes if o.startswith("FAILED") or (strict and "SKIPPED" in o)]
    passed = sum(o == "ok" for _, o, _ in outcomes)
    print(f"{passed} passed, {len(bad)} failed, {len(outcomes) - passed - len(bad)} skipped")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
