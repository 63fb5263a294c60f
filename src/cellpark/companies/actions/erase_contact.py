"""Erase for good who speaks for a company: one asks, another confirms (T20; PIPL Art. 47)."""

from dataclasses import replace
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.scope import Scope, use_scope
from cellpark.companies.events import ContactErased, ErasureAsked
from cellpark.companies.models import Application, Contact, Need
from cellpark.companies.permissions import CompanyPermission
from cellpark.companies.rows import desk_of, note
from cellpark.companies.rules import TEXT_MAX, named_problems, text_problem
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.ledger.public import (
    Erasure,
    LedgerPermission,
    SealedBlock,
    Unreadable,
    confirm_erasure,
    erasure,
    erasures_of,
    lock_stream,
    open_block,
    request_erasure,
)

BY_LINK = "by the link of application {reference}"
"""The ground of a request that the applicant makes: they are the subject themselves."""


def ask_contact_erasure(*, actor: Actor, contact_id: UUID, reason: str) -> Erasure:
    """The park asks; ``reason`` names the ground and never the person, since it stays in the ledger.

    Raises ``Refused``: ``companies.contact.named``, ``companies.contact.waits``, ``ledger.erasure.no_key``.
    """
    actor.require(CompanyPermission.KEEP)
    with transaction.atomic():
        row = _locked(actor, contact_id)
        words = text_problem("reason", reason, TEXT_MAX, required=True)
        refuse_any(words or named_problems(reason, _said(row)))
        return _ask(actor, row, reason.strip())


def ask_own_erasure(*, house: UUID, reference: str) -> Erasure:
    """The applicant asks ``house`` by the secret link of their application; somebody of the park confirms.

    Raises ``Refused`` as above; ``DoesNotExist`` for an application that is not there.
    """
    scope = Scope(frozenset({house}))
    with use_scope(scope), transaction.atomic():
        contact = Application.objects.values_list("contact_id", flat=True).get(reference=reference)
        # the first of the two people is whom the key belongs to: the house knows them by the id of that key alone
        applicant = Actor(person_id=contact, organisation_id=house, scope=scope, process=f"link/{contact}")
        return _ask(applicant, _locked(applicant, contact), BY_LINK.format(reference=reference))


def confirm_contact_erasure(*, actor: Actor, contact_id: UUID, request_id: UUID) -> Erasure:
    """The second person destroys the key: nobody reads name, address and telephone again, nor what came with them.

    The texts and the file of an application lie under the key of its contact. Backups hold the key until they expire.

    Raises ``Refused``: ``ledger.erasure.same_person``, ``ledger.erasure.unknown``, ``ledger.erasure.no_key``.
    """
    actor.require(CompanyPermission.KEEP)
    with transaction.atomic():
        row = _locked(actor, contact_id)
        asked = erasure(person=row.id, request_id=request_id)
        confirm_erasure(actor=_lent(actor), request_id=asked.id)
        Need.objects.filter(application__contact=row).update(text="")
        note(row.company, ContactErased(company=row.company_id, contact=row.id, request=asked.id), actor=actor)
        return erasure(person=row.id, request_id=request_id)


def _ask(actor: Actor, row: Contact, reason: str) -> Erasure:
    if any(each.confirmed_by is None for each in erasures_of(row.id)):
        raise Refused(Problem("companies.contact.waits"))
    asked = request_erasure(actor=_lent(actor), person=row.id, reason=reason)
    event = ErasureAsked(company=row.company_id, contact=row.id, request=asked.id)
    note(row.company, event, actor=actor, reason=reason)
    return erasure(person=row.id, request_id=asked.id)


def _locked(actor: Actor, contact_id: UUID) -> Contact:
    """A contact of the actor's own house, of a merged company too; its requests wait for each other."""
    row: Contact = Contact.objects.select_related("company").get(id=contact_id)
    lock_stream(desk_of(row.company_id))
    if actor.organisation_id != row.organisation_id:
        raise Refused(Problem("companies.house", {"name": row.company.name}))
    return row


def _said(row: Contact) -> tuple[str, ...]:
    block = SealedBlock(person=row.id, nonce=row.nonce, ciphertext=row.ciphertext)
    found = open_block(block, event_id=row.sealed_for)
    return () if isinstance(found, Unreadable) else tuple(found.values())


def _lent(actor: Actor) -> Actor:
    """The ledger destroys keys for those who answer for what they open: here the park office for its contacts."""
    return replace(actor, permissions=actor.permissions | {LedgerPermission.ERASE_SUBJECT})
