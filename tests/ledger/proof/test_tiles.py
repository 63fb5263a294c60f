"""Tiles hold the same tree (C2SP tlog-tiles) whatever the portions in which it grew."""

import random

import pytest

from cellpark.ledger.proof.merkle import (
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    root,
    verify_consistency,
    verify_inclusion,
)
from cellpark.ledger.proof.tiles import MemoryTiles, Tile, TileMissing, TileReader, append_leaves, tile_path

LEAVES = [leaf_hash(number.to_bytes(4, "big")) for number in range(70_000)]


def grown(size, portion):
    store, known = MemoryTiles(), 0
    while known < size:
        known = append_leaves(store, known, LEAVES[known : min(size, known + portion)])
    return store


@pytest.fixture(scope="module")
def store():
    return grown(70_000, 9_973)


def test_the_tiles_of_70000_leaves_are_those_that_the_specification_counts(store):
    widths = {}
    for (level, index), hashes in store.tiles.items():
        widths.setdefault(level, {})[index] = len(hashes) // 32
    assert {level: (len(tiles), tiles[max(tiles)]) for level, tiles in widths.items()} == {
        0: (274, 112),
        1: (2, 17),
        2: (1, 1),
    }
    assert [width for width in widths[0].values() if width != 256] == [112]
    assert widths[1] == {0: 256, 1: 17}


def test_256_leaves_are_a_full_tile_and_a_partial_one_above():
    assert {key: len(hashes) // 32 for key, hashes in grown(256, 100).tiles.items()} == {(0, 0): 256, (1, 0): 1}


def test_paths_are_those_of_the_specification():
    assert tile_path(0, 1_234_067) == "tile/0/x001/x234/067"
    assert tile_path(2, 5, 12) == "tile/2/005.p/12"


@pytest.mark.parametrize("portion", [1, 255, 256, 257, 1_000])
def test_portions_do_not_matter(portion):
    assert grown(1_500, portion).tiles == grown(1_500, 1_500).tiles


def test_roots_and_proofs_from_tiles_equal_those_from_leaves(store):
    chance = random.Random(20261122)
    reader = TileReader(store, tiles_kept_max=8)
    for size in (1, 2, 255, 256, 257, 4_097, 65_535, 65_536, 65_537, 70_000):
        whole = root(LEAVES[:size])
        assert reader.root(size) == whole
        for index in {0, size - 1, chance.randrange(size)}:
            proof = reader.inclusion_proof(index, size)
            assert proof == inclusion_proof(LEAVES[:size], index)
            assert verify_inclusion(LEAVES[index], index, size, proof, whole)
            assert reader.leaf(index, size) == LEAVES[index]
        for old in {1, size, chance.randint(1, size)}:
            proof = reader.consistency_proof(old, size)
            assert proof == consistency_proof(LEAVES[:size], old)
            assert verify_consistency(old, size, root(LEAVES[:old]), whole, proof)


def test_a_reader_follows_a_growing_tree():
    store, known = MemoryTiles(), 0
    reader = TileReader(store)
    for portion in (1, 1, 3, 250, 1, 1, 600):
        known = append_leaves(store, known, LEAVES[known : known + portion])
        assert reader.root(known) == root(LEAVES[:known])


def test_a_lost_tile_is_named():
    store = grown(600, 600)
    del store.tiles[0, 1]
    with pytest.raises(TileMissing, match="tile 0/1 holds 0 hashes, the tree needs 256"):
        TileReader(store).inclusion_proof(300, 600)


def test_a_narrower_tile_than_the_tree_needs_stops_the_append():
    store = grown(600, 600)
    store.write([Tile(0, 2, store.read(0, 2)[:32])])
    with pytest.raises(TileMissing, match="tile 0/2 holds 1 hashes, the tree needs 88"):
        append_leaves(store, 600, LEAVES[600:601])
