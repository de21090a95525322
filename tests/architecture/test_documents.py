"""The written house: what it says of the code is there, and what is in the code is written."""

from __future__ import annotations

import ast
import re
import shlex
from collections.abc import Iterator
from dataclasses import fields
from importlib import import_module
from itertools import takewhile
from pathlib import Path

import click
import pytest

import lofte
import reference
from lofte.areas.promises.queries.registry import ALL
from lofte.cli.main import COMMANDS
from lofte.infra.env import Env

ROOT = Path(__file__).parents[2]


def files(folder: str) -> Iterator[str]:
    return (str(path.relative_to(ROOT)) for path in (ROOT / folder).rglob("*.*"))


AREAS = sorted(p.parent for p in (Path(lofte.__file__).parent / "areas").glob("*/__init__.py"))
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
ADRS = sorted((ROOT / "docs" / "adr").glob("*.md"))
SOURCES = [place for folder in ("src", "tests", "bench") for place in files(folder)]
HEADINGS = ["Status", "Context", "Decision", "Consequences"]

TEST = re.compile(r"tests/([\w/]+\.py)(?:::(test_\w+))?")
SOURCE = re.compile(r"`([\w/]+\.(?:py|sql))(?:::(\w+))?`")
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
INVARIANT = re.compile(r"^\d+\. .*?(?=^\d+\. |^$|\Z)", re.MULTILINE | re.DOTALL)


def said(name: str) -> str:
    return (ROOT / name).read_text()


def section(text: str, heading: str) -> str:
    """What stands below a heading of the second level."""
    return text.split(f"\n## {heading}\n")[1].split("\n## ")[0]


def place(path: Path) -> str:
    return str(path.relative_to(ROOT))


def anchors(path: Path) -> set[str]:
    """Headings as they are linked to: lower case, hyphens, and neither dots nor quotes."""
    text = FENCE.sub("", path.read_text())
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


def commands() -> Iterator[tuple[str, list[str]]]:
    """Every `lofte ...` line in a block of shell commands of any document."""
    for path in DOCUMENTS:
        for language, block in FENCE.findall(path.read_text()):
            if language in ("", "sh", "console"):
                for line in block.replace("\\\n", " ").splitlines():
                    words = re.search(r"(?:^|bin/|\| )lofte (.*)", line)
                    if words and not line.lstrip().startswith("#"):
                        yield place(path), shlex.split(words[1], comments=True)


def area_words() -> Iterator[tuple[str, str]]:
    """The words an area's docstring explains: those indented under "Words"."""
    for area in AREAS:
        told = ast.get_docstring(ast.parse((area / "__init__.py").read_text())) or ""
        lines = re.split(r"^Words:?\n", told, flags=re.MULTILINE)[1].splitlines()
        for line in takewhile(str.strip, lines):
            if found := re.match(r" {4}(\w[\w ]*?)  +\S", line):
                yield area.name, found[1]


def test_the_map_stays_a_map() -> None:
    assert said("ARCHITECTURE.md").count("\n") <= 300


@pytest.mark.parametrize("path", DOCUMENTS, ids=place)
def test_every_test_a_document_names_exists(path: Path) -> None:
    for file, test in TEST.findall(path.read_text()):
        found = ROOT / "tests" / file
        assert found.exists(), f"tests/{file}"
        assert not test or f"def {test}(" in found.read_text(), f"tests/{file}::{test}"


@pytest.mark.parametrize("path", DOCUMENTS, ids=place)
def test_every_source_a_document_names_exists(path: Path) -> None:
    for file, name in SOURCE.findall(path.read_text()):
        found = [source for source in SOURCES if f"/{source}".endswith(f"/{file}")]
        assert found, file
        assert not name or any(f"def {name}(" in (ROOT / f).read_text() for f in found), name


def test_every_invariant_of_the_map_names_its_test() -> None:
    told = INVARIANT.findall(section(said("ARCHITECTURE.md"), "Invariants"))
    assert len(told) >= 10
    for invariant in told:
        assert any(test for _, test in TEST.findall(invariant)), invariant


