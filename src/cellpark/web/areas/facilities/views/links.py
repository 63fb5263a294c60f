"""Links with which a firm reads its permit without an account."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cellpark.access.public import actor_of
from cellpark.base.idempotency import Outcome
from cellpark.facilities import public as facilities
from cellpark.kernel.problem import Refused
from cellpark.web.areas.facilities.views.common import permit_address, permit_crumbs
from cellpark.web.areas.shipments.views.links import link_page
from cellpark.web.pages.acts import FormPage, done, perform, show_page
from cellpark.web.pages.forms.act_form import ActForm


def make(request: HttpRequest, permit_id: UUID) -> HttpResponse:
    """A link is made; its secret is shown in the answer to this form, and never again."""
    row = facilities.permit(permit_id)
    form = ActForm.of(request)
    page = FormPage(
        title=_("Link for the firm"),
        submit=_("Make the link"),
        back=permit_address(row.id),
        kicker=f"{row.code} · {row.contractor or row.carrier or row.place}",
        lead=_(
            "Whoever holds the link reads this permit on a phone, sees whether it is in force, and says when hot work "
            "begins and when it is over. They see nothing else. It ends a day after the permit."
        ),
        crumbs=permit_crumbs(row),
    )
    shown: list[str] = []

    def act() -> Outcome:
        made = facilities.make_permit_link(actor=actor_of(request), permit_id=row.id)
        # the outcome is kept, and the secret must not be
        shown.append(made.secret)
        shown.append(reverse("permit_phone", args=[made.link.organisation_id, made.secret]))
        return {}

    if perform(request, form, act) is None:
        return show_page(request, form, page)
    return link_page(
        request, ActForm(), page, shown, back_words=_("Back to the permit"), template="facilities/link.html"
    )


@require_POST
def revoke(request: HttpRequest, permit_id: UUID, link_id: UUID) -> HttpResponse:
    """The link works no longer."""
    row = facilities.permit(permit_id)
    try:
        facilities.revoke_permit_link(actor=actor_of(request), permit_id=row.id, link_id=link_id)
    except Refused:
        return done(request, permit_address(row.id), _("The link had ended already."))
    return done(request, permit_address(row.id), _("The link is taken back."))
