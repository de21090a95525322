"""The pages of docs/reference that are read out of the code.

`python -m tests.reference --write` brings them up to date; without it, says which are not.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import os
import pkgutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from pathlib import Path
from types import ModuleType
from typing import get_type_hints

ROOT = Path(__file__).parents[1]
SRC = ROOT / "src" / "lofte"
FOLDER = ROOT / "docs" / "reference"
MADE = "<!-- Made from the code by `make reference`. Do not edit by hand. -->"
# Importing these would start something, or is history.
_LEFT_ALONE = ("lofte.config", "lofte.__main__", ".migrations", ".standalone")


def settings() -> str:
    """Environment variables, all of them; besides these there are only the options of the
    command line. They are read once, when a process starts. A value that cannot be used stops
    the process with exit code 9 and a sentence that says what to write instead."""
    from lofte.infra import env

    plain = env.parse({})
    rows = []
    for field, said in _settings_said():
        name, _, meaning = said.partition(": ")
        default = getattr(plain, field) if field != "home" else env.default_home.__doc__
        rows.append((f"`{name}`", _default(default), _sentence(meaning)))
    return _page(settings, ("Setting", "Default", "What it is"), rows)


def controls() -> str:
    """Questions put to the live system. A promise linked to a control stands as the control
    last answered, for as long as that answer is fresh; after that it is unproven. An area
    publishes its controls in `areas/<area>/controls.py`."""
    from lofte.areas.promises.queries.registry import ALL

    rows = [
        (
            f"`{code}`",
            _doc(control.run),
            control.law,
            f"{control.fresh_for.total_seconds() / 3600:g} h",
            str(control.version),
        )
        for code, control in sorted(ALL.items())
    ]
    return _page(controls, ("Control", "What it asks", "Law", "Fresh for", "Version"), rows)


def events() -> str:
    """What is written to the ledger. A fact is an id, an enum, a date, a number or a code: what
    an event says about a person lies apart, where it can be erased. `ledger.head` and
    `ledger.refused` are entries of the log of heads, which the sequencer writes itself."""
    rows = [
        (f"`{area}.{event.__name__}`", _facts(event))
        for area in _areas()
        for event in _events(area)
    ]
    return _page(events, ("Event", "Facts"), rows)


def permissions() -> str:
    """Who may do what. Roles are reviewed code (`areas/access/rules.py`), and every action
    asks for its permission before anything else, so portal, API, command line and background
    work cannot differ. The command line and background work act as the system, which may do
    everything."""
    from lofte.areas.access.rules import OF_THE_SUBJECT, ROLES, Permission

    rows = [
        (
            f"`{permission}`",
            *("yes" if permission in held else "" for held in ROLES.values()),
            "yes" if str(permission) in OF_THE_SUBJECT else "",
        )
        for permission in Permission
    ]
    roles = (*(f"`{role}`" for role in ROLES), "data subject")
    asked = [
        (f"`{name}`", ", ".join(f"`{act}`" for act in sorted(acts)))
        for name, acts in sorted(_acts_by_permission().items())
    ]
    return (
        _page(permissions, ("Permission", *roles), rows)
        + "\n## What each permission lets one do\n\n"
        + _table(("Permission", "Actions"), asked)
    )


def errors() -> str:
    """Every way a use case says no. `code` is stable and meant for programs; the sentence is
    for people and may change. Pages answer Forbidden as Not found, so that nobody learns of
    what is not theirs; the API says 403 to a token that lacks a scope."""
    from lofte.api.errors import STATUS
    from lofte.cli.start import EXIT
    from lofte.portals.ui.pages import STATUS as PAGES

    rows = []
    for refusal in sorted(_refusals(), key=lambda one: (one.code, one.__module__)):
        kinds = [kind for kind in STATUS if issubclass(refusal, kind)]
        if kinds and refusal not in STATUS:
            kind = kinds[0]
            numbers = (str(STATUS[kind]), str(PAGES[kind]), str(EXIT[kind]))
            rows.append((f"`{refusal.code}`", kind.__name__, *numbers, _doc(refusal)))
    headings = ("Code", "Kind", "API", "Page", "Exit code", "Sentence")
    return _page(errors, headings, rows)


def api() -> str:
    """The API's own page, which the API writes."""
    from lofte.api.reference import reference

    return reference()


def _areas() -> list[str]:
    """In the order of the layers, the lowest first."""
    from django.conf import settings

    return [name.rpartition(".")[2] for name in settings.AREAS]


