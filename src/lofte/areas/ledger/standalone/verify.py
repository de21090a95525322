#!/usr/bin/env python3
"""Check an exported ledger without trusting whoever exported it.

    python verify.py DIRECTORY [--vkey KEY] [--json]

One file that needs Python 3.11 and `cryptography` alone: read it before you run it.
KEY is the verifier key, text or a file, that came to you by another way than the export
did; without it you learn only that the export agrees with itself.

It checks that
  * the checkpoint is signed by the key, and so is every earlier one;
  * the global log has every size and root that was signed (or has the one head given);
  * every head the global log tells of a log is that log's size and root at that time;
  * the last head covers the whole log: nothing was cut off, nothing was added;
  * every entry is in canonical form, of the log it lies in, and has an id of its own.

Trees are those of RFC 6962, notes those of C2SP (signed-note, tlog-checkpoint). The exit
status is 0 when everything holds, 1 when something does not; the places are named.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

HEAD = re.compile(
    rb'\{"kind":"ledger\.head","log":"([0-9a-f]{64})",'
    rb'"root":"([0-9a-f]{64})","size":([1-9][0-9]*),"v":1\}'
)
REFUSED = re.compile(rb'\{"digest":"[0-9a-f]{64}","kind":"ledger\.refused","v":1\}')
LEAF, NODE = b"\x00", b"\x01"
SIGNATURE = re.compile(r"— ([^\s+]+) (\S+)")


class Fault(ValueError):
    """Names the place that does not hold."""


@dataclass
class Report:
    """What held and what did not; one broken file does not hide another."""

    checked: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


class Tree:
    """A Merkle tree of which only the roots of the perfect subtrees are remembered."""

    def __init__(self) -> None:
        self.size = 0
        self.roots: list[bytes] = []

    def push(self, entry: bytes) -> None:
        found, size = _hash(LEAF, entry), self.size
        while size & 1:
            found, size = _hash(NODE, self.roots.pop(), found), size >> 1
        self.roots.append(found)
        self.size += 1

    def root(self) -> bytes:
        *larger, found = self.roots or [_hash()]
        for left in reversed(larger):
            found = _hash(NODE, left, found)
        return found


class Told(NamedTuple):
    """A size and root of a log, and where it is told."""

    size: int
    root: bytes
    place: str


@dataclass(frozen=True)
class Key:
    """A C2SP verifier key: name+id+base64(algorithm, public key)."""

    name: str
    key_id: bytes
    public: Ed25519PublicKey

    @classmethod
    def parse(cls, text: str) -> Key:
        name, _, rest = text.strip().partition("+")
        key_id, _, encoded = rest.partition("+")
        raw = _base64(encoded, "vkey")
        found = _hash(name.encode(), b"\n", raw)[:4]
        if len(raw) != 33 or raw[0] != 1 or found.hex() != key_id:
            raise Fault("vkey: not an Ed25519 verifier key")
        return cls(name, found, Ed25519PublicKey.from_public_bytes(raw[1:]))

    def checkpoint(self, note: str, place: str) -> Told:
        """The size and root in a note, if this key signed it for its own log."""
        text, _, block = note.rpartition("\n\n")
        lines = f"{text}\n".split("\n")
        if len(lines) != 4 or lines[0] != self.name or not lines[1].isdigit():
            raise Fault(f"{place}: not a checkpoint of {self.name}")
        if not sum(self._signed(f"{text}\n", line, place) for line in block.splitlines()):
            raise Fault(f"{place}: not signed by {self.name}")
        return Told(int(lines[1]), _base64(lines[2], place), place)

    def _signed(self, text: str, line: str, place: str) -> bool:
        found = SIGNATURE.fullmatch(line)
        if found is None:
            raise Fault(f"{place}: a signature line is malformed")
        blob = _base64(found[2], place)
        if found[1] != self.name or blob[:4] != self.key_id:
            return False
        try:
            self.public.verify(blob[4:], text.encode())
        except InvalidSignature:
            raise Fault(f"{place}: the signature of {self.name} does not hold") from None
        return True


def verify(directory: Path, key: Key, report: Report) -> None:
    """Check everything in `directory`; what held and what did not goes to `report`."""
    signed = key.checkpoint((directory / "checkpoint").read_text(), "checkpoint")
    report.checked.append(f"checkpoint: {key.name} signed the global log of {signed.size}")
    logs = sorted(directory.glob("logs/*.jsonl"))
    if (directory / "head_proof.json").exists():
        _verify_one(directory, signed, logs, report)
        return
    notes = [*_checkpoints(directory / "checkpoints.jsonl", key, report), signed]
    heads = _verify_global(directory / "global.jsonl", notes, report)
    for path in logs:
        try:
            _verify_log(path, heads.pop(log_name(path.stem), []), report)
        except ValueError as fault:
            report.faults.append(f"{path.name}: {fault}")
    for name, told in heads.items():
        report.faults.append(f"logs: missing is log {name} of {told[-1].size} entries")


def _verify_one(directory: Path, signed: Told, logs: list[Path], report: Report) -> None:
    if len(logs) != 1:
        raise Fault(f"logs: head_proof.json is about one log, but {len(logs)} are here")
    tree = _read_log(logs[0], [])
    told = f'"log":"{log_name(logs[0].stem)}","root":"{tree.root().hex()}","size":{tree.size}'
    entry = f'{{"kind":"ledger.head",{told},"v":1}}'.encode()
    try:
        proof = json.loads((directory / "head_proof.json").read_text())
        index, hashes = int(proof["index"]), [bytes.fromhex(step) for step in proof["hashes"]]
    except (ValueError, KeyError, TypeError):
        raise Fault("head_proof.json: not a proof") from None
    if not includes(signed, entry, index, hashes):
        raise Fault(f"{logs[0].name}: its {tree.size} entries are not under the checkpoint")
    report.checked.append(f"{logs[0].name}: {tree.size} entries, their head is signed")


def _verify_global(path: Path, notes: list[Told], report: Report) -> dict[str, list[Told]]:
    tree, heads, waiting = Tree(), dict[str, list[Told]](), list(notes)
    for at, line in enumerate(_lines(path)):
        tree.push(line)
        if found := HEAD.fullmatch(line):
            root, place = bytes.fromhex(found[2].decode()), f"{path.name} entry {at}"
            known = heads.setdefault(found[1].decode(), [])
            if known and known[-1].size >= int(found[3]):
                raise Fault(f"{place} tells of a log that did not grow")
            known.append(Told(int(found[3]), root, place))
        elif not REFUSED.fullmatch(line):
            raise Fault(f"global.jsonl: entry {at} is neither a head nor a refusal")
        while waiting and waiting[0].size == tree.size:
            note = waiting.pop(0)
            if tree.root() != note.root:
                raise Fault(f"global.jsonl: entries 0..{at} are not those of {note.place}")
    if waiting or tree.size != notes[-1].size:
        raise Fault(f"global.jsonl: {tree.size} entries, but {notes[-1].size} were signed")
    report.checked.append(f"global.jsonl: {tree.size} entries about {len(heads)} logs")
    return heads


def _verify_log(path: Path, told: list[Told], report: Report) -> None:
    tree = _read_log(path, told)
    last = told[-1] if told else Told(0, b"", "global.jsonl")
    if tree.size != last.size:
        raise Fault(f"{tree.size} entries, but {last.place} tells of {last.size}")
    report.checked.append(f"{path.name}: {tree.size} entries under {len(told)} heads")


def _read_log(path: Path, told: list[Told]) -> Tree:
    """Push the whole log, comparing its root with every head told of it."""
    tree, ids, heads, good = Tree(), set[str](), iter(told), 0
    head = next(heads, None)
    for at, line in enumerate(_lines(path)):
        _check_entry(path, at, line, ids)
        tree.push(line)
        if head is not None and head.size == tree.size:
            if tree.root() != head.root:
                raise Fault(f"entries {good}..{at} are not those of {head.place}")
            good, head = tree.size, next(heads, None)
    return tree


def _check_entry(path: Path, at: int, line: bytes, ids: set[str]) -> None:
    try:
        entry = json.loads(line)
        again = json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        sound = again.encode() == line and entry["v"] == 1
        tenant, event = entry["tenant"], entry["id"]
    except (ValueError, KeyError, TypeError):
        sound = False
    if not sound:
        raise Fault(f"entry {at} is not an envelope in canonical form")
    if tenant != path.stem or event in ids:
        raise Fault(f"entry {at} is of the log {tenant}, or repeats {event}")
    ids.add(event)


def _checkpoints(path: Path, key: Key, report: Report) -> list[Told]:
    found: list[Told] = []
    for n, line in enumerate(_lines(path)):
        found.append(key.checkpoint(str(json.loads(line)), f"checkpoints.jsonl line {n + 1}"))
        if n and found[n].size <= found[n - 1].size:
            raise Fault(f"{found[n].place}: does not follow the one before")
    report.checked.append(f"checkpoints.jsonl: {len(found)} signed checkpoints")
    return found


def includes(signed: Told, entry: bytes, index: int, proof: list[bytes]) -> bool:
    """RFC 9162, section 2.1.3.2: whether `entry` is leaf `index` under the signed root."""
    number, last, found = index, signed.size - 1, _hash(LEAF, entry)
    if not 0 <= number <= last:
        return False
    for step in proof:
        if last == 0:
            return False
        if number & 1 or number == last:
            found = _hash(NODE, step, found)
            while number and not number & 1:
                number, last = number >> 1, last >> 1
        else:
            found = _hash(NODE, found, step)
        number, last = number >> 1, last >> 1
    return last == 0 and found == signed.root


def _hash(*parts: bytes) -> bytes:
    return sha256(b"".join(parts)).digest()


def log_name(tenant: str) -> str:
    """What the global log calls the log of a tenant."""
    return _hash(b"head/v1", UUID(tenant).bytes).hex()


def _lines(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        for line in file:
            if not line.endswith(b"\n"):
                raise Fault(f"{path.name}: the last line is cut off")
            yield line[:-1]


def _base64(text: str, place: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except ValueError:
        raise Fault(f"{place}: not base64") from None


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Check an exported ledger.")
    parser.add_argument("directory", type=Path)
    parser.add_argument("--vkey", help="the log's verifier key: text, or a file that holds it")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    report = Report()
    try:
        given = options.vkey or str(options.directory / "vkey")
        key = Key.parse(Path(given).read_text() if Path(given).is_file() else given)
        verify(options.directory, key, report)
    except (OSError, ValueError) as fault:
        report.faults.append(str(fault))
    if options.json:
        print(json.dumps({"ok": not report.faults, **vars(report)}, ensure_ascii=False))
    else:
        lines = [] if options.vkey else ["note    the key is the export's own; see --vkey"]
        lines += [f"ok      {line}" for line in report.checked]
        lines += [f"BROKEN  {line}" for line in report.faults]
        print(*lines, f"The ledger {'does not hold' if report.faults else 'holds'}.", sep="\n")
    return 1 if report.faults else 0


if __name__ == "__main__":
    sys.exit(main())
