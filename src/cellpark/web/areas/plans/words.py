"""What people call the resources and operations of a plan, and how plans stand."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from cellpark.base.fields import in_reader_language
from cellpark.base.messages import explain
from cellpark.equipment.public import words as plant_words
from cellpark.plans.public import Beside, EditionState, PlanState, Standing, WorkState
from cellpark.plans.public import words as plan_words
from cellpark.web.areas.plans.picture.scene import PEOPLE, SUITE, View
from cellpark.web.pages.tables import State

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PLAN_COLOURS: Mapping[PlanState, str] = {
    PlanState.DRAFT: "planned",
    PlanState.SUBMITTED: "waiting",
    PlanState.PUBLISHED: "running",
    PlanState.SUPERSEDED: "done",
    PlanState.DISCARDED: "stopped",
}
EDITION_COLOURS: Mapping[EditionState, str] = {
    EditionState.PROPOSED: "waiting",
    EditionState.APPROVED: "done",
    EditionState.DECLINED: "stopped",
}
WORK_COLOURS: Mapping[WorkState, str] = {
    WorkState.WAITING: "waiting",
    WorkState.RUNNING: "running",
    WorkState.DONE: "done",
    WorkState.REFUSED: "stopped",
    WorkState.STOPPED: "stopped",
}
VIEWS: Mapping[View, "StrOrPromise"] = {
    View.SUITE: gettext_lazy("Suites"),
    View.DEVICE: gettext_lazy("Devices"),
    View.PEOPLE: gettext_lazy("People"),
    View.BATCH: gettext_lazy("Batches"),
}
ROLES: Mapping[str, "StrOrPromise"] = {
    "operator": gettext_lazy("Operators"),
    "QA": gettext_lazy("Quality assurance"),
    "QC": gettext_lazy("Laboratory"),
}
OPERATIONS: Mapping[str, "StrOrPromise"] = {
    "now": gettext_lazy("Now"),
    "review": gettext_lazy("Review and release"),
    "inbound": gettext_lazy("Way to the plant"),
    "outbound": gettext_lazy("Way to the hospital"),
}
"""What planning adds to the steps of a recipe and the tests for release."""
STATES: Mapping[str, "StrOrPromise"] = {
    "planned": gettext_lazy("not begun"),
    "running": gettext_lazy("in work"),
    "waiting": gettext_lazy("waiting"),
    "stopped": gettext_lazy("stopped"),
    "done": gettext_lazy("done"),
}


def plan_state(state: str) -> State:
    """How a plan stands."""
    return State(PLAN_COLOURS[PlanState(state)], plan_words.PLAN_STATES[PlanState(state)])


def edition_state(state: str) -> State:
    """How times or a policy stand."""
    return State(EDITION_COLOURS[EditionState(state)], plan_words.EDITION_STATES[EditionState(state)])


def work_state(state: str) -> State:
    """How far work in the background is."""
    return State(WORK_COLOURS[WorkState(state)], plan_words.WORK_STATES[WorkState(state)])


def standing_words(standing: Standing) -> list[str]:
    """What has changed since a plan was drawn up, with rooms, devices and roles as people call them."""
    said = []
    for each in standing.problems:
        named = {key: resource_name(str(value)) for key, value in each.params.items() if key in ("name", "role")}
        said.append(str(explain(replace(each, params={**each.params, **named})).what))
    return said


def resource_name(key: str) -> str:
    """A room, device or role as people call it; ``suite B/C`` is suite B, grade C."""
    first, _space, rest = key.partition(" ")
    if first == SUITE:
        suite, _slash, grade = rest.partition("/")
        if not suite:
            return _("Suites")
        said = {"suite": suite, "grade": grade}
        return _("Suite %(suite)s, grade %(grade)s") % said if grade else _("Suite %(suite)s") % said
    if first in PEOPLE:
        role = str(ROLES[first])
        return _("%(role)s for %(recipe)s") % {"role": role, "recipe": rest} if rest else role
    kind, _slash, suite = key.partition("/")
    name = str(plant_words.EQUIPMENT_KINDS.get(kind, kind))
    return _("%(device)s, suite %(suite)s") % {"device": name, "suite": suite} if suite else name


def group_name(view: View, key: str) -> str:
    """What a row of the board is called."""
    return key if view is View.BATCH else resource_name(key)


def operation_name(beside: Beside, job: str, operation: str) -> str:
    """One step as the board names it: its id and title, with the round where it is done more than once."""
    step, _hash, round_ = operation.partition("#")
    label = beside.label(job, operation)
    if label is None:
        return str(OPERATIONS.get(operation, operation.replace("_", " ").replace("-", " ")))
    title = f"{step} {in_reader_language(label.zh, label.en)}"
    return f"{title} ({_('round %(number)s') % {'number': round_}})" if round_ else title


def length(minutes: int) -> str:
    """A length of time in days, hours and minutes, in the two largest that are there."""
    days, rest = divmod(abs(minutes), 24 * 60)
    hours, left = divmod(rest, 60)
    parts = []
    if days:
        parts.append(ngettext("%(count)s day", "%(count)s days", days) % {"count": days})
    if hours:
        parts.append(pgettext("length", "%(count)s h") % {"count": hours})
    if (left and not days) or not parts:
        parts.append(pgettext("length", "%(count)s min") % {"count": left})
    return " ".join(parts)


def apart(minutes: int) -> str:
    """A difference: later or earlier, and by how much."""
    if not minutes:
        return _("as planned")
    said = {"length": length(minutes)}
    return _("%(length)s later") % said if minutes > 0 else _("%(length)s earlier") % said
