"""The acts on an order, each on a page of its own with its own right."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cellpark.access.public import actor_of
from cellpark.base.actor import Actor
from cellpark.base.idempotency import Outcome
from cellpark.orders import public as orders
from cellpark.orders.public import Again, Bedside, OrderPermission, OrderState, Slots, TreatmentOrder
from cellpark.web.areas.orders.forms import (
    AgainForm,
    BedsideForm,
    CollectForm,
    IdentityForm,
    InfuseForm,
    ItemsForm,
    ManufactureForm,
    MoveForm,
    ReasonForm,
    SendKitForm,
    ShipForm,
    local,
)
from cellpark.web.areas.orders.slot import may_see, some_days_ahead
from cellpark.web.areas.orders.views.order import seen
from cellpark.web.pages.acts import FormPage, done, perform, show_page
from cellpark.web.pages.forms.act_form import ActForm

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Do = Callable[[Actor, UUID, Any], TreatmentOrder | Bedside]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderAct:
    """One act: its route, its right, its form, its words, and what it does with the form."""

    name: str
    path: str
    permission: OrderPermission
    form: type[ActForm]
    title: "StrOrPromise"
    lead: "StrOrPromise"
    do: Do
    danger: "StrOrPromise" = ""


def _collect(actor: Actor, order_id: UUID, form: CollectForm) -> Bedside:
    sent = form.cleaned_data
    return orders.collect_cells(
        actor=actor,
        order_id=order_id,
        wristband=sent["wristband"],
        kit=sent["kit"],
        din=sent["din"],
        volumes=form.amounts(),
        collected_at=sent["collected_at"],
    )


def _manufacture(actor: Actor, order_id: UUID, form: ActForm) -> TreatmentOrder:
    return orders.begin_manufacture(actor=actor, order_id=order_id, **form.cleaned_data)


def _again(actor: Actor, order_id: UUID, form: ActForm) -> TreatmentOrder:
    sent = form.cleaned_data
    return orders.begin_again(actor=actor, order_id=order_id, again=Again(sent["again"]), reason=sent["reason"])


def _move(actor: Actor, order_id: UUID, form: MoveForm) -> TreatmentOrder:
    return orders.move_slots(
        actor=actor, order_id=order_id, slots=_kept(order_id, form.slots()), reason=form.cleaned_data["reason"]
    )


def _kept(order_id: UUID, sent: Slots) -> Slots:
    """A time that was not touched keeps its seconds, which the inputs of a page do not show."""
    before = orders.order(order_id)
    values = {}
    for name, value in sent.form().items():
        was = getattr(before, name)
        values[name] = was if was is not None and was.replace(second=0, microsecond=0) == value else value
    return Slots(**values)


P = OrderPermission
ACTS: tuple[OrderAct, ...] = (
    OrderAct(
        name="order_kit",
        path="kit",
        permission=P.ACCEPT,
        form=SendKitForm,
        title=gettext_lazy("Send the collection kit"),
        lead=gettext_lazy("Bags and labels of this chain of identity leave for the hospital."),
        do=lambda actor, order_id, form: orders.send_kit(actor=actor, order_id=order_id, **form.cleaned_data),
    ),
    OrderAct(
        name="order_confirm",
        path="confirm-identity",
        permission=P.COLLECT,
        form=IdentityForm,
        title=gettext_lazy("Compare the patient before the collection"),
        lead=gettext_lazy("Wristband and kit must belong together. Whoever collects compares them again."),
        do=lambda actor, order_id, form: orders.confirm_identity(actor=actor, order_id=order_id, **form.cleaned_data),
    ),
    OrderAct(
        name="order_collect",
        path="collect",
        permission=P.COLLECT,
        form=CollectForm,
        title=gettext_lazy("Collect the cells"),
        lead=gettext_lazy("First compare the patient: scan the wristband. Then enter what was collected."),
        do=_collect,
    ),
    OrderAct(
        name="order_receive",
        path="receive",
        permission=P.ACCEPT,
        form=ActForm,
        title=gettext_lazy("All bags are here"),
        lead=gettext_lazy("Each bag of the collection has passed its receipt check or waits in quarantine."),
        do=lambda actor, order_id, _form: orders.note_receipt(actor=actor, order_id=order_id),
    ),
    OrderAct(
        name="order_manufacture",
        path="manufacture",
        permission=P.ACCEPT,
        form=ManufactureForm,
        title=gettext_lazy("Plan the batch"),
        lead=gettext_lazy("A batch of the therapy’s recipe is planned for this chain of identity."),
        do=_manufacture,
    ),
    OrderAct(
        name="order_made",
        path="made",
        permission=P.ACCEPT,
        form=ActForm,
        title=gettext_lazy("The batch is finished"),
        lead=gettext_lazy("It follows by itself from the end of the batch; say it here when it has not."),
        do=lambda actor, order_id, _form: orders.note_made(actor=actor, order_id=order_id),
    ),
    OrderAct(
        name="order_again",
        path="again",
        permission=P.DECIDE,
        form=AgainForm,
        title=gettext_lazy("Make or collect again"),
        lead=gettext_lazy(
            "The chain of identity stays the same. What is left of a collection that is repeated goes into quarantine."
        ),
        do=_again,
    ),
    OrderAct(
        name="order_ship",
        path="ship",
        permission=P.ACCEPT,
        form=ShipForm,
        title=gettext_lazy("Ship the product"),
        lead=gettext_lazy("What was released, or is supplied under 11.5, leaves for the hospital."),
        do=lambda actor, order_id, form: orders.ship_order(actor=actor, order_id=order_id, **form.cleaned_data),
    ),
    OrderAct(
        name="order_ward",
        path="ward",
        permission=P.INFUSE,
        form=InfuseForm,
        title=gettext_lazy("Receive the bag on the ward"),
        lead=gettext_lazy("Wristband and label must belong together. The checks at the bedside come after it."),
        do=lambda actor, order_id, form: orders.receive_on_ward(actor=actor, order_id=order_id, **form.cleaned_data),
    ),
    OrderAct(
        name="order_bedside",
        path="bedside",
        permission=P.INFUSE,
        form=BedsideForm,
        title=gettext_lazy("First check at the bedside"),
        lead=gettext_lazy("Scan the wristband, then the label of the bag. A second person does the same after you."),
        do=lambda actor, order_id, form: orders.check_bedside(actor=actor, order_id=order_id, **form.cleaned_data),
    ),
    OrderAct(
        name="order_infuse",
        path="infuse",
        permission=P.INFUSE,
        form=InfuseForm,
        title=gettext_lazy("Second check, then infuse"),
        lead=gettext_lazy("Another person than the first scans the wristband and the label of the bag."),
        do=lambda actor, order_id, form: orders.infuse(actor=actor, order_id=order_id, **form.cleaned_data),
    ),
    OrderAct(
        name="order_cancel",
        path="cancel",
        permission=P.CANCEL,
        form=ReasonForm,
        title=gettext_lazy("Cancel the order"),
        lead="",
        danger=gettext_lazy("A cancelled order does not come back; all sides see the reason."),
        do=lambda actor, order_id, form: orders.cancel_order(actor=actor, order_id=order_id, **form.cleaned_data),
    ),
    OrderAct(
        name="order_fail",
        path="fail",
        permission=P.DECIDE,
        form=ReasonForm,
        title=gettext_lazy("End the order"),
        lead="",
        danger=gettext_lazy("The order ends without a treatment; all sides see the reason."),
        do=lambda actor, order_id, form: orders.fail_order(actor=actor, order_id=order_id, **form.cleaned_data),
    ),
    OrderAct(
        name="order_move",
        path="move",
        permission=P.MOVE,
        form=MoveForm,
        title=gettext_lazy("Move the slots"),
        lead=gettext_lazy("Collection, manufacture and infusion move together, with the reason."),
        do=_move,
    ),
)


def view_of(act: OrderAct) -> Callable[..., HttpResponse]:
    """The page of one act."""

    def view(request: HttpRequest, order_id: UUID) -> HttpResponse:
        found = seen(request, order_id)
        form = act.form.of(request, initial=_initial(found))
        if isinstance(form, ShipForm) and orders.travels(found):
            form.offer([each.number for each in orders.outbound(found)])
        if isinstance(form, AgainForm) and found.state in (OrderState.COLLECTED, OrderState.RECEIVED):
            form.collect_only()
        return _run(request, found, act, form)

    view.__name__, view.__doc__ = act.name, f"The page of the act ``{act.path}``."
    return view


def _initial(found: TreatmentOrder) -> dict[str, Any]:
    names = ("collect_at", "manufacture_from", "manufacture_until", "infuse_at")
    return {name: local(getattr(found, name)) for name in names}


def _run(request: HttpRequest, found: TreatmentOrder, act: OrderAct, form: ActForm) -> HttpResponse:
    stopped: list[Any] = []

    def run() -> Outcome:
        made = act.do(actor_of(request), found.id, form)
        if isinstance(made, Bedside) and not made.ok:
            stopped.extend(made.problems)
        return {"stopped": bool(stopped)}

    outcome = perform(request, form, run)
    if outcome is not None and not stopped and not outcome["stopped"]:
        return done(request, reverse("order", args=[found.id]), _("Recorded."))
    if stopped:
        form.tell(stopped)
        form.status = 422
    return show_page(request, form, form_page(found, act.title, act.lead, act.danger))


def form_page(
    found: TreatmentOrder, title: "StrOrPromise", lead: "StrOrPromise", danger: "StrOrPromise" = ""
) -> FormPage:
    """The words around an act on an order in sight."""
    back = reverse("order", args=[found.id])
    crumbs = ({"href": reverse("orders"), "label": _("Treatment orders")}, {"href": back, "label": found.number})
    return FormPage(title=title, submit=title, back=back, kicker=found.number, lead=lead, danger=danger, crumbs=crumbs)


def items(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """What the country asks for, by reference, and the planned times: the second step of a new order."""
    found = seen(request, order_id)
    asked = orders.asked_of(found.asked)
    initial = {
        **{f"reference_{item}": text for item, text in found.references.items()},
        **{f"dose_{medicine}": day for medicine, day in found.last_doses.items()},
        **_initial(found),
    }
    if found.collect_at is None:
        initial |= {name: local(at) for name, at in _suggested(found).form().items()}
    form = ItemsForm.of(request, asked=asked, initial=initial)

    def act() -> Outcome:
        orders.complete_order(
            actor=actor_of(request),
            order_id=order_id,
            references=form.references(),
            last_doses=form.last_doses(),
            slots=form.slots(),
        )
        return {}

    if perform(request, form, act) is not None:
        return done(request, f"{reverse('order', args=[order_id])}?slot=1", _("Recorded."))
    lead = _("Write numbers of documents, never names: sponsor and manufacturer read this page’s entries.")
    page = form_page(found, _("References and times"), lead)
    shown = may_see(actor_of(request), found)
    return show_page(request, form, page, template="orders/items.html", order=found, shows_slot=shown)


def _suggested(found: TreatmentOrder) -> Slots:
    """A chain that keeps the distances, from three days on."""
    starts = some_days_ahead()
    return orders.suggested(starts, orders.distances_of(found.distances))


VIEWS = {act.name: (act, view_of(act)) for act in ACTS}
