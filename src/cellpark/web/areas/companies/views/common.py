"""What the pages of this area share."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cellpark.base.idempotency import Outcome
from cellpark.companies.public import (
    FINANCING,
    GRANTED,
    Company,
    company,
    kind_words,
    recognitions_of,
    staff_of,
    today,
    vocabulary_of,
)
from cellpark.web.pages.acts import FormPage, done, perform, show_page
from cellpark.web.pages.forms.act_form import ActForm


def crumbs(row: Company | None = None) -> tuple[Mapping[str, object], ...]:
    """The way here."""
    way: tuple[Mapping[str, object], ...] = ({"href": reverse("company_board"), "label": _("Companies of the park")},)
    return way if row is None else (*way, {"href": reverse("company", args=[row.id]), "label": row.name})


def form_page(company_id: UUID, *, title: Any, submit: Any, lead: Any = "", danger: Any = "") -> FormPage:
    """The words around an act on a company in sight."""
    row = company(company_id)
    return FormPage(
        title=title,
        submit=submit,
        back=reverse("company", args=[row.id]),
        kicker=row.name,
        lead=lead,
        danger=danger,
        crumbs=crumbs(row),
    )


def act_page(
    request: HttpRequest, form: ActForm, page: FormPage, act: Callable[[], Any], *, toast: Any, **more: Any
) -> HttpResponse:
    """A form with one act; back to the company when it is done."""

    def run() -> Outcome:
        act()
        return {}

    if perform(request, form, run) is not None:
        return done(request, page.back, toast)
    return show_page(request, form, page, **more)


def language() -> str:
    """The reader's language."""
    return get_language() or "en"


def people_choices(organisation_id: UUID) -> list[tuple[str, str]]:
    """The staff that looks after companies."""
    return [(str(each.id), each.name) for each in staff_of(organisation_id)]


def kind_choices(organisation_id: UUID) -> list[tuple[str, str]]:
    """What may be typed of a company, by words."""
    vocabulary, rules = vocabulary_of(organisation_id), recognitions_of(organisation_id, today())
    kinds = [FINANCING, *vocabulary, *(f"{GRANTED}{each.key}" for each in rules)]
    return [(each, kind_words(each, vocabulary, rules)) for each in kinds]
