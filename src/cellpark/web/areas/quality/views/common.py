"""What the pages of the laboratory share."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.base.idempotency import Outcome
from cellpark.identity.public import names_of_people
from cellpark.web.pages.acts import FormPage, done, perform, show_page
from cellpark.web.pages.forms.act_form import ActForm

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Crumb = dict[str, str]


def laboratory_crumbs(*more: tuple[str, str]) -> tuple[Crumb, ...]:
    """The way to a page of the laboratory."""
    first = {"href": reverse("laboratory"), "label": _("Laboratory")}
    return (first, *({"href": href, "label": label} for href, label in more))


def act_page(
    request: HttpRequest, form: ActForm, page: FormPage, act: Callable[[], object], *, to: str, toast: "StrOrPromise"
) -> HttpResponse:
    """A form on a page of its own: the act, then ``to``."""

    def run() -> Outcome:
        act()
        return {}

    if perform(request, form, run) is not None:
        return done(request, to, toast)
    return show_page(request, form, page)


def named(*people: UUID | None) -> dict[UUID | None, str]:
    """Names of people by their ids."""
    known = names_of_people({each for each in people if each is not None})
    return {each: "" if each is None else known.get(each, "") for each in (None, *people)}


def with_names(rows: list[Any], *fields: str) -> dict[UUID | None, str]:
    """The names of everybody who appears in these fields of some rows."""
    return named(*(getattr(row, field) for row in rows for field in fields))
