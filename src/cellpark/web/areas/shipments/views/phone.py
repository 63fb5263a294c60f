"""The page behind a link: one act for somebody without an account, after the scan, and nothing else.

A printed label leads here as well: its second code is the address ``/go`` with the code of the label. Whoever opened a
link on the same phone before comes to its act; everybody else is told how to get a link, and nothing about the label.
"""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from cellpark.base.attempts import take_attempt
from cellpark.base.messages import explain
from cellpark.base.scope import use_scope
from cellpark.kernel.problem import Problem, Refused
from cellpark.materials.public import ScanVerdict
from cellpark.shipments import public as shipments
from cellpark.shipments.public import NEXT, HandLink, ShipmentState, words
from cellpark.web.areas.shipments.forms import LabelForm, ScanForm
from cellpark.web.areas.shipments.views.common import perform_scan

TRIES_MAX, ADDRESS_TRIES_MAX = 10, 60
WINDOW = timedelta(minutes=10)
HELD, CODE, CODE_MAX = "cellpark_link", "c", 400
GONE, LATER = 410, 429


@never_cache
def phone(request: HttpRequest, owner_id: UUID, secret: str) -> HttpResponse:
    """Show the one act of the link and do it once the scan matches (T1, CN-4k)."""
    try:
        link = shipments.find_link(owner_id, secret)
    except Refused as refused:
        status = GONE if _counted(request, secret) else LATER
        problems = refused.problems if status == GONE else (Problem("shipments.link.waits"),)
        return render(request, "shipments/phone_spent.html", {"problems": list(map(explain, problems))}, status=status)
    holder = shipments.holder_of(link)
    with use_scope(holder.scope):
        form = ScanForm.of(request, initial={"raw": request.GET.get(CODE, "")[:CODE_MAX]})
        allowed = request.method != "POST" or _counted(request, secret)
        if not allowed:
            form.tell([Problem("shipments.link.waits")])

        def act() -> ScanVerdict:
            return shipments.use_link(owner=owner_id, secret=secret, raw=form.cleaned_data["raw"])

        if allowed and perform_scan(request, form, act, actor=holder):
            return render(
                request, "shipments/phone_done.html", {"act": words.ACTS[link.act], "number": link.shipment.number}
            )
        status = LATER if not allowed else form.status
        answer = render(request, "shipments/phone.html", {**_shown(link), "form": form}, status=status)
    answer.set_signed_cookie(
        HELD,
        f"{owner_id}/{secret}",
        path=reverse("shipment_go"),
        expires=link.expires_at,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return answer


@never_cache
def go(request: HttpRequest) -> HttpResponse:
    """Where the code on a label leads: to the act of the link that this phone holds, or to how to get one (T19)."""
    code = request.GET.get(CODE, "").strip()[:CODE_MAX]
    owner, _slash, secret = (request.get_signed_cookie(HELD, default="") or "").partition("/")
    if secret and (code or request.GET):
        try:
            shipments.find_link(UUID(owner), secret)
        except (Refused, ValueError):
            secret = ""
        if secret:
            to = reverse("shipment_phone", args=[owner, secret])
            return HttpResponseRedirect(f"{to}?{urlencode({CODE: code})}" if code else to)
    return render(request, "shipments/go.html", {"code": code, "form": LabelForm(initial={CODE: code})})


def _shown(link: HandLink) -> dict[str, object]:
    """What the holder of a link sees: the act, whose turn it is, the condition. No patient, no contents."""
    row = link.shipment
    verb = NEXT.get(ShipmentState(row.state))
    ready = verb == link.act
    names = shipments.party_names([link.party_id, row.sender_id, row.receiver_id])
    return {
        "act": words.ACTS[link.act],
        "number": row.number,
        "party": names.get(link.party_id, ""),
        "sender": names.get(row.sender_id, ""),
        "receiver": names.get(row.receiver_id, ""),
        "condition": words.CONDITIONS[row.condition],
        "ready": ready,
        "first": "" if ready or verb is None else words.ACTS[verb],
        "ends": link.expires_at,
        "submit": words.ACTS[link.act] if ready else _("Look again"),
    }


def _counted(request: HttpRequest, secret: str) -> bool:
    """Count this attempt by link and by address; False when there were too many in ten minutes."""
    address = request.META.get("REMOTE_ADDR", "")
    tries = ((f"shipment-link/{secret}", TRIES_MAX), (f"shipment-links/{address}", ADDRESS_TRIES_MAX))
    # both are counted, whatever the first one says
    allowed = [take_attempt(name, limit=limit, window=WINDOW) for name, limit in tries]
    return all(allowed)
