"""The background work of the data map. Each is safe to run twice."""

from __future__ import annotations

from lofte.areas.datamap import actions, jobs, reading
from lofte.infra.background import handles
from lofte.kernel.context import Context
from lofte.kernel.errors import Refused, Unavailable


@handles(jobs.ScanSystem)
def scan_system(ctx: Context, job: jobs.ScanSystem) -> None:
    """What does not answer is tried again; what was refused is on record and waits for a
    person, or for the next night."""
    try:
        reading.scan_system(ctx, system_id=job.system_id)
    except Unavailable:
        raise
    except Refused:
        return


@handles(jobs.ScanAll)
def scan_all(ctx: Context, job: jobs.ScanAll) -> None:
    actions.scan_all(ctx)


@handles(jobs.RelateSystems)
def relate_systems(ctx: Context, job: jobs.RelateSystems) -> None:
    reading.relate_systems(ctx)
