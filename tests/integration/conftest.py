from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _on_postgresql(database: None) -> None:
    """Every test of this tier runs on a real database, as the app role."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What verifies the whole ledger comes first, while it holds little; what fills the
    database comes last. Else each verification wades through all other tests' logs."""
    items.sort(key=lambda item: _turn(item.nodeid))


def _turn(test: str) -> int:
    return 0 if "test_ledger" in test else 2 if "hot_queries" in test else 1
