"""Signed notes and checkpoints, as the C2SP specifications signed-note and tlog-checkpoint say.

Any tool of the transparency-log world can check ours: only Ed25519 (type 0x01) is made
here, and signatures of keys we do not know (a witness's, say) are passed over.
"""

from __future__ import annotations

import binascii
import re
from base64 import b64decode, b64encode
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

ED25519 = b"\x01"
NAME = re.compile(r"[^\s+]+")
SIGNATURE = re.compile(r"— ([^\s+]+) (\S+)")
SIZE = re.compile(r"0|[1-9][0-9]*")


class BadNote(ValueError):
    """Not a note we can trust: it is malformed, or no known key signed it."""


@dataclass(frozen=True, slots=True)
class Verifier:
    """A name and its public key: what one must already trust to believe a note."""

    name: str
    public: bytes

    @property
    def key_id(self) -> bytes:
        return sha256(self.name.encode() + b"\n" + ED25519 + self.public).digest()[:4]

    @property
    def vkey(self) -> str:
        """The text form that C2SP tools exchange: ``name+id+key``."""
        return f"{self.name}+{self.key_id.hex()}+{b64encode(ED25519 + self.public).decode()}"

    @classmethod
    def parse(cls, vkey: str) -> Verifier:
        name, _, rest = vkey.strip().partition("+")
        key_id, _, encoded = rest.partition("+")
        key = _base64(encoded)
        if not NAME.fullmatch(name) or key[:1] != ED25519 or len(key) != 33:
            raise BadNote("This is not the text of an Ed25519 verifier key.")
        verifier = cls(name, key[1:])
        if verifier.key_id.hex() != key_id:
            raise BadNote("The verifier key does not match its own id.")
        return verifier

    def text_of(self, note: str) -> str:
        """The text this key signed; refused unless its signature is there and holds."""
        text, blank, block = note.rpartition("\n\n")
        if not blank or not block.endswith("\n"):
            raise BadNote("A note is a text, an empty line and signatures.")
        text += "\n"
        # Every line is looked at, so that one malformed signature spoils the note.
        if not sum(self._holds(line, text.encode()) for line in block[:-1].split("\n")):
            raise BadNote(f"The note is not signed by {self.name}.")
        return text

    def _holds(self, line: str, text: bytes) -> bool:
        found = SIGNATURE.fullmatch(line)
        if found is None:
            raise BadNote("The note has a malformed signature line.")
        blob = _base64(found[2])
        if found[1] != self.name or blob[:4] != self.key_id:
            return False
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(blob[4:], text)
        except InvalidSignature as error:
            raise BadNote(f"The signature of {self.name} does not hold.") from error
        return True


@dataclass(frozen=True, slots=True)
class Signer:
    """A name and its private key."""

    name: str
    private: Ed25519PrivateKey

    @property
    def verifier(self) -> Verifier:
        if not NAME.fullmatch(self.name):
            raise BadNote("A key's name has neither spaces nor plus signs.")
        return Verifier(self.name, self.private.public_key().public_bytes_raw())

    def sign(self, text: str) -> str:
        """The note of `text`, which ends in a newline and has no empty line at its end."""
        if not text.endswith("\n"):
            raise BadNote("The text of a note ends in a newline.")
        blob = self.verifier.key_id + self.private.sign(text.encode())
        return f"{text}\n— {self.name} {b64encode(blob).decode()}\n"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a log commits to: its origin, size and root."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n"

    @classmethod
    def parse(cls, text: str) -> Checkpoint:
        lines = text.split("\n")
        if len(lines) < 4 or not lines[0] or not SIZE.fullmatch(lines[1]):
            raise BadNote("A checkpoint is three lines: origin, size, root.")
        root = _base64(lines[2])
        if len(root) != 32:
            raise BadNote("The root of a checkpoint has 32 bytes.")
        return cls(lines[0], int(lines[1]), root)


def checkpoint_of(note: str, verifier: Verifier) -> Checkpoint:
    """The checkpoint in a note, refused unless `verifier` signed it for its own log."""
    checkpoint = Checkpoint.parse(verifier.text_of(note))
    if checkpoint.origin != verifier.name:
        raise BadNote(f"The checkpoint is of {checkpoint.origin}, not of {verifier.name}.")
    return checkpoint


def _base64(text: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except binascii.Error as error:
        raise BadNote("The note holds something that is not base64.") from error
