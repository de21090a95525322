"""What a command says to input that can never be right: one sentence, and exit code 2."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from lofte.kernel.errors import Invalid


class BadInput(click.ClickException):
    exit_code = 2


@contextmanager
def invalid_is_bad_input() -> Iterator[None]:
    """Show a refusal of the input as a sentence, and not as a traceback."""
    try:
        yield
    except Invalid as refusal:
        raise BadInput(refusal.message) from refusal
