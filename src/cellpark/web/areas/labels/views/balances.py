"""Reconciliation: what became of the labels of a batch (T9)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cellpark.base.messages import explain
from cellpark.labels import public as labels
from cellpark.labels.public import Balance, Label, LabelState, Outdated, balance_problems
from cellpark.web.areas.labels.standing import LABEL_COLOURS, label_state, next_step
from cellpark.web.pages.tables import State

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

WIDTH = 600
BALANCED = "done"


@dataclass(frozen=True, slots=True)
class Bar:
    """One part of the picture, in units of a line that is 600 wide."""

    label: str
    count: int
    colour: str
    x: int
    width: int

    @property
    def middle(self) -> int:
        """Where the number stands."""
        return self.x + self.width // 2


def balances(request: HttpRequest) -> HttpResponse:
    """The newest batches, and which of them do not balance yet."""
    lines = [_line(each) for each in labels.newest_batches()]
    open_ones = sum(1 for line in lines if line["colour"] != BALANCED)
    context = {
        "lines": lines,
        "now": _("Batches that are not reconciled: %(count)s") % {"count": open_ones}
        if open_ones
        else _("The labels of every batch balance."),
        "next": _("Find the labels without an end and apply, keep, void or destroy them.") if open_ones else "",
        "who": _("Operators, and a second person at each verification.") if open_ones else "",
    }
    return render(request, "labels/balances.html", context)


def _line(each: labels.BatchBalance) -> dict[str, object]:
    state = balance_state(each.found)
    return {
        "batch": each.batch,
        "code": each.batch_code or str(each.batch),
        "found": each.found,
        "colour": state.colour,
        "state": state.label,
    }


def balance(request: HttpRequest, batch: UUID) -> HttpResponse:
    """One batch: the balance as picture and table, and every label."""
    rows = list(labels.labels_of_batch(batch))
    if not rows:
        raise Http404
    found = labels.reconciliation(batch)
    outdated = {each.label.id: each for each in labels.outdated_labels(rows)}
    problems = [explain(each) for each in balance_problems(found)]
    state = balance_state(found)
    context = {
        "crumbs": [{"href": reverse("label_balances"), "label": _("Label balance")}],
        "code": rows[0].batch_code or str(batch),
        "found": found,
        "state": state,
        "problems": problems,
        "now": state.label,
        "next": _("Find the labels without an end and apply, keep, void or destroy them.") if problems else "",
        "who": _("Operators, and a second person at each verification.") if problems else "",
        "printed": bars([(pgettext("label", "printed"), found.printed, "waiting")], found.printed),
        "ends": bars(ends(found), max(found.printed, found.accounted)),
        "width": WIDTH,
        "lines": [{"label": each, "state": label_state(each), "note": _note(each, outdated)} for each in rows],
    }
    return render(request, "labels/balance.html", context)


def _note(found: Label, outdated: Mapping[UUID, Outdated]) -> "StrOrPromise":
    """What is still to be done with a label; empty where nothing is."""
    line = outdated.get(found.id)
    if line is not None:
        told = {"says": line.says, "becomes": line.becomes}
        return _("Says %(says)s, recorded is %(becomes)s: to be replaced, or to stay by the word of two.") % told
    step = next_step(found)
    return step.words if step else ""


def balance_state(found: Balance) -> State:
    """Whether the labels of a batch are reconciled."""
    if not found.balanced:
        return State("stopped", _("Labels missing in the balance: %(count)s") % {"count": found.missing})
    if balance_problems(found):
        return State("waiting", _("The numbers balance; something is still to do."))
    return State(BALANCED, _("Printed = applied + specimens + void + destroyed."))


def ends(found: Balance) -> list[tuple[str, int, str]]:
    """The ends of printed labels, and those that have none yet."""
    return [
        (pgettext("label", "applied"), found.applied, "done"),
        (pgettext("label", "kept as specimen"), found.sampled, "running"),
        (pgettext("label", "void"), found.voided, LABEL_COLOURS[LabelState.VOIDED]),
        (pgettext("label", "destroyed"), found.destroyed, "planned"),
        (pgettext("label", "without an end"), found.missing, "missing"),
    ]


def bars(parts: list[tuple[str, int, str]], total: int) -> list[Bar]:
    """The parts side by side, each as wide as its share."""
    drawn, x = [], 0
    for label, count, colour in parts:
        width = WIDTH * count // total if total else 0
        if count:
            drawn.append(Bar(label, count, colour, x, width))
        x += width
    return drawn
