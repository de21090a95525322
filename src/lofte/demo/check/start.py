"""Starting and stopping the demo, and the ledger as the command line sees it."""

from __future__ import annotations

import json
from typing import Any

from lofte.demo.check.frame import Demo, expect, until

_STARTING = 180


def the_demo_starts(demo: Demo) -> dict[str, Any]:
    demo.process = demo.lofte("demo", "--port", str(demo.port), "--json")
    assert demo.process.stdout  # noqa: S101  It was asked for as a pipe.
    told = demo.process.stdout.readline()
    if not told:
        _, said = demo.process.communicate(timeout=_STARTING)
        expect(False, f"The demo starts. It said: {said.strip()[-800:]}")
    facts = json.loads(told)
    expect(facts["url"] == demo.base_url, "The demo says where it is")
    return {"started_in": facts["seconds"]}


def the_ledger_holds(demo: Demo) -> dict[str, Any]:
    """Once the sequencer has taken in what was just done, every row is as it was signed."""
    verify = demo.lofte("ledger", "verify", "--json", home=demo.home)
    said, trouble = verify.communicate(timeout=120)
    expect(said.strip(), f"lofte ledger verify answers. It said: {trouble.strip()[-500:]}")
    report = json.loads(said)
    expect(verify.returncode == 0 and report["ok"], f"The ledger holds: {report['faults']}")
    expect(report["entries"] > 1000 and report["checkpoints"], "A year is in the ledger")
    return {name: report[name] for name in ("logs", "entries", "words", "checkpoints")}


def the_demo_stops_and_leaves_nothing(demo: Demo) -> dict[str, Any]:
    code = demo.stop()
    expect(code in {0, 130}, f"Ctrl-C ends the demo; it ended with {code}")
    until(lambda: not demo.left_running(), "No process of the demo is left", patience=10)
    return {"exit_code": code}
