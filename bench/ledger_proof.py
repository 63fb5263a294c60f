"""Inclusion and consistency proofs at 1,000,000 leaves from warm tiles, and what it takes to build the tiles."""

import random
import statistics
import sys
import time
from hashlib import sha256

from cellpark.ledger.proof.merkle import verify_consistency, verify_inclusion
from cellpark.ledger.proof.tiles import MemoryTiles, TileReader, append_leaves

PROOFS = 2_000


def timed(work, arguments):
    """Milliseconds of each call: median and 99th percentile by the clock, 99th percentile of the thread's own time.

    On a busy machine the second is the scheduler's: a call that lost its core waits for a whole time slice.
    """
    spent, own = [], []
    for argument in arguments:
        before, own_before = time.perf_counter(), time.thread_time()
        work(argument)
        own.append((time.thread_time() - own_before) * 1000)
        spent.append((time.perf_counter() - before) * 1000)
    at = int(len(spent) * 0.99)
    return statistics.median(spent), sorted(spent)[at], sorted(own)[at]


def main(leaves_count=1_000_000):
    chance = random.Random(20261122)
    leaves = [sha256(number.to_bytes(8, "big")).digest() for number in range(leaves_count)]
    store, known = MemoryTiles(), 0
    before = time.perf_counter()
    while known < leaves_count:
        known = append_leaves(store, known, leaves[known : known + 20_000])
    built = time.perf_counter() - before
    reader = TileReader(store, tiles_kept_max=5_000)
    root = reader.root(leaves_count)
    places = [chance.randrange(leaves_count) for _ in range(PROOFS)]
    cold = timed(lambda index: TileReader(store).inclusion_proof(index, leaves_count), places[:200])
    for index in places:
        proof = reader.inclusion_proof(index, leaves_count)
        assert verify_inclusion(leaves[index], index, leaves_count, proof, root)
    warm = timed(lambda index: reader.inclusion_proof(index, leaves_count), places)
    olds = [chance.randrange(1, leaves_count) for _ in range(PROOFS)]
    for old in olds:
        proof = reader.consistency_proof(old, leaves_count)
        assert verify_consistency(old, leaves_count, reader.root(old), root, proof)
    consistency = timed(lambda old: reader.consistency_proof(old, leaves_count), olds)
    proved = [(index, reader.inclusion_proof(index, leaves_count)) for index in places]
    checked = timed(lambda pair: verify_inclusion(leaves[pair[0]], pair[0], leaves_count, pair[1], root), proved)
    print("| proof at 1,000,000 leaves | median ms | p99 ms | p99 of CPU ms | median / p99 / p99 of CPU against 1 ms |")
    print("|---|---|---|---|---|")
    for name, (median, p99, own) in (
        ("inclusion, warm tiles", warm),
        ("inclusion, cold tiles in memory", cold),
        ("consistency, warm tiles", consistency),
        ("verifying an inclusion proof", checked),
    ):
        print(f"| {name} | {median:.4f} | {p99:.4f} | {own:.4f} | {median:.2f}x / {p99:.2f}x / {own:.2f}x |")
    print(f"| building all tiles, 20,000 at a time | {built * 1000:.0f} | | | {leaves_count / built:,.0f} leaves/s |")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
