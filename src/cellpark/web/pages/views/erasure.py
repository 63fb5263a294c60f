"""Erasing a person's encrypted fields: one asks with a reason, another confirms, and nobody takes it back."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.base.actor import Actor
from cellpark.base.idempotency import Outcome
from cellpark.identity.public import person_in_sight, refuse_foreign_account
from cellpark.kernel.problem import Problem
from cellpark.ledger.public import (
    Erasure,
    LedgerPermission,
    Subject,
    confirm_erasure,
    erasure,
    erasures_of,
    request_erasure,
    subject_of,
)
from cellpark.web.pages.acts import FormPage, done, perform, show_page
from cellpark.web.pages.forms.act_form import ActForm
from cellpark.web.pages.forms.reasons import ErasureForm
from cellpark.web.pages.ledger_names import Names, names_for
from cellpark.web.pages.offers import offer
from cellpark.web.pages.tables import State
from cellpark.web.pages.views.people_acts import crumbs


def erasure_page(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """What erasing does, the requests so far, and the form of the first of two people."""
    found, actor = person_in_sight(person_id), actor_of(request)
    form = ErasureForm.of(request)

    def act() -> Outcome:
        refuse_foreign_account(actor, found)
        request_erasure(actor=actor, person=found.id, reason=form.cleaned_data["reason"])
        return {}

    here = reverse("person_erasure", args=[person_id])
    if perform(request, form, act) is not None:
        return done(
            request, here, _("The erasure is requested. Somebody else confirms it; until then nothing changes.")
        )
    subject, asked = subject_of(found.id), erasures_of(found.id)
    page = FormPage(
        title=_("Erase personal data"),
        submit=_("Request the erasure"),
        back=reverse("person", args=[person_id]),
        kicker=found.name,
        crumbs=crumbs(found),
    )
    return show_page(
        request,
        form,
        page,
        template="people/erasure.html",
        state=_state(subject, asked),
        readable=subject is Subject.READABLE,
        requests=_lines(actor, subject, asked),
    )


def confirm(request: HttpRequest, person_id: UUID, request_id: UUID) -> HttpResponse:
    """The second person destroys the key, for good."""
    found = person_in_sight(person_id)
    asked = erasure(person=found.id, request_id=request_id)
    form = ActForm.of(request)

    def act() -> Outcome:
        refuse_foreign_account(actor_of(request), found)
        confirm_erasure(actor=actor_of(request), request_id=asked.id)
        return {}

    back = reverse("person_erasure", args=[person_id])
    if perform(request, form, act) is not None:
        return done(request, back, _("The encrypted fields are erased. Every proof still holds."))
    page = FormPage(
        title=_("Confirm the erasure"),
        submit=_("Erase for good"),
        back=back,
        kicker=found.name,
        danger=_("This cannot be undone by anybody. Confirm only after you checked the reason yourself."),
        crumbs=(*crumbs(found), {"href": back, "label": _("Erase personal data")}),
    )
    [line] = _lines(actor_of(request), subject_of(found.id), [asked])
    return show_page(request, form, page, template="people/erasure_confirm.html", line=line)


def _state(subject: Subject, asked: list[Erasure]) -> State:
    if subject is Subject.ERASED:
        return State("stopped", _("Erased"))
    if subject is Subject.NOTHING:
        return State("planned", _("Nothing to erase"))
    if any(each.confirmed_at is None for each in asked):
        return State("waiting", _("Waits for a second person"))
    return State("done", _("Readable"))


def _lines(actor: Actor, subject: Subject, asked: list[Erasure]) -> list[dict[str, object]]:
    """Each request with who asked, who confirmed, and the way on for somebody else."""
    names = names_for(who for each in asked for who in (each.requested_by, each.confirmed_by))
    return [_line(actor, subject, each, names) for each in asked]


def _line(actor: Actor, subject: Subject, each: Erasure, names: Names) -> dict[str, object]:
    confirmed = each.confirmed_at is not None
    way = None
    if not confirmed and subject is Subject.READABLE:
        own = each.requested_by == actor.person_id
        way = offer(
            actor,
            LedgerPermission.ERASE_SUBJECT,
            _("Look at it and confirm"),
            reverse("person_erasure_confirm", args=[each.person, each.id]),
            unless=Problem("ledger.erasure.same_person") if own else None,
        )
    over = State("stopped", _("No longer needed"))
    waits = State("waiting", _("Waits for a second person"))
    return {
        "row": each,
        "asked_by": names.person(each.requested_by),
        "confirmed_by": names.person(each.confirmed_by) if confirmed else "",
        "state": State("done", _("Carried out")) if confirmed else waits if way else over,
        "offer": way,
    }
