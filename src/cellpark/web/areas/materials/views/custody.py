"""Hand-overs, near misses and stores."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.identity.public import names_of_people
from cellpark.kernel.problem import Problem
from cellpark.materials.public import (
    Container,
    ContainerState,
    HandOver,
    HandOverState,
    MaterialsPermission,
    NearMiss,
    NearMissState,
    ScanVerdict,
    accept_hand_over,
    offer_hand_over,
    review_near_miss,
    withdraw_hand_over,
    words,
)
from cellpark.web.areas.materials.forms import AcceptForm, OfferForm, ReviewForm
from cellpark.web.areas.materials.standing import container_state, near_miss_state, who
from cellpark.web.areas.materials.views.common import (
    act_page,
    container_crumbs,
    crumbs,
    reason_page,
    scan_page,
    the_container,
)
from cellpark.web.pages.acts import FormPage
from cellpark.web.pages.history import history_of
from cellpark.web.pages.offers import offer
from cellpark.web.pages.tables import State

HAND_OVERS_MAX = 200
STORED_MAX = 2_000


def hand_overs(request: HttpRequest) -> HttpResponseBase:
    """What waits to be taken over: large targets, one act each."""
    rows = list(
        HandOver.objects.filter(state=HandOverState.OFFERED)
        .select_related("container__material")
        .order_by("offered_at")[:HAND_OVERS_MAX]
    )
    names = names_of_people([each.giver for each in rows if each.giver])
    mine = actor_of(request).person_id
    shown = [
        {"row": each, "giver": names.get(each.giver, "") if each.giver else "", "own": each.giver == mine}
        for each in rows
    ]
    context = {
        "shown": shown,
        "now": _("Waiting to be taken over: %(count)s.") % {"count": len(rows)},
        "next": _("Whoever takes it scans it.") if rows else "",
        "who": who(MaterialsPermission.HANDLE) if rows else "",
    }
    return render(request, "materials/hand_overs.html", context)


def offer_it(request: HttpRequest, container_id: UUID) -> HttpResponse:
    """The first scan."""
    found = the_container(container_id)
    form = OfferForm.of(request)
    page = FormPage(
        title=_("Hand over"),
        submit=_("Offer"),
        back=reverse("container", args=[found.id]),
        kicker=found.code,
        lead=_("You scan now; whoever takes it scans next. Both scans must match."),
        crumbs=container_crumbs(found),
    )

    def act() -> ScanVerdict:
        sent = form.cleaned_data
        verdict, _offered = offer_hand_over(
            actor=actor_of(request),
            container_id=container_id,
            raw=sent["raw"],
            place=sent["place"],
            seal=sent["seal"],
        )
        return verdict

    return scan_page(request, form, page, act, toast=_("Now the other person scans it."))


def accept(request: HttpRequest, hand_over_id: UUID) -> HttpResponse:
    """The second scan."""
    found = HandOver.objects.select_related("container").get(id=hand_over_id)
    form = AcceptForm.of(request)
    page = FormPage(
        title=_("Take over"),
        submit=_("Take over"),
        back=reverse("hand_overs"),
        kicker=found.container.code,
        lead=_("Scan the container that you take into your hands."),
        crumbs=crumbs("hand_overs", _("Hand-overs")),
    )

    def act() -> ScanVerdict:
        sent = form.cleaned_data
        return accept_hand_over(actor=actor_of(request), hand_over_id=hand_over_id, raw=sent["raw"], seal=sent["seal"])

    return scan_page(request, form, page, act, toast=_("You have taken over the container."))


def withdraw(request: HttpRequest, hand_over_id: UUID) -> HttpResponse:
    """The offer is taken back."""
    found = HandOver.objects.select_related("container").get(id=hand_over_id)
    page = FormPage(
        title=_("Withdraw the hand-over"),
        submit=_("Withdraw"),
        back=reverse("hand_overs"),
        kicker=found.container.code,
        lead=_("The container stays where it was."),
        crumbs=crumbs("hand_overs", _("Hand-overs")),
    )
    return reason_page(
        request,
        page,
        lambda reason: withdraw_hand_over(actor=actor_of(request), hand_over_id=hand_over_id, reason=reason),
        toast=_("The hand-over is withdrawn."),
    )


def near_miss(request: HttpRequest, near_miss_id: UUID) -> HttpResponseBase:
    """One scan that did not match."""
    found = NearMiss.objects.get(id=near_miss_id)
    ids = [each for each in (found.expected_container, found.found_container) if each]
    rows = Container.objects.in_bulk(ids)
    names = names_of_people([each for each in (found.person, found.reviewed_by) if each])
    own = found.person is not None and found.person == actor_of(request).person_id
    review = offer(
        actor_of(request),
        MaterialsPermission.REVIEW_NEAR_MISS,
        _("Review"),
        reverse("near_miss_review", args=[found.id]),
        icon="pencil",
        look="primary",
        unless=Problem("materials.near_miss.own", rule="LBL-5") if own else None,
    )
    waits = found.state == NearMissState.OPEN
    context = {
        "crumbs": crumbs("near_misses", _("Near misses")),
        "near_miss": found,
        "kind": words.NEAR_MISS_KINDS[found.kind],
        "state": near_miss_state(found),
        "expected": rows.get(found.expected_container),
        "found": rows.get(found.found_container),
        "person": names.get(found.person, "") if found.person else "",
        "reviewed_by": names.get(found.reviewed_by, "") if found.reviewed_by else "",
        "now": _("The work stopped; nothing was done with the wrong thing."),
        "next": _("Quality says how it came about and what follows.") if waits else "",
        "who": who(MaterialsPermission.REVIEW_NEAR_MISS) if waits else "",
        "offers": [review] if waits else [],
        "shut": [review] if waits and not review.open else [],
        "history": history_of([f"near-miss/{found.id}"]),
    }
    return render(request, "materials/near_miss.html", context)


def review(request: HttpRequest, near_miss_id: UUID) -> HttpResponse:
    """What follows from it."""
    NearMiss.objects.only("id").get(id=near_miss_id)
    form = ReviewForm.of(request)
    back = reverse("near_miss", args=[near_miss_id])
    page = FormPage(
        title=_("Review the near miss"),
        submit=_("Record"),
        back=back,
        crumbs=crumbs("near_misses", _("Near misses")),
    )

    def act() -> str:
        review_near_miss(actor=actor_of(request), near_miss_id=near_miss_id, conclusion=form.cleaned_data["conclusion"])
        return back

    return act_page(request, form, page, act, toast=_("The review is recorded."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A container in its place."""

    row: Container
    slot: str
    state: State


def stores(request: HttpRequest) -> HttpResponseBase:
    """Tanks, racks and what lies in them: the parts of a place are divided by slashes."""
    rows = list(
        Container.objects.filter(state__in=[ContainerState.STORED, ContainerState.AVAILABLE, ContainerState.IN_USE])
        .exclude(place="")
        .select_related("material")
        .order_by("place", "code")[:STORED_MAX]
    )
    tanks: dict[str, dict[str, list[Stored]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        tank, _mark, rest = row.place.partition("/")
        rack, _mark, slot = rest.partition("/")
        tanks[tank][rack].append(Stored(row=row, slot=slot, state=container_state(row)))
    shown = [
        {"name": tank, "racks": [{"name": rack, "slots": slots} for rack, slots in racks.items()]}
        for tank, racks in tanks.items()
    ]
    context = {
        "tanks": shown,
        "now": _("Containers: %(count)s. Places: %(places)s.") % {"count": len(rows), "places": len(shown)},
    }
    return render(request, "materials/stores.html", context)
