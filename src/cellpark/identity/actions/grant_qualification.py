"""Record that a person is fit for something."""

from datetime import date
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.identity.events import QualificationGranted
from cellpark.identity.models import Membership, Qualification
from cellpark.identity.permissions import IdentityPermission
from cellpark.identity.rules import name_problems, period_problems, reason_problems, subject_problems
from cellpark.identity.states import QualificationState
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.ledger.public import lock_stream, record


def grant_qualification(
    *,
    actor: Actor,
    organisation_id: UUID,
    person_id: UUID,
    subject: str,
    title_zh: str,
    title_en: str,
    valid_from: date,
    valid_until: date,
    reason: str,
) -> Qualification:
    """Grant a qualification for a time (T2). Raises ``Membership.DoesNotExist`` when the person never worked there."""
    actor.require(IdentityPermission.GRANT_QUALIFICATION)
    with transaction.atomic():
        lock_stream(f"person/{person_id}")
        if not Membership.objects.filter(organisation_id=organisation_id, person_id=person_id).exists():
            raise Membership.DoesNotExist
        refuse_any(
            [
                *subject_problems(subject),
                *name_problems(name_zh=title_zh, name_en=title_en),
                *period_problems(starts=valid_from, ends=valid_until, field="valid_until"),
                *reason_problems(reason),
            ]
        )
        standing = Qualification.objects.filter(
            organisation_id=organisation_id, person_id=person_id, subject=subject, state=QualificationState.GRANTED
        )
        if standing.exists():
            raise Refused(Problem("identity.qualification.twice", field="subject"))
        qualification = Qualification(
            id=new_id(),
            organisation_id=organisation_id,
            person_id=person_id,
            subject=subject,
            title_zh=title_zh.strip(),
            title_en=title_en.strip(),
            valid_from=valid_from,
            valid_until=valid_until,
            version=1,
        )
        qualification.save(force_insert=True)
        record(
            stream=f"qualification/{qualification.id}",
            event=QualificationGranted(
                qualification=qualification.id,
                person=person_id,
                subject=subject,
                title_zh=qualification.title_zh,
                title_en=qualification.title_en,
                valid_from=valid_from,
                valid_until=valid_until,
            ),
            actor=actor,
            organisation=organisation_id,
            reason=reason,
        )
    return qualification
