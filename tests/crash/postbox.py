"""The mail that was sent, as it lies in the outbox directory."""

from __future__ import annotations

import email
import re
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from threading import Lock

_END = b"-" * 79 + b"\n"
_DIGITS = re.compile(r"^\s+(\d{6})$", re.MULTILINE)


@dataclass(frozen=True)
class Sent:
    file: str
    to: str
    message_id: str
    subject: str
    text: str


class Postbox:
    """Reads each file when it has grown. One that is half written is not a letter."""

    def __init__(self, directory: Path) -> None:
        self._directory, self._lock = directory, Lock()
        self._read: dict[str, tuple[int, list[Sent]]] = {}

    def letters(self) -> list[Sent]:
        """In the order of sending."""
        with self._lock:
            for path in self._directory.glob("*.log"):
                # Letters of one second may share a file, the later ones added to it.
                if self._read.get(path.name, (0, []))[0] != path.stat().st_size:
                    self._take_in(path)
            return [sent for name in sorted(self._read) for sent in self._read[name][1]]

    def codes(self, to: str) -> list[str]:
        """The digits mailed to this address, the latest first."""
        mine = [sent for sent in self.letters() if sent.to == to]
        found = [match[1] for sent in mine if (match := _DIGITS.search(sent.text))]
        return list(dict.fromkeys(reversed(found)))

    def _take_in(self, path: Path) -> None:
        octets = path.read_bytes()
        if octets.endswith(_END):
            parts = [part for part in octets.split(_END) if part.strip()]
            letters = [_sent(path.name, email.message_from_bytes(part)) for part in parts]
            self._read[path.name] = len(octets), letters


def _sent(file: str, message: Message) -> Sent:
    octets = message.get_payload(decode=True)
    assert isinstance(octets, bytes)
    subject = str(email.header.make_header(email.header.decode_header(message["Subject"])))
    return Sent(file, message["To"], message["Message-ID"], subject, octets.decode())
