"""Put a hospital on the approved list of a therapy."""

from datetime import UTC, date, datetime
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.scope import widened
from cellpark.base.time import now
from cellpark.identity.public import Organisation
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.ledger.public import lock_stream
from cellpark.materials.public import MaterialsPermission, approve_source
from cellpark.orders.acting import lent
from cellpark.orders.events import SiteQualified
from cellpark.orders.models import CollectionSite, Therapy
from cellpark.orders.parties import is_hospital
from cellpark.orders.permissions import OrderPermission
from cellpark.orders.rows import record_therapy
from cellpark.orders.rules import REFERENCE, reason_problems
from cellpark.orders.states import SITE_LIFECYCLE


def qualify_site(
    *, actor: Actor, therapy_id: UUID, hospital_id: UUID, assessment: str, valid_until: date, reason: str
) -> CollectionSite:
    """Approve a hospital for the collection of a therapy until a day, by sponsor or maker (CN-4a); again to prolong.

    ``assessment`` names the quality assessment. The hospital goes onto the maker's list of sources as well, so that the
    receipt check of its bags finds it there (CN-4b). Raises ``Refused``.
    """
    actor.require(OrderPermission.QUALIFY_SITE)
    problems = reason_problems(reason)
    if not REFERENCE.fullmatch(assessment):
        problems.append(Problem("orders.reference.malformed", {"item": "assessment"}, field="assessment"))
    if not is_hospital(hospital_id):
        problems.append(Problem("orders.party.no_hospital", field="hospital", rule="CN-4a"))
    if valid_until <= now().date():
        problems.append(Problem("orders.site.past", field="valid_until"))
    refuse_any(problems)
    with transaction.atomic():
        seen: Therapy = Therapy.objects.get(id=therapy_id)
        lock_stream(f"therapy/{seen.id}")
        therapy: Therapy = Therapy.objects.get(id=therapy_id)
        if actor.process is None and actor.organisation_id not in (therapy.sponsor_id, therapy.organisation_id):
            raise Refused(Problem("orders.side.other", {"side": "maker"}, rule="P11-4"))
        known = CollectionSite.objects.filter(therapy=therapy, hospital_id=hospital_id).first()
        if known is not None:
            SITE_LIFECYCLE.step(known.state, "qualify")
        identity = new_id() if known is None else known.id
        event = SiteQualified(
            therapy=therapy.id,
            site=identity,
            hospital=hospital_id,
            assessment=assessment,
            valid_until=valid_until,
        )
        record_therapy(event, actor=actor, organisation=therapy.organisation_id, reason=reason.strip())
        with widened(therapy.organisation_id, hospital_id):
            hospital: Organisation = Organisation.objects.get(id=hospital_id)
            approve_source(
                actor=lent(actor, MaterialsPermission.APPROVE_SOURCE),
                organisation_id=therapy.organisation_id,
                name=" | ".join(each for each in (hospital.name_zh, hospital.name_en) if each),
                approved_until=datetime.combine(valid_until, datetime.min.time(), tzinfo=UTC),
                reason=reason.strip(),
            )
            made: CollectionSite = CollectionSite.objects.get(id=identity)
    return made
