"""The board of orders: what waits for this side today, and all orders in sight."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cellpark.access.public import actor_of
from cellpark.base.actor import Actor
from cellpark.orders import public as orders
from cellpark.orders.public import ORDER_STATES, OrderPermission, OrderState, TreatmentOrder
from cellpark.web.areas.orders.facts import Offer, offers
from cellpark.web.areas.orders.journey import PLACE
from cellpark.web.areas.orders.words import NEXT, STATIONS, order_state
from cellpark.web.pages.tables import Choice, Column, Kind, State, Table, table_response

SHOWN_MAX = 30
COLUMNS: tuple[Column[TreatmentOrder], ...] = (
    Column(
        key="number",
        label=gettext_lazy("Order"),
        kind=Kind.CODE,
        value="number",
        sort="number",
        search=("number", "coi"),
        link=lambda row: reverse("order", args=[row.id]),
    ),
    Column(
        key="state",
        label=gettext_lazy("State"),
        kind=Kind.STATE,
        value=lambda row: order_state(row.state),
        sort="state",
    ),
    Column(key="product", label=gettext_lazy("Product"), kind=Kind.CODE, value="product", sort="product"),
    Column(key="coi", label=gettext_lazy("Chain of identity"), kind=Kind.CODE, value="coi", sort="coi"),
    Column(
        key="collect_at",
        label=gettext_lazy("Collection planned at"),
        kind=Kind.MOMENT,
        value="collect_at",
        sort="collect_at",
    ),
    Column(
        key="manufacture_from",
        label=gettext_lazy("Manufacture planned from"),
        kind=Kind.MOMENT,
        value="manufacture_from",
        sort="manufacture_from",
    ),
    Column(
        key="infuse_at",
        label=gettext_lazy("Infusion planned at"),
        kind=Kind.MOMENT,
        value="infuse_at",
        sort="infuse_at",
    ),
    Column(key="batch_number", label=gettext_lazy("Batch"), kind=Kind.CODE, value="batch_number", sort="batch_number"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """An order that waits for this side: what to do, by when."""

    order: TreatmentOrder
    state: State
    words: str
    by: datetime | None
    offer: Offer | None


def board(request: HttpRequest) -> HttpResponseBase:
    """What this side must do, by when; then the table."""
    actor = actor_of(request)
    running = _running(actor)
    due = [each for each in running if _is_ours(actor, each)]
    table = Table(
        orders.orders(actor),
        COLUMNS,
        request,
        caption=_("All orders in sight"),
        order="-number",
        choices=(
            Choice(
                key="state",
                label=_("State"),
                lookup="state",
                options=tuple((str(state), str(words)) for state, words in ORDER_STATES.items()),
            ),
        ),
        empty=_("No order yet. A hospital on the list of a therapy begins one."),
    )
    cards = [_card(actor, each) for each in due]
    context = {
        "cards": cards,
        "stations": stations_of(running),
        "may_place": actor.may(OrderPermission.PLACE),
        "now": ngettext("%(count)s order waits for you", "%(count)s orders wait for you", len(cards))
        % {"count": len(cards)},
        "next": " · ".join(f"{each.order.number}: {each.words}" for each in cards[:3]),
        "by": min((each.by for each in cards if each.by), default=None),
    }
    return table_response(request, "orders/board.html", table, context)


def stations_of(running: Sequence[TreatmentOrder]) -> list[dict[str, object]]:
    """Every station on the way with the running orders that stand at it; nothing where none runs."""
    standing: dict[OrderState, list[dict[str, object]]] = {state: [] for state in STATIONS}
    for each in running:
        state = PLACE.get(OrderState(each.state), OrderState(each.state))
        if state in standing:
            standing[state].append({"order": each, "state": order_state(each.state)})
    if not any(standing.values()):
        return []
    return [{"name": STATIONS[state], "rows": rows} for state, rows in standing.items() if state != OrderState.INFUSED]


def _running(actor: Actor) -> list[TreatmentOrder]:
    return list(orders.running_orders(actor)[: SHOWN_MAX * 10])


def _is_ours(actor: Actor, order: TreatmentOrder) -> bool:
    coming = NEXT.get(OrderState(order.state))
    return coming is not None and coming.side in order.sides_of(actor.organisation_id)


def _card(actor: Actor, order: TreatmentOrder) -> Card:
    coming = NEXT[OrderState(order.state)]
    return Card(
        order=order,
        state=order_state(order.state),
        words=str(coming.words),
        by=getattr(order, coming.by),
        offer=next((each for each in offers(actor, order) if each.is_main), None),
    )
