"""An end to waiting that no server can put off, by trickling bytes or otherwise."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Timer


@contextmanager
def watched(file_descriptor: int | None, seconds: float) -> Iterator[None]:
    """Cut the connection of this socket unless what is inside ends in time; its driver then
    reports that the connection is lost."""
    if file_descriptor is None or file_descriptor < 0:
        yield
        return
    # The driver may close its own meanwhile, and the number be somebody else's.
    held = os.dup(file_descriptor)
    timer = Timer(seconds, _cut, [held])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        os.close(held)


def _cut(file_descriptor: int) -> None:
    with suppress(OSError), socket.socket(fileno=os.dup(file_descriptor)) as connection:
        connection.shutdown(socket.SHUT_RDWR)
