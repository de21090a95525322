from __future__ import annotations

from base64 import b64decode

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from lofte.areas.ledger.rules.notes import (
    BadNote,
    Checkpoint,
    Signer,
    Verifier,
    checkpoint_of,
)

# The published example of the reference implementation, golang.org/x/mod/sumdb/note.
VKEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
SEED = b64decode("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz")[1:]
TEXT = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
)
NOTE = (
    f"{TEXT}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXg"
    "KvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
PETER = Signer("PeterNeumann", Ed25519PrivateKey.from_private_bytes(SEED))
OTHER = Signer("example.org/witness", Ed25519PrivateKey.from_private_bytes(b"\x07" * 32))


def test_signing_gives_the_published_note_byte_for_byte() -> None:
    assert PETER.sign(TEXT) == NOTE
    assert PETER.verifier.vkey == VKEY


def test_the_published_note_is_believed() -> None:
    assert Verifier.parse(VKEY).text_of(NOTE) == TEXT


def test_signatures_of_strangers_are_passed_over() -> None:
    stranger = OTHER.sign(TEXT).rpartition("\n\n")[2]

    assert Verifier.parse(VKEY).text_of(NOTE + stranger) == TEXT


BROKEN = {
    "another text": NOTE.replace("crypto", "Crypto"),
    "a signature cut short": NOTE.replace("BwJnAM=", "BwJnA="),
    "no signature": TEXT,
    "only a stranger's signature": OTHER.sign(TEXT),
    "a name like ours with another key": Signer("PeterNeumann", OTHER.private).sign(TEXT),
    "no newline at the end": NOTE[:-1],
    "a line that is no signature": NOTE + "hello\n",
    "not base64": NOTE.replace("x08go", "x0*go"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_note_is_refused(case: str) -> None:
    with pytest.raises(BadNote):
        Verifier.parse(VKEY).text_of(BROKEN[case])


@pytest.mark.parametrize("cut", range(1, len(VKEY)))
def test_part_of_a_verifier_key_is_refused(cut: int) -> None:
    for part in (VKEY[cut:], VKEY[:cut]):
        with pytest.raises(BadNote):
            Verifier.parse(part)


def test_a_verifier_key_of_another_algorithm_is_refused() -> None:
    # The id is right for these bytes; only the algorithm is not ours.
    with pytest.raises(BadNote):
        Verifier.parse("PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")


@pytest.mark.parametrize("name", ["", "two words", "a+b", "a\nb"])
def test_a_name_that_would_break_the_format_cannot_sign(name: str) -> None:
    with pytest.raises(BadNote):
        Signer(name, OTHER.private).sign(TEXT)


def test_a_checkpoint_is_three_lines_and_reads_back() -> None:
    checkpoint = Checkpoint("example.org/log", 20_852_163, b"\x01" * 32)

    assert checkpoint.text() == "example.org/log\n20852163\n" + "AQEB" * 10 + "AQE=\n"
    assert Checkpoint.parse(checkpoint.text()) == checkpoint


@pytest.mark.parametrize(
    "text",
    ["", "a\n1\n", "a\n01\nAAAA\n", "a\n-1\nAAAA\n", "a\n1\nAAAA\n", "\n1\nAAAA\n"],
)
def test_a_malformed_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(BadNote):
        Checkpoint.parse(text)


def test_a_checkpoint_of_another_log_is_refused() -> None:
    note = OTHER.sign(Checkpoint("elsewhere", 1, b"\x00" * 32).text())

    with pytest.raises(BadNote, match="elsewhere"):
        checkpoint_of(note, OTHER.verifier)
