"""From the bytes somebody hands in to a text, or a refusal that says what to do."""

from __future__ import annotations

import re
from typing import Literal

from lofte.kernel.errors import Invalid

Form = Literal["text", "markdown", "html"]

MAX_BYTES = 2 * 1024 * 1024

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_CONTROL_SHARE = 0.01
# Formats that people take for text: PDF, and the zip that Word and Pages files are.
_KNOWN_BINARIES = (b"%PDF-", b"PK\x03\x04", b"{\\rtf")

_ENDINGS: dict[str, Form] = {
    "md": "markdown",
    "markdown": "markdown",
    "html": "html",
    "htm": "html",
    "xhtml": "html",
    "txt": "text",
}
_LOOKS_HTML = re.compile(
    r"\s*(?:<!--.*?-->\s*)?<(?:!doctype html|[a-z][a-z0-9]*[\s>])", re.IGNORECASE | re.DOTALL
)
_LOOKS_MARKDOWN = re.compile(
    r"^#{1,6} \S|\*\*\S[^*\n]*\*\*|\[[^\]\n]+\]\([^)\s]+\)", re.MULTILINE
)


class PolicyTooLarge(Invalid):
    """A policy is a text: at most 2 MB."""

    code = "policy_too_large"


class EmptyPolicy(Invalid):
    """There is no text in the file."""

    code = "policy_empty"


class BinaryPolicy(Invalid):
    """The file is not a text."""

    code = "policy_binary"


class NotUtf8(Invalid):
    """The text is not in UTF-8."""

    code = "policy_not_utf8"


def decode(raw: bytes) -> str:
    """The bytes as UTF-8 text, unaltered but for a leading byte order mark."""
    if len(raw) > MAX_BYTES:
        raise PolicyTooLarge(
            "A policy is a text: at most 2 MB. Leave out pictures and hand in the text alone.",
            bytes=len(raw),
            limit=MAX_BYTES,
        )
    if not raw.strip():
        raise EmptyPolicy(
            "There is no text in the file. Choose the file with the policy in it."
        )
    if b"\x00" in raw or raw.startswith(_KNOWN_BINARIES):
        raise _binary()
    text = _utf8(raw)
    if not text.strip():
        raise EmptyPolicy(
            "There is no text in the file. Choose the file with the policy in it."
        )
    if len(_CONTROLS.findall(text)) > len(text) * _CONTROL_SHARE:
        raise _binary()
    return text


def guess_form(filename: str, text: str) -> Form:
    """The form its name tells; without a telling name, the form its first signs tell."""
    _, dot, ending = filename.lower().rpartition(".")
    if dot and ending in _ENDINGS:
        return _ENDINGS[ending]
    if _LOOKS_HTML.match(text):
        return "html"
    return "markdown" if _LOOKS_MARKDOWN.search(text) else "text"


def _utf8(raw: bytes) -> str:
    try:
        return raw.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise NotUtf8(
            f"The text is not in UTF-8: byte {error.start} cannot be read. "
            "Save it again with the encoding UTF-8.",
            offset=error.start,
        ) from error


def _binary() -> BinaryPolicy:
    return BinaryPolicy(
        "The file is not plain text. Save the policy as text, Markdown or HTML in UTF-8, "
        "and hand that in."
    )
