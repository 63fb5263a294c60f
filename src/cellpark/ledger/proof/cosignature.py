"""What is signed, by algorithm (C2SP signed-note, tlog-cosignature): each kind of message has a prefix of its own."""

from struct import pack

from cellpark.ledger.proof.keys import Algorithm, VerifierKey

STAMP_BYTES = 8
SECONDS_MAX = 2**63 - 1


def message_of(key: VerifierKey, text: str, head: tuple[str, int, bytes], seconds: int) -> bytes:
    """The bytes that a key of this algorithm signs for a checkpoint: ``head`` is (origin, size, root)."""
    if key.algorithm is Algorithm.ED25519:
        return text.encode()
    if key.algorithm is Algorithm.ED25519_COSIGNATURE:
        return f"cosignature/v1\ntime {seconds}\n{text}".encode()
    origin, size, root = head
    name, log = key.name.encode(), origin.encode()
    return b"".join(
        (
            b"subtree/v1\n\0",
            bytes([len(name)]) + name,
            pack(">Q", seconds),
            bytes([len(log)]) + log,
            pack(">QQ", 0, size),
            root,
        )
    )


def stamp(seconds: int, signature: bytes) -> bytes:
    """The second in front of the signature, as a cosignature carries it."""
    if not 0 <= seconds <= SECONDS_MAX:
        raise ValueError("a cosignature's time is a POSIX second")
    return pack(">Q", seconds) + signature


def unstamp(blob: bytes) -> tuple[int, bytes]:
    """The second and the signature; a blob too short gives a signature that no key accepts."""
    return int.from_bytes(blob[:STAMP_BYTES], "big"), blob[STAMP_BYTES:]
