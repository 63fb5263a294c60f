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
from cellpark.release.public import DISPOSITION_LIFECYCLE, HOLDS, Decision, DispositionState, Waits
from cellpark.web.areas.release.shown import batch_crumbs, shown_lines
from cellpark.web.areas.release.views.acts import offered_acts
from cellpark.web.areas.release.words import DECIDES, DECISIONS, MENDS, QUALITY, WAITS, WHO, disposition, supply_state

LATE = "quality.release.to_date"
"""A result that runs until its clock ends keeps nothing from the first stage."""
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
    waits = release.waiting_of(found)
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
        "may_certify": any(each is not Decision.REJECT and each is not Decision.LIFT for each in decisions),
        "acts": offered_acts(actor, batch_id, state, file, trail=trail),
        "cases": [{"row": each, "state": supply_state(each.state)} for each in cases],
        **_standing(state, waits, gaps),
        **({"now": after[0].what, "next": after[0].remedy, "who": QUALITY} if after else {}),
        "by": None if waits is None else waits.due_at,
        "crumbs": batch_crumbs(),
        "trail": reverse("batch_record", args=[batch_id]),
    }
    return render(request, "release/batch.html", context)


def _named(people: Mapping[UUID, str], person: UUID | None) -> str:
    return "" if person is None else people.get(person, "")


def _why_not(gaps: list[release.CheckLine]) -> list[object]:
    return [explain(problem) for line in gaps for problem in line.problems]


def _standing(
    state: DispositionState, waits: release.Waiting | None, gaps: list[release.CheckLine]
) -> dict[str, object]:
    """What is true now, what comes next and whose it is: before the decision the first line that does not hold."""
    if state not in (DispositionState.PENDING, DispositionState.STAGE_ONE) or (
        waits is not None and waits.waits is Waits.INFORM
    ):
        said = {"next": WAITS[waits.waits], "who": WHO[waits.waits]} if waits is not None else {}
        return {"now": disposition(state).label, **said}
    if not gaps:
        return {"now": _("Every line of the checklist holds."), "next": WAITS[Waits.DECISION], "who": DECIDES}
    now = ngettext(
        "%(count)s line of the checklist does not hold.", "%(count)s lines of the checklist do not hold.", len(gaps)
    ) % {"count": len(gaps)}
    if state is DispositionState.PENDING and all(each.code == LATE for line in gaps for each in line.problems):
        return {"now": now, "next": DECISIONS[Decision.CERTIFY_STAGE_ONE], "who": DECIDES}
    return {"now": now, "next": explain(gaps[0].problems[0]).remedy, "who": MENDS.get(gaps[0].code, QUALITY)}
