"""Look at a near miss and say what follows."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import refuse_any
from cellpark.materials.events import NearMissReviewed
from cellpark.materials.models import NearMiss
from cellpark.materials.permissions import MaterialsPermission
from cellpark.materials.rows import lock_one, write
from cellpark.materials.rules import review_problems
from cellpark.materials.states import NEAR_MISS_LIFECYCLE


def review_near_miss(*, actor: Actor, near_miss_id: UUID, conclusion: str) -> NearMiss:
    """Close the review of a near miss with a conclusion, by somebody who did not make the scan (T1, LBL-5)."""
    actor.require(MaterialsPermission.REVIEW_NEAR_MISS)
    with transaction.atomic():
        row = lock_one(NearMiss, near_miss_id)
        NEAR_MISS_LIFECYCLE.step(row.state, "review")
        refuse_any(review_problems(reviewer=actor.person_id, scanned_by=row.person, conclusion=conclusion))
        event = NearMissReviewed(near_miss=row.id, person=actor.person_id, conclusion=conclusion)
        written, _ = write(NearMiss, row.id, event, actor=actor, organisation=row.organisation_id, row=row)
    return written
