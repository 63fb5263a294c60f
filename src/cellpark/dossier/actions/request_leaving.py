"""Ask for everything of one's organisation."""

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.dossier.actions.leave import forget_old_parts
from cellpark.dossier.events import LeavingRequested
from cellpark.dossier.models import Leaving
from cellpark.dossier.permissions import DossierPermission
from cellpark.dossier.tasks import leave
from cellpark.kernel.problem import Problem, Refused
from cellpark.ledger.public import record


def request_leaving(*, actor: Actor) -> Leaving:
    """Everything of the actor's own organisation; the worker begins when this commits.

    Raises ``Refused(dossier.leaving.runs)`` while one is under way.
    """
    actor.require(DossierPermission.EXPORT)
    assert actor.organisation_id is not None, "whoever leaves belongs to somebody"
    home = actor.organisation_id
    with transaction.atomic():
        if Leaving.objects.filter(organisation_id=home, ended_at=None).exists():
            raise Refused(Problem("dossier.leaving.runs"))
        forget_old_parts()
        identity = new_id()
        event = LeavingRequested(leaving=identity)
        recorded = record(stream=f"leaving/{identity}", event=event, actor=actor, organisation=home)
        row = Leaving(id=identity, organisation_id=home, requested_by=actor.reference, requested_at=recorded.at)
        row.save(force_insert=True)
        leave.configure(queueing_lock=f"leaving/{identity}").defer(leaving_id=str(identity))
    return row
