"""The background work of requests. Each is safe to run twice."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from uuid import UUID

from lofte.areas.access import queries as access
from lofte.areas.datamap import reading as datamap
from lofte.areas.datamap.rules.collecting import Found, NotRead
from lofte.areas.requests import actions, jobs, queries
from lofte.areas.requests.letters import letter
from lofte.areas.requests.packing import About, SystemFindings, pack
from lofte.areas.requests.queries import ToCollect
from lofte.areas.requests.steps import digits_of
from lofte.infra import files, mail
from lofte.infra.background import handles
from lofte.infra.crash import crash_point
from lofte.kernel.context import Context
from lofte.kernel.errors import Refused, Unavailable


@handles(jobs.MailCode)
def mail_code(ctx: Context, job: jobs.MailCode) -> None:
    found = queries.code_to_mail(ctx, code_id=job.code_id)
    if found is None:
        return
    organisation = access.organisation(ctx)
    mail.send(
        letter(
            "code",
            key=f"code:{job.code_id}",
            to=found.email,
            language=found.language,
            digits=digits_of(job.code_id),
            reference=found.reference,
            organisation=organisation,
        )
    )


@handles(jobs.MailAnswer)
def mail_answer(ctx: Context, job: jobs.MailAnswer) -> None:
    _write_to(ctx, job.request_id, "answer")


@handles(jobs.MailExtension)
def mail_extension(ctx: Context, job: jobs.MailExtension) -> None:
    _write_to(ctx, job.request_id, "extension")


@handles(jobs.Collect)
def collect(ctx: Context, job: jobs.Collect) -> None:
    """Read every system and make the package; nothing to do when that is done already."""
    request = queries.to_collect(ctx, request_id=job.request_id)
    if request is None:
        return
    crash_point("collect.before_read")
    systems = [_read(ctx, request, system_id) for system_id in request.systems]
    crash_point("collect.after_read")
    try:
        packed = pack(ctx, about=_about(ctx, request), systems=systems)
    except Unavailable as error:
        actions.collection_failed(ctx, request_id=request.id, system_id=None, reason=error.code)
        raise
    try:
        actions.package_made(ctx, request_id=request.id, packed=packed)
    except Refused:
        files.remove(ctx, file_id=packed.file_id)
        raise
    crash_point("package.after_commit")


@handles(jobs.TidyUp)
def tidy_up(ctx: Context, job: jobs.TidyUp) -> None:
    actions.remove_old_packages(ctx)
    actions.lapse_unconfirmed(ctx)
    actions.remove_stray_files(ctx)


def _read(ctx: Context, request: ToCollect, system_id: UUID) -> SystemFindings:
    actions.collection_started(ctx, request_id=request.id, system_id=system_id)
    found = SystemFindings(name=request.systems[system_id], read_at=ctx.now)
    try:
        rows = datamap.person_rows(ctx, system_id=system_id, email=request.email)
        with closing(rows):
            _take_in(found, rows)
    except Unavailable as error:
        actions.collection_failed(
            ctx, request_id=request.id, system_id=system_id, reason=error.code
        )
        raise
    crash_point("collect.after_system")
    actions.collection_read(
        ctx,
        request_id=request.id,
        system_id=system_id,
        tables=len(found.tables),
        rows=found.rows,
        not_read=found.not_read,
    )
    return found


def _take_in(found: SystemFindings, rows: Iterable[Found | NotRead]) -> None:
    for part in rows:
        if isinstance(part, NotRead):
            found.not_read.append((str(part.table), part.reason))
        else:
            found.add(str(part.table), part.relation, (dict(row.values) for row in part.rows))


def _about(ctx: Context, request: ToCollect) -> About:
    organisation = access.organisation(ctx)
    return About(
        reference=request.reference,
        organisation=organisation.name,
        contact=organisation.contact_email,
        name=request.name,
        email=request.email,
        language=request.language,
        received_at=request.received_at,
        made_at=ctx.now,
    )


def _write_to(ctx: Context, request_id: UUID, kind: str) -> None:
    found = queries.to_write_to(ctx, request_id=request_id)
    if found is None:
        return
    mail.send(
        letter(
            kind,
            key=f"{kind}:{request_id}",
            to=found.email,
            language=found.language,
            request=found,
            organisation=access.organisation(ctx),
        )
    )
