"""The planning board: a window of a plan as a picture and as a table, and the same window for the script."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cellpark.access.public import actor_of
from cellpark.base.actor import Actor
from cellpark.plans import public as plans
from cellpark.plans.public import Plan, PlanPermission, PlanState
from cellpark.plays.public import tellings
from cellpark.web.areas.plans import source, what_if
from cellpark.web.areas.plans.forms import MoveForm
from cellpark.web.areas.plans.picture import Bar, View
from cellpark.web.areas.plans.picture.paper import paper_of
from cellpark.web.areas.plans.picture.window import late_jobs, shown, state_of
from cellpark.web.areas.plans.views.common import ZOOMS, Asked, asked_by, changes, drawn, links, names_of, ticks
from cellpark.web.areas.plans.what_if import WhatIf
from cellpark.web.areas.plans.words import STATES, VIEWS, group_name, plan_state
from cellpark.web.pages.tables import Choice, Column, Kind, State, Table, table_response


@dataclass(frozen=True, slots=True)
class Line:
    """One bar as a line of the table."""

    row: str
    job: str
    step: str
    start: datetime
    end: datetime
    state: State
    note: str


COLUMNS: tuple[Column[Line], ...] = (
    Column(key="row", label=gettext_lazy("Row"), value="row", sort="row", search=("row",)),
    Column(key="batch", label=gettext_lazy("Batch"), kind=Kind.CODE, value="job", sort="job", search=("job",)),
    Column(key="step", label=gettext_lazy("Step"), value="step", sort="step", search=("step",)),
    Column(key="start", label=gettext_lazy("From"), kind=Kind.MOMENT, value="start", sort="start"),
    Column(key="end", label=gettext_lazy("Until"), kind=Kind.MOMENT, value="end", sort="end"),
    Column(key="state", label=gettext_lazy("Batch is"), kind=Kind.STATE, value="state", sort="state"),
    Column(key="note", label=gettext_lazy("Note"), value="note", search=("note",)),
)
OPEN = (PlanState.DRAFT, PlanState.SUBMITTED)
KEEP = ("view", "from", "days", "batch", "plan")


def board(request: HttpRequest) -> HttpResponseBase:
    """The window that the address names, of the published plan or of another that it names."""
    actor, wanted = actor_of(request), asked_by(request)
    base = _plan_of(actor, wanted)
    if base is None:
        return nothing_published(request, actor)
    found = what_if.of(request, base)
    table = Table(
        lines_of(found, wanted),
        COLUMNS,
        request,
        caption=_("What stands in this window"),
        order="start",
        choices=(Choice(key="in", label=_("Row"), lookup="row", options=_rows(found, wanted)),),
        empty=_("Nothing stands in this window."),
        keep=KEEP,
    )
    late = len(late_jobs(found.scene))
    batches = base.batches
    context = {
        **_words(base, late),
        "plan": base.row,
        "state": plan_state(base.row.state),
        "window": drawn(found, wanted),
        "asked": wanted,
        "views": [{"href": wanted.link(view=each), "label": VIEWS[each], "here": each is wanted.view} for each in View],
        "zooms": [
            {
                "href": wanted.link(days=each),
                "label": ngettext("%(count)s day", "%(count)s days", each) % {"count": each},
                "here": each == wanted.days,
            }
            for each in ZOOMS
        ],
        "links": links(wanted),
        "print": f"{reverse('planning_print')}?{wanted.link().partition('?')[2]}",
        "batches": batches if len(batches) <= 1_000 else (),
        "changes": changes(found),
        "words": _script_words(),
        "may_move": _may_move(actor, base.row),
        "may_change": actor.may(PlanPermission.DRAW),
        "form": MoveForm(base=base, initial={"job": wanted.batch}) if _may_move(actor, base.row) else None,
    }
    return table_response(request, "plans/board.html", table, context)


def window(request: HttpRequest) -> HttpResponse:
    """A window of a plan for the script that draws it."""
    wanted = asked_by(request)
    base = _plan_of(actor_of(request), wanted)
    if base is None:
        return JsonResponse({"rows": 0, "groups": [], "bars": []})
    return JsonResponse(drawn(what_if.of(request, base), wanted))


def on_paper(request: HttpRequest) -> HttpResponse:
    """The window on one sheet: every row, black on white, without a script."""
    actor, wanted = actor_of(request), asked_by(request)
    base = _plan_of(actor, wanted)
    if base is None:
        return nothing_published(request, actor)
    found = what_if.of(request, base)
    span = wanted.window(base)
    context = {
        "plan": base.row,
        "paper": paper_of(found.scene, span, names_of(found, span), ticks(base, wanted)),
        "asked": wanted,
        "view": VIEWS[wanted.view],
        "back": wanted.link(),
        "changes": changes(found),
    }
    return render(request, "plans/print.html", context)


def nothing_published(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What to press for the first plan; drafts that are there, and an example that publishes one by itself."""
    home = actor.organisation_id
    context = {
        "may_draw": actor.may(PlanPermission.DRAW),
        "has_times": home is not None and plans.in_force(home, plans.EditionKind.TIMES) is not None,
        "waiting": 0 if home is None else plans.plans(home).filter(state__in=OPEN).count(),
        "is_told": any(not each.is_over for each in tellings()),
    }
    return render(request, "plans/none.html", context)


