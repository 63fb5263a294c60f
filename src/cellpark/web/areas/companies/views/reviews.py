"""Applications and their review: who judges, the points, the difference, the decision."""

from urllib.parse import quote
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.base.idempotency import Outcome
from cellpark.companies import public as companies
from cellpark.companies.public import ReviewState, company, criteria_of, words
from cellpark.web.areas.companies.forms import EmptyForm, ReasonStepForm, ReviewersForm, ReviewForm
from cellpark.web.areas.companies.places import particulars
from cellpark.web.areas.companies.standing import names
from cellpark.web.areas.companies.views.common import act_page, crumbs, form_page, language, people_choices
from cellpark.web.pages.acts import done, perform, show


def reviewers(request: HttpRequest, company_id: UUID) -> HttpResponse:
    """Who judges."""
    row = company(company_id)
    form = ReviewersForm.of(request)
    form.offer(people_choices(row.organisation_id))
    page = form_page(company_id, title=words.VERBS["review"], submit=words.VERBS["review"])

    def act() -> object:
        chosen = [UUID(each) for each in form.cleaned_data["reviewer"]]
        return companies.ask_review(actor=actor_of(request), company_id=company_id, reviewers=chosen)

    return act_page(request, form, page, act, toast=_("The reviewers are asked."))


def review(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """One's own judgement, beside the application; what the others think stays unseen until it is given."""
    row = companies.review(review_id)
    actor = actor_of(request)
    if actor.person_id != row.reviewer:
        raise Http404
    criteria = criteria_of(row.organisation_id, row.edition)
    form = ReviewForm.of(request)
    form.ask(criteria, language())

    def act() -> Outcome:
        companies.give_review(
            actor=actor,
            review_id=review_id,
            no_conflict=form.cleaned_data["no_conflict"],
            scores=form.scores(),
            remark=form.cleaned_data["remark"],
        )
        return {}

    if perform(request, form, act) is not None:
        return done(request, reverse("company", args=[row.company_id]), _("Your review is given."))
    context = {
        "row": row,
        "company": row.company,
        "open": row.state == ReviewState.NAMED,
        "state": words.REVIEW_STATES[row.state],
        "edition": row.edition,
        "applications": companies.applications_of(row.company_id),
        "needs": [{"row": each, "particulars": particulars(each)} for each in companies.needs_of(row.company_id)],
        "crumbs": crumbs(row.company),
        "difference": criteria.difference_max,
    }
    return show(request, "companies/review.html", form, context)


def back(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """A conflict of interest."""
    row = companies.review(review_id)
    if actor_of(request).person_id != row.reviewer:
        raise Http404
    form = EmptyForm.of(request)
    page = form_page(
        row.company_id,
        title=_("Step back over a conflict of interest"),
        submit=_("Step back"),
        danger=_("You will not judge this application; somebody else is named."),
    )
    return act_page(
        request,
        form,
        page,
        lambda: companies.step_back(actor=actor_of(request), review_id=review_id),
        toast=_("You stepped back."),
    )


def accept(request: HttpRequest, company_id: UUID) -> HttpResponse:
    """Yes, with the reviews in sight."""
    form = ReasonStepForm.of(request)
    page = form_page(company_id, title=_("Admit the company"), submit=words.VERBS["accept"])
    given = companies.reviews_of(company_id)
    people = names(each.reviewer for each in given)
    totals = [each.total for each in given if each.total is not None]

    def act() -> object:
        sent = form.cleaned_data
        return companies.accept_application(
            actor=actor_of(request),
            company_id=company_id,
            reason=sent["reason"],
            step=sent["step"],
            step_on=sent["day"],
        )

    shown = [
        {"row": each, "who": people.get(each.reviewer, ""), "state": words.REVIEW_STATES[each.state]} for each in given
    ]
    difference = max(totals) - min(totals) if len(totals) > 1 else None
    return act_page(
        request,
        form,
        page,
        act,
        toast=_("The company is admitted."),
        template="companies/accept.html",
        reviews=shown,
        difference=difference,
        scores=_scores(given),
    )


def _scores(given: list[companies.Review]) -> list[dict[str, object]]:
    """Points by criterion, a column for each reviewer."""
    scored = [each for each in given if each.total is not None]
    if not scored:
        return []
    criteria = criteria_of(scored[0].organisation_id, scored[0].edition)
    return [
        {
            "label": each.words.in_language(language()),
            "weight": each.weight,
            "points": [found.scores.get(each.key, "") for found in scored],
        }
        for each in criteria.criteria
    ]


def application(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """An application as it was sent."""
    sent = companies.application(application_id)
    company = sent.row.company
    context = {"sent": sent, "company": company, "crumbs": crumbs(company)}
    return render(request, "companies/application.html", context)


def attached(request: HttpRequest, application_id: UUID) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """The file of an application: saved, never opened by the browser."""
    found = companies.attached(application_id)
    if found is None:
        raise Http404
    name = f"attachment; filename*=UTF-8''{quote(found.name, safe='')}"
    headers = {"Content-Disposition": name, "X-Content-Type-Options": "nosniff"}
    return HttpResponse(found.content, content_type="application/octet-stream", headers=headers)
