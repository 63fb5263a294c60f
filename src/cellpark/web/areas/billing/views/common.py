"""What the pages of this area share."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.base.idempotency import Outcome
from cellpark.billing.public import Bill
from cellpark.leases.public import Lease, names_of
from cellpark.receivables.public import Payment
from cellpark.web.pages.acts import FormPage, done, perform, show_page
from cellpark.web.pages.formats import unit
from cellpark.web.pages.forms.act_form import ActForm

Crumbs = tuple[Mapping[str, object], ...]


def operator(request: HttpRequest) -> UUID:
    """The organisation for which somebody works here; 404 for who works for none."""
    found = actor_of(request).organisation_id
    if found is None:
        raise Http404
    return found


class Names:
    """The names of debtors: those of the rows that are shown; for anybody else all that may be asked for, at once."""

    def __init__(self, debtors: Iterable[UUID] | None = None) -> None:
        """Nothing is read before a name is asked for; ``debtors`` may be, or all with leases or bills."""
        self._debtors = debtors
        self._known: dict[UUID, str] = {}
        self._has_all = False

    def shown(self, rows: Sequence[Any]) -> None:
        """What a table is about to show: their names are enough as long as nobody asks for another."""
        if not self._has_all:
            self._known = names_of(row.debtor_id for row in rows)

    def of(self, debtor_id: UUID) -> str:
        """The name in the reader's language."""
        if debtor_id not in self._known and not self._has_all:
            self._has_all = True
            self._known |= names_of(self._everybody() if self._debtors is None else self._debtors)
        if debtor_id not in self._known:
            self._known |= names_of([debtor_id])
        return self._known.get(debtor_id, "")

    @staticmethod
    def _everybody() -> set[UUID]:
        tenants = set(Lease.objects.order_by().values_list("tenant_id", flat=True).distinct())
        return tenants | set(
            Bill.objects.filter(lease_id=None).order_by().values_list("debtor_id", flat=True).distinct()
        )


def bill_crumbs(row: Bill | None = None) -> Crumbs:
    """The way to bills."""
    way: Crumbs = ({"href": reverse("bills"), "label": _("Bills")},)
    return way if row is None else (*way, {"href": reverse("bill", args=[row.id]), "label": row.number})


def payment_crumbs(row: Payment | None = None) -> Crumbs:
    """The way to payments."""
    way: Crumbs = ({"href": reverse("payments"), "label": _("Payments")},)
    return way if row is None else (*way, {"href": reverse("payment", args=[row.id]), "label": row.number})


def money_crumbs() -> Crumbs:
    """The way to receivables."""
    return ({"href": reverse("receivables"), "label": _("Receivables")},)


def act_page(
    request: HttpRequest,
    form: ActForm,
    page: FormPage,
    act: Callable[[], Any],
    *,
    toast: Any,
    template: str = "acts/form.html",
    **more: Any,
) -> HttpResponse:
    """A form with one act; back to where it came from when it is done."""

    def run() -> Outcome:
        act()
        return {}

    if perform(request, form, run) is not None:
        return done(request, page.back, toast)
    return show_page(request, form, page, template=template, **more)


def nothing_page(request: HttpRequest, page: FormPage, *, empty: Any, text: Any, to: str, label: Any) -> HttpResponse:
    """In place of a form: why its act cannot be done now, and where to go instead."""
    more = {name: getattr(page, name) for name in ("title", "kicker", "crumbs", "back")}
    context = {**more, "empty": empty, "text": text, "to": to, "label": label}
    return render(request, "billing/nothing.html", context)


def sum_of_money(amount: Decimal, currency: str) -> str:
    """An amount with its currency, as sentences say it."""
    return f"{amount:,.2f} {unit(currency)}"


def file_answer(content: bytes, name: str, kind: str, *, inline: bool = False) -> HttpResponse:
    """A file to keep, or to look at."""
    how = "inline" if inline else "attachment"
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'{how}; filename="{name}"'})
