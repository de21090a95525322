"""What happens by the clock, as the worker will read it."""

from __future__ import annotations

from procrastinate.contrib.django import app

from lofte.config import schedule


def test_evidence_is_asked_for_every_hour_and_the_rest_once_a_night() -> None:
    assert schedule
    times = {
        kind: task.cron for (_, kind), task in app.periodic_registry.periodic_tasks.items()
    }

    assert times == {
        "promises.run_evidence": "0 * * * *",
        "datamap.scan_all": "43 2 * * *",
        "datamap.relate_systems": "43 4 * * *",
        "requests.tidy_up": "17 3 * * *",
        "access.forget_old": "37 3 * * *",
    }
