"""Who did something, as colleagues call them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.utils.translation import gettext as _

from lofte.areas.access import queries as access
from lofte.kernel.context import SUBJECT, SYSTEM, Context


def named(ctx: Context, actors: Iterable[UUID]) -> Mapping[UUID, str]:
    """The name of each actor: a colleague's own, or what we call those without one."""
    wanted = {*actors}
    known: dict[UUID, str] = {SYSTEM: _("Löfte itself"), SUBJECT: _("The person")}
    people = sorted(wanted.difference(known))
    names = access.account_names(ctx, ids=people) if people else {}
    return {actor: known.get(actor) or names.get(actor) or _("A program") for actor in wanted}
