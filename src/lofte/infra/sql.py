"""SQL as files: one statement in `areas/<area>/sql/<name>.sql`, loaded by name."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def statement(area: str, name: str) -> str:
    return files(f"lofte.areas.{area}").joinpath("sql", f"{name}.sql").read_text("utf-8")
