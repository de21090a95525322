"""The travelling verifier, on exports made by hand and then spoilt in every way we know."""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from fakes.ledger_blocks import Grown
from lofte.areas.ledger.rules.envelopes import Envelope, head_entry, log_name, refused_entry
from lofte.areas.ledger.rules.notes import Checkpoint, Signer
from lofte.areas.ledger.rules.tree import inclusion_proof
from lofte.areas.ledger.standalone import verify

SIGNER = Signer("lofte.example/log", Ed25519PrivateKey.from_private_bytes(b"\x01" * 32))
STRANGER = Signer("lofte.example/log", Ed25519PrivateKey.from_private_bytes(b"\x02" * 32))
ONE, OTHER = UUID(int=11), UUID(int=22)
BATCHES = [(ONE, 3), (OTHER, 2), (ONE, 300), (OTHER, 1), (ONE, 1)]


def envelope(tenant: UUID, number: int) -> bytes:
    return Envelope(
        id=UUID(int=number + tenant.int * 10_000),
        tenant=tenant,
        actor=UUID(int=0),
        at=datetime(2026, 11, 22, 9, 30, tzinfo=UTC),
        kind="requests.RequestOpened",
        subject=f"request:{number}",
        facts={"days": number},
    ).encode()


class Made:
    """Two logs grown in batches, their heads in a global log, a checkpoint per batch."""

    def __init__(self) -> None:
        self.logs = {ONE: Grown([]), OTHER: Grown([])}
        self.lines: dict[UUID, list[bytes]] = {ONE: [], OTHER: []}
        self.entries: list[bytes] = [refused_entry(b"\x09" * 32)]
        self.notes: list[str] = []
        for tenant, count in BATCHES:
            self._batch(tenant, count)

    def _batch(self, tenant: UUID, count: int) -> None:
        log, lines = self.logs[tenant], self.lines[tenant]
        for number in range(len(lines), len(lines) + count):
            lines.append(envelope(tenant, number))
            log._append(verify._hash(b"\x00", lines[-1]))
        frontier = log.frontier
        self.entries.append(
            head_entry(log=log_name(tenant), root=frontier.root(), size=frontier.size)
        )
        frontier = Grown(self.entries).frontier
        text = Checkpoint(SIGNER.name, frontier.size, frontier.root()).text()
        self.notes.append(SIGNER.sign(text))


def write_lines(path: Path, lines: list[bytes]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"".join(line + b"\n" for line in lines))


def write_common(directory: Path, made: Made, tenants: list[UUID]) -> None:
    for tenant in tenants:
        write_lines(directory / "logs" / f"{tenant}.jsonl", made.lines[tenant])
    (directory / "checkpoint").write_text(made.notes[-1])
    (directory / "vkey").write_text(SIGNER.verifier.vkey)


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    made = Made()
    write_common(tmp_path, made, [ONE, OTHER])
    write_lines(tmp_path / "global.jsonl", made.entries)
    notes = [json.dumps(note).encode() for note in made.notes]
    write_lines(tmp_path / "checkpoints.jsonl", notes)
    return tmp_path


@pytest.fixture
def part(tmp_path: Path) -> Path:
    made, index = Made(), 5
    write_common(tmp_path, made, [ONE])
    hashes = inclusion_proof(Grown(made.entries), index=index, size=len(made.entries))
    proof = {"index": index, "hashes": [step.hex() for step in hashes]}
    (tmp_path / "head_proof.json").write_text(json.dumps(proof))
    return tmp_path


def faults(directory: Path, capsys: pytest.CaptureFixture[str], *options: str) -> list[str]:
    code = verify.main([str(directory), "--json", *options])
    found = json.loads(capsys.readouterr().out)
    assert code == (1 if found["faults"] else 0) and found["ok"] == (code == 0)
    return list(found["faults"])


def edit(path: Path, change: Callable[[list[bytes]], object]) -> None:
    lines = path.read_bytes().splitlines()
    change(lines)
    write_lines(path, lines)


def swap(lines: list[bytes]) -> None:
    lines[5], lines[6] = lines[6], lines[5]


def retouch(lines: list[bytes]) -> None:
    lines[4] = lines[4].replace(b'"days":4', b'"days":5')


def one(directory: Path) -> Path:
    return directory / "logs" / f"{ONE}.jsonl"


