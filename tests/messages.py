"""Catalogues of translations: gathered from the sources, compiled, and kept in step.

`python -m tests.messages --write` brings them up to date; without it, says what differs.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from babel.messages.pofile import read_po

SRC = Path(__file__).parents[1] / "src" / "lofte"
CATALOGUES = {
    "ui": SRC / "portals" / "ui",
    "staff": SRC / "portals" / "staff",
    "public": SRC / "portals" / "public",
    "person": SRC / "portals" / "person",
    "requests": SRC / "areas" / "requests",
}
ALSO = {CATALOGUES["staff"]: [SRC / "discovery"]}
"""What a catalogue has words for that stands below it."""

CONFIG = SRC / "portals" / "ui" / "babel.cfg"
KEYWORDS = (
    "noop", "gettext_noop", "gettext_lazy", "ngettext_lazy:1,2", "pgettext:1c,2", "phrase",
)  # fmt: skip


def catalogue(root: Path) -> Path:
    return root / "locale" / "sv" / "LC_MESSAGES" / "django.po"


def gathered(root: Path, target: Path) -> None:
    words = [arg for keyword in KEYWORDS for arg in ("-k", keyword)]
    _pybabel(
        "extract", "-F", str(CONFIG), *words, "--no-wrap", "--no-location", "--sort-output",
        "--omit-header", "-o", str(target), *map(str, [root, *ALSO.get(root, [])]),
    )  # fmt: skip


def missing(root: Path) -> list[str]:
    """What the sources say and the Swedish catalogue does not."""
    with tempfile.TemporaryDirectory() as folder:
        pot = Path(folder) / "messages.pot"
        gathered(root, pot)
        with pot.open("rb") as file:
            wanted = {_key(m.id) for m in read_po(file) if m.id}
    path = catalogue(root)
    if not path.exists():
        return sorted(wanted)
    with path.open("rb") as file:
        known = {_key(m.id) for m in read_po(file, locale="sv") if m.id and _whole(m.string)}
    return sorted(wanted - known)


def write(root: Path) -> None:
    path = catalogue(root)
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        pot = Path(folder) / "messages.pot"
        gathered(root, pot)
        locale = str(root / "locale")
        _pybabel(
            "update", "--init-missing", "-i", str(pot), "-D", "django", "-d", locale,
            "-l", "sv", "--no-wrap", "--no-fuzzy-matching", "--ignore-obsolete",
            "--ignore-pot-creation-date",
        )  # fmt: skip
    _pybabel("compile", "-D", "django", "-d", str(root / "locale"), "-l", "sv")


def _key(message: str | tuple[str, ...] | list[str]) -> str:
    return message if isinstance(message, str) else message[0]


def _whole(said: str | tuple[str, ...]) -> bool:
    return all(said) if isinstance(said, tuple | list) else bool(said)


def _pybabel(*args: str) -> None:
    tool = Path(sys.executable).with_name("pybabel")
    subprocess.run([tool, "-q", *args], check=True)


if __name__ == "__main__":
    for name, root in CATALOGUES.items():
        if "--write" in sys.argv:
            write(root)
        for message in missing(root):
            print(f"{name}: not in Swedish: {message!r}")
