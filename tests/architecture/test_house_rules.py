"""The house style, as tests. Each failure message says what to do."""

from __future__ import annotations

import ast
import dataclasses
import importlib
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from types import ModuleType
from typing import get_type_hints
from uuid import UUID

import grimp
import pytest
from django.apps import apps

import lofte

SRC = Path(lofte.__file__).parent
TESTS = Path(__file__).parents[1]
AREAS = sorted(p for p in (SRC / "areas").iterdir() if (p / "__init__.py").exists())
MODELS = [m for m in apps.get_models() if m.__module__.startswith("lofte.")]
MAX_LINES = 400

LOAD_RULES = """
import sys
import lofte.areas.{area}.rules
loaded = {{m.split(".")[0] for m in sys.modules}} & {{"django", "psycopg", "procrastinate"}}
sys.exit(", ".join(loaded) or 0)
"""


def python_files(*roots: Path) -> list[Path]:
    return sorted(
        p for root in roots for p in root.rglob("*.py") if "migrations" not in p.parts
    )


def action_files() -> list[Path]:
    return [p for area in AREAS for p in (*area.glob("actions.py"), *area.glob("actions/*.py"))]


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.FunctionDef):
            yield node


def decorated(function: ast.FunctionDef, name: str) -> bool:
    return any(isinstance(d, ast.Name) and d.id == name for d in function.decorator_list)


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m.__name__)
def test_every_field_says_whether_it_is_personal_data(model: type) -> None:
    groups = [v for k, v in vars(model.PersonalData).items() if not k.startswith("_")]
    declared = set().union(*groups)
    names = {f.name for f in model._meta.local_fields if f.name != "pk"}
    assert declared == names, f"classify in {model.__name__}.PersonalData: {declared ^ names}"
    assert sum(map(len, groups)) == len(declared), "a field is in two groups"


@pytest.mark.parametrize("path", action_files(), ids=lambda p: f"{p.parent.name}/{p.name}")
def test_actions_take_a_context_and_then_keywords_only(path: Path) -> None:
    for function in functions(path):
        if not function.name.startswith("_") or decorated(function, "action"):
            named = [a.arg for a in function.args.args]
            assert named == ["ctx"], f"{path.name}: {function.name}(ctx, *, ...)"


@pytest.mark.parametrize("path", action_files(), ids=lambda p: f"{p.parent.name}/{p.name}")
def test_every_action_asks_first_whether_it_may(path: Path) -> None:
    for function in functions(path):
        if decorated(function, "action"):
            said = ast.get_docstring(function) is not None
            asked = ast.unparse(function.body[1 if said else 0])
            assert asked.startswith("ctx.require("), (
                f"{path.name}: {function.name} starts {asked}"
            )


@pytest.mark.parametrize("area", AREAS, ids=lambda p: p.name)
def test_rules_load_without_django(area: Path) -> None:
    if (area / "rules.py").exists() or (area / "rules").is_dir():
        done = subprocess.run(
            [sys.executable, "-c", LOAD_RULES.format(area=area.name)],
            capture_output=True,
            text=True,
            env={"PYTHONPATH": str(SRC.parent)},
            check=False,
        )
        assert done.returncode == 0, f"rules pulled in: {done.stderr}"


def test_tables_are_touched_only_by_their_own_area() -> None:
    graph = grimp.build_graph("lofte")
    for area in AREAS:
        own = f"lofte.areas.{area.name}"
        if f"{own}.models" in graph.modules:
            importers = graph.find_modules_that_directly_import(f"{own}.models")
            strangers = {m for m in importers if not m.startswith(own + ".")}
            assert not strangers, f"use {area.name}.queries or .steps: {strangers}"


@pytest.mark.parametrize("path", python_files(SRC, TESTS), ids=lambda p: p.stem)
def test_no_file_outgrows_a_sitting(path: Path) -> None:
    assert path.read_text().count("\n") <= MAX_LINES, "split it by noun"


def test_functions_stay_small() -> None:
    lengths = sorted(
        (node.end_lineno or 0) - node.lineno + 1
        for path in python_files(SRC)
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    p90 = lengths[int(len(lengths) * 0.9)]
    assert p90 <= 35, f"p90 of {len(lengths)} functions is {p90} lines"


FACTS = (UUID, date, datetime, int, bool, StrEnum)
NAMED = {
    # str fields of events, each a code, a hash or a public name; never words about a person.
    "slug", "role", "right", "reason", "sha256", "language", "control", "verdict", "error",
    "kind", "table", "column", "identity", "relation", "content_id", "form", "status",
    "outcome", "ruleset",
    "system_kind", "failure", "origin", "title_sha256", "schema",
}  # fmt: skip


def events() -> Iterator[type]:
    for area in AREAS:
        if (area / "events.py").exists():
            module: ModuleType = importlib.import_module(f"lofte.areas.{area.name}.events")
            for value in vars(module).values():
                if isinstance(value, type) and value.__module__ == module.__name__:
                    yield value


@pytest.mark.parametrize("event", list(events()), ids=lambda e: e.__qualname__)
def test_events_hold_facts_and_no_words_about_people(event: type) -> None:
    assert dataclasses.is_dataclass(event), f"{event.__name__} must be a frozen dataclass"
    for name, hint in get_type_hints(event).items():
        inside = getattr(hint, "__args__", ())
        parts = [a for a in inside if a not in (type(None), ...)] or [hint]
        for part in parts:
            plain = isinstance(part, type) and issubclass(part, FACTS)
            assert plain or name in NAMED or name == "scopes", (
                f"{event.__name__}.{name}: {part}"
            )


@pytest.mark.parametrize("area", AREAS, ids=lambda p: p.name)
def test_every_area_says_its_purpose_words_and_invariants(area: Path) -> None:
    said = ast.get_docstring(ast.parse((area / "__init__.py").read_text())) or ""
    assert "Words\n" in said and "Invariants\n" in said, f"{area.name}/__init__.py"
