"""One organisation at a time: who opens transactions, and how the tenant is fenced in.

Every action and query runs in a transaction whose first statement tells PostgreSQL
which tenant and which account it serves. Row-level security then shows that tenant's
rows and no others; with nothing set it shows none. The setting dies with the
transaction, so a pooled connection never carries it over (docs/adr/0005).

    @action   opens the one transaction of a use case (never nested)
    @query    reads, in the caller's transaction if there is one, else in its own
    @step     writes for another area's action, and refuses to run outside one
    reading() keeps one transaction open over the queries of a whole page
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.db import connection, transaction

from lofte.kernel.context import Context, TenantId

P = ParamSpec("P")
R = TypeVar("R")

_inside: ContextVar[TenantId | None] = ContextVar("tenant", default=None)

_ENTER = "SELECT set_config('lofte.tenant', %s, true), set_config('lofte.account', %s, true)"


class WrongTenant(RuntimeError):
    """A bug: code for one tenant was called inside another tenant's transaction."""


@contextlib.contextmanager
def reading(ctx: Context) -> Iterator[None]:
    """One transaction for everything a page reads, so that its numbers agree."""
    with _transaction(ctx, durable=False):
        yield


def action(fn: Callable[Concatenate[Context, P], R]) -> Callable[Concatenate[Context, P], R]:
    """A use case: one transaction, committed when it returns, gone when it raises."""

    @wraps(fn)
    def wrapper(ctx: Context, /, *args: P.args, **kwargs: P.kwargs) -> R:
        with _transaction(ctx, durable=True):
            return fn(ctx, *args, **kwargs)

    return wrapper


def query(fn: Callable[Concatenate[Context, P], R]) -> Callable[Concatenate[Context, P], R]:
    """A read. Must return plain rows, not lazy querysets: its transaction may end with it."""

    @wraps(fn)
    def wrapper(ctx: Context, /, *args: P.args, **kwargs: P.kwargs) -> R:
        if _inside.get() is not None:
            _require_same(ctx)
            return fn(ctx, *args, **kwargs)
        with _transaction(ctx, durable=False):
            return fn(ctx, *args, **kwargs)

    return wrapper


def step(fn: Callable[Concatenate[Context, P], R]) -> Callable[Concatenate[Context, P], R]:
    """A write that belongs to somebody else's act, in that act's transaction."""

    @wraps(fn)
    def wrapper(ctx: Context, /, *args: P.args, **kwargs: P.kwargs) -> R:
        if _inside.get() is None or not connection.in_atomic_block:
            raise RuntimeError(f"{fn.__qualname__} must run inside an action's transaction")
        _require_same(ctx)
        return fn(ctx, *args, **kwargs)

    return wrapper


def after_commit(call: Callable[[], None]) -> None:
    """Do `call` once the action has committed; for work that must not hold its locks."""
    transaction.on_commit(call)


@contextlib.contextmanager
def _transaction(ctx: Context, *, durable: bool) -> Iterator[None]:
    if _inside.get() is not None:
        _require_same(ctx)
    with transaction.atomic(durable=durable):  # noqa: TID251 (the one place that opens them)
        with connection.cursor() as cursor:
            cursor.execute(_ENTER, [str(ctx.tenant), str(ctx.actor)])
        token = _inside.set(ctx.tenant)
        try:
            yield
        finally:
            _inside.reset(token)


def _require_same(ctx: Context) -> None:
    if _inside.get() != ctx.tenant:
        raise WrongTenant("a query for one tenant inside another tenant's transaction")