def _settings_said() -> Iterator[tuple[str, str]]:
    body = ast.parse((SRC / "infra" / "env.py").read_text()).body
    found = next(n for n in body if isinstance(n, ast.ClassDef) and n.name == "Env")
    for field, said in zip(found.body, found.body[1:], strict=False):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            assert isinstance(said, ast.Expr) and isinstance(said.value, ast.Constant), field
            yield field.target.id, str(said.value.value)


def _default(value: object) -> str:
    if isinstance(value, tuple):
        value = ",".join(value)
    if isinstance(value, bool | float):
        value = f"{value:g}"
    text = _one_line(str(value or ""))
    return f"`{text}`" if text and " for root" not in text else text or "none"


def _events(area: str) -> list[type]:
    module = importlib.import_module(f"lofte.areas.{area}.events")
    kinds = (value for value in vars(module).values() if isinstance(value, type))
    return [kind for kind in kinds if kind.__module__ == module.__name__]


def _facts(event: type) -> str:
    hints = get_type_hints(event)
    return ", ".join(f"`{f.name}` {_type(hints[f.name])}" for f in fields(event)) or "none"


def _type(hint: object) -> str:
    name = (
        hint.__name__ if inspect.isclass(hint) and not hasattr(hint, "__args__") else str(hint)
    )
    for long, short in (("uuid.", ""), ("datetime.", ""), (" | ", " or "), (", ...", "…")):
        name = name.replace(long, short)
    return name.rpartition(".")[2] if "[" not in name else name


def _acts_by_permission() -> dict[str, set[str]]:
    """From the first line of every action, which asks for the permission."""
    asked: dict[str, set[str]] = defaultdict(set)
    for area in _areas():
        folder = SRC / "areas" / area
        for path in (*folder.glob("actions.py"), *folder.glob("actions/*.py")):
            for node in ast.parse(path.read_text()).body:
                if isinstance(node, ast.FunctionDef):
                    for permission in _required(node):
                        asked[permission].add(f"{area}.{node.name.lstrip('_')}")
    return asked


def _required(function: ast.FunctionDef) -> Iterator[str]:
    from lofte.areas.access import rules

    for node in ast.walk(function):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "ctx.require":
            argument = node.args[0]
            if isinstance(argument, ast.Constant):
                yield str(argument.value)
            elif ast.unparse(argument) == "rules.CALL":
                yield rules.CALL
            elif isinstance(argument, ast.Attribute):
                yield str(rules.Permission[argument.attr])


def _refusals() -> set[type]:
    from lofte.kernel.errors import Refused

    for _ in _modules():
        pass
    found: set[type] = set()
    waiting = [Refused]
    while waiting:
        kind = waiting.pop()
        if kind.__module__.startswith("lofte."):
            found.add(kind)
            waiting += kind.__subclasses__()
    return found


def _modules() -> Iterator[ModuleType]:
    import lofte

    for found in pkgutil.walk_packages(lofte.__path__, "lofte."):
        if not any(part in found.name for part in _LEFT_ALONE):
            yield importlib.import_module(found.name)


def _page(writer: Callable[[], str], head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    title = writer.__name__.capitalize()
    return f"# {title}\n\n{MADE}\n\n{_doc(writer)}\n\n{_table(head, rows)}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    told = ("| " + " | ".join(c.replace("|", "\\|") for c in line) + " |" for line in lines)
    return "\n".join(told) + "\n"


def _doc(thing: object) -> str:
    return _one_line(inspect.getdoc(thing) or "")


def _sentence(text: str) -> str:
    # Not where it begins with an address.
    return text if "://" in text.split()[0] else text[:1].upper() + text[1:]


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _set_up(home: str) -> None:
    os.environ.update(LOFTE_HOME=home, DJANGO_SETTINGS_MODULE="lofte.config.settings")
    import django

    django.setup()


def main() -> int:
    with tempfile.TemporaryDirectory() as home:
        _set_up(home)
        found = {name: write() for name, write in PAGES.items()}
    old = [name for name, text in found.items() if written(name) != text]
    if "--write" not in sys.argv:
        for name in old:
            print(f"docs/reference/{name} is out of date: run `make reference`")
        return 1 if old else 0
    for name in old:
        (FOLDER / name).write_text(found[name])
        print(f"docs/reference/{name} written")
    return 0


def written(name: str) -> str:
    path = FOLDER / name
    return path.read_text() if path.exists() else ""


PAGES: dict[str, Callable[[], str]] = {
    f"{writer.__name__}.md": writer
    for writer in (settings, controls, events, permissions, errors, api)
}


if __name__ == "__main__":
    sys.exit(main())
