"""Plan against fact: by batch and step when it was planned and when it was done, and by kind of step."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cellpark.access.public import actor_of
from cellpark.batches.public import Batch, BatchState, batches, state_of
from cellpark.plans import public as plans
from cellpark.plans.public import Beside, Plan, PlanState
from cellpark.web.areas.plans.versus import Done, Planned, Versus, by_kind, versus
from cellpark.web.areas.plans.views.common import crumbs
from cellpark.web.areas.plans.words import apart, operation_name
from cellpark.web.pages.charts import Chart, Series
from cellpark.web.pages.tables import Choice, Column, Kind, Table, table_response

BATCHES_MAX, PLANS_MAX = 40, 30
HOUR_MINUTES = 60
HELD = 400


@dataclass(frozen=True, slots=True)
class Line:
    """One operation as a line."""

    row: Versus
    batch: Batch
    step: str

    @property
    def number(self) -> str:
        """The batch, for the choice above the table."""
        number: str = self.batch.number
        return number


def _hours(minutes: int | None) -> Decimal | None:
    return None if minutes is None else round(Decimal(minutes) / HOUR_MINUTES, 2)


COLUMNS: tuple[Column[Line], ...] = (
    Column(
        key="batch",
        label=gettext_lazy("Batch"),
        kind=Kind.CODE,
        value="number",
        sort="number",
        search=("number",),
        link=lambda line: reverse("batch", args=[line.batch.id]),
    ),
    Column(key="step", label=gettext_lazy("Step"), value="step", sort="step", search=("step",)),
    Column(
        key="planned_start",
        label=gettext_lazy("Planned start"),
        kind=Kind.MOMENT,
        value=lambda line: line.row.planned[0],
        sort="planned_start",
    ),
    Column(
        key="start",
        label=gettext_lazy("Really began"),
        kind=Kind.MOMENT,
        value=lambda line: line.row.begun,
        sort="start",
    ),
    Column(
        key="start_hours",
        label=gettext_lazy("Start later by (h)"),
        kind=Kind.NUMBER,
        value=lambda line: _hours(line.row.start_minutes),
        sort="start_hours",
    ),
    Column(
        key="planned_end",
        label=gettext_lazy("Planned end"),
        kind=Kind.MOMENT,
        value=lambda line: line.row.planned[1],
        sort="planned_end",
    ),
    Column(
        key="end", label=gettext_lazy("Really ended"), kind=Kind.MOMENT, value=lambda line: line.row.ended, sort="end"
    ),
    Column(
        key="end_hours",
        label=gettext_lazy("End later by (h)"),
        kind=Kind.NUMBER,
        value=lambda line: _hours(line.row.end_minutes),
        sort="end_hours",
    ),
)


def fact(request: HttpRequest) -> HttpResponseBase:
    """The newest batches that were planned and have begun; CSV with the table."""
    actor = actor_of(request)
    home = actor.organisation_id
    lines = [] if home is None else list(_lines(home))
    kinds = by_kind(each.row for each in lines)
    names = {each.row.operation.partition("#")[0]: each.step.partition(" (")[0] for each in lines}
    table = Table(
        lines,
        COLUMNS,
        request,
        caption=_("Steps that were planned and have begun"),
        order="-start",
        choices=(
            Choice(
                key="of",
                label=_("Batch"),
                lookup="number",
                options=tuple((key, key) for key in dict.fromkeys(each.number for each in lines)),
            ),
        ),
        empty=_("No planned step has begun yet. Publish a plan; what is done after that is compared with it."),
    )
    worst = max(kinds, key=lambda each: each.start_minutes, default=None)
    context = {
        "chart": Chart(
            identity="differences",
            title=_("How much later than planned, median by kind of step"),
            axis=_("Step"),
            categories=[names.get(each.step, each.step) for each in kinds],
            series=[
                Series(_("Start later by"), [_hours(each.start_minutes) for each in kinds]),
                Series(_("Took longer by"), [_hours(each.longer_minutes) for each in kinds]),
            ],
            unit="h",
            form="bar",
        ),
        "kinds": [
            {
                "step": names.get(each.step, each.step),
                "count": each.count,
                "start": apart(each.start_minutes),
                "longer": _hours(each.longer_minutes),
            }
            for each in kinds
        ],
        "now": _now(lines),
        "next": ""
        if worst is None or worst.start_minutes <= 0
        else _("Look at %(step)s first: it begins %(by)s.")
        % {"step": names.get(worst.step, worst.step), "by": apart(worst.start_minutes)},
        "crumbs": crumbs(),
    }
    return table_response(request, "plans/fact.html", table, context)


def _now(lines: Sequence[Line]) -> str:
    """How many steps are compared, and how many of them were late."""
    count, late = len(lines), sum(each.row.start_minutes > HOUR_MINUTES for each in lines)
    told = ngettext("%(count)s planned step has begun.", "%(count)s planned steps have begun.", count) % {
        "count": count
    }
    if not late:
        return told
    more = ngettext("%(count)s began over an hour late.", "%(count)s began over an hour late.", late) % {"count": late}
    return f"{told} {more}"


def _lines(organisation_id: UUID) -> Iterator[Line]:
    rows = plans.plans(organisation_id).filter(state__in=[PlanState.PUBLISHED, PlanState.SUPERSEDED])
    held = sorted(rows.exclude(published_at=None)[:PLANS_MAX], key=_since)
    if not held:
        return
    known = [_planned(each) for each in held]
    # before a batch has a number of its own it is planned under its order's
    orders, named = dict[str, str](), dict[str, tuple[Beside, str]]()
    for each in held:
        beside = plans.beside_of(each)
        orders |= beside.orders
        named |= {beside.who(job): (beside, job) for job in beside.recipes}
    begun = (
        batches()
        .filter(
            organisation_id=organisation_id,
            state__in=[BatchState.RUNNING, BatchState.FINISHED],
        )
        .filter(Q(ended_at=None) | Q(ended_at__gte=known[0].since))
    )
    for batch in begun.order_by("-started_at")[:BATCHES_MAX]:
        who = orders.get(batch.number, batch.number)
        if who in named:
            beside, job = named[who]
            for row in versus(who, _done(batch), known):
                yield Line(row, batch, operation_name(beside, job, row.operation))


def _since(row: Plan) -> datetime:
    """From when on a plan held."""
    assert row.published_at is not None
    return row.published_at


def _planned(row: Plan) -> Planned:
    return _times(row.id, _since(row), row)


class _Times:
    """The times of plans by their id: a plan never changes."""

    def __init__(self) -> None:
        self._held: dict[UUID, Planned] = {}

    def __call__(self, plan_id: UUID, since: datetime, row: Plan) -> Planned:
        if plan_id not in self._held:
            read = plans.read_plan(row)
            clock, beside = row.clock, plans.beside_of(row)
            times = {
                (beside.who(each.job), each.operation): (clock.at(each.start), clock.at(each.end))
                for each in read.schedule.placed
            }
            if len(self._held) >= PLANS_MAX:
                self._held.pop(next(iter(self._held)))
            self._held[plan_id] = Planned(since, times)
        return self._held[plan_id]


_times = _Times()


def _done(batch: Batch) -> tuple[Done, ...]:
    return _recorded(_Batch(batch))


@dataclass(frozen=True, slots=True)
class _Batch:
    """A batch as a key: as it stands after so many entries of its record."""

    row: Batch

    def __hash__(self) -> int:
        return hash((self.row.id, self.row.version))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Batch) and (other.row.id, other.row.version) == (self.row.id, self.row.version)


@lru_cache(maxsize=HELD)
def _recorded(batch: _Batch) -> tuple[Done, ...]:
    _plan, state = state_of(batch.row)
    return tuple(
        Done(key, each.begun_at, each.completed_at or each.ended_at)
        for key, each in state.steps.items()
        if each.begun_at is not None
    )
