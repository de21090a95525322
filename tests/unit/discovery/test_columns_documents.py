"""The table of types in the reference says what the code says."""

from __future__ import annotations

from pathlib import Path

import pytest

from lofte.discovery.types import FACTS, Type

REFERENCE = Path(__file__).parents[3] / "docs" / "reference" / "discovery.md"


@pytest.mark.parametrize("kind", Type)
def test_each_type_stands_in_the_reference_with_its_facts(kind: Type) -> None:
    facts = FACTS[kind]
    special = "yes" if facts.special else "no"
    row = f"| `{kind}` | `{facts.dpv}` | `{facts.fides}` | {special} |"
    assert row in REFERENCE.read_text(encoding="utf-8")
