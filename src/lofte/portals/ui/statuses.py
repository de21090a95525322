"""The six statuses as the interface shows them: a key for the stylesheet and a shape."""

from __future__ import annotations

KEYS = {
    "KEPT": "kept",
    "AT_RISK": "risk",
    "BROKEN": "broken",
    "UNPROVEN": "unproven",
    "NOT_MACHINE_PROVABLE": "human",
    "LEGALLY_VOID": "void",
}
PLAIN = "plain"


def key_of(status: object) -> str:
    """The stylesheet's name for a status, in whatever case; `plain` for none."""
    text = str(getattr(status, "value", status))
    return KEYS.get(text.upper(), text if text in KEYS.values() else PLAIN)


def glyph_of(status: object) -> str:
    """The shape that ends a marked sentence. Kept is a bare tick: what is well stays quiet."""
    key = key_of(status)
    return "check" if key == "kept" else key
