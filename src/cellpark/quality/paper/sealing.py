"""The site's signature under a PDF: PAdES baseline B-B (ETSI EN 319 142-1), with the site's key for documents."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any, TypeVar

from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from cellpark.ledger.public import DocumentKey, document_key

FIELD = "Site"
Found = TypeVar("Found")


def sealed(pdf: bytes, *, reason: str) -> bytes:
    """``pdf`` with the site's signature added; not one byte of it changes. ``reason`` is what the signature is for."""
    # pyHanko takes most of a second to import, and few processes print certificates
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers

    key = document_key()
    metadata = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        reason=reason,
    )
    signer = signers.PdfSigner(metadata, signer=_signer(key))
    made = _in_a_thread(lambda: signer.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), output=BytesIO()))
    return bytes(made.getvalue())


def signed_by_site(pdf: bytes) -> bool:
    """Whether the site's signature is under ``pdf``, covers all of it, and holds."""
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.general import SigningError
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.errors import SignatureValidationError
    from pyhanko.sign.validation.status import SignatureCoverageLevel
    from pyhanko_certvalidator import ValidationContext

    try:
        found = PdfFileReader(BytesIO(pdf)).embedded_signatures
        if len(found) != 1:
            return False
        trusted = ValidationContext(trust_roots=[_asn1(document_key())], allow_fetching=False)
        status = _in_a_thread(lambda: validate_pdf_signature(found[0], signer_validation_context=trusted))
    except (PdfError, SigningError, SignatureValidationError, ValueError, KeyError, TypeError, OSError):
        return False  # what cannot be read is not signed
    return bool(status.bottom_line) and status.coverage is SignatureCoverageLevel.ENTIRE_FILE


def _in_a_thread(work: Callable[[], Found]) -> Found:
    """What ``work`` returns. pyHanko starts an event loop, and a thread that runs one cannot start another."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(work).result()


def _signer(key: DocumentKey) -> Any:
    from asn1crypto.keys import PrivateKeyInfo  # type: ignore[import-untyped]
    from pyhanko.sign import signers
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    secret = key.private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return signers.SimpleSigner(
        signing_cert=_asn1(key),
        signing_key=PrivateKeyInfo.load(secret),
        cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]
    )


def _asn1(key: DocumentKey) -> Any:
    from asn1crypto.x509 import Certificate  # type: ignore[import-untyped]

    return Certificate.load(key.certificate.public_bytes(Encoding.DER))
