"""Laws of the ledger's mathematics, for whatever Hypothesis comes up with."""

from __future__ import annotations

import json
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from fakes.ledger_blocks import Grown
from lofte.areas.ledger.rules import tree
from lofte.areas.ledger.rules.canonical import LARGEST, canonical
from lofte.areas.ledger.rules.commitments import commitment

MOST = 1200


@cache
def grown() -> Grown:
    return Grown(str(number).encode() for number in range(MOST))


def root(size: int) -> bytes:
    return tree.merkle_root(grown().levels[0][:size])


def reference_root(leaves: list[bytes]) -> bytes:
    """RFC 6962, section 2.1, word for word."""
    if len(leaves) <= 1:
        return leaves[0] if leaves else tree.EMPTY_ROOT
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return tree.node_hash(reference_root(leaves[:split]), reference_root(leaves[split:]))


sizes = st.integers(1, MOST)
keys = st.text(st.characters(max_codepoint=127), max_size=8)
texts = st.text(st.characters(exclude_categories=["Cs"]))
values = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | texts,
    lambda inner: st.lists(inner) | st.dictionaries(keys, inner),
    max_leaves=12,
)


@given(sizes)
def test_the_frontier_has_the_root_of_the_definition(size: int) -> None:
    assert root(size) == reference_root(grown().levels[0][:size])


@given(sizes)
def test_a_frontier_survives_being_written_down(size: int) -> None:
    frontier = tree.Frontier()
    for leaf in grown().levels[0][:size]:
        frontier.push(leaf)

    again = tree.Frontier.decode(size, frontier.encode())

    assert again == frontier and again.root() == root(size)


@given(st.data(), sizes)
def test_every_leaf_has_a_proof_of_its_own(data: st.DataObject, size: int) -> None:
    index = data.draw(st.integers(0, size - 1))
    proof = tree.inclusion_proof(grown(), index=index, size=size)
    leaf = grown().levels[0][index]

    def holds(leaf: bytes, index: int, proof: list[bytes]) -> bool:
        return tree.verify_inclusion(
            leaf=leaf, index=index, size=size, proof=proof, root=root(size)
        )

    assert holds(leaf, index, proof)
    assert not holds(tree.leaf_hash(b"forged"), index, proof)
    assert not holds(leaf, index, [*proof, leaf])
    assert size == 1 or not holds(leaf, index, proof[:-1])
    assert size == 1 or not holds(leaf, (index + 1) % size, proof)


@given(st.data(), sizes)
def test_every_tree_extends_its_beginnings_and_no_others(data: st.DataObject, new: int) -> None:
    old = data.draw(st.integers(1, new))
    proof = tree.consistency_proof(grown(), old=old, new=new)

    def holds(old_root: bytes, new_root: bytes, proof: list[bytes]) -> bool:
        return tree.verify_consistency(
            old=old, new=new, old_root=old_root, new_root=new_root, proof=proof
        )

    assert holds(root(old), root(new), proof)
    assert not holds(tree.leaf_hash(b"forged"), root(new), proof)
    assert not holds(root(old), tree.leaf_hash(b"forged"), proof)
    assert not holds(root(old), root(new), [*proof, root(old)])


@given(values)
def test_canonical_bytes_read_back_as_what_was_written(value: object) -> None:
    assert json.loads(canonical(value)) == value
    assert canonical(json.loads(canonical(value))) == canonical(value)


@given(st.dictionaries(keys, st.integers(0, 9)))
def test_the_order_of_writing_does_not_show(value: dict[str, int]) -> None:
    assert canonical(dict(reversed(value.items()))) == canonical(value)


@given(st.binary(min_size=32, max_size=32), st.binary(), st.binary())
def test_a_commitment_binds_its_words(salt: bytes, one: bytes, other: bytes) -> None:
    assert (commitment(salt, one) == commitment(salt, other)) == (one == other)
