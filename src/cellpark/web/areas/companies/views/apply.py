"""The application form: for anybody, without signing in, and its answer."""

from uuid import UUID

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from cellpark.access.public import client_address
from cellpark.base.actor import Actor
from cellpark.base.idempotency import Outcome
from cellpark.base.scope import EVERYTHING, Scope, use_scope
from cellpark.companies import public as companies
from cellpark.identity.public import Organisation, OrganisationKind, OrganisationState
from cellpark.kernel.problem import Problem, Refused
from cellpark.web.areas.companies.application_form import ApplicationForm
from cellpark.web.areas.companies.challenge import BITS, challenge_problem, new_challenge, often_problem
from cellpark.web.areas.companies.views.common import language
from cellpark.web.pages.acts import done, perform, show

SALT, SENT_FOR_S = "cellpark.companies.sent", 7 * 24 * 3600
TRAP = "website"


def house_of_site() -> UUID | None:
    """The operator that takes applications: the first that runs; read by the house itself, for nobody signed in."""
    with use_scope(EVERYTHING):
        rows = Organisation.objects.filter(kind=OrganisationKind.OPERATOR, state=OrganisationState.ACTIVE)
        found: UUID | None = rows.order_by("id").values_list("id", flat=True).first()
    return found


@never_cache
def form(request: HttpRequest) -> HttpResponse:
    """What the park needs to answer; works without JavaScript."""
    house = house_of_site()
    if house is None:
        raise Http404
    sent = ApplicationForm.of(request)
    if request.method == "POST" and (problem := often_problem(client_address(request))) is not None:
        sent.tell([problem])
        return _shown(request, sent, status=429)

    def act() -> Outcome:
        if request.POST.get(TRAP, ""):
            raise Refused(Problem("companies.form.trap"))
        work, answer = request.POST.get("work", ""), request.POST.get("answer", "")
        filled = sent.filled(language())
        problem = challenge_problem(request.POST.get("challenge", "")[:600], work=work[:40], answer=answer[:10])
        if problem is not None:
            raise Refused(problem)
        made = companies.apply(house=house, filled=filled)
        return {"reference": made.reference}

    with use_scope(Scope(frozenset({house}))):
        outcome = perform(request, sent, act, actor=Actor.system("applications"))
    if outcome is not None:
        token = signing.dumps(str(outcome["reference"]), salt=SALT)
        return done(request, reverse("apply_sent", args=[token]), _("Your application has arrived."))
    return _shown(request, sent)


def sent(request: HttpRequest, token: str) -> HttpResponse:
    """The answer: the number under which the application is known, and what happens now."""
    try:
        reference = str(signing.loads(token, salt=SALT, max_age=SENT_FOR_S))
    except signing.BadSignature:
        raise Http404 from None
    return render(request, "companies/apply_sent.html", {"reference": reference})


def _shown(request: HttpRequest, sent: ApplicationForm, *, status: int | None = None) -> HttpResponse:
    answer = show(request, "companies/apply.html", sent, {"challenge": new_challenge(), "bits": BITS, "trap": TRAP})
    if status is not None:
        answer.status_code = status
    return answer