def test_the_map_knows_every_area() -> None:
    for area in AREAS:
        assert f"`areas/{area.name}`" in said("ARCHITECTURE.md"), area.name


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme(command: str) -> None:
    assert f"`lofte {command}`" in said("README.md")


@pytest.mark.parametrize("page", reference.PAGES)
def test_the_reference_says_what_the_code_says(page: str) -> None:
    assert reference.written(page) == reference.PAGES[page](), "run `make reference`"


def test_every_setting_is_written_down() -> None:
    for field in fields(Env):
        assert f"`LOFTE_{field.name.upper()}`" in said("docs/reference/settings.md")


def test_every_control_is_written_down() -> None:
    for code in ALL:
        assert f"`{code}`" in said("docs/reference/controls.md")


@pytest.mark.parametrize("area", AREAS, ids=lambda p: p.name)
def test_every_event_is_written_down(area: Path) -> None:
    for node in ast.parse((area / "events.py").read_text()).body:
        if isinstance(node, ast.ClassDef):
            assert f"`{area.name}.{node.name}`" in said("docs/reference/events.md")


@pytest.mark.parametrize(("area", "word"), list(area_words()))
def test_the_words_of_an_area_are_in_the_glossary(area: str, word: str) -> None:
    known = re.findall(r"^\| \*\*(.+?)\*\*", said("GLOSSARY.md"), re.MULTILINE)
    assert word.casefold() in {k.casefold() for k in known}, f"{area}: {word}"


def test_the_glossary_explains_each_word_once() -> None:
    known = re.findall(r"^\| \*\*(.+?)\*\*", said("GLOSSARY.md"), re.MULTILINE)
    assert sorted(known) == sorted(set(known))


@pytest.mark.parametrize("path", DOCUMENTS, ids=place)
def test_every_link_leads_somewhere(path: Path) -> None:
    for link in LINK.findall(FENCE.sub("", path.read_text())):
        file, _, anchor = link.partition("#")
        if ":" not in file:
            target = (path.parent / file).resolve() if file else path
            assert target.exists(), link
            assert not anchor or anchor in anchors(target), link


@pytest.mark.parametrize("path", ADRS, ids=lambda p: p.stem)
def test_a_decision_has_four_headings_and_fits_a_page(path: Path) -> None:
    text = path.read_text()
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == HEADINGS
    assert text.startswith(f"# {path.name[:4]}. "), "the title begins with the number"
    assert text.count("\n") <= 40


def test_decisions_are_numbered_without_a_gap() -> None:
    assert [int(path.name[:4]) for path in ADRS] == list(range(1, len(ADRS) + 1))


def test_every_decision_the_code_names_was_written_down() -> None:
    numbers = {path.name[:4] for path in ADRS}
    sources = [*(ROOT / "src").rglob("*.py"), ROOT / "pyproject.toml", *DOCUMENTS]
    for path in sources:
        for number in re.findall(r"docs/adr/(\d{4})", path.read_text()):
            assert number in numbers, f"{place(path)}: {number}"


@pytest.mark.parametrize(("path", "words"), list(commands()), ids=lambda x: str(x)[:60])
def test_every_command_shown_can_be_typed(path: str, words: list[str]) -> None:
    module, _, name = COMMANDS[words[0]][0].partition(":")
    command: click.Command = getattr(import_module(module), name)
    rest = words[1:]
    while isinstance(command, click.Group) and rest and not rest[0].startswith("-"):
        assert rest[0] in command.commands, f"{path}: lofte {' '.join(words)}"
        command, rest = command.commands[rest[0]], rest[1:]
    known = {o for param in command.params for o in (*param.opts, *param.secondary_opts)}
    for option in (word.partition("=")[0] for word in rest if word.startswith("--")):
        assert option in {*known, "--help"}, f"{path}: lofte {' '.join(words)}"


def test_every_make_target_shown_exists() -> None:
    targets = set(re.findall(r"^(\w+):", said("Makefile"), re.MULTILINE))
    for path in DOCUMENTS:
        for target in re.findall(r"`make (\w+)`|^make (\w+)", path.read_text(), re.MULTILINE):
            assert set(target) & targets, f"{place(path)}: make {''.join(target)}"
