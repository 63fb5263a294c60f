"""What a park promises: the rules that hold, and those of its own, proposed and decided by two people."""

from decimal import Decimal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.base.actor import Actor
from cellpark.base.idempotency import Outcome
from cellpark.facilities import public as facilities
from cellpark.facilities.public import (
    RULES_LIFECYCLE,
    FacilityPermission,
    OwnRules,
    OwnTerms,
    RulesState,
    Urgency,
    terms_for,
    words,
)
from cellpark.leases.public import today
from cellpark.web.areas.facilities.forms import ReasonForm
from cellpark.web.areas.facilities.rules_forms import RulesForm, initial_of
from cellpark.web.areas.facilities.standing import Offer
from cellpark.web.areas.facilities.views.common import Crumbs, crumbs
from cellpark.web.pages import formats
from cellpark.web.pages.acts import FormPage, done, perform, show_page
from cellpark.web.pages.forms.act_form import ActForm
from cellpark.web.pages.tables import State

_COLOURS = {RulesState.PROPOSED: "waiting", RulesState.APPROVED: "done", RulesState.DECLINED: "stopped"}


def listed(request: HttpRequest) -> HttpResponse:
    """What holds today, and every edition of the park's own with what may be done about it."""
    actor = actor_of(request)
    house = actor.organisation_id
    rows = [] if house is None else facilities.own_rules(house)
    names = facilities.people_of(each for row in rows for each in (row.proposed_by, row.decided_by))
    holds = None if house is None else terms_for(house, today())
    context = {
        "crumbs": crumbs(),
        "since": None if holds is None else holds.since,
        "own": None if holds is None else OwnTerms.of(holds),
        "lines": [] if holds is None else _lines(OwnTerms.of(holds)),
        "editions": [
            {
                "row": row,
                "title": _("From %(day)s on") % {"day": formats.day(row.since)},
                "state": State(_COLOURS[RulesState(row.state)], words.RULES_STATES[row.state]),
                "own": OwnTerms.from_json(row.said),
                "lines": _lines(OwnTerms.from_json(row.said)),
                "proposed_by": names.get(row.proposed_by, ""),
                "decided_by": names.get(row.decided_by, ""),
                "offers": _offers(row, actor),
            }
            for row in rows
        ],
        "may_set": actor.may(FacilityPermission.SET_RULES),
    }
    return render(request, "facilities/rules.html", context)


def _lines(own: OwnTerms) -> list[tuple[object, int, int]]:
    """The times of each urgency, the most urgent first; what is kept in the database has no order."""
    return [(words.URGENCIES[each], *own.minutes[each]) for each in Urgency if each in own.minutes]


def _offers(row: OwnRules, actor: Actor) -> list[Offer]:
    if not actor.may(FacilityPermission.SET_RULES):
        return []
    found = []
    if RULES_LIFECYCLE.problem(row.state, "approve") is None and row.proposed_by != actor.person_id:
        found.append(Offer(_("Approve"), reverse("facility_rules_approve", args=[row.id]), "primary"))
    if RULES_LIFECYCLE.problem(row.state, "decline") is None:
        found.append(Offer(_("Decline the rules"), reverse("facility_rules_decline", args=[row.id])))
    return found


def propose(request: HttpRequest) -> HttpResponse:
    """Other times and limits, for a second person."""
    actor = actor_of(request)
    owner = actor.organisation_id
    holds = None if owner is None else OwnTerms.of(terms_for(owner, today()))
    form = RulesForm.of(request, initial={} if holds is None else initial_of(holds))

    def act() -> Outcome:
        sent = form.cleaned_data
        made = facilities.propose_rules(actor=actor, since=sent["since"], own=form.own(), reason=sent["reason"])
        return {"id": str(made.id)}

    back = reverse("facility_rules")
    if perform(request, form, act) is not None:
        return done(request, back, _("The rules are proposed."))
    lead = _("They hold once another park manager approves them. Office hours and permits stay the house\u2019s.")
    page = FormPage(title=_("Propose rules of the park"), submit=_("Propose"), back=back, lead=lead, crumbs=_crumbs())
    return show_page(request, form, page)


def approve(request: HttpRequest, rules_id: UUID) -> HttpResponse:
    """A second person lets them hold."""
    row, form = _row(request, rules_id), ActForm.of(request)
    page = FormPage(
        title=_("Approve the rules"),
        submit=_("Approve"),
        back=reverse("facility_rules"),
        lead=_("From their first day on every new order is promised these times."),
        crumbs=_crumbs(),
    )
    return _decide(request, row, form, page, _("The rules are approved."))


def decline(request: HttpRequest, rules_id: UUID) -> HttpResponse:
    """They shall not hold."""
    row, form = _row(request, rules_id), ReasonForm.of(request)
    page = FormPage(
        title=_("Decline the rules"), submit=_("Decline the rules"), back=reverse("facility_rules"), crumbs=_crumbs()
    )
    return _decide(request, row, form, page, _("The rules are declined."))


def _row(request: HttpRequest, rules_id: UUID) -> OwnRules:
    row = facilities.rules_of(rules_id)
    if row.organisation_id != actor_of(request).organisation_id:
        raise OwnRules.DoesNotExist
    return row


def _decide(request: HttpRequest, row: OwnRules, form: ActForm, page: FormPage, toast: str) -> HttpResponse:
    act = facilities.decline_rules if isinstance(form, ReasonForm) else facilities.approve_rules

    def once() -> Outcome:
        act(actor=actor_of(request), rules_id=row.id, **form.cleaned_data)
        return {}

    if perform(request, form, once) is not None:
        return done(request, page.back, toast)
    names = facilities.people_of([row.proposed_by])
    holds, said = terms_for(row.organisation_id, today()), OwnTerms.from_json(row.said)
    since = {"label": _("First day"), "old": formats.day(holds.since), "new": formats.day(row.since)}
    return show_page(
        request,
        form,
        page,
        template="facilities/rules_decide.html",
        row=row,
        state=State(_COLOURS[RulesState(row.state)], words.RULES_STATES[row.state]),
        changes=[since, *_changes(OwnTerms.of(holds), said)],
        proposed_by=names.get(row.proposed_by, ""),
        decline=reverse("facility_rules_decline", args=[row.id]) if not isinstance(form, ReasonForm) else "",
    )


def _changes(present: OwnTerms, said: OwnTerms) -> list[dict[str, object]]:
    """Every time and limit: as it is promised today, and as it would be."""
    labels = RulesForm().fields
    old, new = initial_of(present), initial_of(said)
    return [
        {"label": field.label, "old": _shown(old.get(name)), "new": _shown(new.get(name))}
        for name, field in labels.items()
        if name in new
    ]


def _shown(value: object) -> str:
    return formats.number(value) if isinstance(value, Decimal | int) else ""


def _crumbs() -> Crumbs:
    return (*crumbs(), {"href": reverse("facility_rules"), "label": _("Rules of the park")})
