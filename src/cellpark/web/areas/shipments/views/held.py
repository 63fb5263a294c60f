"""What the pages behind links share: counting attempts, the link that a phone holds, the page of a link that ended."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from cellpark.base.attempts import take_attempt
from cellpark.base.messages import explain
from cellpark.kernel.problem import Problem

TRIES_MAX, ADDRESS_TRIES_MAX = 10, 60
WINDOW = timedelta(minutes=10)
HELD, CODE, CODE_MAX = "cellpark_link", "c", 400
GONE, LATER = 410, 429
SPENT, WAITS = Problem("shipments.link.spent"), Problem("shipments.link.waits")


def counted(request: HttpRequest, secret: str) -> bool:
    """Count this attempt by link and by address; False when there were too many in ten minutes."""
    address = request.META.get("REMOTE_ADDR", "")
    tries = ((f"shipment-link/{secret}", TRIES_MAX), (f"shipment-links/{address}", ADDRESS_TRIES_MAX))
    # both are counted, whatever the first one says
    allowed = [take_attempt(name, limit=limit, window=WINDOW) for name, limit in tries]
    return all(allowed)


def ended(request: HttpRequest, secret: str) -> HttpResponse:
    """One sentence for a link that is wrong, spent, over or somebody else's: they are told apart for nobody."""
    status = GONE if counted(request, secret) else LATER
    problems = [explain(SPENT if status == GONE else WAITS)]
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
