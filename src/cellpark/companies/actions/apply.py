"""Take an application from the public form."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.time import now
from cellpark.companies.actions.add_contact import sealed
from cellpark.companies.actions.register_lead import enter
from cellpark.companies.actions.state_need import write_need
from cellpark.companies.duplicates import duplicates
from cellpark.companies.events import ApplicationReceived
from cellpark.companies.models import Application, Company
from cellpark.companies.planning import plan
from cellpark.companies.rows import desk_of, locked, move, note, today
from cellpark.companies.rules import (
    LINE_MAX,
    TEXT_MAX,
    Details,
    Speaker,
    Wish,
    details_problems,
    file_problems,
    file_type,
    speaker_problems,
    text_problem,
    wish_problems,
)
from cellpark.companies.states import COMPANY_LIFECYCLE
from cellpark.kernel.problem import Problem, refuse_any
from cellpark.ledger.public import SealedBlock, lock_stream, seal_block, seal_bytes

# without letters and digits that are easily mistaken for each other
ALPHABET = "ACDEFHJKLMNPRTUVWXY34679"
REFERENCE_LENGTH = 8
ANSWER_DAYS = 5
NEED = "need "
"""How the words of a need are called among what was sealed, before its number."""
ANSWER_STEP = "@answer"
"""A step that the house plans: a code, told in the reader's language."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with the form."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """The form as a visitor filled it in: for a park by its key, where one was chosen.

    ``consent`` is the edition of the text that was agreed to.
    """

    details: Details
    speaker: Speaker
    consent: str
    language: str
    business: str
    park: str = ""
    pipeline: str = ""
    staff: str = ""
    wishes: Sequence[Wish] = field(default_factory=tuple)
    upload: Upload | None = None


def apply(*, house: UUID, filled: Filled, example: bool = False) -> Application:
    """The application of a company, new or known; nobody learns from the answer which of the two it is.

    A known company of which no application is under way is taken one step on; otherwise the application is kept beside
    the others. Raises ``Refused``: ``companies.consent``, ``companies.file...``, ``companies.contact...``.
    """
    refuse_any(_problems(filled))
    actor = Actor.system("applications")
    with transaction.atomic():
        row = _company(actor, house, filled, example=example)
        event_id = new_id()
        lock_stream(desk_of(row.id))
        contact, block = sealed(row, filled.speaker, event_id)
        made = _written(row, filled, contact.id)
        event = ApplicationReceived(
            application=made.id,
            company=row.id,
            reference=made.reference,
            contact=contact.id,
            sealed_for=event_id,
            particulars=block,
            consent=filled.consent,
            file_sha256=made.file_sha256,
        )
        note(row, event, actor=actor, event_id=event_id)
        if COMPANY_LIFECYCLE.problem(row.state, "apply") is None:
            move(row, "apply", actor=actor, day=today())
            due: date = today() + timedelta(days=ANSWER_DAYS)
            plan(row, actor=actor, owner=row.owner_person, step=ANSWER_STEP, on=due)
            # whoever writes in the name of a company that is known here says nothing in its record
            for each in filled.wishes:
                write_need(row, each, actor=actor, application=made)
        return made


def _problems(filled: Filled) -> list[Problem]:
    problems = [*details_problems(filled.details), *speaker_problems(filled.speaker)]
    problems += text_problem("business", filled.business, TEXT_MAX, required=True)
    problems += text_problem("pipeline", filled.pipeline, TEXT_MAX) + text_problem("staff", filled.staff, LINE_MAX)
    for each in filled.wishes:
        problems += wish_problems(each)
    if filled.upload is not None:
        problems += file_problems(name=filled.upload.name, content=filled.upload.content)
    if not filled.consent:
        problems.append(Problem("companies.consent", field="consent"))
    return problems


def _company(actor: Actor, house: UUID, filled: Filled, *, example: bool) -> Company:
    lock_stream(f"companies/{house}")
    for found in duplicates(filled.details, house=house):
        # a name alone proves nothing: somebody at the desk merges what is one company
        if found.surely:
            return locked(actor, found.company.id)
    return enter(
        actor=actor,
        house=house,
        details=filled.details,
        source="form",
        known_as_other=True,
        example=example,
    )


def _written(row: Company, filled: Filled, contact: UUID) -> Application:
    upload, identity = filled.upload, new_id()
    block, file = _sealed(identity, contact, filled)
    made = Application(
        id=identity,
        organisation_id=row.organisation_id,
        company_id=row.id,
        reference=f"A-{''.join(secrets.choice(ALPHABET) for _ in range(REFERENCE_LENGTH))}",
        answers={
            **asdict(filled.details),
            **({"park": filled.park} if filled.park else {}),
        },
        contact_id=contact,
        consent=filled.consent,
        language=filled.language,
        sent_at=now(),
        nonce=block.nonce,
        ciphertext=block.ciphertext,
        file_type=(file_type(upload.name) or "") if upload else "",
        file_sha256=hashlib.sha256(upload.content).hexdigest() if upload else "",
        file=file,
    )
    made.save(force_insert=True)
    return made


def _sealed(about: UUID, contact: UUID, filled: Filled) -> tuple[SealedBlock, bytes | None]:
    """What was written freely and the file, under the key of the contact of this application alone."""
    upload = filled.upload
    said = {name: getattr(filled, name).strip() for name in ("business", "pipeline", "staff")}
    said |= {f"{NEED}{number}": each.text.strip() for number, each in enumerate(filled.wishes, 1)}
    block = seal_block(person=contact, event_id=about, fields=said | {"file_name": upload.name if upload else ""})
    return block, seal_bytes(person=contact, about=about, content=upload.content) if upload else None
