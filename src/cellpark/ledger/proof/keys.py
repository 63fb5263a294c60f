"""Keys of signed notes (C2SP signed-note and tlog-cosignature): Ed25519, and ML-DSA-44 where the library has it.

The algorithm byte enters the key id, so one name may hold several keys and later algorithms (SM2 for example) can join.
"""

from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from dataclasses import dataclass
from enum import IntEnum
from hashlib import sha256

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey, MLDSA44PublicKey


class Algorithm(IntEnum):
    """Signature type bytes that C2SP assigned."""

    ED25519 = 0x01
    ED25519_COSIGNATURE = 0x04
    MLDSA44_COSIGNATURE = 0x06


PUBLIC_BYTES = {Algorithm.ED25519: 32, Algorithm.ED25519_COSIGNATURE: 32, Algorithm.MLDSA44_COSIGNATURE: 1312}
SEED_BYTES = 32


class NotAKey(ValueError):  # noqa: N818 -- the name says what is wrong
    """The text is no verifier key."""


def check_name(name: str) -> str:
    """The name itself when the note format allows it: not empty, no space, no plus, no control character."""
    if not name or "+" in name or any(letter.isspace() or ord(letter) < 0x20 for letter in name):
        raise NotAKey(f"a key name holds no space and no plus: {name!r}")
    return name


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """A public key with the name and the algorithm it is trusted for."""

    name: str
    algorithm: Algorithm
    public: bytes

    @property
    def key_id(self) -> bytes:
        """Four bytes that pick the key; no security rests on them."""
        return sha256(self.name.encode() + b"\n" + bytes([self.algorithm]) + self.public).digest()[:4]

    def encode(self) -> str:
        """The vkey: name, key id in hex, base64 of algorithm byte and public key, joined by plus signs."""
        return f"{self.name}+{self.key_id.hex()}+{b64encode(bytes([self.algorithm]) + self.public).decode()}"

    @classmethod
    def parse(cls, text: str) -> "VerifierKey":
        """Read a vkey; raise ``NotAKey`` with the reason."""
        name, _, rest = text.strip().partition("+")
        key_id, _, encoded = rest.partition("+")
        check_name(name)
        try:
            material = b64decode(encoded, validate=True)
            algorithm = Algorithm(material[0])
        except (Base64Error, ValueError, IndexError) as error:
            raise NotAKey(f"the key of {name} is not base64 of a known algorithm and its key") from error
        if len(material) != 1 + PUBLIC_BYTES[algorithm]:
            raise NotAKey(f"the key of {name} has {len(material) - 1} bytes")
        key = cls(name, algorithm, material[1:])
        if key.key_id.hex() != key_id:
            raise NotAKey(f"the key id of {name} is {key.key_id.hex()}, not {key_id}")
        return key

    def verify(self, message: bytes, signature: bytes) -> bool:
        """Whether this key made the signature over exactly these bytes."""
        try:
            if self.algorithm is Algorithm.MLDSA44_COSIGNATURE:
                MLDSA44PublicKey.from_public_bytes(self.public).verify(signature, message)
            else:
                Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key: its 32-byte seed, never shown in a representation."""

    name: str
    algorithm: Algorithm
    seed: bytes

    def __repr__(self) -> str:
        return f"SigningKey({self.name!r}, {self.algorithm.name})"

    def _private(self) -> Ed25519PrivateKey | MLDSA44PrivateKey:
        if self.algorithm is Algorithm.MLDSA44_COSIGNATURE:
            return MLDSA44PrivateKey.from_seed_bytes(self.seed)
        return Ed25519PrivateKey.from_private_bytes(self.seed)

    @property
    def verifier(self) -> VerifierKey:
        """Its public half."""
        return VerifierKey(self.name, self.algorithm, self._private().public_key().public_bytes_raw())

    def sign(self, message: bytes) -> bytes:
        """Sign exactly these bytes."""
        return self._private().sign(message)


def generate_key(name: str, algorithm: Algorithm) -> SigningKey:
    """A fresh key."""
    if algorithm is Algorithm.MLDSA44_COSIGNATURE:
        return SigningKey(check_name(name), algorithm, MLDSA44PrivateKey.generate().private_bytes_raw())
    return SigningKey(check_name(name), algorithm, Ed25519PrivateKey.generate().private_bytes_raw())


def has_mldsa44() -> bool:
    """Whether this installation's OpenSSL knows ML-DSA-44."""
    try:
        MLDSA44PrivateKey.generate()
    except UnsupportedAlgorithm:
        return False
    return True
