"""The bytes of one event, and of the entries of the global log.

The fields are sorted, and all but `facts` have a narrow shape, so that the place of
each is known: an auditor's machine compares bytes and need not parse a million texts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from lofte.areas.ledger.rules.canonical import canonical

VERSION = 1
KIND = re.compile(r"[a-z_]+\.[A-Za-z]+")
SUBJECT = re.compile(r"[a-z_]+:[A-Za-z0-9_.-]{1,64}")

HEAD = "ledger.head"
REFUSED = "ledger.refused"

# {"actor":"<36>","at":"<27>","commit":"<64>"
COMMIT_MARK = b'"commit":"'
COMMIT_MARK_AT = len('{"actor":"') + 36 + len('","at":"') + 27 + len('",')
COMMIT_AT = COMMIT_MARK_AT + len(COMMIT_MARK)

# {"kind":"ledger.head","log":"<64>","root":"<64>","size":n,"v":1}
HEAD_ROOT_AT = len('{"kind":"ledger.head","log":"') + 64 + len('","root":"')
HEAD_SIZE_AT = HEAD_ROOT_AT + 64 + len('","size":')


class NotAReference(ValueError):
    """A subject is a typed reference such as ``request:42``: never words about a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """One event as it is recorded: who did what to which thing, when."""

    id: UUID
    tenant: UUID
    actor: UUID
    at: datetime
    kind: str
    subject: str
    facts: Mapping[str, object]
    commit: bytes | None = None

    def __post_init__(self) -> None:
        if not SUBJECT.fullmatch(self.subject) or not KIND.fullmatch(self.kind):
            raise NotAReference(f"{self.kind} about {self.subject!r} names no thing by its id.")

    def encode(self) -> bytes:
        fields: dict[str, object] = {
            "actor": self.actor,
            "at": self.at,
            "facts": self.facts,
            "id": self.id,
            "kind": self.kind,
            "subject": self.subject,
            "tenant": self.tenant,
            "v": VERSION,
        }
        if self.commit is not None:
            fields["commit"] = self.commit.hex()
        return canonical(fields)


def ending(*, tenant: UUID, event: UUID, kind: str, subject: str) -> bytes:
    """How the bytes of an envelope with these fields end.

    Quotation marks inside a text are escaped, so this cannot occur within another field.
    """
    return (
        f',"id":"{event}","kind":"{kind}","subject":"{subject}","tenant":"{tenant}","v":{VERSION}}}'
    ).encode()


def log_name(tenant: UUID) -> str:
    """What a log is called in the global log: tells nothing to who does not know the id."""
    return sha256(b"head/v1" + tenant.bytes).hexdigest()


def head_entry(*, log: str, root: bytes, size: int) -> bytes:
    """The entry of the global log that says how far a log had come."""
    return (
        f'{{"kind":"{HEAD}","log":"{log}","root":"{root.hex()}","size":{size},"v":1}}'.encode()
    )


def head_size(entry: bytes) -> int:
    """The size a head entry tells; the entry may be a forgery, so compare it whole."""
    digits = entry[HEAD_SIZE_AT : -len(',"v":1}')]
    return int(digits) if digits.isdigit() else -1


def head_root(entry: bytes) -> bytes:
    """The root a head entry tells, or nothing when there is none at its place."""
    try:
        return bytes.fromhex(entry[HEAD_ROOT_AT : HEAD_ROOT_AT + 64].decode())
    except ValueError:
        return b""


def refused_entry(digest: bytes) -> bytes:
    """The entry of the global log that says a forged row was kept out of the logs."""
    return f'{{"digest":"{digest.hex()}","kind":"{REFUSED}","v":1}}'.encode()


def commit_of(envelope: bytes) -> bytes | None:
    """The commitment an envelope carries, by its place. Of one that is no number, nothing that
    any words could have."""
    if envelope[COMMIT_MARK_AT:COMMIT_AT] != COMMIT_MARK:
        return None
    try:
        return bytes.fromhex(envelope[COMMIT_AT : COMMIT_AT + 64].decode())
    except ValueError:
        return b""
