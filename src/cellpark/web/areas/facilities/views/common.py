"""What the pages of this area share."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.base.actor import Actor
from cellpark.facilities.public import Permit, WorkOrder, tenants_of
from cellpark.identity.public import OrganisationKind
from cellpark.leases.public import names_of
from cellpark.web.pages.acts import FormPage, done, perform, show_page
from cellpark.web.pages.forms.act_form import ActForm

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Crumbs = tuple[Mapping[str, object], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """The words around one act on an order or a permit."""

    title: "StrOrPromise"
    submit: "StrOrPromise"
    toast: "StrOrPromise"
    lead: "StrOrPromise" = ""
    danger: "StrOrPromise" = ""


class TenantNames:
    """The names of the tenants of some orders or permits, asked for once a page."""

    def __init__(self, rows: QuerySet[Any]) -> None:
        """Nothing is read before a name is asked for."""
        self.rows = rows
        self.known: dict[UUID, str] | None = None

    def of(self, row: WorkOrder | Permit) -> str:
        """The name in the reader's language; a dash where there is no tenant."""
        if row.tenant_id is None:
            return "\u2013"
        if self.known is None:
            self.known = tenants_of(self.rows)
        return self.known.get(row.tenant_id, "")


def is_park(actor: Actor) -> bool:
    """Whether the reader works for an operator."""
    return actor.organisation_kind == OrganisationKind.OPERATOR


def name_of(organisation: UUID | None) -> str:
    """The name of an organisation on a row in sight."""
    return "" if organisation is None else names_of([organisation]).get(organisation, "")


def crumbs(row: WorkOrder | None = None) -> Crumbs:
    """The way to an order."""
    way: Crumbs = ({"href": reverse("facility_board"), "label": _("Work orders")},)
    return way if row is None else (*way, {"href": order_address(row.id), "label": row.code})


def permit_crumbs(row: Permit | None = None) -> Crumbs:
    """The way to a permit."""
    way: Crumbs = ({"href": reverse("facility_permits"), "label": _("Permits of work")},)
    return way if row is None else (*way, {"href": permit_address(row.id), "label": row.code})


def order_address(order_id: UUID) -> str:
    """The page of an order."""
    return reverse("facility_order", args=[order_id])


def permit_address(permit_id: UUID) -> str:
    """The page of a permit."""
    return reverse("facility_permit", args=[permit_id])


def act_on(
    request: HttpRequest,
    row: WorkOrder | Permit,
    form: ActForm,
    act: Callable[[], object],
    step: Step,
    *,
    template: str = "acts/form.html",
    **more: object,
) -> HttpResponse:
    """Carry one act out, or show its form again; afterwards back to the page of the thing."""
    order = isinstance(row, WorkOrder)
    back = order_address(row.id) if order else permit_address(row.id)

    def once() -> dict[str, str]:
        act()
        return {"to": back}

    if perform(request, form, once) is not None:
        return done(request, back, step.toast)
    page = FormPage(
        title=step.title,
        submit=step.submit,
        back=back,
        kicker=f"{row.code} \u00b7 {row.place}",
        lead=step.lead,
        danger=step.danger,
        crumbs=crumbs(row) if isinstance(row, WorkOrder) else permit_crumbs(row),
    )
    return show_page(request, form, page, template=template, row=row, **more)


def act_page(
    read: Callable[..., WorkOrder | Permit], kind: type[ActForm], act: Callable[..., object], step: Step
) -> Callable[..., HttpResponse]:
    """The view of an act that takes what its form asks and nothing more."""

    def view(request: HttpRequest, **named: UUID) -> HttpResponse:
        row, form = read(**named), kind.of(request)
        return act_on(request, row, form, lambda: act(actor=actor_of(request), **named, **form.cleaned_data), step)

    return view
