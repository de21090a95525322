"""The steps one after the other, each timed; what came of them as JSON."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from lxml.etree import LxmlError

from lofte.demo.check import person, staff, start
from lofte.demo.check.frame import Demo, Wrong
from lofte.infra.env import default_home

STEPS = (
    start.the_demo_starts,
    person.the_policy_is_read_in_both_languages,
    person.a_sentence_shows_its_proof,
    person.signe_asks_for_her_data,
    person.the_code_from_the_mail_opens_the_request,
    person.the_search_ends_and_a_person_is_to_read,
    staff.staff_sign_in_with_password_and_code,
    staff.the_package_is_read_through,
    staff.the_answer_is_released,
    person.the_package_holds_her_rows_and_nobody_elses,
    staff.the_board_is_shown,
    staff.the_controls_are_asked_now,
    staff.a_program_lists_requests,
    staff.a_strangers_organisation_is_not_found,
    start.the_ledger_holds,
    start.the_demo_stops_and_leaves_nothing,
)
_FAILURES = (Wrong, LookupError, ValueError, OSError, subprocess.SubprocessError, LxmlError)


def check_everything() -> int:
    """Every step on a demo of its own; prints a summary as JSON. 0 if all went well, else 1."""
    place = Path(tempfile.mkdtemp(prefix="lofte-check-", dir=_roomy()))
    # PostgreSQL may run as a user of its own, who must get through to its directory.
    place.chmod(0o711)
    begun = time.monotonic()
    demo = Demo(place, _free_port())
    try:
        steps = _take_steps(demo)
    finally:
        demo.stop()
        shutil.rmtree(place, ignore_errors=True)
    ok = all(step["ok"] for step in steps)
    seconds = round(time.monotonic() - begun, 1)
    summary = {"ok": ok, "seconds": seconds, "steps": steps}
    print(json.dumps(summary, ensure_ascii=False, indent=2))
    return 0 if ok else 1


def _take_steps(demo: Demo) -> list[dict[str, Any]]:
    """In order, each on what the one before left; the first that fails is the last."""
    taken: list[dict[str, Any]] = []
    for step in STEPS:
        begun = time.monotonic()
        said: dict[str, Any] = {"step": step.__name__.replace("_", " "), "ok": True}
        try:
            said |= step(demo)
        except _FAILURES as failure:
            said |= {"ok": False, "error": str(failure) or type(failure).__name__}
        said["seconds"] = round(time.monotonic() - begun, 2)
        taken.append(said)
        mark = "ok  " if said["ok"] else "FAIL"
        print(f"{mark} {said['seconds']:>6.2f} s  {said['step']}", file=sys.stderr, flush=True)
        if not said["ok"]:
            print(f"     {said['error']}", file=sys.stderr, flush=True)
            break
    return taken


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _roomy() -> str | None:
    """As root the place for temporary files may be closed to PostgreSQL's user."""
    roomy = Path("/var/tmp")  # noqa: S108 (a directory of a random name is made in it)
    return str(roomy) if roomy.is_dir() and default_home().is_relative_to("/var") else None
