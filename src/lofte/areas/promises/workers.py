"""The background work of promises. Safe to run twice: asking again is always allowed."""

from __future__ import annotations

from lofte.areas.promises import actions, jobs
from lofte.infra.background import handles
from lofte.kernel.context import Context


@handles(jobs.RunEvidence)
def run_evidence(ctx: Context, job: jobs.RunEvidence) -> None:
    actions.run_evidence(ctx)
