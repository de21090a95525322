"""Identifiers that people, organisations and accounts go by in Sweden.

`check` says what a text is and whether it can be right; `normalise` gives the one form by
which records are matched; `mask` gives the form that may be shown. All three are pure.

Words: an identifier's *kind* says which rules apply; its *canonical* form is the one we
store and compare; a *reason* is a stable code for what is wrong, or worth knowing.

Invariants: a canonical form is a fixed point of `check`; a reserve number is never guessed
from its looks; nothing is ever parsed from a number, which has lost its leading zeros.
"""

from lofte.kernel.identifiers.checking import UnknownKind, check, kind_named, normalise
from lofte.kernel.identifiers.finding import Identifier, Kind, Reason
from lofte.kernel.identifiers.person import mask

__all__ = [
    "Identifier",
    "Kind",
    "Reason",
    "UnknownKind",
    "check",
    "kind_named",
    "mask",
    "normalise",
]
