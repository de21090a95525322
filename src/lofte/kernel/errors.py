"""The ways a use case can say no.

Interfaces map each class to one HTTP status, one CLI exit code and one
sentence in the reader's language (`portals/ui/refusals.py`). Anything else
that escapes a use case is a bug and becomes a 500.

A refusal carries a stable `code` and *facts*, never a sentence for the user:
sentences live in the portals, where they can be translated.
"""

from __future__ import annotations

from typing import ClassVar


class Refused(Exception):
    """A use case declined for a reason the caller can understand."""

    code: ClassVar[str] = "refused"

    def __init__(self, message: str = "", **facts: object) -> None:
        super().__init__(message or self.__class__.__doc__ or self.code)
        self.message = str(self)
        self.facts = facts


class NotFound(Refused):
    """No such thing here. Also used for things one may not know of."""

    code = "not_found"


class Forbidden(Refused):
    """The thing is visible to the caller, but this act is not theirs to do."""

    code = "forbidden"


class Invalid(Refused):
    """The input can never be right."""

    code = "invalid"


class Conflict(Refused):
    """The input was right, but not now: the state moved, or a limit applies."""

    code = "conflict"


class TooMany(Refused):
    """The act is allowed, but not this often."""

    code = "too_many"


class Unavailable(Refused):
    """Something this needs does not answer; the act was not done and may be tried again."""

    code = "unavailable"
