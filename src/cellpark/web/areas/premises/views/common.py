"""What the pages of this area share."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from cellpark.base.actor import Actor
from cellpark.base.idempotency import Outcome
from cellpark.leases.public import LeasePermission
from cellpark.premises.public import Room
from cellpark.web.pages.acts import FormPage, done, perform, show_page
from cellpark.web.pages.forms.act_form import ActForm

Crumbs = tuple[Mapping[str, object], ...]


def crumbs(row: Room | None = None) -> Crumbs:
    """The way here."""
    way: Crumbs = ({"href": reverse("space_board"), "label": _("Space board")},)
    if row is None:
        return way
    building = {"href": f"{reverse('space_board')}?building={row.building_id}", "label": row.building.code}
    return (*way, building, {"href": reverse("premises_room", args=[row.id]), "label": row.code})


def floor_name(floor: int) -> str:
    """How a floor is called: below ground with B."""
    return _("B%(floor)s") % {"floor": -floor} if floor < 0 else _("F%(floor)s") % {"floor": floor}


def lease_address(actor: Actor, lease: UUID | None) -> str | None:
    """The page of a lease; none for who reads no leases."""
    if lease is None or not actor.may(LeasePermission.SEE):
        return None
    try:
        return reverse("lease", args=[lease])
    except NoReverseMatch:
        return None


def act_page(
    request: HttpRequest, form: ActForm, page: FormPage, act: Callable[[], str], *, toast: Any, **more: Any
) -> HttpResponse:
    """A form with one act, which says where to go when it is done."""

    def run() -> Outcome:
        return {"to": act()}

    outcome = perform(request, form, run)
    if outcome is not None:
        return done(request, str(outcome["to"]), toast)
    return show_page(request, form, page, **more)
