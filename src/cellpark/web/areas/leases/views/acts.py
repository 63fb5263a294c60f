"""Approving, withdrawing and giving notice."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.leases import public as leases
from cellpark.leases.public import LeasePermission, Side
from cellpark.web.areas.leases.forms import NoticeBackForm, NoticeForm, TakeOverForm
from cellpark.web.areas.leases.views.common import act_page, agreed_page, form_page, seen_of
from cellpark.web.pages import formats
from cellpark.web.pages.forms.act_form import ActForm
from cellpark.web.pages.forms.reasons import ReasonForm


def approve(request: HttpRequest, lease_id: UUID) -> HttpResponse:
    """A second person looked at it."""
    form = ActForm.of(request, version=seen_of(request, lease_id))
    page = form_page(
        lease_id,
        title=_("Approve"),
        submit=_("Approve"),
        lead=_("Its rooms are taken from now on, and the tenant reads it. Then both sides sign."),
    )
    return agreed_page(
        request,
        lease_id,
        form,
        page,
        lambda: leases.approve_lease(actor=actor_of(request), lease_id=lease_id, seen_version=form.seen_version),
        toast=_("Approved. Both sides sign now."),
    )


def take_over(request: HttpRequest, lease_id: UUID) -> HttpResponse:
    """Both sides signed it on paper before the park worked with Cellpark."""
    form = TakeOverForm.of(request, version=seen_of(request, lease_id))
    page = form_page(
        lease_id,
        title=_("Take over from paper"),
        submit=_("Take over the lease"),
        lead=_("Compare the draft with the contract that both sides signed on paper. Nobody signs here again."),
    )

    def act() -> object:
        said = form.cleaned_data
        return leases.take_over_lease(
            actor=actor_of(request), lease_id=lease_id, seen_version=form.seen_version, **said
        )

    return agreed_page(request, lease_id, form, page, act, toast=_("Taken over. It runs by its days."))


def withdraw(request: HttpRequest, lease_id: UUID) -> HttpResponse:
    """It is not agreed."""
    form = ReasonForm.of(request)
    page = form_page(
        lease_id,
        title=_("Withdraw"),
        submit=_("Withdraw"),
        danger=_("What was taken for it is free again. What both sides signed before stays in force."),
    )

    def act() -> object:
        return leases.withdraw_lease(actor=actor_of(request), lease_id=lease_id, reason=form.cleaned_data["reason"])

    return act_page(request, form, page, act, toast=_("Withdrawn."))


def notice(request: HttpRequest, lease_id: UUID) -> HttpResponse:
    """One side ends it before its time."""
    row, actor = leases.lease(lease_id), actor_of(request)
    form = NoticeForm.of(request)
    if not actor.may(LeasePermission.APPROVE) or leases.side_of(actor, row) is not Side.OPERATOR:
        del form.fields["agreed"]
    page = form_page(
        lease_id,
        title=_("Give notice"),
        submit=_("Give notice"),
        danger=_("The lease ends on that day, and its rooms can be let from then on."),
        lead=_("Days of notice: %(days)s.") % {"days": row.notice_days},
    )

    def act() -> object:
        sent = form.cleaned_data
        return leases.give_notice(
            actor=actor, lease_id=lease_id, day=sent["day"], reason=sent["reason"], agreed=sent.get("agreed", False)
        )

    return act_page(request, form, page, act, toast=_("Notice is given."))


def notice_back(request: HttpRequest, lease_id: UUID) -> HttpResponse:
    """One side asks to go on."""
    row = leases.lease(lease_id)
    form = NoticeBackForm.of(request)
    lead = _("The lease goes on as it was agreed, as soon as the other side agrees.")
    if row.leaves_on is not None:
        lead = f"{lead} {_('It ends on %(day)s otherwise.') % {'day': formats.day(row.leaves_on)}}"
    page = form_page(lease_id, title=_("Take the notice back"), submit=_("Ask the other side"), lead=lead)

    def act() -> object:
        return leases.ask_notice_back(actor=actor_of(request), lease_id=lease_id, **form.cleaned_data)

    return act_page(request, form, page, act, toast=_("The other side is asked."))


def notice_agree(request: HttpRequest, lease_id: UUID) -> HttpResponse:
    """The other side agrees."""
    form = ActForm.of(request)
    page = form_page(
        lease_id,
        title=_("Agree to take the notice back"),
        submit=_("Agree"),
        lead=_("The lease goes on as it was agreed, and its rooms are taken again up to its end."),
    )

    def act() -> object:
        return leases.agree_notice_back(actor=actor_of(request), lease_id=lease_id)

    return agreed_page(request, lease_id, form, page, act, toast=_("The notice is taken back."))
