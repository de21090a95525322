"""Reading in this process: for what is done before another process would have started."""

from __future__ import annotations

from functools import partial

from lofte.discovery.scanning.gathering import Gathering, Progress
from lofte.discovery.sources import hearing


def run(gathering: Gathering, tell: Progress) -> None:
    from lofte.discovery.scanning.examining import examine

    while part := gathering.take():
        with hearing(partial(gathering.advanced, part)):
            for finding in examine(part, gathering.wish):
                gathering.found(part, finding)
                tell(gathering.standing)
        gathering.ended(part)
        tell(gathering.standing)
