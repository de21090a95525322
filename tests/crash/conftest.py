from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _on_postgresql(database: None) -> None:
    """Every test of this tier runs real processes on a real database."""
