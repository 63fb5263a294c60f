"""The front door: the parks and what is to let, for anybody and without signing in."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode

from cellpark.leases.public import today, vacancies
from cellpark.premises.public import Needs, miss_visitors_place
from cellpark.space.public import FactKind, Park, layouts, park_page, park_summaries
from cellpark.web.areas.visitors.forms import Wish
from cellpark.web.pages import park_words
from cellpark.web.pages.park_picture import picture_of

APPLICATION = "apply"


def front(request: HttpRequest) -> HttpResponse:
    """All parks of the house, and the rooms that are to let in any of them."""
    summaries = park_summaries()
    layout_of = layouts([summary.park for summary in summaries])
    parks = [
        {
            "summary": summary,
            "picture": picture_of(layout_of[summary.park.id]),
            "now": park_words.opened(summary.park, layout_of[summary.park.id].phases),
        }
        for summary in summaries
    ]
    return render(request, "visitors/front.html", {"parks": parks, **_rooms(request, None)})


def park(request: HttpRequest, key: str) -> HttpResponse:
    """One park: what is published about it, its platforms, and what is to let."""
    try:
        page = park_page(key)
    except Park.DoesNotExist:
        raise Http404 from None
    figures = park_words.figures_by_standing(page.of_kind(FactKind.FIGURE))
    context = {
        "page": page,
        "park": page.park,
        "now": park_words.true_now(page),
        "picture": picture_of(page),
        "kinds": park_words.platforms_by_kind(page.platforms),
        "figures": figures,
        "statements": page.of_kind(FactKind.STATEMENT),
    }
    return render(request, "visitors/park.html", {**context, **_rooms(request, page.park)})


def _rooms(request: HttpRequest, park: Park | None) -> dict[str, Any]:
    wish = Wish(request.GET or None)
    wanted = wish.cleaned_data if wish.is_bound and wish.is_valid() else {}
    number = request.GET.get("page", "")
    page = int(number) if number.isascii() and number.isdigit() and len(number) < 8 else 1
    asked = request.GET.copy()
    asked.pop("page", None)
    place = park.id if park else None
    rooms = vacancies(place, wanted=wanted, page=page)
    if not rooms.found and any(wanted.values()):
        miss_visitors_place(needs=_needs(wanted), park=place, on=today())
    return {
        "wish": wish,
        "rooms": rooms,
        "asked": asked.urlencode(),
        "application": _application(park),
    }


def _needs(wanted: Mapping[str, Any]) -> Needs:
    """What a visitor looked for, as the staff's search takes it."""
    return Needs(
        day=today(),
        area_min=wanted["area"] or Decimal(0),
        uses=frozenset({wanted["use"]} if wanted["use"] else ()),
        grade=wanted["grade"],
        ln2=wanted["ln2"],
        bonded=True if wanted["bonded"] else None,
    )


def _application(park: Park | None) -> str:
    """The address of the form, which knows the park from whose page the visitor comes."""
    try:
        found = reverse(APPLICATION)
    except NoReverseMatch:
        return ""
    return found if park is None else f"{found}?{urlencode({'park': park.key})}"
