"""The times of the plant and the policy of plans: documents that hold from a day on, proposed and approved by two."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters

from cellpark.access.public import actor_of
from cellpark.base.actor import Actor
from cellpark.base.idempotency import Outcome
from cellpark.identity.public import Meaning, prepared_signature
from cellpark.kernel.problem import refuse_any
from cellpark.plans import public as plans
from cellpark.plans.public import EDITION_LIFECYCLE, Edition, EditionKind, EditionState, Plan, PlanPermission
from cellpark.plans.public import words as plan_words
from cellpark.web.areas.plans import source
from cellpark.web.areas.plans.forms import EditionForm
from cellpark.web.areas.plans.views.signing import Signing, begin
from cellpark.web.areas.plans.words import edition_state
from cellpark.web.pages import formats
from cellpark.web.pages.acts import FormPage, done, perform, show_page
from cellpark.web.pages.forms.reasons import ReasonForm
from cellpark.web.pages.offers import Offer, offer
from cellpark.web.pages.tables import Column, Kind, Table, table_response
from cellpark.web.pages.views.signing import ceremony

COLUMNS: tuple[Column[Edition], ...] = (
    Column(
        key="kind",
        label=gettext_lazy("Document"),
        value=lambda row: str(plan_words.EDITION_KINDS[EditionKind(row.kind)]),
        sort="kind",
        link=lambda row: reverse("plan_edition", args=[row.id]),
    ),
    Column(key="since", label=gettext_lazy("Holds from"), kind=Kind.DAY, sort="since"),
    Column(
        key="state",
        label=gettext_lazy("State"),
        kind=Kind.STATE,
        value=lambda row: edition_state(row.state),
        sort="state",
    ),
    Column(key="proposed_at", label=gettext_lazy("Proposed at"), kind=Kind.MOMENT, sort="proposed_at"),
    Column(key="decided_at", label=gettext_lazy("Decided at"), kind=Kind.MOMENT, sort="decided_at"),
    Column(key="reason", label=gettext_lazy("Reason"), value="reason"),
)


def listed(request: HttpRequest) -> HttpResponseBase:
    """All documents, and which of them hold today."""
    actor = actor_of(request)
    home = actor.organisation_id
    rows = Edition.objects.none() if home is None else Edition.objects.filter(organisation_id=home)
    holds = {} if home is None else {kind: plans.in_force(home, kind) for kind in EditionKind}
    missing = [str(plan_words.EDITION_KINDS[kind]) for kind, row in holds.items() if row is None]
    table = Table(
        rows,
        COLUMNS,
        request,
        caption=_("All documents"),
        order="-since",
        empty=_("Nothing was proposed yet. Plans are drawn up once the times of the plant hold."),
    )
    context = {
        "now": _("Missing: %(what)s.") % {"what": _(", ").join(missing)}
        if missing
        else _("The times of the plant and the policy of plans hold."),
        "next": _("Propose what is missing; a second person approves it.") if missing else "",
        "offers": [
            offer(
                actor,
                PlanPermission.SET,
                _("Propose times of the plant"),
                reverse("plan_edition_propose", args=["times"]),
                icon="plus",
                look="primary" if missing else "plain",
            ),
            offer(
                actor,
                PlanPermission.SET,
                _("Propose a policy"),
                reverse("plan_edition_propose", args=["policy"]),
                icon="plus",
            ),
        ],
        "crumbs": _crumbs(),
    }
    return table_response(request, "plans/editions.html", table, context)


def propose(request: HttpRequest, kind: str) -> HttpResponse:
    """A document as text; the one that holds stands in the form to begin with."""
    if kind not in list(EditionKind):
        raise Http404
    actor, which = actor_of(request), EditionKind(kind)
    home = actor.organisation_id
    if home is None:
        raise Plan.DoesNotExist
    now = plans.in_force(home, which)
    text = "" if now is None else plans.edition_text(now)
    form = EditionForm.of(request, initial={"text": text, "since": source.today()})

    def act() -> Outcome:
        sent = form.cleaned_data
        # a browser sends every line with two characters at its end
        content = sent["text"].replace("\r\n", "\n").encode()
        made = plans.propose_edition(
            actor=actor,
            organisation_id=home,
            kind=which,
            since=sent["since"],
            content=content,
            reason=sent["reason"],
        )
        return {"id": str(made.id)}

    outcome = perform(request, form, act)
    if outcome is not None:
        return done(
            request, reverse("plan_edition", args=[outcome["id"]]), _("It is proposed; a second person approves it.")
        )
    page = FormPage(
        title=_("Propose: %(what)s") % {"what": plan_words.EDITION_KINDS[which]},
        submit=_("Propose it"),
        back=reverse("plan_editions"),
        lead=_("It holds from its day on once a second person has approved it. What cannot be read is not kept."),
        crumbs=_crumbs(here=True),
    )
    return show_page(request, form, page)


def one(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """One document in full."""
    actor, row = actor_of(request), plans.edition_row(edition_id)
    offers = _offers(actor, row)
    context = {
        "row": row,
        "title": _name(row),
        "state": edition_state(row.state),
        "text": plans.edition_text(row),
        "offers": offers,
        "shut": [each for each in offers if not each.open],
        "now": _("Proposed; it does not hold yet.")
        if row.state == EditionState.PROPOSED
        else _("It holds from %(day)s on, unless a newer one does.") % {"day": formats.day(row.since)}
        if row.state == EditionState.APPROVED
        else _("It was given back."),
        "next": _("A second person approves it.") if row.state == EditionState.PROPOSED else "",
        "crumbs": _crumbs(here=True),
    }
    return render(request, "plans/edition.html", context)


def approve(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """A second person lets it hold."""
    actor, row = actor_of(request), plans.edition_row(edition_id)

    def check() -> None:
        EDITION_LIFECYCLE.step(row.state, "approve")
        refuse_any(plans.edition_problems(actor=actor, row=row))

    asked = Signing(
        row,
        Meaning.APPROVED,
        check,
        lambda: _signed_view(row),
        _("Approve the document"),
        _("With your signature it holds from its day on: plans are drawn up and changed by it."),
        _name(row),
        reverse("plan_edition", args=[row.id]),
        "plan_edition_sign",
        _crumbs(here=True),
    )
    return begin(request, asked)


@sensitive_post_parameters("password", "code")
def sign(request: HttpRequest, edition_id: UUID, prepared_id: UUID) -> HttpResponse:
    """The moment itself."""
    actor = actor_of(request)
    # another's statement is not there, whatever one may do with plans
    prepared = prepared_signature(actor=actor, prepared_id=prepared_id)
    row = plans.edition_row(edition_id)
    if [each.stream for each in prepared.said.heads] != [row.stream]:
        raise Http404
    actor.require(PlanPermission.SET)

    def then(signature_id: UUID) -> str:
        plans.approve_edition(actor=actor, edition_id=edition_id, signature_id=signature_id)
        return reverse("plan_edition", args=[edition_id])

    return ceremony(request, prepared_id, then)


def decline(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """It shall not hold, with the reason."""
    row, form = plans.edition_row(edition_id), ReasonForm.of(request)

    def act() -> Outcome:
        plans.decline_edition(actor=actor_of(request), edition_id=edition_id, reason=form.cleaned_data["reason"])
        return {}

    if perform(request, form, act) is not None:
        return done(request, reverse("plan_edition", args=[edition_id]), _("It was given back."))
    page = FormPage(
        title=_("Give it back"),
        submit=_("Give it back"),
        back=reverse("plan_edition", args=[edition_id]),
        kicker=_name(row),
        crumbs=_crumbs(here=True),
    )
    return show_page(request, form, page)


def _name(row: Edition) -> str:
    return f"{plan_words.EDITION_KINDS[EditionKind(row.kind)]} \u00b7 {formats.day(row.since)}"


def _crumbs(*, here: bool = False) -> tuple[dict[str, object], ...]:
    way: list[dict[str, object]] = [{"href": reverse("plans"), "label": _("Plans")}]
    if here:
        way.append({"href": reverse("plan_editions"), "label": _("Times and policy")})
    return tuple(way)


def _signed_view(row: Edition) -> str:
    parts = []
    for language in ("zh-hans", "en"):
        with translation.override(language):
            context = {"row": row, "language": language, "title": _name(row), "text": plans.edition_text(row)}
            parts.append(render_to_string("plans/signed_edition.html", context))
    return "".join(parts)


def _offers(actor: Actor, row: Edition) -> list[Offer]:
    if row.state != EditionState.PROPOSED:
        return []
    problems = plans.edition_problems(actor=actor, row=row)
    return [
        offer(
            actor,
            PlanPermission.SET,
            _("Approve it"),
            reverse("plan_edition_approve", args=[row.id]),
            icon="writing-sign",
            look="primary",
            unless=problems[0] if problems else None,
        ),
        offer(actor, PlanPermission.SET, _("Give it back"), reverse("plan_edition_decline", args=[row.id]), icon="x"),
    ]
