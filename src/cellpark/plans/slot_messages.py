"""Sentences for refusals about slots: what is wrong, the rule behind it, what to do."""

from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message

_PLACE = _("A slot is a place in the plan that crews follow.")

SLOT_MESSAGES = {
    "plans.promise.nothing_published": Message(
        _("No plan is published."),
        _PLACE,
        _("Draw up a plan, submit it, and let a second person publish it."),
    ),
    "plans.promise.past": Message(
        _("This time is past."), _("Nobody is collected before now."), _("Choose a later day or hour.")
    ),
    "plans.hold.order": Message(
        _("Order %(number)s has begun, or is over."),
        _("A slot is held for an order before its cells are collected."),
        _("Ask the planner where it stands in the plan."),
    ),
    "plans.hold.twice": Message(
        _("A slot is held for order %(number)s already."),
        _("An order has one place in the plan."),
        _("Give that slot back first, then hold another."),
    ),
    "plans.hold.taken": Message(
        _("The slot that ends %(promised)s was taken meanwhile; the next one ends %(now)s."),
        _("A slot belongs to whoever holds it first."),
        _("Look at the new slot, and hold it if it suits."),
    ),
    "plans.hold.planned": Message(
        _("Order %(number)s stands in the published plan already."),
        _("An order has one place in the plan."),
        _("Nothing needs to be held; ask the planner if the day does not suit."),
    ),
    "plans.slot.day": Message(
        _("The order has no collection day yet."),
        _("A slot is looked for from the day on which the cells are collected."),
        _("Choose a day, or write the planned times of the order first."),
    ),
    "plans.slot.no_overlay": Message(
        _("The recipe of this therapy has no planning overlay."),
        _("A recipe says what is done and between which limits; its overlay (*.plan.yaml) says how long it takes."),
        _("Put an overlay beside the recipe; slots are found from then on."),
    ),
    "plans.slot.no_room": Message(
        _("The published plan has no room for this patient."),
        _PLACE,
        _("Choose another day, or draw up and publish a plan of more days."),
    ),
    "plans.slot.unclear": Message(
        _("The published plan gives no answer for this therapy now."),
        _("What stands against it concerns the plant alone, or others who are planned."),
        _("Ask the planner to look; the plan may have to be drawn up again."),
    ),
    "plans.slot.none": Message(
        _("No slot is held for order %(number)s."),
        _("Only what is held can be given back."),
        _("Look at the order: the slot may have run out, or been given back by others."),
    ),
}
