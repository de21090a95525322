"""Background work of this area: load, one action, safe to run twice."""

from __future__ import annotations

from lofte.areas.access import actions, jobs, steps
from lofte.infra.background import handles
from lofte.kernel.context import Context


@handles(jobs.ForgetOld)
def forget_old(ctx: Context, job: jobs.ForgetOld) -> None:
    actions.forget_answers(ctx)
    # These are no organisation's; each asks, and the first finds something.
    steps.forget_tries(now=ctx.now)
    steps.forget_sessions(now=ctx.now)
