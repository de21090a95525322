"""Every control there is, gathered from the areas that publish one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType

from lofte.areas.access import controls as access
from lofte.areas.datamap import controls as datamap
from lofte.areas.ledger import controls as ledger
from lofte.areas.notices import controls as notices
from lofte.areas.requests import controls as requests
from lofte.kernel.evidence import Control

ALL: Mapping[str, Control] = MappingProxyType(
    {
        control.code: control
        for area in (requests, ledger, access, notices, datamap)
        for control in area.CONTROLS
    }
)
"""By code, in the order they are run and shown."""


def fresh_for(code: str) -> timedelta:
    """How long an answer may be relied on; not at all once its control is no more."""
    found = ALL.get(code)
    return found.fresh_for if found else timedelta(0)


def law_of(code: str) -> str:
    found = ALL.get(code)
    return found.law if found else ""
