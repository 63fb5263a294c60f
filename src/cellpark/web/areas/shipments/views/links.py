"""Links for hand-overs without an account."""

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cellpark.access.public import actor_of
from cellpark.base.idempotency import Outcome
from cellpark.identity.public import printed_secret
from cellpark.kernel.problem import Refused
from cellpark.shipments import public as shipments
from cellpark.shipments.public import HandLink, LinkAct, LinkRole, Shipment
from cellpark.web.areas.shipments.forms import LinkForm
from cellpark.web.areas.shipments.views.common import form_page
from cellpark.web.pages.acts import FormPage, done, perform, show_page
from cellpark.web.pages.forms.act_form import ActForm


def make(request: HttpRequest, shipment_id: UUID) -> HttpResponse:
    """A link is made; its secret is shown in the answer to this form, and never again."""
    form = LinkForm.of(request)
    form.offer(shipments.acts_to_come(Shipment.objects.get(id=shipment_id)) or tuple(LinkAct))
    page = form_page(
        shipment_id,
        title=_("Link for a courier or a ward"),
        submit=_("Make the link"),
        lead=_("Whoever holds the link does one act, once, after scanning the shipment. They see nothing else."),
    )
    shown: list[str] = []

    def act() -> Outcome:
        sent = form.cleaned_data
        made = shipments.make_link(
            actor=actor_of(request),
            shipment_id=shipment_id,
            act=LinkAct(sent["act"]),
            role=LinkRole(sent["role"]),
            hours=sent["hours"],
        )
        # the outcome is kept, and the secret must not be
        shown.append(made.secret)
        shown.append(reverse("shipment_phone", args=[made.link.organisation_id, made.secret]))
        return {}

    if perform(request, form, act) is None:
        return show_page(request, form, page)
    return link_page(request, LinkForm(), page, shown, back_words=_("Back to the shipment"))


def link_page(
    request: HttpRequest,
    form: ActForm,
    page: FormPage,
    shown: Sequence[str],
    *,
    back_words: str,
    template: str = "shipments/link.html",
) -> HttpResponse:
    """The link that was made just now, and its one-time code; ``shown`` is empty for a repeated form."""
    told = {"link": "", "one_time": ""}
    if shown:
        secret, path = shown
        told = {"link": request.build_absolute_uri(path), "one_time": printed_secret(secret)}
    return show_page(request, form, page, template=template, back_words=back_words, **told)


@require_POST
def revoke(request: HttpRequest, link_id: UUID) -> HttpResponse:
    """The link works no longer."""
    found: HandLink = HandLink.objects.get(id=link_id)
    back = reverse("shipment", args=[found.shipment_id])
    try:
        shipments.revoke_link(actor=actor_of(request), link_id=link_id)
    except Refused:
        return done(request, back, _("The link had ended already."))
    return done(request, back, _("The link is taken back."))
