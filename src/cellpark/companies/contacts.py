"""Who speaks for companies: sealed, opened for the park office, or erased."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from cellpark.base.scope import Scope, use_scope
from cellpark.companies.models import Application, Contact
from cellpark.ledger.public import Erasure, SealedBlock, Unreadable, erasures_waiting, open_blocks

SHOWN_MAX = 20
ERASED_WITHIN_DAYS = 30
"""A request of the person themselves is answered within thirty days (GB/T 35273-2020, 8.7)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contacted:
    """A contact: ``said`` are name, e-mail and telephone; None where it was erased or cannot be read.

    ``waiting`` is the request to erase it that nobody has confirmed.
    """

    id: UUID
    added_at: datetime
    said: Mapping[str, str] | None
    waiting: Erasure | None

    @property
    def erased(self) -> bool:
        """Whether nobody can read it."""
        return self.said is None


def contacts_of(company_id: UUID) -> list[Contacted]:
    """Who speaks for a company and for what was merged into it, the latest first. Three queries."""
    rows = Contact.objects.filter(Q(company_id=company_id) | Q(company__merged_into_id=company_id))
    found = list(rows.order_by("-added_at", "-id")[:SHOWN_MAX])
    return _opened(found)


def contact(contact_id: UUID) -> tuple[Contact, Contacted]:
    """One contact in sight; raises ``DoesNotExist``."""
    row: Contact = Contact.objects.select_related("company").get(id=contact_id)
    return row, _opened([row])[0]


def contact_of_application(house: UUID, reference: str) -> tuple[Application, Contacted] | None:
    """The contact of an application to a house, for whoever holds its secret link."""
    with use_scope(Scope(frozenset({house}))):
        rows = Application.objects.defer("file").select_related("contact")
        row: Application | None = rows.filter(reference=reference).first()
        return None if row is None else (row, _opened([row.contact])[0])


def contacts_to_erase() -> list[tuple[Contact, Erasure]]:
    """The contacts in sight whose erasure somebody asked for and nobody confirmed, the oldest first."""
    asked = {each.person: each for each in erasures_waiting()}
    rows = {each.id: each for each in Contact.objects.filter(id__in=asked).select_related("company")}
    return [(rows[person], each) for person, each in asked.items() if person in rows]


def _opened(rows: list[Contact]) -> list[Contacted]:
    blocks = [SealedBlock(person=row.id, nonce=row.nonce, ciphertext=row.ciphertext) for row in rows]
    said = open_blocks([(block, row.sealed_for) for block, row in zip(blocks, rows, strict=True)])
    waiting = {each.person: each for each in erasures_waiting([row.id for row in rows])}
    return [
        Contacted(
            id=row.id,
            added_at=row.added_at,
            said=None if isinstance(found, Unreadable) else found,
            waiting=waiting.get(row.id),
        )
        for row, found in zip(rows, said, strict=True)
    ]
