"""One excursion and its decision."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.base.idempotency import Outcome
from cellpark.batches.public import BatchPermission
from cellpark.shipments import public as shipments
from cellpark.shipments.public import Excursion, ExcursionState, ShipmentPermission, words
from cellpark.web.areas.shipments.forms import DecideForm
from cellpark.web.areas.shipments.standing import excursion_state
from cellpark.web.areas.shipments.views.common import crumbs
from cellpark.web.pages.acts import done, perform, show


def decide(request: HttpRequest, excursion_id: UUID) -> HttpResponse:
    """What was found, and what the owner's quality unit decides."""
    row: Excursion = Excursion.objects.select_related("shipment").get(id=excursion_id)
    actor = actor_of(request)
    form = DecideForm.of(request)
    own = actor.organisation_id == row.organisation_id and actor.may(ShipmentPermission.DECIDE)
    may = own and row.state == ExcursionState.OPEN
    if request.method == "POST":

        def act() -> Outcome:
            shipments.decide_excursion(
                actor=actor,
                excursion_id=excursion_id,
                decision=ExcursionState(form.cleaned_data["decision"]),
                reason=form.cleaned_data["reason"],
            )
            return {}

        if perform(request, form, act) is not None:
            return done(request, reverse("shipment", args=[row.shipment_id]), _("The decision is recorded."))
    owner = shipments.party_names([row.organisation_id])
    context = {
        "row": row,
        "state": excursion_state(row.state),
        "findings": [_shown(each) for each in row.findings],
        "may": may,
        "exceptions": shipments.exceptions_of(row) if actor.may(BatchPermission.SEE) else (),
        "owner": owner.get(row.organisation_id, ""),
        "crumbs": crumbs(row.shipment),
    }
    return show(request, "shipments/excursion.html", form, context)


def _shown(finding: Mapping[str, Any]) -> dict[str, Any]:
    """A finding with its words, its instants as instants."""
    moments = {
        name: datetime.fromisoformat(finding[name]) if finding[name] else None for name in ("starts_at", "ends_at")
    }
    return {**finding, **moments, "label": words.FINDINGS[finding["kind"]]}
