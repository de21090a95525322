"""Background work of this area: load, one action, safe to run twice."""

from __future__ import annotations

from lofte.areas.access import actions, jobs
from lofte.infra.background import handles
from lofte.kernel.context import Context


@handles(jobs.ForgetAnswers)
def forget_answers(ctx: Context, job: jobs.ForgetAnswers) -> None:
    actions.forget_answers(ctx)
