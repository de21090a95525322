"""What is written of the API is what the API is."""

from __future__ import annotations

from pathlib import Path

from lofte.api.reference import operations, problems, reference
from lofte.areas.access.rules import Permission

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "api.md"


def test_the_reference_is_up_to_date() -> None:
    assert PAGE.read_text() == reference(), (
        "run: python -m lofte.api.reference > docs/reference/api.md"
    )


def test_every_operation_declares_its_scope_and_stands_in_the_reference() -> None:
    page = PAGE.read_text()
    for method, path, said in operations():
        assert said["x-scope"] in [*Permission], f"{method} {path}"
        assert f"`{method} {path}` | `{said['x-scope']}`" in page


def test_every_operation_says_in_a_sentence_what_it_does() -> None:
    for method, path, said in operations():
        assert said["description"].rstrip().endswith("."), f"{method} {path}"


def test_a_code_has_one_status() -> None:
    found: dict[str, set[int]] = {}
    for status, code, _ in problems():
        found.setdefault(code, set()).add(status)
    assert {code: statuses for code, statuses in found.items() if len(statuses) > 1} == {}
