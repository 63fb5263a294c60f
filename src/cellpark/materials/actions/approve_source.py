"""Put a hospital or vendor on the list of those who may send material."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.locks import lock_word
from cellpark.kernel.problem import refuse_any
from cellpark.materials.events import SourceApproved
from cellpark.materials.models import Source
from cellpark.materials.permissions import MaterialsPermission
from cellpark.materials.rows import lock_one, write
from cellpark.materials.rules import code_problems, reason_problems


def approve_source(*, actor: Actor, organisation_id: UUID, name: str, approved_until: datetime, reason: str) -> Source:
    """Approve a source until an instant, after its quality was assessed (CN-4a); again to prolong it."""
    actor.require(MaterialsPermission.APPROVE_SOURCE)
    refuse_any([*code_problems(name, field="name", limit=200), *reason_problems(reason)])
    with transaction.atomic():
        lock_word(f"source/{organisation_id}/{name}")
        known = Source.objects.filter(organisation_id=organisation_id, name=name).first()
        row = None if known is None else lock_one(Source, known.id)
        identity = new_id() if row is None else row.id
        event = SourceApproved(source=identity, name=name, approved_until=approved_until)
        written, _ = write(Source, identity, event, actor=actor, organisation=organisation_id, row=row, reason=reason)
    return written
