"""What is free: the day of all resources, the week of one."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import ngettext

from cellpark.access.public import actor_of
from cellpark.base.time import now
from cellpark.booking import public as booking
from cellpark.booking.public import HOLDING, BookingPermission, Refusal, ResourceKind, is_owner, shown, words
from cellpark.web.areas.booking.grid import day_grid, day_span, week_grid, week_of
from cellpark.web.areas.booking.rule_words import rules_in_words, weekday
from cellpark.web.areas.booking.standing import booking_state, resource_truth, wait_state
from cellpark.web.areas.booking.views.common import crumbs, day_of, today

SHOWN_MAX = 60
YEAR = timedelta(days=365)
MINE_MAX = 8


def calendar(request: HttpRequest) -> HttpResponse:
    """One day of everything that the reader may book."""
    actor = actor_of(request)
    day = day_of(request)
    kind = request.GET.get("kind", "")
    rows = booking.resources().order_by("kind", "code")
    if kind in set(ResourceKind):
        rows = rows.filter(kind=kind)
    found = list(rows[: SHOWN_MAX + 1])
    since, until = _around(day)
    busy = booking.busy_times(found[:SHOWN_MAX], since=since, until=until)
    mine = booking.bookings_of(actor.organisation_id).filter(state__in=HOLDING, ends_at__gt=now())
    coming = mine.order_by("starts_at").first()
    count = sum(1 for row in found if row.state == "open")
    told = ngettext("%(count)s resource can be booked.", "%(count)s resources can be booked.", count)
    context = {
        "grid": day_grid(found[:SHOWN_MAX], busy, day, actor),
        "more": len(found) > SHOWN_MAX,
        "day": day,
        "day_words": _day_words(day),
        "before": _link(day - timedelta(days=1), kind),
        "after": _link(day + timedelta(days=1), kind),
        "today": _link(today(), kind),
        "is_today": day == today(),
        "kind": kind,
        "kinds": [(each.value, words.KINDS[each]) for each in ResourceKind],
        "now": told % {"count": count},
        "next": "" if coming is None else f"{coming.resource.name}: {booking_state(coming).label}",
        "by": None if coming is None else coming.starts_at,
        "next_href": "" if coming is None else reverse("booking_one", args=[coming.id]),
        "may_book": actor.may(BookingPermission.BOOK),
        "may_rule": actor.may(BookingPermission.RULE),
        "may_feed": actor.may(BookingPermission.FEED),
    }
    return render(request, "booking/calendar.html", context)


def resource(request: HttpRequest, resource_id: UUID) -> HttpResponse:
    """One resource: its week, its rules in words, what one has of it."""
    row = booking.resource(resource_id)
    actor = actor_of(request)
    day = day_of(request, row)
    monday = week_of(day)
    since, until = day_span(monday, row.terms, 7)
    busy = booking.busy_times([row], since=min(since, now()), until=max(until, now() + timedelta(days=1)))[row.id]
    days = [f"{weekday(each)} {(monday + timedelta(days=each)):%m-%d}" for each in range(7)]
    own = is_owner(actor, row.organisation_id)
    rows = booking.bookings() if own else booking.bookings_of(actor.organisation_id)
    mine = rows.filter(resource=row, ends_at__gt=now(), state__in=HOLDING)
    waits = booking.waits().filter(resource=row, state__in=("waiting", "offered")).order_by("starts_at", "asked_at")
    listed = list(mine.order_by("starts_at")[:MINE_MAX])
    asked = booking.refusals().filter(resource=row, asked_at__gte=now() - YEAR)
    refused: list[Refusal] = list(asked.order_by("-asked_at")[:MINE_MAX])
    companies = [*(each.company_id for each in listed), *(each.company_id for each in refused)]
    names = booking.names_of([row.organisation_id, *companies])
    context = {
        "row": row,
        "truth": resource_truth(row, busy),
        "grid": week_grid(row, busy, monday, actor, days),
        "week": f"{monday.isoformat()} – {(monday + timedelta(days=6)).isoformat()}",
        "before": f"?day={(monday - timedelta(days=7)).isoformat()}",
        "after": f"?day={(monday + timedelta(days=7)).isoformat()}",
        "rules": rules_in_words(row),
        "kind": words.KINDS[row.kind],
        "owner": names.get(row.organisation_id, ""),
        "mine": [
            {
                "row": each,
                "state": booking_state(each),
                "times": f"{shown(each.starts_at, row.terms)} – {shown(each.ends_at, row.terms)[11:]}",
                "company": names.get(each.company_id, "") if own else "",
            }
            for each in listed
        ],
        "waits": [
            {"row": each, "state": wait_state(each), "times": shown(each.starts_at, row.terms)}
            for each in waits[:MINE_MAX]
        ],
        "refused": [
            {
                "day": each.day,
                "times": f"{shown(each.starts_at, row.terms)} – {shown(each.ends_at, row.terms)[11:]}",
                "company": names.get(each.company_id, ""),
                "why": ", ".join(str(words.REFUSALS.get(code, code)) for code in each.codes.split()),
            }
            for each in refused
        ],
        "may_book": actor.may(BookingPermission.BOOK) and row.state == "open",
        "owns": own,
        "crumbs": crumbs(),
    }
    return render(request, "booking/resource.html", context)


def _around(day: date) -> tuple[datetime, datetime]:
    """Wide enough for any zone on Earth."""
    begins = datetime.combine(day, time(), tzinfo=UTC)
    return begins - timedelta(hours=15), begins + timedelta(hours=39)


def _day_words(day: date) -> str:
    return f"{weekday(day.weekday())} {day.isoformat()}"


def _link(day: date, kind: str) -> str:
    more = f"&kind={kind}" if kind else ""
    return f"?day={day.isoformat()}{more}"
