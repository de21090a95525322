"""Every route says who may come in, in a way that a test can read.

`@everyone` marks a page that needs no account; `@proven` one that needs a session a code
has opened; `@signed_in` one for any account. The desk's own mark, in
`portals/staff/context.py`, names the permission.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])

EVERYONE = "everyone"
PROVEN = "proven"
SIGNED_IN = "signed_in"


def everyone(view: View) -> View:
    view.permission = EVERYONE  # type: ignore[attr-defined]
    return view


def proven(view: View) -> View:
    view.permission = PROVEN  # type: ignore[attr-defined]
    return view


def signed_in(view: View) -> View:
    view.permission = SIGNED_IN  # type: ignore[attr-defined]
    return view
