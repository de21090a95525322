"""What every bench stands on: a database of its own, and what it is to reach."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Goal:
    what: str
    found: float
    wanted: float
    unit: str
    most: bool = False
    """Whether `wanted` is the most there may be, not the least."""

    def line(self) -> str:
        good = self.found <= self.wanted if self.most else self.found >= self.wanted
        sign = "<=" if self.most else ">="
        verdict = "reached" if good else "MISSED"
        found, wanted = f"{self.found:>10,.2f}", f"{self.wanted:>10,.2f}"
        return f"{self.what:<50} {found} {sign} {wanted} {self.unit:<10} {verdict}"


@contextmanager
def database() -> Iterator[None]:
    home = Path(tempfile.mkdtemp(prefix="lofte-bench-", dir="/var/tmp"))
    home.chmod(0o711)
    os.environ.update(
        LOFTE_HOME=str(home), LOFTE_ROLE="app", DJANGO_SETTINGS_MODULE="lofte.config.settings"
    )
    os.environ.pop("LOFTE_DATABASE_URL", None)
    from lofte.infra import env
    from lofte.infra.postgres import embedded, roles

    try:
        with embedded.running(roles.embedded(env.current())):
            subprocess.run([sys.executable, "-m", "lofte", "migrate"], check=True)
            import django

            django.setup()
            yield
    finally:
        shutil.rmtree(home, ignore_errors=True)


def superuser() -> Any:
    import psycopg

    from lofte.infra import env
    from lofte.infra.postgres import roles

    return psycopg.connect(roles.admin_conninfo(env.current()), autocommit=True)
