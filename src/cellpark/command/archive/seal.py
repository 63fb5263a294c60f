"""The site's signature under a manifest, so that nobody can change a part and its hash together."""

from base64 import b64decode, b64encode
from collections.abc import Sequence

from cellpark.kernel.problem import Problem, Refused

# The pure part of the ledger: its public module needs Django, and a file must be checked before there is a site.
from cellpark.ledger.proof.keys import SigningKey, VerifierKey

# A domain of its own: this signature can never be taken for one under a checkpoint or a statement.
DOMAIN = b"cellpark backup manifest v1\n"


def sign(manifest: bytes, keys: Sequence[SigningKey]) -> bytes:
    """One line for each key: its public half and its signature, both in base64."""
    lines = [f"{key.verifier.encode()} {b64encode(key.sign(DOMAIN + manifest)).decode()}\n" for key in keys]
    return "".join(lines).encode()


def check(manifest: bytes, seal: bytes, trusted: Sequence[str]) -> tuple[str, ...]:
    """The public keys that signed; raise ``Refused`` when a line is false or no trusted key is among them.

    Without ``trusted`` keys the signature only shows that nothing was changed by somebody without the site's key:
    whoever makes a whole new file can sign it with a key of their own.
    """
    signed: list[str] = []
    try:
        for line in seal.decode().splitlines():
            vkey, _, signature = line.partition(" ")
            if not VerifierKey.parse(vkey).verify(DOMAIN + manifest, b64decode(signature, validate=True)):
                raise Refused(Problem("backup.signature", rule="T17"))
            signed.append(vkey)
    except ValueError as error:
        raise Refused(Problem("backup.signature", rule="T17")) from error
    if not signed or (trusted and not set(trusted) & set(signed)):
        raise Refused(Problem("backup.signature", rule="T17"))
    return tuple(signed)
