"""Signatures as pages show them: printed name, role, meaning, time, and whether they still cover the record (P11-8a)."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SignatureRow:
    """One signature in words."""

    version: int


def signature_rows(stream: str, present: int) -> Sequence[SignatureRow]:  # noqa: ARG001
    """The signatures on a record, newest first."""
    return ()
