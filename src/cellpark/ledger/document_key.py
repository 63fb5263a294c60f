"""The site's key for documents: a P-256 key and a self-made X.509 certificate, beside the keys of the ledger.

Readers of PDF know X.509 and neither Ed25519 notes nor Merkle trees. The certificate names this site alone; whoever
relies on it compares its fingerprint with what the site publishes, or has an authority issue one for the same key.
"""

import secrets
from base64 import b64decode
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from django.conf import settings

from cellpark.base.time import now
from cellpark.ledger.origin import origin
from cellpark.ledger.site_keys import KeyUnreadable, read_secret, write_secret

KEY_FILE, CERTIFICATE_FILE = "documents-p256.key", "documents-p256.crt"
SECRET_BYTES = 32
VALID_FOR = timedelta(days=3_653)
# clocks of readers differ
BEFORE = timedelta(days=1)
NAME_MAX = 64


@dataclass(frozen=True, slots=True)
class DocumentKey:
    """What signs documents, and the certificate that says whose it is."""

    private: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the certificate."""
        return self.certificate.fingerprint(hashes.SHA256()).hex()


def document_key() -> DocumentKey:
    """The site's key for documents, made when its files are missing. Raises ``KeyUnreadable`` for a damaged one."""
    folder = Path(settings.CELLPARK_KEYS_DIRECTORY)
    secret, written = folder / KEY_FILE, folder / CERTIFICATE_FILE
    if not secret.exists():
        write_secret(secret, secrets.token_bytes(SECRET_BYTES))
    number = int.from_bytes(read_secret(secret, SECRET_BYTES), "big")
    # reduced into the range of the group, so that every secret is a key
    order = int("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16)
    private = ec.derive_private_key(number % (order - 1) + 1, ec.SECP256R1())
    if not written.exists():
        write_secret(written, _certificate(private).public_bytes(Encoding.DER))
    try:
        certificate = x509.load_der_x509_certificate(b64decode(written.read_bytes().strip(), validate=True))
    except ValueError as error:
        raise KeyUnreadable(written, "the file is damaged") from error
    if certificate.public_key() != private.public_key():
        raise KeyUnreadable(written, "the certificate is of another key")
    return DocumentKey(private, certificate)


def _certificate(private: ec.EllipticCurvePrivateKey) -> x509.Certificate:
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, f"Cellpark documents {origin()}"[:NAME_MAX]),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, origin()[:NAME_MAX]),
        ]
    )
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now() - BEFORE)
        .not_valid_after(now() + VALID_FOR)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(private.public_key()), critical=False)
        .sign(private, hashes.SHA256())
    )
