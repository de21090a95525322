"""Reading one person's rows, by the plan that stands."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from uuid import UUID

from lofte.areas.access.rules import Permission
from lofte.areas.datamap import queries
from lofte.areas.datamap.reading.opening import opened
from lofte.areas.datamap.rules.collecting import Found, NotRead, collect
from lofte.areas.datamap.rules.identity import IdentityKind
from lofte.areas.datamap.rules.written_forms import Identifier
from lofte.kernel.context import Context


def person_rows(
    ctx: Context, *, system_id: UUID, email: str
) -> Generator[Found | NotRead, None, None]:
    """Every row of a system that is or mentions the person with this e-mail address.

    Only an address proven to be theirs opens a person's rows; so no other identifier is taken.
    Raises `SourceUnavailable` when the system does not answer, at the start or midway; what was
    yielded until then is incomplete. Close the iterator to let go of the system early.
    """
    ctx.require(Permission.REQUESTS_HANDLE)
    plan = queries.reading_plan(ctx, system_id=system_id)
    person = [Identifier(IdentityKind.EMAIL, email)]
    with closing(opened(ctx, system_id=system_id)) as connector:
        yield from collect(connector, plan, person=person, today=ctx.today)