def _plan_of(actor: Actor, wanted: Asked) -> source.Shown | None:
    if not wanted.plan:
        return source.published(actor)
    try:
        plan_id = UUID(wanted.plan)
    except ValueError:
        raise Plan.DoesNotExist from None
    return source.one(plan_id)


def _may_move(actor: Actor, row: Plan) -> bool:
    movable = row.state in (PlanState.PUBLISHED, PlanState.DRAFT)
    return movable and actor.may(PlanPermission.DRAW)


def _words(base: source.Shown, late: int) -> dict[str, object]:
    """What is true now and what comes next."""
    batches = set(base.batches)
    count, now = len(batches), base.now
    told = ngettext("%(count)s batch is planned", "%(count)s batches are planned", count) % {"count": count}
    if late:
        told += " \u00b7 " + ngettext("%(count)s ends late", "%(count)s end late", late) % {"count": late}
    coming = min(
        (each for each in base.held.placed.values() if each.job in batches and now <= each.start < each.end),
        key=lambda each: (each.start, each.job),
        default=None,
    )
    return {
        "now": told,
        "next": "" if coming is None else base.operation(coming.job, coming.operation),
        "by": None if coming is None else base.clock.at(coming.start),
        "who": _("Crews follow the published plan.") if base.row.state == PlanState.PUBLISHED else "",
    }


def _rows(found: WhatIf, wanted: Asked) -> tuple[tuple[str, str], ...]:
    if wanted.view is View.BATCH:
        return ()
    names = [group_name(wanted.view, each.key) for each in found.scene.groups[wanted.view]]
    return tuple((each, each) for each in names)


def lines_of(found: WhatIf, wanted: Asked) -> list[Line]:
    """The bars of the window as lines: once each, however many lanes they take."""
    base, scene, span = found.base, found.scene, wanted.window(found.base)
    names = names_of(found, span)
    once: dict[tuple[object, ...], Bar] = {}
    for bar in shown(scene, span):
        once.setdefault((bar.group, bar.job, bar.operation, bar.start, bar.kept, bar.ghost), bar)
    urgent = {each.key for each in base.held.facts.jobs if each.weight > 1}
    late = late_jobs(scene)
    lines = []
    for bar in once.values():
        state = names.state.get(bar.job) or state_of(scene, bar.job, base.now)
        notes = [
            _("kept between two steps") if bar.kept else "",
            _("stood here in the plan") if bar.ghost else "",
            _("changed by you") if bar.moved else "",
            _("urgent") if bar.job in urgent else "",
            _("ends late") if bar.job in late else "",
        ]
        lines.append(
            Line(
                group_name(wanted.view, bar.group),
                bar.job,
                names.operation(bar.job, bar.operation),
                base.clock.at(bar.start),
                base.clock.at(bar.end),
                State(state, STATES[state]),
                ", ".join(each for each in notes if each),
            )
        )
    return lines


def _script_words() -> dict[str, str]:
    """What the script says; it has no words of its own."""
    return {
        "late": _("ends late"),
        "urgent": _("urgent"),
        "kept": _("kept between two steps"),
        "moved": _("changed by you"),
        "ghost": _("stood here in the plan"),
        "fixed": _("It has begun: it stays."),
        "there": _("there"),
        "looking": _("Looking whether it fits"),
        "fits": _("It fits."),
        "fits_not": _("It does not fit."),
        "nearest": _("Take the nearest time that fits"),
        "rest": _("Move what follows as well"),
        "kept_change": _("The change is kept in your what-if."),
        "lost": _("The server does not answer. Nothing was changed."),
        "due": _("due"),
        "planned": str(STATES["planned"]),
        "running": str(STATES["running"]),
        "waiting": str(STATES["waiting"]),
        "stopped": str(STATES["stopped"]),
        "done": str(STATES["done"]),
    }
