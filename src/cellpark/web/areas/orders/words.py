"""Words of this area: colours of states, what comes next and who does it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cellpark.materials.public import Colour
from cellpark.orders.public import (
    ORDER_STATES,
    SIDES,
    THERAPY_STATES,
    OrderState,
    Side,
    TherapyState,
    WayClock,
    WayReading,
)
from cellpark.plans.public import HoldState
from cellpark.web.pages.tables import State

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

COLOURS: Mapping[OrderState, str] = {
    OrderState.DRAFT: "planned",
    OrderState.SUBMITTED: "waiting",
    OrderState.ACCEPTED: "waiting",
    OrderState.KIT_SENT: "waiting",
    OrderState.COLLECTED: "running",
    OrderState.RECEIVED: "waiting",
    OrderState.MANUFACTURING: "running",
    OrderState.STOPPED: "stopped",
    OrderState.MADE: "waiting",
    OrderState.RELEASED: "waiting",
    OrderState.SUPPLIED: "waiting",
    OrderState.HELD: "stopped",
    OrderState.REJECTED: "stopped",
    OrderState.SHIPPED: "running",
    OrderState.INFUSED: "done",
    OrderState.CANCELLED: "stopped",
    OrderState.FAILED: "stopped",
}
HOLD_COLOURS: Mapping[HoldState, str] = {
    HoldState.HELD: "waiting",
    HoldState.TAKEN: "running",
    HoldState.GIVEN_BACK: "planned",
    HoldState.EXPIRED: "stopped",
    HoldState.DONE: "done",
}
THERAPY_COLOURS: Mapping[TherapyState, str] = {
    TherapyState.DRAFT: "waiting",
    TherapyState.APPROVED: "done",
    TherapyState.RETIRED: "planned",
}


@dataclass(frozen=True, slots=True)
class Next:
    """What comes next in a state: the words, the side that acts, the planned time that it has to keep."""

    words: "StrOrPromise"
    side: Side
    by: str = ""


NEXT: Mapping[OrderState, Next] = {
    OrderState.DRAFT: Next(_("Complete the order and have a physician sign it"), Side.HOSPITAL, "collect_at"),
    OrderState.SUBMITTED: Next(_("Accept the order"), Side.MAKER, "collect_at"),
    OrderState.ACCEPTED: Next(_("Send the collection kit"), Side.MAKER, "collect_at"),
    OrderState.KIT_SENT: Next(_("Collect the cells"), Side.HOSPITAL, "collect_at"),
    OrderState.COLLECTED: Next(_("Receive every bag of the collection"), Side.MAKER, "manufacture_from"),
    OrderState.RECEIVED: Next(_("Plan the batch"), Side.MAKER, "manufacture_from"),
    OrderState.MANUFACTURING: Next(_("Finish the batch"), Side.MAKER, "manufacture_until"),
    OrderState.STOPPED: Next(
        _("The batch was stopped: make or collect again, or end the order"), Side.MAKER, "infuse_at"
    ),
    OrderState.MADE: Next(_("Review the record and decide"), Side.MAKER, "infuse_at"),
    OrderState.RELEASED: Next(_("Ship the product"), Side.MAKER, "infuse_at"),
    OrderState.SUPPLIED: Next(_("Ship the product"), Side.MAKER, "infuse_at"),
    OrderState.HELD: Next(_("In quarantine: decide about the batch anew; nothing is given"), Side.MAKER, "infuse_at"),
    OrderState.REJECTED: Next(_("Make or collect again, or end the order"), Side.MAKER, "infuse_at"),
    OrderState.SHIPPED: Next(_("Two people check at the bedside, then infuse"), Side.HOSPITAL, "infuse_at"),
}
CLOCKS: Mapping[WayClock, "StrOrPromise"] = {
    WayClock.FRESH: _("Fresh cells, until the manufacture starts"),
    WayClock.TO_INFUSION: _("From the end of manufacture to the infusion"),
    WayClock.AFTER_THAW: _("Thawed bag, until the infusion"),
    WayClock.BEDSIDE: _("First check at the bedside, until the second"),
}
STATIONS: Mapping[OrderState, "StrOrPromise"] = {
    OrderState.SUBMITTED: pgettext_lazy("station", "Order signed"),
    OrderState.ACCEPTED: pgettext_lazy("station", "Accepted"),
    OrderState.KIT_SENT: pgettext_lazy("station", "Kit sent"),
    OrderState.COLLECTED: pgettext_lazy("station", "Collected"),
    OrderState.RECEIVED: pgettext_lazy("station", "Received"),
    OrderState.MANUFACTURING: pgettext_lazy("station", "Manufacture"),
    OrderState.MADE: pgettext_lazy("station", "Made"),
    OrderState.RELEASED: pgettext_lazy("station", "Decided"),
    OrderState.SHIPPED: pgettext_lazy("station", "Shipped"),
    OrderState.INFUSED: pgettext_lazy("station", "Infused"),
}


# what rules of countries ask for most; an item of another name stands as its author wrote it
ITEMS: Mapping[str, "StrOrPromise"] = {
    "cd19-positive": _("CD19 positive disease"),
    "bcma-positive": _("BCMA positive disease"),
    "hla-typing": _("HLA typing"),
    "infectious-tests": _("Infectious disease tests"),
    "organ-function": _("Sufficient organ function"),
    "donor-testing-2004-23": _("Donor tests of Directive 2004/23/EC"),
    "consent-collection": _("Consent to the collection"),
    "consent-treatment": _("Consent to the treatment"),
    "consent-data": _("Consent to the use of data"),
    "chemotherapy": _("Chemotherapy"),
    "steroids": _("Steroids"),
    "systemic-steroids": _("Systemic steroids"),
}
COUNTRIES: Mapping[str, "StrOrPromise"] = {
    "CN": _("China"),
    "DE": _("Germany"),
    "US": _("United States"),
    "EU": _("European Union"),
}


def item_words(item: str) -> str:
    """What a country asks for, in the reader's language."""
    return str(ITEMS.get(item, item))


def country_words(code: str) -> str:
    """A country by its name; by its code where this release has no name for it."""
    return str(COUNTRIES.get(code, code))


def order_state(state: str) -> State:
    """The state of an order as pages draw it."""
    found = OrderState(state)
    return State(COLOURS[found], str(ORDER_STATES[found]))


def therapy_state(state: str) -> State:
    """The state of a therapy as pages draw it."""
    found = TherapyState(state)
    return State(THERAPY_COLOURS[found], str(THERAPY_STATES[found]))


def clock_lines(readings: Sequence[WayReading]) -> list[dict[str, object]]:
    """The clocks of the way as pages draw them: by colour, shape and word."""
    return [{"name": CLOCKS[each.clock], "reading": each, "state": _clock_state(each)} for each in readings]


def _clock_state(reading: WayReading) -> State:
    if reading.colour is Colour.RED:
        return State("stopped", str(pgettext_lazy("clock", "run out")))
    if reading.stopped_at is not None:
        return State("done", str(pgettext_lazy("clock", "kept")))
    if reading.colour is Colour.AMBER:
        return State("waiting", str(pgettext_lazy("clock", "runs out soon")))
    return State("running", str(pgettext_lazy("clock", "in time")))


def side_words(side: Side) -> str:
    """A side of an order in the reader's language."""
    return str(SIDES[side])
