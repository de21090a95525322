"""Why a part was not scanned, as a code and a sentence. No sentence repeats a value."""

from __future__ import annotations

import traceback
from pathlib import PurePath

from lofte.discovery.losses import NotScanned
from lofte.kernel.errors import Refused

SENTENCES = {
    "stopped": "The scan was stopped before this was read. Scan again.",
    "too_slow": "Nothing came from it for {seconds:g} seconds. Give it more time, or look why "
    "it does not answer.",
    "out_of_memory": "There was not enough memory to read it. Try fewer workers or rows.",
    "killed": "The process that read it was ended from outside (signal {signal}), perhaps for "
    "want of memory. Try fewer workers or rows.",
    "crashed": "The process that read it crashed (exit code {code}). Please report this.",
    "worker_lost": "Every worker of the cluster that read it was lost, perhaps for want of "
    "memory.",
    "failed": "Reading it failed inside Löfte ({error}). Please report this.",
}
STOPPED = "stopped"


def missed(system: str, place: str, reason: str, **facts: object) -> NotScanned:
    said = SENTENCES[reason].format(**facts)
    return NotScanned(system=system, place=place, reason=reason, said=said)


def refused(system: str, refusal: Refused, place: str = "") -> NotScanned:
    return NotScanned(
        system=system, place=place or system, reason=refusal.code, said=refusal.message
    )


def raised(system: str, place: str, error: BaseException) -> NotScanned:
    """An error nobody foresaw. Its own words may repeat a value, so only its kind and place in
    the code are told."""
    if isinstance(error, Refused):
        return refused(system, error, place)
    if isinstance(error, MemoryError):
        return missed(system, place, "out_of_memory")
    return failed(system, place, where(error))


def failed(system: str, place: str, error: str) -> NotScanned:
    return missed(system, place, "failed", error=error)


def stopped(system: str, place: str) -> NotScanned:
    return missed(system, place, STOPPED)


def too_slow(system: str, place: str, seconds: float) -> NotScanned:
    return missed(system, place, "too_slow", seconds=seconds)


def ended(system: str, place: str, code: int | None) -> NotScanned:
    """`code` is the exit code of the process, negative for a signal."""
    if code is not None and code < 0:
        return missed(system, place, "killed", signal=-code)
    return missed(system, place, "crashed", code=code)


def where(error: BaseException) -> str:
    """The kind of an error, and where in the code it was raised."""
    frames = traceback.extract_tb(error.__traceback__)
    if not frames:
        return type(error).__name__
    last = frames[-1]
    return f"{type(error).__name__} in {PurePath(last.filename).name}, line {last.lineno}"
