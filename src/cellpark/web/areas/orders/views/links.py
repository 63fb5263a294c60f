"""Links with which somebody on the ward does one act without an account."""

from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cellpark.access.public import actor_of
from cellpark.base.idempotency import Outcome
from cellpark.kernel.problem import Refused
from cellpark.orders import public as orders
from cellpark.orders.public import WardAct, WardLink
from cellpark.web.areas.orders.forms import WardLinkForm
from cellpark.web.areas.orders.views.acts import form_page
from cellpark.web.areas.orders.views.order import seen
from cellpark.web.areas.shipments.views.links import link_page
from cellpark.web.pages.acts import done, perform, show_page


def make(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """A link is made; its secret is shown in the answer to this form, and never again."""
    found = seen(request, order_id)
    form = WardLinkForm.of(request)
    form.offer(orders.near_acts(found))
    lead = _("Whoever holds the link compares label and wristband and does one act, once. They see no patient.")
    page = replace(form_page(found, _("Link for the ward"), lead), submit=_("Make the link"))
    shown: list[str] = []

    def act() -> Outcome:
        sent = form.cleaned_data
        made = orders.make_ward_link(
            actor=actor_of(request), order_id=order_id, act=WardAct(sent["act"]), hours=sent["hours"]
        )
        # the outcome is kept, and the secret must not be
        shown.append(made.secret)
        shown.append(reverse("ward_phone", args=[made.link.organisation_id, made.secret]))
        return {}

    if perform(request, form, act) is None:
        return show_page(request, form, page)
    return link_page(request, WardLinkForm(), page, shown, back_words=_("Back to the order"))


@require_POST
def revoke(request: HttpRequest, link_id: UUID) -> HttpResponse:
    """The link works no longer."""
    found: WardLink = WardLink.objects.get(id=link_id)
    back = reverse("order", args=[found.order_id])
    try:
        orders.revoke_ward_link(actor=actor_of(request), link_id=link_id)
    except Refused:
        return done(request, back, _("The link had ended already."))
    return done(request, back, _("The link is taken back."))
