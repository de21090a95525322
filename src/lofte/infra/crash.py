"""Named points at which a test may kill the process, to prove that nothing is lost.

In production LOFTE_CRASH_AT is empty and a point costs one comparison. Setting it
to a name, optionally `name:n` for the n-th passage, makes the process die there by
SIGKILL, as a power cut would: no handlers, no clean-up.
"""

from __future__ import annotations

import os
import signal
from collections import Counter

from lofte.infra import env

_passed: Counter[str] = Counter()


def crash_point(name: str) -> None:
    wanted = env.current().crash_at
    if not wanted:
        return
    point, _, nth = wanted.partition(":")
    if point == name:
        _passed[name] += 1
        if _passed[name] == int(nth or 1):
            os.kill(os.getpid(), signal.SIGKILL)
