"""Costs of an order: written down, struck, confirmed, let through, taken back."""

from decimal import Decimal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cellpark.access.public import actor_of
from cellpark.facilities import public as facilities
from cellpark.facilities.public import CostKind, Payer, WorkOrder, terms_of
from cellpark.web.areas.facilities.forms import ConfirmForm, CostForm, ReasonForm
from cellpark.web.areas.facilities.views.common import Step, act_on, act_page


def enter(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """One line of what it cost."""
    row = facilities.order(order_id)
    rate = terms_of(row).labour_rate
    payer = Payer.PARK if row.tenant_id is None else Payer.TENANT
    form = CostForm.of(request, initial={"kind": CostKind.LABOUR, "unit_price": rate, "payer": payer})

    def act() -> object:
        sent = dict(form.cleaned_data)
        kind, payer = CostKind(sent.pop("kind")), Payer(sent.pop("payer"))
        return facilities.enter_cost(actor=actor_of(request), order_id=row.id, kind=kind, payer=payer, **sent)

    step = Step(title=_("Write down a cost"), submit=_("Write it down"), toast=_("The cost is written down."))
    return act_on(request, row, form, act, step)


def strike(request: HttpRequest, cost_id: UUID) -> HttpResponse:
    """A line counts no more."""
    line = facilities.cost(cost_id)
    row, form = facilities.order(line.order_id), ReasonForm.of(request)
    step = Step(
        title=_("Strike the cost: %(text)s") % {"text": line.text}, submit=_("Strike"), toast=_("The cost is struck.")
    )
    return act_on(
        request,
        row,
        form,
        lambda: facilities.strike_cost(actor=actor_of(request), cost_id=line.id, **form.cleaned_data),
        step,
    )


def confirm(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """It works; what is to pay is shown once more."""
    row = facilities.order(order_id)
    owed = facilities.owed(row)
    form = ConfirmForm.of(request, initial={"seen_cost": owed})
    step = Step(
        title=_("It works"), submit=_("It works"), toast=_("Thank you. The order is over."), lead=_pay(row, owed)
    )
    return act_on(
        request,
        row,
        form,
        lambda: facilities.confirm_order(actor=actor_of(request), order_id=row.id, seen_cost=form.cost),
        step,
    )


def approve(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """A second person lets the tenant be charged."""
    row = facilities.order(order_id)
    owed = facilities.owed(row)
    form = ConfirmForm.of(request, initial={"seen_cost": owed})
    step = Step(
        title=_("Let it be charged"),
        submit=_("Let it be charged"),
        toast=_("It is with the bills."),
        lead=_("The tenant pays CNY %(net)s without tax, %(tax)s %% tax.") % _figures(row, owed),
    )
    return act_on(
        request,
        row,
        form,
        lambda: facilities.approve_cost(actor=actor_of(request), order_id=row.id, seen_cost=form.cost),
        step,
    )


reverse = act_page(
    facilities.order,
    ReasonForm,
    facilities.reverse_cost,
    Step(
        title=gettext_lazy("Take the charge back"),
        submit=gettext_lazy("Take it back"),
        toast=gettext_lazy("The charge is taken back."),
        danger=gettext_lazy("What was billed gets a credit note. What is charged anew needs a second person."),
    ),
)


def _pay(row: WorkOrder, owed: Decimal) -> str:
    if not owed:
        return _("It costs you nothing.") if row.tenant_id is not None else ""
    return _("You pay CNY %(net)s without tax, %(tax)s %% tax, with the next bill.") % _figures(row, owed)


def _figures(row: WorkOrder, owed: Decimal) -> dict[str, str]:
    percent = terms_of(row).tax * 100
    return {"net": f"{owed:,.2f}", "tax": f"{percent.normalize():f}"}
