"""What every command that needs the database does first and last."""

from __future__ import annotations

import contextlib
import gc
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID

import click

from lofte.kernel.context import EVERYTHING, SYSTEM, Context, TenantId
from lofte.kernel.errors import (
    Conflict,
    Forbidden,
    Invalid,
    NotFound,
    Refused,
    TooMany,
    Unavailable,
)

EXIT: dict[type[Refused], int] = {
    NotFound: 3,
    Forbidden: 4,
    Invalid: 5,
    Conflict: 6,
    TooMany: 7,
    Unavailable: 8,
}


@contextlib.contextmanager
def server(role: str) -> Iterator[None]:
    """The database server, running, and this process to reach it as `role`. Refusals end the
    command with their sentence and exit code."""
    os.environ["LOFTE_ROLE"] = role
    from lofte.infra import env
    from lofte.infra.postgres import embedded, roles

    env.current.cache_clear()
    settings = env.current()
    with contextlib.ExitStack() as stack:
        if settings.database_url is None:
            stack.enter_context(embedded.running(roles.embedded(settings)))
        stack.enter_context(refusals())
        yield


@contextlib.contextmanager
def database(role: str) -> Iterator[None]:
    """The same with Django set up, for whatever has to do with models."""
    with server(role):
        _set_up_django()
        yield


@contextlib.contextmanager
def refusals() -> Iterator[None]:
    try:
        yield
    except Refused as error:
        facts = ", ".join(f"{key} {value}" for key, value in error.facts.items())
        click.echo(f"{error.message}{f' ({facts})' if facts else ''}", err=True)
        raise click.exceptions.Exit(exit_code(error)) from None


def exit_code(refusal: Refused) -> int:
    return next(code for kind, code in EXIT.items() if isinstance(refusal, kind))


def acting_for(organisation: str) -> Context:
    """A context for the operator of this machine, who may do everything."""
    from lofte.areas.access.queries import find_organisation

    try:
        tenant = TenantId(UUID(organisation))
    except ValueError:
        tenant = find_organisation(organisation)
    return system(tenant)


def system(tenant: TenantId) -> Context:
    now = datetime.now(UTC)  # noqa: TID251 (the command line is an edge)
    return Context(tenant=tenant, actor=SYSTEM, now=now, permissions=EVERYTHING)


def _set_up_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lofte.config.settings")
    import django

    # What is loaded now is never garbage: not looking for any saves a fifth of the start, and
    # a server's child then shares these pages with its parent instead of copying them.
    gc.disable()
    django.setup()
    gc.freeze()
    gc.enable()
