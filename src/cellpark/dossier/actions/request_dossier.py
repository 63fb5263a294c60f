"""Ask for everything about a batch."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.batches.public import batch
from cellpark.dossier.events import DossierRequested
from cellpark.dossier.inspecting import refuse_endless
from cellpark.dossier.models import Dossier
from cellpark.dossier.permissions import DossierPermission
from cellpark.dossier.recording import go_on, locked, stream_of
from cellpark.ledger.public import lock_stream


def request_dossier(*, actor: Actor, batch_id: UUID) -> Dossier:
    """A dossier that is still to be assembled; the worker begins when this commits.

    Raises ``Batch.DoesNotExist``, ``Refused(dossier.inspection.no_end)`` (A11-2d).
    """
    actor.require(DossierPermission.BUILD)
    refuse_endless(actor)
    with transaction.atomic():
        found = batch(batch_id)
        identity = new_id()
        lock_stream(stream_of(identity))
        event = DossierRequested(dossier=identity, batch=found.id, number=found.number)
        go_on(None, event, actor=actor, organisation=found.organisation_id, identity=identity)
        return locked(identity)
