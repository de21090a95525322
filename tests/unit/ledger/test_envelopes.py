from __future__ import annotations

import hmac
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID

import pytest

from lofte.areas.ledger.rules import envelopes
from lofte.areas.ledger.rules.canonical import canonical
from lofte.areas.ledger.rules.commitments import commitment, words_of
from lofte.areas.ledger.rules.envelopes import Envelope, NotAReference

EVENT = Envelope(
    id=UUID(int=5),
    tenant=UUID(int=7),
    actor=UUID(int=0),
    at=datetime(2026, 11, 22, 9, 30, tzinfo=UTC),
    kind="requests.RequestClosed",
    subject="request:42",
    facts={"outcome": "granted", "days": 12},
)
GOLDEN = (
    b'{"actor":"00000000-0000-0000-0000-000000000000","at":"2026-11-22T09:30:00.000000Z",'
    b'"facts":{"days":12,"outcome":"granted"},"id":"00000000-0000-0000-0000-000000000005",'
    b'"kind":"requests.RequestClosed","subject":"request:42",'
    b'"tenant":"00000000-0000-0000-0000-000000000007","v":1}'
)


def test_the_bytes_of_an_event_are_these_for_good() -> None:
    assert EVENT.encode() == GOLDEN


def test_how_an_envelope_ends_is_known_from_its_columns() -> None:
    end = envelopes.ending(
        tenant=EVENT.tenant, event=EVENT.id, kind=EVENT.kind, subject=EVENT.subject
    )

    assert EVENT.encode().endswith(end)


def test_facts_cannot_pretend_to_be_the_end_of_an_envelope() -> None:
    end = envelopes.ending(
        tenant=EVENT.tenant, event=EVENT.id, kind=EVENT.kind, subject="request:43"
    )
    liar = replace(EVENT, facts={"note": end.decode()})

    assert end not in liar.encode()


def test_a_commitment_is_found_at_its_place() -> None:
    bound = replace(EVENT, commit=b"\xab" * 32)

    assert envelopes.commit_of(bound.encode()) == b"\xab" * 32
    assert envelopes.commit_of(EVENT.encode()) is None


@pytest.mark.parametrize(
    "subject", ["", "42", "request:", "request:Anna Ek", 'request:4"', "Request:1", "a:b:c"]
)
def test_a_subject_is_a_reference_and_not_words(subject: str) -> None:
    with pytest.raises(NotAReference):
        replace(EVENT, subject=subject)


def test_head_entries_are_canonical_and_tell_their_size() -> None:
    name = envelopes.log_name(UUID(int=7))
    entry = envelopes.head_entry(log=name, root=b"\x01" * 32, size=1234)
    told = {"kind": "ledger.head", "log": name, "root": "01" * 32, "size": 1234, "v": 1}

    assert name == sha256(b"head/v1" + UUID(int=7).bytes).hexdigest()
    assert entry == canonical(told)
    assert envelopes.head_size(entry) == 1234
    assert envelopes.head_size(b"short") == -1


def test_a_commitment_is_the_hmac_of_the_canonical_words() -> None:
    salt, words = b"\x05" * 32, words_of({"name": "Åsa", "address": "Storgatan 1"})

    assert words == '{"address":"Storgatan 1","name":"Åsa"}'.encode()
    assert commitment(salt, words) == hmac.digest(salt, b"words/v1" + words, sha256)


def test_a_short_salt_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        commitment(b"salt", b"{}")
