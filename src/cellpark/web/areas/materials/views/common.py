"""What the pages of this area share."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.base.idempotency import Outcome
from cellpark.identity.public import Organisation
from cellpark.materials.public import Container, Lot, Material, ScanVerdict
from cellpark.web.areas.materials.verdicts import perform_scan
from cellpark.web.pages.acts import FormPage, done, perform, show_page
from cellpark.web.pages.forms.act_form import ActForm
from cellpark.web.pages.forms.reasons import ReasonForm

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MATERIALS_MAX = 2_000


def own_organisation(request: HttpRequest) -> UUID:
    """The organisation acted for. Raises ``DoesNotExist`` where there is none."""
    found = actor_of(request).organisation_id
    if found is None:
        raise Organisation.DoesNotExist
    return found


def the_container(container_id: UUID) -> Container:
    """One container in scope, with what its page shows."""
    found: Container = Container.objects.select_related("material", "lot").get(id=container_id)
    return found


def the_lot(lot_id: UUID) -> Lot:
    """One lot in scope."""
    found: Lot = Lot.objects.select_related("material").get(id=lot_id)
    return found


def material_choices(request: HttpRequest) -> list[tuple[str, str]]:
    """The materials of the organisation, by their codes."""
    rows = Material.objects.filter(organisation_id=own_organisation(request)).order_by("code")[:MATERIALS_MAX]
    return [("", _("Choose a material")), *((str(row.id), f"{row.code} {row.name}") for row in rows)]


def crumbs(name: str, label: "StrOrPromise", thing: Any = None, href: str = "") -> tuple[Mapping[str, object], ...]:
    """The way here: the list, and the thing where there is one."""
    way: tuple[Mapping[str, object], ...] = ({"href": reverse(name), "label": label},)
    return way if thing is None else (*way, {"href": href, "label": str(thing)})


def container_crumbs(row: Container) -> tuple[Mapping[str, object], ...]:
    """The way to an act on a container."""
    return crumbs("containers", _("Containers"), row.code, reverse("container", args=[row.id]))


def lot_crumbs(row: Lot) -> tuple[Mapping[str, object], ...]:
    """The way to an act on a lot."""
    return crumbs("lots", _("Lots"), row.number, reverse("lot", args=[row.id]))


def about_container(row: Container, **words: "StrOrPromise") -> FormPage:
    """The page of an act on a container; ``words``: title, submit, lead, danger."""
    back = reverse("container", args=[row.id])
    return FormPage(back=back, kicker=row.code, crumbs=container_crumbs(row), **words)


def about_lot(row: Lot, **words: "StrOrPromise") -> FormPage:
    """The page of an act on a lot; ``words``: title, submit, lead, danger."""
    back = reverse("lot", args=[row.id])
    return FormPage(back=back, kicker=f"{row.material.code} · {row.number}", crumbs=lot_crumbs(row), **words)


def reason_page(
    request: HttpRequest, page: FormPage, act: Callable[[str], Any], *, toast: "StrOrPromise"
) -> HttpResponse:
    """A form that asks for the reason alone; ``act`` gets it."""
    form = ReasonForm.of(request)

    def run() -> Outcome:
        act(form.cleaned_data["reason"])
        return {}

    if perform(request, form, run) is not None:
        return done(request, page.back, toast)
    return show_page(request, form, page)


def act_page(
    request: HttpRequest,
    form: ActForm,
    page: FormPage,
    act: Callable[[], str],
    *,
    toast: "StrOrPromise",
    template: str = "acts/form.html",
) -> HttpResponse:
    """A form whose act answers with the address to go on to."""
    outcome = perform(request, form, lambda: {"to": act()})
    if outcome is not None:
        return done(request, str(outcome["to"]), toast)
    return show_page(request, form, page, template=template)


def scan_page(
    request: HttpRequest,
    form: ActForm,
    page: FormPage,
    act: Callable[[], ScanVerdict],
    *,
    toast: "StrOrPromise",
) -> HttpResponse:
    """A form with a scan; a mismatch is shown and stays on record."""
    if perform_scan(request, form, act):
        return done(request, page.back, toast)
    return show_page(request, form, page, template="materials/scan_form.html")
