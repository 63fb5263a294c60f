"""How a company stands: colour, word, and what is true now, what comes next, who acts, by when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cellpark.base.actor import Actor
from cellpark.companies.public import (
    COMPANY_LIFECYCLE,
    STAGE_LIFECYCLE,
    Company,
    CompanyPermission,
    CompanyState,
    NeedState,
    Passage,
    Stage,
    words,
)
from cellpark.identity.public import names_of_people
from cellpark.web.pages.offers import Offer, offer
from cellpark.web.pages.tables import State

_C = CompanyState
COLOURS: Mapping[str, str] = {
    _C.LEAD: "planned",
    _C.VISITED: "planned",
    _C.APPLIED: "waiting",
    _C.IN_REVIEW: "waiting",
    _C.ACCEPTED: "running",
    _C.OFFERED: "waiting",
    _C.SIGNED: "running",
    _C.MOVED_IN: "running",
    _C.GRADUATED: "done",
    _C.LEFT: "done",
    _C.DECLINED: "stopped",
    _C.MERGED: "done",
}
NEED_COLOURS: Mapping[str, str] = {
    NeedState.OPEN: "waiting",
    NeedState.MET: "done",
    NeedState.EXPIRED: "stopped",
    NeedState.UNMET: "stopped",
}
STANDING_COLOURS: Mapping[str, str] = {"met": "done", "unknown": "waiting", "not_met": "stopped", "": "planned"}
RISK_COLOURS: Mapping[str, str] = {"safe": "done", "unknown": "waiting", "at_risk": "stopped"}
# the verbs as pages offer them, with the route that does each
ROUTES: Mapping[str, str] = {
    "visit": "company_visit",
    "review": "company_reviewers",
    "accept": "company_accept",
    "offer": "company_offer",
    "sign": "company_sign",
    "move_in": "company_move_in",
    "take_over": "company_enter",
    "graduate": "company_graduate",
    "leave": "company_leave",
    "decline": "company_decline",
    "reopen": "company_reopen",
    "merge": "company_merge",
}
MAIN = ("visit", "review", "accept", "offer", "sign", "move_in", "reopen")
_PATH = (_C.LEAD, _C.VISITED, _C.APPLIED, _C.IN_REVIEW, _C.ACCEPTED, _C.OFFERED, _C.SIGNED)


@dataclass(frozen=True, slots=True)
class Station:
    """One station of a company's life, for the picture and its table."""

    label: object
    day: date | None
    here: bool


def company_state(row: Company) -> State:
    """Where it stands; in the park, by its stage."""
    if row.state == _C.MOVED_IN and row.stage:
        return State("running", words.STAGES[row.stage])
    return State(COLOURS[row.state], words.STATES[row.state])


def truth(row: Company, on: date) -> dict[str, object]:
    """The line on top of its page."""
    days = max((on - (row.stage_since or row.state_since)).days, 0)
    said = {"state": company_state(row).label, "days": days}
    now = ngettext("%(state)s since %(days)s day", "%(state)s since %(days)s days", days) % said
    late = overdue(row, on)
    if late:
        over = (on - row.next_step_on).days if row.next_step_on else 0
        now += str(_("; ")) + ngettext("overdue by %(days)s day", "overdue by %(days)s days", over) % {"days": over}
    names = names_of_people([row.owner_person]) if row.owner_person else {}
    return {
        "now": now,
        "next": str(words.step(row.next_step)) if row.next_step else "",
        "who": names.get(row.owner_person, "")
        if row.owner_person
        else _("nobody looks after it")
        if row.next_step
        else "",
        "by": by(row),
    }


def by(row: Company) -> date | None:
    """The day by which the next step is due."""
    return row.next_step_on


def overdue(row: Company, on: date) -> bool:
    """Whether its next step should have been done."""
    return row.next_step_on is not None and row.next_step_on < on


def offers(row: Company, actor: Actor) -> list[Offer]:
    """What may be done with it now: the next step of its life first."""
    steps = COMPANY_LIFECYCLE.allowed(row.state)
    found: list[Offer] = []
    for each in sorted(steps, key=lambda step: step.verb not in MAIN):
        route = ROUTES.get(each.verb)
        if route is None or (each.verb == "sign" and row.tenant_id is None):
            continue
        look = "primary" if each.verb in MAIN and not found else "plain"
        found.append(offer(actor, each.permission, words.VERBS[each.verb], reverse(route, args=[row.id]), look=look))
    if row.state == _C.OFFERED and row.tenant_id is None:
        made = offer(
            actor,
            CompanyPermission.DECIDE,
            _("Make it an organisation of the park"),
            reverse("company_admit", args=[row.id]),
            look="primary",
        )
        found.insert(0, made)
    if row.state == _C.MOVED_IN and STAGE_LIFECYCLE.allowed(row.stage or Stage.NURSERY):
        label = _("Change the stage")
        found.insert(0, offer(actor, CompanyPermission.KEEP, label, reverse("company_stage", args=[row.id])))
    return found


def stations(row: Company, passages: Iterable[Passage]) -> list[Station]:
    """Its life as stations: those that it passed with their days, those to come without."""
    days: dict[str, date] = {}
    for each in passages:
        days[each.stage or each.state] = each.day
    ended = row.state in (_C.GRADUATED, _C.LEFT, _C.DECLINED)
    keys: list[tuple[str, object]] = [(each, words.STATES[each]) for each in _PATH]
    keys += [(stage, words.STAGES[stage]) for stage in Stage]
    last = row.state if ended else _C.GRADUATED
    keys.append((last, words.STATES[last]))
    here = row.state if ended else (row.stage or row.state)
    if row.state == _C.DECLINED:
        keys = [(key, label) for key, label in keys if key in days or key == _C.DECLINED]
    return [Station(label, days.get(key), key == here) for key, label in keys]


NOBODY = gettext_lazy("nobody")


def names(ids: Iterable[UUID | None]) -> Mapping[UUID, str]:
    """The names of people in sight. One query."""
    return names_of_people([each for each in ids if each is not None])
