"""The application form: for anybody, without signing in, and its answer."""

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from cellpark.access.public import client_address
from cellpark.base.actor import Actor
from cellpark.base.idempotency import Outcome
from cellpark.base.scope import Scope, use_scope
from cellpark.companies import public as companies
from cellpark.kernel.problem import Problem, Refused
from cellpark.web.areas.companies.application_form import ApplicationForm
from cellpark.web.areas.companies.challenge import BITS, challenge_problem, new_challenge, often_problem
from cellpark.web.areas.companies.desks import desks
from cellpark.web.areas.companies.views.common import language
from cellpark.web.areas.companies.views.erasing import own_address
from cellpark.web.pages.acts import done, perform, show

SALT, SENT_FOR_S = "cellpark.companies.sent", 7 * 24 * 3600
TRAP = "website"


@never_cache
def form(request: HttpRequest) -> HttpResponse:
    """What the park needs to answer; works without JavaScript."""
    open_desks = desks()
    if not open_desks:
        raise Http404
    asked = next((each for each in open_desks if each.park and each.park == request.GET.get("park")), None)
    sent = ApplicationForm.of(request, initial={"desk": asked.value} if asked else {})
    sent.offer(open_desks)
    if request.method == "POST" and (problem := often_problem(client_address(request))) is not None:
        sent.tell([problem])
        return _shown(request, sent, status=429)

    def act() -> Outcome:
        if request.POST.get(TRAP, ""):
            raise Refused(Problem("companies.form.trap"))
        work, answer = request.POST.get("work", ""), request.POST.get("answer", "")
        filled = sent.filled(language(), park=desk.park)
        problem = challenge_problem(request.POST.get("challenge", "")[:600], work=work[:40], answer=answer[:10])
        if problem is not None:
            raise Refused(problem)
        made = companies.apply(house=house, filled=filled)
        return {"reference": made.reference, "house": str(house)}

    desk = sent.chosen(open_desks)
    house = desk.house
    with use_scope(Scope(frozenset({house}))):
        outcome = perform(request, sent, act, actor=Actor.system("applications"))
    if outcome is not None:
        token = signing.dumps([str(outcome["house"]), str(outcome["reference"])], salt=SALT)
        return done(request, reverse("apply_sent", args=[token]), _("Your application has arrived."))
    return _shown(request, sent)


def sent(request: HttpRequest, token: str) -> HttpResponse:
    """The answer: the number under which the application is known, and what happens now."""
    try:
        house, reference = signing.loads(token, salt=SALT, max_age=SENT_FOR_S)
    except (signing.BadSignature, ValueError):
        raise Http404 from None
    return render(
        request,
        "companies/apply_sent.html",
        {"reference": reference, "own": request.build_absolute_uri(own_address(house, reference))},
    )


def _shown(request: HttpRequest, sent: ApplicationForm, *, status: int | None = None) -> HttpResponse:
    answer = show(request, "companies/apply.html", sent, {"challenge": new_challenge(), "bits": BITS, "trap": TRAP})
    if status is not None:
        answer.status_code = status
    return answer
