"""Keep a search for a place that found none: demand that the park does not meet."""

import hashlib
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.locks import lock_word
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.premises.events import PlaceMissed
from cellpark.premises.models import Building, MissedPlace
from cellpark.premises.permissions import PremisesPermission
from cellpark.premises.places.needs import Needs
from cellpark.premises.searches import write

VISITORS = Actor.system("visitors")
_APART = frozenset({"day", "buildings", "rooms_max", "next_to"})


def miss_place(*, actor: Actor, needs: Needs, on: date) -> MissedPlace | None:
    """Keep what somebody of the operator's staff looked for on a day; None where it is kept already or is nobody's.

    Whoever may only look, such as an inspector, has no demand.
    """
    if actor.organisation_id is None or not actor.may(PremisesPermission.CHANGE_ROOM):
        return None
    with transaction.atomic():
        return _kept(actor, actor.organisation_id, needs, on)


def miss_visitors_place(*, needs: Needs, park: UUID | None, on: date) -> list[MissedPlace]:
    """Keep what a visitor of the public page looked for, for each operator of the park, or of any park.

    Nothing is kept of who it was: all visitors of a page and day who look for one kind of place count once.
    """
    with use_scope(EVERYTHING), transaction.atomic():
        rows = Building.objects.all() if park is None else Building.objects.filter(park_id=park)
        owners = rows.order_by("organisation_id").values_list("organisation_id", flat=True).distinct()
        kept = [_kept(VISITORS, owner, needs, on, park=park) for owner in owners]
    return [each for each in kept if each is not None]


def _kept(actor: Actor, organisation: UUID, needs: Needs, on: date, *, park: UUID | None = None) -> MissedPlace | None:
    uses = " ".join(sorted(needs.uses))
    once = hashlib.sha256(f"{actor.reference} {on} {park} {uses} {needs.grade}".encode()).hexdigest()
    # the same search sent twice meets here
    lock_word(f"premises-search/{organisation}/{once}")
    if MissedPlace.objects.filter(organisation_id=organisation, once=once).exists():
        return None
    event = PlaceMissed(
        search=new_id(),
        park=park,
        day=on,
        uses=uses,
        grade=needs.grade,
        wanted=wanted_of(needs),
        visitor=actor is VISITORS,
        once=once,
    )
    return write(event, actor=actor, organisation=organisation)


def wanted_of(needs: Needs) -> Mapping[str, str]:
    """What is asked for as text, by name; what is left open is left out, and so is beside whom."""
    found: dict[str, str] = {}
    for each in fields(needs):
        value = getattr(needs, each.name)
        if each.name in _APART or value in (None, each.default) or value == frozenset():
            continue
        if isinstance(value, bool):
            found[each.name] = "yes" if value else "no"
        elif isinstance(value, Decimal):
            found[each.name] = f"{value.normalize():f}"
        else:
            found[each.name] = " ".join(sorted(value)) if isinstance(value, frozenset) else str(value)
    return found