def test_a_whole_export_holds(whole: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert faults(whole, capsys, "--vkey", SIGNER.verifier.vkey) == []
    assert verify.main([str(whole), "--vkey", str(whole / "vkey")]) == 0
    assert "The ledger holds." in capsys.readouterr().out


def test_the_export_of_one_log_holds(part: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert faults(part, capsys) == []


SPOILT: dict[str, tuple[Callable[[Path], None], str]] = {
    "an entry edited": (lambda d: edit(one(d), retouch), "entries 3..302"),
    "entries swapped": (lambda d: edit(one(d), swap), "entries 3..302"),
    "an entry deleted": (lambda d: edit(one(d), lambda ls: ls.pop(7)), "entries 3..302"),
    "the last entry cut off": (lambda d: edit(one(d), lambda ls: ls.pop()), "303 entries"),
    "an entry added at the end": (
        lambda d: edit(one(d), lambda ls: ls.append(envelope(ONE, 999))),
        "305 entries",
    ),
    "an entry twice": (
        lambda d: edit(one(d), lambda ls: ls.insert(1, ls[0])),
        "entry 1 is of the log",
    ),
    "an entry of another log": (
        lambda d: edit(one(d), lambda ls: ls.insert(1, envelope(OTHER, 1))),
        "entry 1 is of the log 00000000-0000-0000-0000-000000000016",
    ),
    "an entry with a space": (
        lambda d: edit(one(d), lambda ls: ls.insert(0, ls.pop(0).replace(b":", b": ", 1))),
        "entry 0 is not an envelope",
    ),
    "an entry that is not JSON": (
        lambda d: edit(one(d), lambda ls: ls.insert(2, b"hello")),
        "entry 2 is not an envelope",
    ),
    "a log missing": (lambda d: one(d).unlink(), "missing is log"),
    "a log nobody told of": (
        lambda d: write_lines(d / "logs" / f"{UUID(int=3)}.jsonl", [envelope(UUID(int=3), 0)]),
        "1 entries, but global.jsonl tells of 0",
    ),
    "a log with a strange name": (
        lambda d: write_lines(d / "logs" / "notes.jsonl", []),
        "notes.jsonl: badly formed",
    ),
    "a last line without its newline": (
        lambda d: one(d).write_bytes(one(d).read_bytes()[:-1]) and None,
        "cut off",
    ),
    "a head edited": (
        lambda d: edit(
            d / "global.jsonl",
            lambda ls: ls.insert(3, ls.pop(3).replace(b'"size":303', b'"size":302')),
        ),
        "global.jsonl: entries 0..3",
    ),
    "a head deleted": (
        lambda d: edit(d / "global.jsonl", lambda ls: ls.pop(2)),
        "global.jsonl",
    ),
    "a head added": (
        lambda d: edit(d / "global.jsonl", lambda ls: ls.append(ls[0])),
        "7 entries, but 6 were signed",
    ),
    "the last head cut off": (
        lambda d: edit(d / "global.jsonl", lambda ls: ls.pop()),
        "5 entries, but 6 were signed",
    ),
    "a head that goes back": (
        lambda d: edit(d / "global.jsonl", lambda ls: ls.insert(4, ls[1])),
        "did not grow",
    ),
    "something else in the global log": (
        lambda d: edit(d / "global.jsonl", lambda ls: ls.insert(1, b"{}")),
        "entry 1 is neither",
    ),
    "an earlier checkpoint missing its place": (
        lambda d: edit(d / "checkpoints.jsonl", lambda ls: ls.reverse()),
        "does not follow",
    ),
    "a checkpoint of another key": (
        lambda d: (
            (d / "checkpoint").write_text(STRANGER.sign(verify_text(d / "checkpoint"))) and None
        ),
        "not signed by lofte.example/log",
    ),
    "a checkpoint edited": (
        lambda d: (
            (d / "checkpoint").write_text(
                (d / "checkpoint").read_text().replace("\n6\n", "\n5\n")
            )
            and None
        ),
        "signature of lofte.example/log does not hold",
    ),
    "no checkpoint": (lambda d: (d / "checkpoint").unlink(), "checkpoint"),
}


def verify_text(path: Path) -> str:
    return path.read_text().rpartition("\n\n")[0] + "\n"


@pytest.mark.parametrize("case", SPOILT)
def test_a_spoilt_export_does_not_hold_and_the_place_is_named(
    case: str, whole: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil, place = SPOILT[case]

    spoil(whole)

    assert any(place in fault for fault in faults(whole, capsys)), faults(whole, capsys)


@pytest.mark.parametrize(
    "case", ["an entry edited", "entries swapped", "the last entry cut off", "an entry deleted"]
)
def test_a_spoilt_export_of_one_log_does_not_hold(
    case: str, part: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    SPOILT[case][0](part)

    assert "are not under the checkpoint" in faults(part, capsys)[0]


def test_a_key_of_ones_own_tells_an_export_signed_by_another(
    whole: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = faults(whole, capsys, "--vkey", STRANGER.verifier.vkey)

    assert "not signed by lofte.example/log" in found[0]


def test_the_verifier_imports_nothing_of_ours() -> None:
    tree = ast.parse(Path(verify.__file__).read_text())
    nodes = list(ast.walk(tree))
    names = {
        alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names
    }
    names |= {str(node.module) for node in nodes if isinstance(node, ast.ImportFrom)}

    tops = {name.split(".")[0] for name in names}
    assert tops - set(sys.stdlib_module_names) == {"cryptography"}
