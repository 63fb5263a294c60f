"""What the pages of an order show, chosen by the side on which the reader stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.base.actor import Actor
from cellpark.identity.public import names_of_people
from cellpark.orders import public as orders
from cellpark.orders.public import (
    AGAIN,
    CANCEL_FROM,
    DISPOSITIONS,
    EVENT_TITLES,
    ORDER_LIFECYCLE,
    OVER,
    OrderPermission,
    OrderState,
    OrderStep,
    Side,
    TreatmentOrder,
)
from cellpark.release.public import ReleasePermission
from cellpark.web.areas.orders.words import COLOURS, NEXT, side_words
from cellpark.web.pages import formats

# verb of the lifecycle -> (side that does it, route)
ROUTES: Mapping[str, tuple[Side, str]] = {
    "complete": (Side.HOSPITAL, "order_items"),
    "submit": (Side.HOSPITAL, "order_submit"),
    "accept": (Side.MAKER, "order_accept"),
    "send_kit": (Side.MAKER, "order_kit"),
    "confirm_identity": (Side.HOSPITAL, "order_confirm"),
    "collect": (Side.HOSPITAL, "order_collect"),
    "receive": (Side.MAKER, "order_receive"),
    "manufacture": (Side.MAKER, "order_manufacture"),
    "make": (Side.MAKER, "order_made"),
    "make_again": (Side.MAKER, "order_again"),
    "collect_again": (Side.MAKER, "order_again"),
    "ship": (Side.MAKER, "order_ship"),
    "receive_on_ward": (Side.HOSPITAL, "order_ward"),
    "check_bedside": (Side.HOSPITAL, "order_bedside"),
    "infuse": (Side.HOSPITAL, "order_infuse"),
    "fail": (Side.MAKER, "order_fail"),
}
ASIDE = frozenset({"complete", "confirm_identity", "receive_on_ward", "collect_again", "fail"})
SHOWN_DETAILS = ("kit", "din", "batch_number", "shipment", "disposition", "again", "coi", "text", "record_version")
WORDS = {"disposition": DISPOSITIONS, "again": AGAIN}


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An act that the reader may do now."""

    href: str
    label: str
    is_main: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One entry of the order's history as the timeline draws it."""

    title: str
    at: datetime
    who: str
    text: str
    colour: str


def labels() -> dict[str, str]:
    """What the buttons say, by verb."""
    return {
        "complete": _("References and times"),
        "submit": _("Sign the order"),
        "accept": _("Accept the order"),
        "send_kit": _("Send the kit"),
        "confirm_identity": _("Compare the patient before the collection"),
        "collect": _("Collect the cells"),
        "receive": _("All bags are here"),
        "manufacture": _("Plan the batch"),
        "make": _("The batch is finished"),
        "make_again": _("Make or collect again"),
        "collect_again": _("Collect again"),
        "ship": _("Ship the product"),
        "receive_on_ward": _("Receive the bag on the ward"),
        "check_bedside": _("First check at the bedside"),
        "infuse": _("Second check, then infuse"),
        "fail": _("End the order"),
    }


def offers(actor: Actor, order: TreatmentOrder) -> list[Offer]:
    """What the reader may do now, what comes next first."""
    sides, words = order.sides_of(actor.organisation_id), labels()
    found = [
        Offer(href=reverse(route, args=[order.id]), label=words[verb], is_main=verb not in ASIDE)
        for each in ORDER_LIFECYCLE.allowed(order.state)
        for verb in (each.verb,)
        # one page for both where both are open
        if verb in ROUTES and (verb != "collect_again" or order.state in (OrderState.COLLECTED, OrderState.RECEIVED))
        for side, route in (ROUTES[verb],)
        if side in sides and actor.may(each.permission)
    ]
    found.sort(key=lambda each: not each.is_main)
    state = OrderState(order.state)
    planned = state not in OVER and state is not OrderState.DRAFT and order.collect_at is not None
    if planned and sides & {Side.HOSPITAL, Side.MAKER} and actor.may(OrderPermission.MOVE):
        found.append(Offer(href=reverse("order_move", args=[order.id]), label=_("Move the slots"), is_main=False))
    if Side.HOSPITAL in sides and actor.may(OrderPermission.MAKE_LINK) and orders.near_acts(order):
        found.append(Offer(href=reverse("order_link", args=[order.id]), label=_("Link for the ward"), is_main=False))
    # what was rejected or stopped asks for a rescue: the ways to a dose, side by side
    failed = state in (OrderState.STOPPED, OrderState.REJECTED) and order.batch_id is not None
    if failed and Side.MAKER in sides and actor.may(ReleasePermission.SEE):
        href = reverse("release_rescue", args=[order.batch_id])
        found.insert(0, Offer(href=href, label=_("Compare the ways to a dose"), is_main=True))
    if _may_cosign(actor, order):
        found.append(Offer(href=reverse("glass_room", args=[order.id]), label=_("Review the record"), is_main=True))
    if actor.may(OrderPermission.CANCEL) and any(state in CANCEL_FROM[side] for side in sides):
        found.append(Offer(href=reverse("order_cancel", args=[order.id]), label=_("Cancel the order"), is_main=False))
    return found


def _may_cosign(actor: Actor, order: TreatmentOrder) -> bool:
    if Side.SPONSOR not in order.sides_of(actor.organisation_id) or not actor.may(OrderPermission.COSIGN):
        return False
    return OrderState.MADE.value in order.reached and order.batch_id is not None


def header(order: TreatmentOrder, names: Mapping[UUID, str]) -> dict[str, Any]:
    """What is next, who acts, by when."""
    coming = NEXT.get(OrderState(order.state))
    if coming is None:
        return {"next": "", "who": "", "by": None}
    holder = {Side.HOSPITAL: order.hospital_id, Side.SPONSOR: order.sponsor_id, Side.MAKER: order.organisation_id}
    who = f"{side_words(coming.side)}: {names.get(holder[coming.side], '')}"
    return {"next": str(coming.words), "who": who, "by": getattr(order, coming.by)}


def lines(steps: Sequence[OrderStep], names: Mapping[UUID, str]) -> list[Line]:
    """The history, the newest first. People are named to their own organisation, others by their organisation."""
    ids = [UUID(each.by.removeprefix("person/")) for each in steps if each.by.startswith("person/")]
    people = names_of_people(ids)
    found = []
    for each in reversed(steps):
        person = people.get(UUID(each.by.removeprefix("person/"))) if each.by.startswith("person/") else None
        home = names.get(each.by_organisation, "") if each.by_organisation else ""
        shown = [(name, str(each.details[name])) for name in SHOWN_DETAILS if each.details.get(name)]
        texts = [str(WORDS.get(name, {}).get(value, value)) for name, value in shown]
        if each.type == "slots_moved":
            moved = (
                datetime.fromisoformat(each.details["collect_at"]),
                datetime.fromisoformat(each.details["infuse_at"]),
            )
            texts.append(" \u2192 ".join(formats.moment(at) for at in moved))
        colour = COLOURS[OrderState(each.state)] if each.state else "planned"
        if each.type == "identity_refused":
            colour = "stopped"
        found.append(
            Line(
                title=str(EVENT_TITLES[f"orders.order.{each.type}"]),
                at=each.at,
                who=" \u00b7 ".join(part for part in (person, home) if part),
                text=" \u00b7 ".join([*texts, each.reason] if each.reason else texts),
                colour=colour,
            )
        )
    return found


def names_of(order: TreatmentOrder) -> dict[UUID, str]:
    """The three sides by name: partners of one order know each other."""
    return orders.party_names([order.organisation_id, order.hospital_id, order.sponsor_id])
