"""What the pages behind links share: counting attempts, the link that a phone holds, the page of a link that ended."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NoReturn
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from cellpark.access.public import client_address
from cellpark.base.attempts import take_attempt
from cellpark.base.messages import explain
from cellpark.kernel.problem import Problem, Refused

TRIES_MAX, ADDRESS_TRIES_MAX = 10, 60
WINDOW = timedelta(minutes=10)
HELD, CODE, CODE_MAX = "cellpark_link", "c", 400
GONE, LATER = 410, 429
SPENT, WAITS = Problem("shipments.link.spent"), Problem("shipments.link.waits")


def counted(secret: str) -> bool:
    """Count this attempt at an open link; False when there were too many in ten minutes.

    By the link alone: people behind one address do not wait for one another, nor for somebody who guesses there.
    """
    return take_attempt(f"shipment-link/{secret}", limit=TRIES_MAX, window=WINDOW)


def guessed(request: HttpRequest, secret: str) -> bool:
    """Count this attempt at what is no open link, by its address as well; False when there were too many."""
    by_address = f"shipment-links/{client_address(request)}"
    # both are counted, whatever the first one says
    allowed = [counted(secret), take_attempt(by_address, limit=ADDRESS_TRIES_MAX, window=WINDOW)]
    return all(allowed)


def nothing_more() -> NoReturn:
    """In the place of an act that was done: only what is remembered of it is answered."""
    raise Refused(SPENT)


def ended(request: HttpRequest, secret: str, why: Iterable[Problem] = (SPENT,)) -> HttpResponse:
    """One sentence for a link that is wrong, spent or somebody else's: they are told apart for nobody.

    ``why`` tells whoever has the right secret what came in between.
    """
    status = GONE if guessed(request, secret) else LATER
    problems = [explain(each) for each in (why if status == GONE else (WAITS,))]
    return render(request, "shipments/phone_spent.html", {"problems": problems}, status=status)


def code_of(request: HttpRequest) -> str:
    """The code of a label that the phone came with."""
    return request.GET.get(CODE, "").strip()[:CODE_MAX]


def hold(answer: HttpResponse, route: str, owner: UUID, secret: str, until: datetime) -> HttpResponse:
    """The phone keeps the link until it ends, so that a label which it scans leads to its act."""
    answer.set_signed_cookie(
        HELD,
        f"{route}/{owner}/{secret}",
        path=reverse("shipment_go"),
        expires=until,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return answer


def held(request: HttpRequest) -> tuple[str, str, str]:
    """Route, owner and secret of the link that this phone holds; empty without one."""
    route, _slash, rest = (request.get_signed_cookie(HELD, default="") or "").partition("/")
    owner, _slash, secret = rest.partition("/")
    return route, owner, secret
