"""Applications as they were sent: opened for the park office, or erased with whom they came from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from cellpark.companies.models import Application
from cellpark.ledger.public import SealedBlock, Unreadable, open_blocks, open_bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """An application: ``said`` are its free texts and ``file_name``, none where it was erased or cannot be read."""

    row: Application
    said: Mapping[str, str]
    erased: bool


@dataclass(frozen=True, slots=True)
class Attached:
    """The file that came with an application."""

    name: str
    content: bytes


def applications_of(company_id: UUID) -> list[Sent]:
    """The applications of a company and of what was merged into it, the latest first. Two queries."""
    rows = Application.objects.defer("file").filter(Q(company_id=company_id) | Q(company__merged_into_id=company_id))
    return _opened(list(rows.order_by("-sent_at", "-id")))


def application(application_id: UUID) -> Sent:
    """One application in sight; raises ``DoesNotExist``."""
    return _opened([Application.objects.defer("file").select_related("company").get(id=application_id)])[0]


def attached(application_id: UUID) -> Attached | None:
    """The file of an application in sight; None where there is none or nobody can read it. Raises ``DoesNotExist``."""
    row: Application = Application.objects.get(id=application_id)
    sent = _opened([row])[0]
    if row.file is None or not sent.said:
        return None
    content = open_bytes(bytes(row.file), person=row.contact_id, about=row.id)
    return None if isinstance(content, Unreadable) else Attached(sent.said["file_name"], content)


def _opened(rows: Sequence[Application]) -> list[Sent]:
    blocks = [(SealedBlock(person=row.contact_id, nonce=row.nonce, ciphertext=row.ciphertext), row.id) for row in rows]
    return [
        Sent(row=row, said={} if isinstance(said, Unreadable) else said, erased=said is Unreadable.ERASED)
        for row, said in zip(rows, open_blocks(blocks), strict=True)
    ]
