from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _on_postgresql(database: None) -> None:
    """Every test of this tier runs on a real database, as the app role."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What fills the database comes last, or all that verifies it would wade through it."""
    items.sort(key=lambda item: "hot_queries" in item.nodeid)
