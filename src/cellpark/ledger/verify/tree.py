"""The tree against its leaves' table, its tiles, its mark, and everything that was ever signed over it."""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any

import psycopg

from cellpark.ledger.proof.checkpoint import Checkpoint, open_note, verify_signature
from cellpark.ledger.proof.keys import VerifierKey
from cellpark.ledger.proof.merkle import HASH_BYTES, Frontier
from cellpark.ledger.proof.merkle import root as root_of
from cellpark.ledger.proof.note import NotANote, NoteSignature, SignedNote
from cellpark.ledger.proof.tiles import TILE_WIDTH, cut
from cellpark.ledger.verify.faults import Faults
from cellpark.ledger.verify.leaves import Leaves

Connection = psycopg.Connection[tuple[Any, ...]]


class Roots:
    """The root at any size, asked in growing order."""

    def __init__(self, leaves: Leaves, missing: Sequence[int]) -> None:
        """``missing``: tiles that could not be made, behind which no root is known."""
        self._leaves = leaves
        self._frontier = Frontier()
        self._known = min(missing, default=None)

    def at(self, size: int) -> bytes | None:
        """The root of the first ``size`` leaves; None when leaves are missing before it."""
        full, width = divmod(size, TILE_WIDTH)
        while self._frontier.size < full:
            node = self._leaves.roots.get(self._frontier.size)
            if node is None:
                return None
            self._frontier.append(node)
        if not width:
            return self._frontier.root()
        last = self._leaves.partial.get((full, width))
        return None if last is None else self._frontier.root(last)


def check_leaves(connection: Connection, sealed: int, leaves: Leaves, faults: Faults) -> list[int]:
    """Leaves without an event, places taken twice, places left out; the tiles in which a leaf is missing."""
    row = connection.execute("SELECT count(*) FROM ledger_leaf").fetchone()
    assert row is not None
    if row[0] != sealed:
        faults.add("leaf_orphan", count=row[0] - sealed)
    for seq in leaves.twice:
        faults.add("leaf_place", leaf=seq)
    missing = leaves.finish(sealed)
    for index in missing:
        faults.add("leaf_gap", first=index * TILE_WIDTH, last=index * TILE_WIDTH + TILE_WIDTH - 1)
    return missing


def check_tiles(connection: Connection, leaves: Leaves, sealed: int, faults: Faults) -> None:
    """Compare the stored tiles with the leaves: proofs are made from tiles."""
    below = leaves.digests
    roots: dict[int, bytes] = leaves.roots
    level, count = 0, sealed
    while count:
        seen: set[int] = set()
        above: dict[int, bytes] = {}
        with connection.cursor("tiles", binary=True) as cursor:
            cursor.execute("SELECT index, width, hashes FROM ledger_tile WHERE level = %s ORDER BY index", [level])
            for index, width, hashes in cursor:
                expected = min(TILE_WIDTH, count - index * TILE_WIDTH)
                if (
                    width != expected
                    or len(hashes) != width * HASH_BYTES
                    or below.get(index) != sha256(hashes).digest()
                ):
                    faults.add("tile", level=level, index=index)
                elif width == TILE_WIDTH:
                    above[index] = root_of(cut(hashes)) if level else roots[index]
                seen.add(index)
        for index in set(range(-(-count // TILE_WIDTH))) - seen:
            faults.add("tile", level=level, index=index)
        count //= TILE_WIDTH
        below = {
            index: sha256(b"".join(above.get(place, b"") for place in _places(index, count))).digest()
            for index in range(-(-count // TILE_WIDTH))
        }
        level += 1


def _places(index: int, count: int) -> range:
    return range(index * TILE_WIDTH, min(count, (index + 1) * TILE_WIDTH))


def check_checkpoints(
    connection: Connection, roots: Roots, sealed: int, keys: Sequence[VerifierKey], faults: Faults
) -> int:
    """Every checkpoint of ours: readable, signed, growing with time, and over this very tree. How many there are."""
    count = last_id = 0
    with connection.cursor("checkpoints", binary=True) as cursor:
        cursor.execute("SELECT id, size, root, note FROM ledger_checkpoint ORDER BY size")
        for number, size, root, note in cursor:
            count += 1
            opened = _opened(note, size, keys, faults)
            if opened is not None:
                if (opened.size, opened.root) != (size, root):
                    faults.add("checkpoint_columns", size=size)
                _compare(opened, roots, sealed, "checkpoint", faults)
            if number < last_id:
                faults.add("checkpoint_order", size=size)
            last_id = max(last_id, number)
    return count


def check_trusted(
    notes: Iterable[SignedNote], roots: Roots, sealed: int, keys: Sequence[VerifierKey], faults: Faults
) -> None:
    """Checkpoints that somebody else kept: the only thing that a rewritten history cannot pass."""
    read = [(Checkpoint.parse(note.text), note) for note in notes]
    for checkpoint, note in sorted(read, key=lambda pair: pair[0].size):
        opened = _opened(note.encode(), checkpoint.size, keys, faults)
        if opened is not None:
            _compare(opened, roots, sealed, "trusted", faults)


def check_cosignatures(connection: Connection, faults: Faults) -> None:
    """Every witness's line under every checkpoint."""
    with connection.cursor("cosignatures", binary=True) as cursor:
        cursor.execute(
            "SELECT c.size, c.note, w.name, w.vkey, s.line FROM ledger_cosignature s"
            " JOIN ledger_checkpoint c ON c.id = s.checkpoint_id JOIN ledger_witness w ON w.id = s.witness_id"
        )
        for size, note, name, vkey, line in cursor:
            try:
                made = verify_signature(
                    SignedNote.parse(note).text, NoteSignature.parse(line.strip()), VerifierKey.parse(vkey)
                )
            except ValueError:
                made = None
            if made is None:
                faults.add("cosignature", size=size, witness=name)


def _opened(note: str, size: int, keys: Sequence[VerifierKey], faults: Faults) -> Checkpoint | None:
    try:
        opened = open_note(SignedNote.parse(note), keys)
    except NotANote:
        faults.add("checkpoint_note", size=size)
        return None
    if not opened.is_signed_by(keys):
        faults.add("checkpoint_signature", size=size)
    return opened.checkpoint


def _compare(checkpoint: Checkpoint, roots: Roots, sealed: int, kind: str, faults: Faults) -> None:
    if checkpoint.size > sealed:
        faults.add(f"{kind}_size", size=checkpoint.size, sealed=sealed)
    elif roots.at(checkpoint.size) != checkpoint.root:
        faults.add(f"{kind}_root", size=checkpoint.size)
