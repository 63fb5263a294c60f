"""One batch at the release desk: its checklist, computed now, and what may be done."""

from collections.abc import Mapping
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cellpark.access.public import actor_of
from cellpark.base.messages import explain
from cellpark.batches import public as batches
from cellpark.identity.public import names_of_people
from cellpark.release import public as release
from cellpark.release.public import DISPOSITION_LIFECYCLE, HOLDS, Decision, DispositionState
from cellpark.web.areas.release.shown import batch_crumbs, shown_lines
from cellpark.web.areas.release.views.acts import offered_acts
from cellpark.web.areas.release.words import DECIDES, DECISIONS, QUALITY, disposition, supply_state

PEOPLE = ("decided_by", "reviewed_by", "destroyed_by", "witnessed_by")


def batch(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """The page."""
    actor = actor_of(request)
    found = batches.batch(batch_id)
    file = release.disposition_of(batch_id)
    state = DispositionState.PENDING if file is None else DispositionState(file.state)
    lines, trail = release.checklist_seen(batch_id)
    gaps = [line for line in lines if line.standing not in HOLDS]
    verbs = {each.verb for each in DISPOSITION_LIFECYCLE.allowed(state)}
    decisions = [each for each in Decision if each.value in verbs]
    who = {name: None if file is None else getattr(file, name) for name in PEOPLE}
    people = names_of_people({each for each in who.values() if each})
    cases = release.supplies_of(batch_id)
    after = [explain(each) for each in release.changed_since(batch_id)]
    context = {
        "batch": found,
        "after": after,
        "file": file,
        "state": disposition(state),
        "lines": shown_lines(lines),
        **{name: _named(people, person) for name, person in who.items()},
        "decisions": [{"verb": each.value, "words": DECISIONS[each]} for each in decisions],
        "reasons": _why_not(gaps),
        "may_decide": actor.may(release.ReleasePermission.CERTIFY),
        "decides": DECIDES,
        "acts": offered_acts(actor, batch_id, state, file, trail=trail),
        "cases": [{"row": each, "state": supply_state(each.state)} for each in cases],
        "now": after[0].what if after else _now(state, len(gaps)),
        "next": after[0].remedy if after else _next(state, file, gaps),
        "who": QUALITY if after else "" if not decisions else DECIDES if not gaps else QUALITY,
        "by": None if file is None or file.informed_at is not None else file.inform_due_at,
        "crumbs": batch_crumbs(),
        "trail": reverse("batch_record", args=[batch_id]),
    }
    return render(request, "release/batch.html", context)


def _named(people: Mapping[UUID, str], person: UUID | None) -> str:
    return "" if person is None else people.get(person, "")


def _why_not(gaps: list[release.CheckLine]) -> list[object]:
    return [explain(problem) for line in gaps for problem in line.problems]


def _now(state: DispositionState, gaps: int) -> str:
    if state in (DispositionState.PENDING, DispositionState.STAGE_ONE):
        if not gaps:
            return _("Every line of the checklist holds.")
        return ngettext(
            "%(count)s line of the checklist does not hold.", "%(count)s lines of the checklist do not hold.", gaps
        ) % {"count": gaps}
    return str(disposition(state).label)


def _next(state: DispositionState, file: release.BatchDisposition | None, gaps: list[release.CheckLine]) -> str:
    if file is not None and file.inform_due_at is not None and file.informed_at is None:
        return _("Tell the physician of a late result")
    if state is DispositionState.DESTROYING:
        return _("A second person who saw it confirms the destruction")
    if state not in (DispositionState.PENDING, DispositionState.STAGE_ONE):
        return ""
    return explain(gaps[0].problems[0]).remedy if gaps else _("Certify or reject")
