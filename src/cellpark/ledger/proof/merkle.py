"""The Merkle tree of RFC 9162 section 2.1 (the same tree as RFC 6962) with SHA-256.

A proof is a list of nodes, and each node covers a range of leaves. The functions ending in ``_ranges`` say which
ranges; who holds the leaves in memory and who holds tiles both ask them, so there is one decomposition.
"""

from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256

HASH_BYTES = 32
EMPTY_ROOT = sha256(b"").digest()

Range = tuple[int, int]


def leaf_hash(data: bytes) -> bytes:
    """SHA-256 of 0x00 and the entry's bytes (RFC 9162, 2.1.1)."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256 of 0x01 and both children (RFC 9162, 2.1.1)."""
    return sha256(b"\x01" + left + right).digest()


def pair_up(hashes: Sequence[bytes]) -> list[bytes]:
    """The next level: neighbours hashed together; an odd last one has no parent yet and is left out."""
    pairs = iter(hashes)
    return [sha256(b"\x01" + left + right).digest() for left, right in zip(pairs, pairs, strict=False)]


def root(hashes: Sequence[bytes]) -> bytes:
    """The tree hash over leaf hashes (or over nodes of equal height, the last of which may be lower)."""
    if not hashes:
        return EMPTY_ROOT
    level = list(hashes)
    while len(level) > 1:
        odd = level[-1:] if len(level) % 2 else []
        level = pair_up(level) + odd
    return level[0]


def split(size: int) -> int:
    """The largest power of two smaller than ``size`` (which is at least 2)."""
    return 1 << (size - 1).bit_length() - 1


def inclusion_ranges(index: int, size: int) -> list[Range]:
    """The leaf ranges whose hashes prove leaf ``index`` in a tree of ``size``, lowest first (RFC 9162, 2.1.3.1)."""
    if not 0 <= index < size:
        raise ValueError(f"leaf {index} is not in a tree of {size}")
    ranges: list[Range] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + split(end - start)
        if index < middle:
            ranges.append((middle, end))
            end = middle
        else:
            ranges.append((start, middle))
            start = middle
    return ranges[::-1]


def consistency_ranges(old: int, new: int) -> list[Range]:
    """The leaf ranges whose hashes prove that a tree of ``old`` is a prefix of ``new`` (RFC 9162, 2.1.4.1)."""
    if not 0 <= old <= new:
        raise ValueError(f"a tree of {old} is not older than one of {new}")
    if old in (0, new):
        return []
    ranges: list[Range] = []
    start, end, whole = 0, new, True
    while old != end:
        middle = start + split(end - start)
        if old <= middle:
            ranges.append((middle, end))
            end = middle
        else:
            ranges.append((start, middle))
            start, whole = middle, False
    if not whole:
        ranges.append((start, end))
    return ranges[::-1]


def inclusion_proof(hashes: Sequence[bytes], index: int) -> list[bytes]:
    """The proof for one leaf out of all leaf hashes."""
    return [root(hashes[start:end]) for start, end in inclusion_ranges(index, len(hashes))]


def consistency_proof(hashes: Sequence[bytes], old: int) -> list[bytes]:
    """The proof that the first ``old`` leaf hashes are a prefix of all of them."""
    return [root(hashes[start:end]) for start, end in consistency_ranges(old, len(hashes))]


def root_from_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes]) -> bytes | None:
    """The root that this proof leads to, or None when its length or place is impossible (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return None
    place, last, current = index, size - 1, leaf
    for sibling in proof:
        if last == 0 or len(sibling) != HASH_BYTES:
            return None
        if place & 1 or place == last:
            current = node_hash(sibling, current)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            current = node_hash(current, sibling)
        place, last = place >> 1, last >> 1
    return current if last == 0 else None


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root_hash: bytes) -> bool:
    """Whether the leaf hash stands at ``index`` in the tree of ``size`` with this root."""
    return root_from_inclusion(leaf, index, size, proof) == root_hash


def verify_consistency(old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether the tree of ``old`` leaves is a prefix of the tree of ``new`` (RFC 9162, 2.1.4.2).

    The empty tree is a prefix of every tree and needs no proof.
    """
    if not 0 <= old <= new:
        return False
    if old == 0:
        return not proof and old_root == EMPTY_ROOT
    if old == new:
        return not proof and old_root == new_root
    nodes = iter(proof)
    place, last = old - 1, new - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    first = next(nodes, None) if place else old_root
    return first is not None and _climb(first, place, last, nodes) == (old_root, new_root)


def _climb(first: bytes, place: int, last: int, nodes: Iterator[bytes]) -> tuple[bytes, bytes] | None:
    before = after = first
    for node in nodes:
        if last == 0 or len(node) != HASH_BYTES:
            return None
        if place & 1 or place == last:
            before, after = node_hash(node, before), node_hash(node, after)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            after = node_hash(after, node)
        place, last = place >> 1, last >> 1
    return (before, after) if last == 0 else None


class Frontier:
    """A growing tree of which only the right edge is kept: appending is O(1) on average, a root O(log n)."""

    def __init__(self) -> None:
        """Begin with the empty tree."""
        self.size = 0
        self._peaks: list[bytes] = []

    def append(self, node: bytes) -> None:
        """Add one node (a leaf hash, or the root of a full tile) at the right."""
        place = self.size
        while place & 1:
            node = node_hash(self._peaks.pop(), node)
            place >>= 1
        self._peaks.append(node)
        self.size += 1

    def root(self, last: bytes | None = None) -> bytes:
        """The root; ``last`` is one more node that is not complete yet, such as a partial tile."""
        peaks = self._peaks if last is None else [*self._peaks, last]
        if not peaks:
            return EMPTY_ROOT
        current = peaks[-1]
        for peak in reversed(peaks[:-1]):
            current = node_hash(peak, current)
        return current


def range_hash(start: int, end: int, node: Callable[[int, int], bytes]) -> bytes:
    """The hash over a range that a proof asks for, out of complete subtrees.

    ``node(height, index)`` gives the hash over leaves ``index << height`` up to ``(index + 1) << height``.
    """
    peaks: list[bytes] = []
    while start < end:
        height = (end - start).bit_length() - 1
        peaks.append(node(height, start >> height))
        start += 1 << height
    if not peaks:
        return EMPTY_ROOT
    current = peaks[-1]
    for peak in reversed(peaks[:-1]):
        current = node_hash(peak, current)
    return current
