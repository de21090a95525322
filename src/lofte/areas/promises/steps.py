"""What acts on promises have in common."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from lofte.areas.ledger import steps as ledger
from lofte.areas.notices import queries as notices
from lofte.areas.notices import steps as publishing
from lofte.areas.notices.queries import SentenceRow, VersionRow
from lofte.areas.promises import events, rules
from lofte.areas.promises.models import Promise
from lofte.areas.promises.rules import Kind, Severity
from lofte.infra.tenancy import step
from lofte.kernel.context import Context
from lofte.kernel.errors import Conflict, NotFound


class NotCurrent(Conflict):
    """Only the published version makes promises. Publish this one first."""

    code = "not_current"


class PromiseRetired(Conflict):
    """The published policy no longer says this, so nothing can be changed about it."""

    code = "promise_retired"


@dataclass(frozen=True, slots=True, kw_only=True)
class Adopted:
    """`promises` counts what is on the board; `new` and `retired` all sentences."""

    promises: int
    new: int
    retired: int


@step
def lock(ctx: Context, *, promise_id: UUID) -> Promise:
    """The promise, still made by the published policy, held until the act ends."""
    mine = Promise.objects.select_for_update().filter(tenant_id=ctx.tenant)
    promise = mine.filter(id=promise_id).first()
    if promise is None:
        raise NotFound(promise=promise_id)
    if promise.retired_at is not None:
        raise PromiseRetired(promise=promise_id)
    return promise


@step
def adopt(ctx: Context, *, version_id: UUID) -> Adopted:
    """Make a promise of every sentence of the published version; retire what it dropped.

    A sentence known by its words keeps its promise, and with it controls, owner and a kind
    that a person chose. A heading never promises.
    """
    publishing.hold(ctx, version_id=version_id)
    version = notices.version(ctx, version_id=version_id)
    if not version.is_current:
        raise NotCurrent(version=version_id)
    told = notices.sentences(ctx, version_ids=[version_id])
    said = {one.content_id: one for one in told if one.block_kind != "heading"}
    known = _known(ctx, version.language)
    new = [_promise(ctx, version, one) for one in said.values() if one.content_id not in known]
    Promise.objects.bulk_create(new)
    staying = [promise for name, promise in known.items() if name in said]
    for promise in staying:
        _read_again(promise, said[promise.content_id])
    retired = _see_again(ctx, version, said=set(said), known=known)
    shown = [p for p in (*new, *staying) if rules.on_board(kind=Kind(p.kind), void=p.void)]
    event = events.PromisesAdopted(
        version=version_id, promises=len(shown), new=len(new), retired=retired
    )
    ledger.record(ctx, event, subject=f"version:{version_id}")
    return Adopted(promises=len(shown), new=len(new), retired=retired)


def _known(ctx: Context, language: str) -> dict[str, Promise]:
    mine = Promise.objects.filter(tenant_id=ctx.tenant, language=language)
    return {promise.content_id: promise for promise in mine}


def _promise(ctx: Context, version: VersionRow, said: SentenceRow) -> Promise:
    promise = Promise(
        tenant_id=ctx.tenant,
        content_id=said.content_id,
        language=version.language,
        first_seen=version.id,
        last_seen=version.id,
    )
    _read(promise, said)
    return promise


def _read(promise: Promise, said: SentenceRow) -> None:
    lang = promise.language
    reading = rules.classify(said.text, lang=lang, block_kind=said.block_kind)
    findings = rules.legal_findings(said.text, lang=lang)
    promise.states_something = reading.states_something
    promise.void = any(finding.severity is Severity.VOID for finding in findings)
    if promise.kind_chosen_at is None:
        promise.kind = reading.kind


def _read_again(promise: Promise, said: SentenceRow) -> None:
    """The rules learn: what they say today counts, but for what a person chose."""
    names = ("kind", "states_something", "void")
    before = [getattr(promise, name) for name in names]
    _read(promise, said)
    if before != [getattr(promise, name) for name in names]:
        promise.save(update_fields=names)


def _see_again(
    ctx: Context, version: VersionRow, *, said: set[str], known: dict[str, Promise]
) -> int:
    """Mark what is still said, and retire what is not; how many were retired."""
    mine = Promise.objects.filter(tenant_id=ctx.tenant, language=version.language)
    staying = mine.filter(content_id__in=said & set(known))
    staying.update(last_seen=version.id, retired_at=None, retired_by=None)
    dropped = mine.filter(retired_at=None, content_id__in=set(known) - said)
    return dropped.update(retired_at=ctx.now, retired_by=ctx.actor)
