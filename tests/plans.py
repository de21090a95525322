"""How PostgreSQL answers the statements our own code sends: its plans, with what it read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection


@dataclass(frozen=True)
class Scan:
    """One place where a plan reads a table."""

    node: str
    table: str
    bounds: str
    """What the index was asked for; empty for a scan of the whole."""
    read: int
    """Rows taken in hand, those thrown away included."""


@contextmanager
def explained() -> Iterator[list[Scan]]:
    """Every read of a table by the statements sent meanwhile, as they were executed."""
    scans: list[Scan] = []

    def explain(execute: Callable[..., Any], sql: str, params: Any, many: bool, at: Any) -> Any:
        if sql.lstrip().upper().startswith(("SELECT", "WITH", "--")) and not many:
            execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", params, many, at)
            (told,) = at["cursor"].fetchone()
            plan = told if isinstance(told, list) else json.loads(told)
            scans.extend(_scans(plan[0]["Plan"], ""))
        return execute(sql, params, many, at)

    with connection.execute_wrapper(explain):
        yield scans


def _scans(plan: dict[str, Any], table: str) -> Iterator[Scan]:
    table = plan.get("Relation Name", table)
    if "Scan" in plan["Node Type"] and table:
        thrown = plan.get("Rows Removed by Filter", 0) + plan.get(
            "Rows Removed by Index Recheck", 0
        )
        yield Scan(
            node=plan["Node Type"],
            table=table,
            bounds=plan.get("Index Cond", ""),
            read=int((plan["Actual Rows"] + thrown) * plan["Actual Loops"]),
        )
    for below in plan.get("Plans", ()):
        yield from _scans(below, table if plan["Node Type"] == "Bitmap Heap Scan" else "")
