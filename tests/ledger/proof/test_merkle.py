"""The tree is RFC 9162's: published vectors, every proof of every small tree, and pymerkle as an independent judge."""

import secrets

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from cellpark.ledger.proof.merkle import (
    EMPTY_ROOT,
    Frontier,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    root,
    verify_consistency,
    verify_inclusion,
)

# The leaves, roots and proofs that Certificate Transparency has published with RFC 6962 since 2013.
ENTRIES = [
    bytes.fromhex(text)
    for text in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
LEAVES = [leaf_hash(entry) for entry in ENTRIES]
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
INCLUSION = {
    (0, 1): [],
    (0, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (5, 8): [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 3): ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
    (1, 5): [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}
CONSISTENCY = {
    (1, 1): [],
    (1, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (6, 8): [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 5): [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}


def hexes(proof):
    return [node.hex() for node in proof]


def test_the_empty_tree_has_the_hash_of_nothing():
    assert EMPTY_ROOT.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert root([]) == EMPTY_ROOT


def test_published_roots():
    assert [root(LEAVES[:size]).hex() for size in range(1, 9)] == ROOTS


def test_published_inclusion_proofs():
    assert {key: hexes(inclusion_proof(LEAVES[: key[1]], key[0])) for key in INCLUSION} == INCLUSION


def test_published_consistency_proofs():
    assert {key: hexes(consistency_proof(LEAVES[: key[1]], key[0])) for key in CONSISTENCY} == CONSISTENCY


def test_every_proof_of_every_tree_up_to_70_leaves_verifies():
    leaves = [leaf_hash(bytes([number])) for number in range(70)]
    roots = [root(leaves[:size]) for size in range(71)]
    for size in range(1, 71):
        for index in range(size):
            assert verify_inclusion(leaves[index], index, size, inclusion_proof(leaves[:size], index), roots[size])
        for old in range(size + 1):
            proof = consistency_proof(leaves[:size], old)
            assert verify_consistency(old, size, roots[old], roots[size], proof)


def test_the_frontier_has_the_root_of_every_size():
    leaves = [leaf_hash(bytes([number])) for number in range(70)]
    frontier = Frontier()
    for size in range(70):
        assert frontier.root() == root(leaves[:size])
        assert frontier.root(leaves[size]) == root(leaves[: size + 1])
        frontier.append(leaves[size])


def test_pymerkle_finds_the_same_roots_and_paths():
    oracle = InmemoryTree(algorithm="sha256")
    leaves = []
    for number in range(130):
        entry = number.to_bytes(2, "big")
        oracle.append_entry(entry)
        leaves.append(leaf_hash(entry))
        assert root(leaves) == oracle.get_root()
    for index in (1, 64, 128, 130):
        path = [bytes.fromhex(node) for node in oracle.prove_inclusion(index).serialize()["path"]]
        assert path[0] == leaves[index - 1]
        assert path[1:] == inclusion_proof(leaves, index - 1)


@settings(max_examples=200, deadline=None)
@given(size=st.integers(1, 300), data=st.data())
def test_a_false_proof_never_verifies(size, data):
    leaves = [leaf_hash(number.to_bytes(2, "big")) for number in range(size)]
    index = data.draw(st.integers(0, size - 1))
    proof = inclusion_proof(leaves, index)
    good = root(leaves)
    other = data.draw(st.integers(0, size - 1))
    assert verify_inclusion(leaves[index], other, size, proof, good) == (other == index)
    assert not verify_inclusion(leaf_hash(b"another entry"), index, size, proof, good)
    assert not verify_inclusion(leaves[index], index, size, [*proof, secrets.token_bytes(32)], good)
    if proof:
        place = data.draw(st.integers(0, len(proof) - 1))
        assert not verify_inclusion(leaves[index], index, size, proof[:place] + proof[place + 1 :], good)
        bent = [*proof[:place], secrets.token_bytes(32), *proof[place + 1 :]]
        assert not verify_inclusion(leaves[index], index, size, bent, good)


@settings(max_examples=200, deadline=None)
@given(new=st.integers(2, 300), data=st.data())
def test_two_histories_are_never_consistent(new, data):
    old = data.draw(st.integers(1, new))
    leaves = [leaf_hash(number.to_bytes(2, "big")) for number in range(new)]
    changed = data.draw(st.integers(0, old - 1))
    forked = [*leaves[:changed], leaf_hash(b"rewritten"), *leaves[changed + 1 :]]
    honest, rewritten = root(leaves[:old]), root(forked)
    assert verify_consistency(old, new, honest, root(leaves), consistency_proof(leaves, old))
    assert not verify_consistency(old, new, honest, rewritten, consistency_proof(forked, old))
    assert not verify_consistency(old, new, honest, rewritten, consistency_proof(leaves, old))


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_a_leaf_outside_the_tree_has_no_proof(index, size):
    with pytest.raises(ValueError, match="is not in a tree"):
        inclusion_proof(LEAVES[:size], index)
    assert not verify_inclusion(LEAVES[0], index, size, [], LEAVES[0])


def test_a_smaller_tree_is_no_extension():
    with pytest.raises(ValueError, match="is not older"):
        consistency_proof(LEAVES[:3], 4)
    assert not verify_consistency(4, 3, LEAVES[0], LEAVES[0], [])
