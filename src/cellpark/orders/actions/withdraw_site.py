"""Take a hospital off the approved list of a therapy."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.ledger.public import lock_stream
from cellpark.orders.events import SiteWithdrawn
from cellpark.orders.models import CollectionSite, Therapy
from cellpark.orders.permissions import OrderPermission
from cellpark.orders.rows import record_therapy
from cellpark.orders.rules import reason_problems
from cellpark.orders.states import SITE_LIFECYCLE


def withdraw_site(*, actor: Actor, site_id: UUID, reason: str) -> CollectionSite:
    """The hospital collects for this therapy no longer (CN-4a). Raises ``Refused``."""
    actor.require(OrderPermission.QUALIFY_SITE)
    with transaction.atomic():
        seen: CollectionSite = CollectionSite.objects.get(id=site_id)
        refuse_any(reason_problems(reason))
        lock_stream(f"therapy/{seen.therapy_id}")
        site: CollectionSite = CollectionSite.objects.get(id=site_id)
        therapy: Therapy = Therapy.objects.get(id=site.therapy_id)
        if actor.process is None and actor.organisation_id not in (therapy.sponsor_id, therapy.organisation_id):
            raise Refused(Problem("orders.side.other", {"side": "maker"}, rule="P11-4"))
        SITE_LIFECYCLE.step(site.state, "withdraw")
        event = SiteWithdrawn(therapy=therapy.id, site=site.id)
        record_therapy(event, actor=actor, organisation=therapy.organisation_id, reason=reason.strip())
        changed: CollectionSite = CollectionSite.objects.get(id=site_id)
    return changed
