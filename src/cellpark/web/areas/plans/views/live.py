"""The plant now: which batch is in which suite and at which step, what comes next and when, what is out of service."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cellpark.access.public import actor_of
from cellpark.base.actor import Actor
from cellpark.base.fields import in_reader_language
from cellpark.base.time import now
from cellpark.batches.public import BatchView, batch_view, running_batches
from cellpark.equipment.public import Equipment, EquipmentPermission, Room, ServiceState, equipment_list, suites
from cellpark.equipment.public import words as plant_words
from cellpark.plans.public import Plan, PlanPermission
from cellpark.quality.public import QualityPermission, Test, TestState, tests
from cellpark.web.areas.plans import source
from cellpark.web.areas.plans.picture.scene import SUITE, View
from cellpark.web.areas.plans.words import operation_name
from cellpark.web.pages.tables import State

BATCHES_MAX, NEXT_MAX, SHOWN_MAX = 40, 3, 60


@dataclass(frozen=True, slots=True)
class Inside:
    """A batch in a suite now."""

    number: str
    href: str
    step: str
    since: datetime | None
    state: State


@dataclass(frozen=True, slots=True)
class Coming:
    """What the published plan has next in a suite."""

    job: str
    step: str
    at: datetime
    is_late: bool


@dataclass(frozen=True, slots=True)
class Place:
    """One suite with who is in it and who comes."""

    code: str
    name: str
    inside: tuple[Inside, ...]
    coming: tuple[Coming, ...]
    out: int

    @property
    def state(self) -> State:
        """The state of what is inside, the worst first."""
        colours = {each.state.colour for each in self.inside}
        for colour in ("stopped", "waiting", "running"):
            if colour in colours:
                return next(each.state for each in self.inside if each.state.colour == colour)
        return State("planned", _("nobody is inside"))


def live(request: HttpRequest) -> HttpResponse:
    """Everything that goes on now; the page asks again by itself."""
    actor = actor_of(request)
    home = actor.organisation_id
    if home is None:
        raise Plan.DoesNotExist
    base = source.published(actor)
    views = [batch_view(each.id, named=False) for each in running_batches().filter(organisation_id=home)[:BATCHES_MAX]]
    inside: dict[str, list[Inside]] = defaultdict(list)
    entered = dict(Room.objects.filter(organisation_id=home).values_list("id", "suite__code"))
    for view in views:
        code, found = _inside(view, entered)
        inside[code].append(found)
    out = list(equipment_list().filter(organisation_id=home, state=ServiceState.OUT_OF_SERVICE)[:SHOWN_MAX])
    coming = {} if base is None else _coming(base)
    places = [
        Place(
            each.code,
            each.name,
            tuple(inside.pop(each.code, [])),
            tuple(coming.get(each.code, [])[:NEXT_MAX]),
            sum(1 for device in out if device.room is not None and device.room.suite_id == each.id),
        )
        for each in suites().filter(organisation_id=home)
    ]
    waiting = [found for rest in inside.values() for found in rest]
    running = tests().filter(organisation_id=home, state__in=[TestState.RUNNING, TestState.ENTERED])
    stopped = sum(each.state.colour == "stopped" for place in places for each in place.inside)
    first = min((each for found in coming.values() for each in found), key=lambda each: each.at, default=None)
    context = {
        "at": now(),
        "places": places,
        "elsewhere": waiting,
        "out": [_device(each, actor) for each in out],
        "tests": [_test(each, actor) for each in running.order_by("due_at")[:SHOWN_MAX]],
        "has_plan": base is not None,
        "may_draw": actor.may(PlanPermission.DRAW),
        "now": ngettext("%(count)s batch is in work", "%(count)s batches are in work", len(views))
        % {"count": len(views)}
        + (
            " \u00b7 " + ngettext("%(count)s is stopped", "%(count)s are stopped", stopped) % {"count": stopped}
            if stopped
            else ""
        ),
        "next": "" if first is None else f"{first.job} \u00b7 {first.step}",
        "by": None if first is None else first.at,
    }
    return render(request, "plans/live.html", context)


def _inside(view: BatchView, entered: Mapping[UUID, str]) -> tuple[str, Inside]:
    """In which suite a batch is, and what happens with it there: the room that was entered, else where it is due."""
    opened = next((each for each in view.next.open if each.has_begun), next(iter(view.next.open), None))
    place = None if opened is None else opened.where.place
    here = "" if view.state.room is None else entered.get(view.state.room, "")
    code = here or ("" if place is None else place.suite) or view.batch.suite
    if opened is None:
        step, since = _("between two steps"), None
    else:
        title = opened.step.title
        step = f"{opened.key} {in_reader_language(title.zh, title.en)}"
        begun = view.state.steps.get(opened.key)
        since = None if begun is None else begun.begun_at
    if view.next.stops:
        state = State("stopped", _("stopped by an exception"))
    elif opened is not None and opened.has_begun:
        state = State("running", _("in work"))
    else:
        state = State("waiting", _("waits for its next step"))
    return code, Inside(view.batch.number, reverse("batch", args=[view.batch.id]), step, since, state)


def _coming(base: source.Shown) -> dict[str, list[Coming]]:
    """By suite what begins after now, in the order of time."""
    found: dict[str, list[Coming]] = defaultdict(list)
    bars = base.scene.bars[View.SUITE]
    for bar in sorted((each for each in bars if each.start >= base.now), key=lambda each: each.start):
        suite = _suite_of(bar.group)
        here = found[suite]
        if len(here) < NEXT_MAX and not any((each.job, each.step) == (bar.job, bar.operation) for each in here):
            due = base.held.jobs[bar.job].due
            late = due is not None and base.scene.ends[bar.job] > due
            step = operation_name(base.beside, bar.job, bar.operation)
            here.append(Coming(bar.job, step, base.clock.at(bar.start), late))
    return found


def _suite_of(resource: str) -> str:
    return resource.removeprefix(f"{SUITE} ").partition("/")[0]


def _device(each: Equipment, actor: Actor) -> dict[str, object]:
    return {
        "code": each.code,
        "name": plant_words.EQUIPMENT_KINDS[each.kind],
        "place": "" if each.room is None else each.room.code,
        "href": reverse("equipment_page", args=[each.id]) if actor.may(EquipmentPermission.SEE) else "",
    }


def _test(each: Test, actor: Actor) -> dict[str, object]:
    return {
        "name": in_reader_language(each.name_zh, each.name_en),
        "method": each.method,
        "due": each.due_at,
        "late": each.due_at < now(),
        "href": reverse("lab_test", args=[each.id]) if actor.may(QualityPermission.SEE) else "",
    }
