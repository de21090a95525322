"""A person asks, and proves that the address is theirs.

Whatever the address, the person sees the same answers in the same time: nobody learns
here whether somebody is known to the organisation.
"""

from __future__ import annotations

import hmac
from uuid import UUID

from lofte.areas.access import steps as access
from lofte.areas.access.rules import Permission
from lofte.areas.datamap import queries as datamap
from lofte.areas.requests import events, jobs, rules
from lofte.areas.requests.models import Code, Collection, Request, Requester
from lofte.areas.requests.rules import State
from lofte.areas.requests.steps import digits_of, lock, tell
from lofte.infra.background import later
from lofte.infra.crash import crash_point
from lofte.infra.tenancy import action
from lofte.kernel.context import Context
from lofte.kernel.errors import Invalid, NotFound


def submit(
    ctx: Context, *, name: str, email: str, language: str, client: str
) -> tuple[UUID, str]:
    """Receive a request for access; its id and reference. A code is mailed to the address.

    Art. 12(3) GDPR: the clock runs from this moment, though we search only when the address
    is proven. `client` is where it came from, counted against floods and kept nowhere.
    """
    address = rules.check_email(email)
    access.take(what="submit", who=client, most=20, seconds=3600, now=ctx.now)
    access.take(what="submit", who=f"{ctx.tenant}{address}", most=5, seconds=3600, now=ctx.now)
    return _submit(ctx, name=name.strip(), email=address, language=language)


@action
def _submit(ctx: Context, *, name: str, email: str, language: str) -> tuple[UUID, str]:
    ctx.require(Permission.REQUESTS_SUBMIT)
    if language not in rules.LANGUAGES:
        raise Invalid("Choose Swedish (sv) or English (en).", language=language)
    due = rules.first_due(ctx.today)
    request = Request.objects.create(
        tenant_id=ctx.tenant,
        reference=rules.new_reference(),
        language=language,
        received_at=ctx.now,
        received_on=ctx.today,
        target_on=due.target_on,
        safe_on=due.safe_on,
        legal_on=due.legal_on,
    )
    Requester.objects.create(
        tenant_id=ctx.tenant, request_id=request.id, name=name or email, email=email
    )
    tell(
        ctx,
        request_id=request.id,
        event=events.RequestReceived(right=request.right, received=request.received_on),
    )
    _send_code(ctx, request)
    crash_point("submit.before_commit")
    return request.id, request.reference


def ask_for_code(ctx: Context, *, reference: str, email: str, client: str) -> None:
    """Mail a fresh code, if the reference and the address belong together; else do nothing.

    The caller cannot tell which, and must not be able to.
    """
    access.take(what="code", who=client, most=20, seconds=3600, now=ctx.now)
    wanted = rules.read_reference(reference)
    access.take(what="code", who=f"{ctx.tenant}{wanted}", most=5, seconds=900, now=ctx.now)
    _ask_for_code(ctx, reference=wanted, email=email.strip().casefold())


@action
def _ask_for_code(ctx: Context, *, reference: str, email: str) -> None:
    ctx.require(Permission.REQUESTS_SUBMIT)
    request = _find(ctx, reference)
    if request and _address_of(ctx, request) == email and request.state != State.CLOSED:
        _send_code(ctx, request)


def prove_email(ctx: Context, *, reference: str, digits: str, client: str) -> UUID:
    """The id of the request whose latest code these digits are; starts the search at first.

    A wrong guess is counted even though it is refused, so counting commits on its own.
    """
    access.take(what="guess", who=client, most=30, seconds=3600, now=ctx.now)
    wanted = rules.read_reference(reference)
    code_id = _guess(ctx, reference=wanted, digits=digits.strip().replace(" ", ""))
    if code_id is None:
        raise rules.WrongCode()
    crash_point("prove.before_action")
    return _prove_email(ctx, reference=wanted, code_id=code_id)


@action
def _guess(ctx: Context, *, reference: str, digits: str) -> UUID | None:
    """Count a try; the code's id if it was right."""
    ctx.require(Permission.REQUESTS_SUBMIT)
    code = _latest_code(ctx, reference)
    state = code and rules.CodeState(
        expires_at=code.expires_at, tries=code.tries, used=code.used_at is not None
    )
    rules.code_may_be_tried(state or None, now=ctx.now)
    if code is None:
        return None
    code.tries += 1
    code.save(update_fields=["tries"])
    right = hmac.compare_digest(digits_of(code.id).encode(), digits.encode())
    return code.id if right else None


@action
def _prove_email(ctx: Context, *, reference: str, code_id: UUID) -> UUID:
    ctx.require(Permission.REQUESTS_SUBMIT)
    found = _find(ctx, reference)
    if found is None:
        raise NotFound(reference=reference)
    request = lock(ctx, request_id=found.id)
    used = Code.objects.filter(tenant_id=ctx.tenant, id=code_id, used_at=None)
    # Of two who show the same right code at once, one is first; the other asks anew.
    if not used.update(used_at=ctx.now):
        raise rules.CodeExpired()
    if request.state == State.UNCONFIRMED:
        _begin(ctx, request)
    crash_point("prove.before_commit")
    return request.id


def _begin(ctx: Context, request: Request) -> None:
    request.state, request.confirmed_at = State.COLLECTING, ctx.now
    request.save(update_fields=["state", "confirmed_at"])
    for system in datamap.systems_in_use(ctx.as_system()):
        Collection.objects.create(
            tenant_id=ctx.tenant,
            request_id=request.id,
            system_id=system.id,
            system_name=system.name,
        )
    tell(
        ctx,
        request_id=request.id,
        event=events.EmailProven(safe=request.safe_on, legal=request.legal_on),
    )
    later(ctx, jobs.Collect(request_id=request.id))


def _send_code(ctx: Context, request: Request) -> None:
    code = Code.objects.create(
        tenant_id=ctx.tenant,
        request_id=request.id,
        made_at=ctx.now,
        expires_at=ctx.now + rules.CODE_LIVES,
    )
    tell(ctx, request_id=request.id, event=events.CodeSent(code=code.id))
    later(ctx, jobs.MailCode(code_id=code.id))


def _find(ctx: Context, reference: str) -> Request | None:
    return Request.objects.filter(tenant_id=ctx.tenant, reference=reference).first()


def _address_of(ctx: Context, request: Request) -> str | None:
    found = Requester.objects.filter(tenant_id=ctx.tenant, request_id=request.id)
    return found.values_list("email", flat=True).first()


def _latest_code(ctx: Context, reference: str) -> Code | None:
    request = _find(ctx, reference)
    if request is None:
        return None
    codes = Code.objects.select_for_update().filter(tenant_id=ctx.tenant, request_id=request.id)
    return codes.order_by("-made_at", "-id").first()
