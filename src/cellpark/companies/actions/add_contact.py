"""Keep somebody who speaks for a company."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.time import now
from cellpark.companies.events import ContactAdded
from cellpark.companies.models import Company, Contact
from cellpark.companies.permissions import CompanyPermission
from cellpark.companies.rows import locked, note
from cellpark.companies.rules import Speaker, speaker_problems
from cellpark.kernel.problem import refuse_any
from cellpark.ledger.public import SealedBlock, seal_block


def add_contact(*, actor: Actor, company_id: UUID, speaker: Speaker) -> Contact:
    """Name, address and telephone are sealed under a key of their own, so that they can be erased for good (T20)."""
    actor.require(CompanyPermission.KEEP)
    refuse_any(speaker_problems(speaker))
    with transaction.atomic():
        row = locked(actor, company_id)
        event_id = new_id()
        made, block = sealed(row, speaker, event_id)
        event = ContactAdded(contact=made.id, company=row.id, sealed_for=event_id, particulars=block)
        note(row, event, actor=actor, event_id=event_id)
        return made


def sealed(row: Company, speaker: Speaker, event_id: UUID) -> tuple[Contact, SealedBlock]:
    """Write the contact, sealed for the event that will hold the same block."""
    identity = new_id()
    fields = {"name": speaker.name.strip(), "email": speaker.email.strip(), "phone": speaker.phone.strip()}
    block = seal_block(person=identity, event_id=event_id, fields=fields)
    made = Contact(
        id=identity,
        organisation_id=row.organisation_id,
        company_id=row.id,
        sealed_for=event_id,
        nonce=block.nonce,
        ciphertext=block.ciphertext,
        added_at=now(),
    )
    made.save(force_insert=True)
    return made, block
