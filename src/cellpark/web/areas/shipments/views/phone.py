"""The page behind a courier's link: one act for somebody without an account, after the scan, and nothing else.

A printed label leads here as well: its second code is the address ``/go`` with the code of the label. Whoever opened a
link on the same phone before, or types the code of one, comes to its act; everybody else is told how to get a link, and
nothing about the label.
"""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from cellpark.base.messages import explain
from cellpark.base.scope import use_scope
from cellpark.identity.public import owner_of_secret, typed_secret
from cellpark.kernel.problem import Refused
from cellpark.materials.public import ScanVerdict
from cellpark.orders import public as orders
from cellpark.orders.public import WardLink
from cellpark.shipments import public as shipments
from cellpark.shipments.public import NEXT, HandLink, ShipmentState, words
from cellpark.web.areas.shipments.forms import LabelForm, ScanForm
from cellpark.web.areas.shipments.views.common import perform_scan
from cellpark.web.areas.shipments.views.held import (
    CODE,
    GONE,
    LATER,
    SPENT,
    WAITS,
    code_of,
    counted,
    ended,
    guessed,
    held,
    hold,
    nothing_more,
)

# the page of a link -> where it is found
FINDERS = {"shipment_phone": shipments.find_link, "ward_phone": orders.find_ward_link}
TABLES = {"shipment_phone": HandLink, "ward_phone": WardLink}


@never_cache
def phone(request: HttpRequest, owner_id: UUID, secret: str) -> HttpResponse:
    """Show the one act of the link and do it once the scan matches (T1, CN-4k)."""
    try:
        link = shipments.find_link(owner_id, secret)
    except Refused:
        return _done_before(request, owner_id, secret) or ended(request, secret)
    holder = shipments.holder_of(link)
    with use_scope(holder.scope):
        form = ScanForm.of(request, initial={"raw": code_of(request)})
        allowed = request.method != "POST" or counted(secret)
        if not allowed:
            form.tell([WAITS])

        def act() -> ScanVerdict:
            return shipments.use_link(owner=owner_id, secret=secret, raw=form.cleaned_data["raw"])

        if allowed and perform_scan(request, form, act, actor=holder):
            return _done(request, link)
        status = LATER if not allowed else form.status
        answer = render(request, "shipments/phone.html", {**_shown(link), "form": form}, status=status)
    return hold(answer, "shipment_phone", owner_id, secret, link.expires_at)


def _done(request: HttpRequest, link: HandLink) -> HttpResponse:
    shown = {"act": words.ACTS[link.act], "number": link.shipment.number}
    return render(request, "shipments/phone_done.html", shown)


def _done_before(request: HttpRequest, owner_id: UUID, secret: str) -> HttpResponse | None:
    """The same click once more, after it was done: the same answer. None for everything else."""
    link = shipments.used_link(owner_id, secret) if request.method == "POST" else None
    if link is None:
        return None
    holder = shipments.holder_of(link)
    with use_scope(holder.scope):
        repeated = perform_scan(request, ScanForm.of(request), nothing_more, actor=holder)
        return _done(request, link) if repeated else None


@never_cache
def go(request: HttpRequest) -> HttpResponse:
    """Where the code on a label leads: to the act of the link that this phone holds or whose code is typed, or to how
    to get one (T19).
    """
    if request.method == "POST":
        return _typed(request)
    code = code_of(request)
    route, owner, secret = held(request)
    if secret and request.GET and route in FINDERS:
        try:
            FINDERS[route](UUID(owner), secret)
        except (Refused, ValueError):
            secret = ""
        if secret:
            return _to(route, owner, secret, code)
    return render(request, "shipments/go.html", {"code": code, "form": LabelForm(initial={CODE: code})})


def _typed(request: HttpRequest) -> HttpResponse:
    """Somebody typed the one-time code of a link beside the label."""
    form = LabelForm(request.POST)
    problem, status = SPENT, GONE
    if form.is_valid():
        secret = typed_secret(form.cleaned_data["one_time"])
        for route, links in TABLES.items():
            owner = owner_of_secret(links, secret)
            if owner is not None:
                return _to(route, str(owner), secret, form.cleaned_data[CODE])
        if not guessed(request, secret):
            problem, status = WAITS, LATER
    context = {"code": form.data.get(CODE, ""), "form": form, "problems": [explain(problem)]}
    return render(request, "shipments/go.html", context, status=status)


def _to(route: str, owner: str, secret: str, code: str) -> HttpResponse:
    to = reverse(route, args=[owner, secret])
    return HttpResponseRedirect(f"{to}?{urlencode({CODE: code})}" if code else to)


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
