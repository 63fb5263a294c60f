"""What the views of the board share: the window that an address asks for, and its picture."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils import dateformat
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cellpark.plans.public import Plan, beside_of, moves_of
from cellpark.web.areas.plans.picture import View, Window, window_of
from cellpark.web.areas.plans.picture.window import Names
from cellpark.web.areas.plans.source import Shown, batch_states, today
from cellpark.web.areas.plans.what_if import WhatIf
from cellpark.web.areas.plans.words import apart, operation_name

ZOOMS = (1, 7, 28)
"""Days that a window shows."""
FAR = timedelta(days=3_660)


@dataclass(frozen=True, slots=True)
class Asked:
    """What of a plan a reader wants to see."""

    view: View
    day: date
    days: int
    batch: str = ""
    plan: str = ""

    def link(self, **changes: Any) -> str:
        """The address of the board with something else."""
        found = replace(self, **changes)
        said = {"view": found.view.value, "from": found.day.isoformat(), "days": str(found.days)}
        said |= {"batch": found.batch} if found.batch else {}
        said |= {"plan": found.plan} if found.plan else {}
        return f"{reverse('planning')}?{urlencode(said)}"

    def window(self, base: Shown) -> Window:
        """From when until when in units of a plan."""
        since = base.unit_of(self.day)
        return Window(self.view, since, base.unit_of(self.day + timedelta(days=self.days)), base.now, self.batch)


def asked(said: Mapping[str, str]) -> Asked:
    """What an address or a message asks for; what cannot be read is as it is at first."""
    try:
        view = View(said.get("view", ""))
    except ValueError:
        view = View.SUITE
    try:
        day = date.fromisoformat(str(said.get("from", ""))[:10])
    except ValueError:
        day = today()
    days = str(said.get("days", ""))
    return Asked(
        view,
        day if abs(day - today()) < FAR else today(),
        int(days) if days in map(str, ZOOMS) else 7,
        str(said.get("batch", ""))[:80],
        str(said.get("plan", ""))[:36],
    )


def asked_by(request: HttpRequest) -> Asked:
    """What the address asks for."""
    return asked(request.GET.dict())


def drawn(found: WhatIf, wanted: Asked) -> dict[str, Any]:
    """The window as the script draws it."""
    base = found.base
    window = wanted.window(base)
    return window_of(found.scene, window, names_of(found, window)) | {
        "origin": base.clock.origin.isoformat(),
        "unit": base.clock.unit_minutes,
        "ticks": ticks(base, wanted),
        "batch": wanted.batch,
        "links": links(wanted),
        "changes": changes(found),
    }


def names_of(found: WhatIf, window: Window) -> Names:
    """What the picture calls what it shows: one query for how the batches in it stand."""
    jobs = {each.job for each in found.scene.between(window.view, window.since, window.until)}
    known = batch_states(sorted(jobs), found.base.row.organisation_id)
    return found.base.names({key: state for key, (state, _row) in known.items()})


def links(wanted: Asked) -> dict[str, str]:
    """Where the neighbours of a window are."""
    step = timedelta(days=max(1, wanted.days // 2) if wanted.days > 1 else 1)
    return {
        "here": wanted.link(),
        "before": wanted.link(day=wanted.day - step),
        "after": wanted.link(day=wanted.day + step),
        "today": wanted.link(day=today()),
    }


def ticks(base: Shown, wanted: Asked) -> list[tuple[int, str, int]]:
    """Marks over the picture: each day with its name, and hours between where there is room for them."""
    found = []
    for number in range(wanted.days):
        day = wanted.day + timedelta(days=number)
        first, following = base.unit_of(day), base.unit_of(day + timedelta(days=1))
        found.append((first, day_name(day), 1))
        hour = 60 // base.clock.unit_minutes
        step = {1: 1, 7: 6}.get(wanted.days, 0)
        for hours in range(step, 24, step) if step else ():
            unit = first + hours * hour
            if unit < following:
                found.append((unit, f"{hours:02}" if wanted.days > 1 else f"{hours:02}:00", 0))
    return found


def day_name(day: date) -> str:
    """A day over a picture."""
    return dateformat.format(day, pgettext("day over a board", "D j M"))


def changes(found: WhatIf) -> list[dict[str, str]]:
    """What the reader changed so far, in words."""
    base = found.base
    return [
        {
            "job": job,
            "step": base.names({}).operation(job, operation),
            "before": base.at(was),
            "after": base.at(now),
            "by": ("+" if now > was else "\N{MINUS SIGN}") + base.span(abs(now - was)),
        }
        for (job, operation), (was, now) in found.moved.items()
    ]


def crumbs(*more: tuple[str, str]) -> tuple[Mapping[str, object], ...]:
    """The way here."""
    way = [("planning", _("Planning board"))]
    return (
        *({"href": reverse(name), "label": label} for name, label in way),
        *({"href": href, "label": label} for href, label in more),
    )


def plan_name(row: Plan) -> str:
    """A plan as people name it."""
    return _("Plan %(number)s") % {"number": row.number}


def plan_crumbs(row: Plan) -> tuple[Mapping[str, object], ...]:
    """The way to a page about one plan."""
    return (
        {"href": reverse("plans"), "label": _("Plans")},
        {"href": reverse("plan", args=[row.id]), "label": plan_name(row)},
    )


@dataclass(frozen=True, slots=True)
class MovedRow:
    """One step that begins elsewhere in a plan than in the published one."""

    job: str
    step: str
    before: datetime
    after: datetime
    why: str = ""

    @property
    def by(self) -> str:
        """By how much."""
        return apart(int((self.after - self.before).total_seconds()) // 60)


def moved_rows(row: Plan, why: Mapping[tuple[str, str], str] | None = None) -> list[MovedRow]:
    """What a plan moves of the published one, and why where that is known."""
    beside, known = beside_of(row), why or {}
    jobs = {beside.who(job): job for job in beside.recipes}
    return [
        MovedRow(
            each.job,
            operation_name(beside, jobs.get(each.job, each.job), each.operation),
            each.before,
            each.after,
            known.get((each.job, each.operation), ""),
        )
        for each in moves_of(row)
    ]
