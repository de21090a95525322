"""Reads msgids out of Django's templates for Babel, so that no GNU gettext is needed.

Used by `make messages` only; named in `babel.cfg`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import IO, Any

from babel.messages.extract import extract_python
from django.utils.translation.template import templatize


def django_templates(
    source: IO[bytes],
    keywords: Mapping[str, Any],
    comment_tags: Sequence[str],
    options: Any,
) -> Iterator[Any]:
    """The template's messages, at the lines where they stand."""
    python = templatize(source.read().decode())
    # Indentation means nothing in a template but much in Python.
    flat = "\n".join(line.strip() for line in python.splitlines())
    yield from extract_python(BytesIO(flat.encode()), keywords, comment_tags, options)
