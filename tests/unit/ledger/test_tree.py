"""Our tree against the vectors every implementation of RFC 6962 is checked with."""

from __future__ import annotations

import pytest
from pymerkle import InmemoryTree

from fakes.ledger_blocks import Grown
from lofte.areas.ledger.rules import tree

INPUTS = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
A = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
B = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
C = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
D = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
E = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
F = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
AUDIT_PATHS = {
    (0, 1): [],
    (0, 8): [A, B, C],
    (5, 8): [D, E, ROOTS[3]],
    (2, 3): [ROOTS[1]],
    (1, 5): [ROOTS[0], B, D],
}
CONSISTENCY = {
    (1, 1): [],
    (1, 8): [A, B, C],
    (6, 8): [F, E, ROOTS[3]],
    (2, 5): [B, D],
}


def grown(count: int) -> Grown:
    return Grown(INPUTS[:count])


@pytest.mark.parametrize("size", range(1, 9))
def test_the_roots_are_those_of_the_published_vectors(size: int) -> None:
    assert grown(size).frontier.root().hex() == ROOTS[size - 1]
    assert tree.subtree(grown(size), 0, size).hex() == ROOTS[size - 1]


def test_the_empty_tree_has_the_hash_of_nothing() -> None:
    assert tree.Frontier().root().hex().startswith("e3b0c44298fc1c149afbf4c8996fb924")


@pytest.mark.parametrize(("index", "size"), AUDIT_PATHS)
def test_audit_paths_are_those_of_the_published_vectors(index: int, size: int) -> None:
    proof = tree.inclusion_proof(grown(8), index=index, size=size)

    assert [step.hex() for step in proof] == AUDIT_PATHS[index, size]
    assert tree.verify_inclusion(
        leaf=tree.leaf_hash(INPUTS[index]),
        index=index,
        size=size,
        proof=proof,
        root=bytes.fromhex(ROOTS[size - 1]),
    )


@pytest.mark.parametrize(("old", "new"), CONSISTENCY)
def test_consistency_proofs_are_those_of_the_published_vectors(old: int, new: int) -> None:
    proof = tree.consistency_proof(grown(8), old=old, new=new)

    assert [step.hex() for step in proof] == CONSISTENCY[old, new]
    assert tree.verify_consistency(
        old=old,
        new=new,
        old_root=bytes.fromhex(ROOTS[old - 1]),
        new_root=bytes.fromhex(ROOTS[new - 1]),
        proof=proof,
    )


def test_roots_equal_those_of_an_independent_implementation() -> None:
    theirs, ours = InmemoryTree(algorithm="sha256"), tree.Frontier()

    for number in range(600):
        entry = f"entry {number}".encode()
        theirs.append_entry(entry)
        ours.push(tree.leaf_hash(entry))
        assert theirs.get_root() == ours.root()


def test_proofs_across_blocks_of_three_levels_hold() -> None:
    # 256 * 256 leaves fill one tile of level 2; some more make every edge ragged.
    size = 256 * 256 + 256 * 3 + 77
    grown = Grown(number.to_bytes(4) for number in range(size))
    root = grown.frontier.root()

    assert len(grown.levels[1]) == 259 and len(grown.levels[2]) == 1
    for index in (0, 255, 256, 65_535, 65_536, 66_303, 66_304, size - 1):
        proof = tree.inclusion_proof(grown, index=index, size=size)
        leaf = grown.levels[0][index]
        assert tree.verify_inclusion(leaf=leaf, index=index, size=size, proof=proof, root=root)
    for old in (1, 255, 256, 257, 65_536, 65_537, 66_304, size - 1):
        proof = tree.consistency_proof(grown, old=old, new=size)
        before = tree.subtree(grown, 0, old)
        assert tree.verify_consistency(
            old=old, new=size, old_root=before, new_root=root, proof=proof
        )


def test_a_proof_is_asked_of_few_blocks() -> None:
    size = 256 * 256 + 256 * 3 + 77
    grown = Grown(number.to_bytes(4) for number in range(size))

    tree.inclusion_proof(grown, index=1000, size=size)

    assert len(grown.asked) <= 6


@pytest.mark.parametrize(("index", "size"), [(0, 0), (3, 3), (-1, 3)])
def test_there_is_no_proof_of_a_leaf_outside_the_tree(index: int, size: int) -> None:
    with pytest.raises(ValueError, match="no leaf"):
        tree.inclusion_proof(grown(8), index=index, size=size)
    assert not tree.verify_inclusion(
        leaf=b"", index=index, size=size, proof=[], root=tree.EMPTY_ROOT
    )


def test_a_frontier_of_the_wrong_length_is_refused() -> None:
    with pytest.raises(ValueError, match="2 perfect subtrees"):
        tree.Frontier.decode(5, b"\x00" * 32)
