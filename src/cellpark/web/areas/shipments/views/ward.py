"""The page behind a link of the ward: who lies there and whose bag it is, compared by somebody without an account.

It does what takes and gives nothing. What asks for a qualified person is named as the next act, with the way to sign
in. It shows no patient, no chain of identity and no label: they would be there to type in (T20).
"""

from collections.abc import Callable
from uuid import UUID

import orjson
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from cellpark.base.actor import Actor
from cellpark.base.idempotency import Outcome
from cellpark.base.messages import explain
from cellpark.base.scope import use_scope
from cellpark.kernel.problem import Problem, Refused
from cellpark.orders import public as orders
from cellpark.orders.public import ORDER_LIFECYCLE, ORDER_STATES, WARD_ACTS, Bedside, WardAct, WardLink
from cellpark.web.areas.shipments.forms import WardForm
from cellpark.web.areas.shipments.views.held import LATER, WAITS, code_of, counted, ended, hold, nothing_more
from cellpark.web.pages.acts import perform

STOPPED = 422
# with these the link itself has ended
OVER = frozenset({"orders.link.refused_often"})
# what follows each act, and on which page somebody with an account does it
AFTER = {
    WardAct.CONFIRM_IDENTITY: (gettext_lazy("Collect the cells"), "order_collect"),
    WardAct.RECEIVE_ON_WARD: (gettext_lazy("First check at the bedside, then a second person’s"), "order_bedside"),
}


@never_cache
def ward_phone(request: HttpRequest, hospital_id: UUID, secret: str) -> HttpResponse:
    """Show the one act of the link, and do it once wristband and label belong together (T1, CN-4k2)."""
    try:
        link = orders.find_ward_link(hospital_id, secret)
    except Refused as refused:
        return _done_before(request, hospital_id, secret) or ended(request, secret, refused.problems)
    holder = orders.holder_of_ward(link)
    with use_scope(holder.scope):
        form = WardForm.of(request, initial={"scan": code_of(request)})
        form.name(WardAct(link.act))
        allowed = request.method != "POST" or counted(secret)
        if not allowed:
            form.tell([WAITS])
        shown = _shown(link)

        def compare() -> Bedside:
            return orders.use_ward_link(hospital=hospital_id, secret=secret, **form.cleaned_data)

        problems = _compared(request, form, holder, compare) if allowed else None
        if problems == []:
            return render(request, "shipments/ward_done.html", shown)
        status = LATER if not allowed else form.status
        if problems:
            # what was typed belongs to the attempt that was stopped; the next one starts empty
            form, status = WardForm(), STOPPED
            form.name(WardAct(link.act))
            # the stop stays in view
            form.fields["scan"].widget.attrs.pop("autofocus")
        if OVER & {each.code for each in problems or ()}:
            shown["ready"], shown["spent"] = False, True
        context = {**shown, "form": form, "stops": [explain(each) for each in problems or ()]}
        answer = render(request, "shipments/ward.html", context, status=status)
    return hold(answer, "ward_phone", hospital_id, secret, link.expires_at)


def _done_before(request: HttpRequest, hospital_id: UUID, secret: str) -> HttpResponse | None:
    """The same click once more, after it was done: the same answer. None for everything else."""
    link = orders.used_ward_link(hospital_id, secret) if request.method == "POST" else None
    if link is None:
        return None
    holder = orders.holder_of_ward(link)
    with use_scope(holder.scope):
        if _compared(request, WardForm.of(request), holder, nothing_more) != []:
            return None
        return render(request, "shipments/ward_done.html", _shown(link))


def _compared(
    request: HttpRequest, form: WardForm, holder: Actor, compare: Callable[[], Bedside]
) -> list[Problem] | None:
    """Run the act once: nothing where both belong together, otherwise why not, and the attempt stays (T1).

    None when nothing was compared: a fresh page, or a refusal that the form shows.
    """

    def act() -> Outcome:
        made = compare()
        # what comes back for a repeated click is kept: codes of problems, nothing that was typed
        found = [{"code": each.code, "params": dict(each.params)} for each in made.problems]
        return {"problems": orjson.dumps(found).decode()}

    outcome = perform(request, form, act, actor=holder)
    return None if outcome is None else [Problem(**each) for each in orjson.loads(str(outcome["problems"]))]


def _shown(link: WardLink) -> dict[str, object]:
    """What the holder of a link sees: the act, where the order stands, what comes after. No patient and no label."""
    order, act = link.order, WardAct(link.act)
    after, route = AFTER[act]
    sign_in = f"{reverse('account_login')}?{urlencode({'next': reverse(route, args=[order.id])})}"
    ready = any(each.verb == act for each in ORDER_LIFECYCLE.allowed(order.state))
    return {
        "act": WARD_ACTS[act],
        "number": order.number,
        "product": order.product,
        "state": ORDER_STATES[order.state],
        "hospital": orders.party_names([order.hospital_id]).get(order.hospital_id, ""),
        "ready": ready,
        "after": after,
        "sign_in": sign_in,
        "ends": link.expires_at,
        "submit": _("Compare, then record it") if ready else _("Look again"),
    }
