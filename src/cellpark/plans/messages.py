"""Sentences for the refusals of this app: what is wrong, the rule behind it, what to do."""

from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message
from cellpark.plans.slot_messages import SLOT_MESSAGES

_TWO = _("Nobody publishes alone: one person signs that a plan shall hold, another lets it hold.")
_SIGNED = _("A signature counts for exactly the record that its signer saw.")
_STALE = _("A plan is made from the facts of one moment.")
_PAST = _("Plans that were drawn up keep the edition that they stand on.")

MESSAGES = {
    **SLOT_MESSAGES,
    "plans.signature.missing": Message(
        _("This is not signed yet."), _SIGNED, _("Open it again, sign there, and repeat this.")
    ),
    "plans.signature.elsewhere": Message(
        _("The signature belongs to another record, or to an earlier state of this one."),
        _SIGNED,
        _("Read the record as it stands now and sign that."),
    ),
    "plans.signature.meaning": Message(
        _("The signature means something else."), _SIGNED, _("Sign again with the meaning that is asked for.")
    ),
    "plans.plan.own": Message(_("You submitted this plan yourself."), _TWO, _("Ask a colleague who may plan.")),
    "plans.plan.overtaken": Message(
        _("Another plan (number %(number)s) was published since this one was compared."),
        _("Whoever approves has seen what is moved of the plan that crews follow."),
        _("Decline it, then submit it again: it is compared with the plan of today."),
    ),
    "plans.plan.held": Message(
        _("The slot that is held for order %(number)s has no room in this plan, or would end later in it."),
        _("A slot that was promised to a hospital stays, and this plan was drawn up before it was held."),
        _("Draw the plan up anew, or change it around the slot; or give the slot back and tell the hospital."),
    ),
    "plans.disturbance.field": Message(
        _("“%(place)s” is missing, unknown, or not what it should be."),
        _("A disturbance says what it hits, and when."),
        _("Compare it with docs/plans.md."),
    ),
    "plans.disturbance.nothing": Message(
        _("Nothing went otherwise yet."),
        _("A proposal takes in what a planner says."),
        _("Add what happened, or take up a suggestion; then ask again."),
    ),
    "plans.disturbance.too_many": Message(
        _("More than %(limit)s things went otherwise."),
        _("A plan is changed after a few disturbances; after many it is drawn up anew."),
        _("Take some out, or draw up a new plan."),
    ),
    "plans.disturbance.outside": Message(
        _("The time %(at)s lies outside the published plan."),
        _("A plan is changed within the days that it covers."),
        _("Choose another time, or draw up a new plan."),
    ),
    "plans.work.busy": Message(
        _("Work of this kind is under way already."),
        _("A plant has one such calculation at a time."),
        _("Wait for it to end, or stop it."),
    ),
    "plans.learn.ended": Message(
        _("The comparison was ended before all batches were read."),
        _("Numbers from some of the batches would be mistaken for those from all."),
        _("Ask for it again when there is time."),
    ),
    "plans.learn.nothing": Message(
        _("This comparison came to no numbers."),
        _("An edition is what a comparison showed, to the letter."),
        _("Compare again, read the numbers, then keep them."),
    ),
    "plans.work.over": Message(
        _("This work is over."), _("Only what is under way can be stopped."), _("Look at what came of it.")
    ),
    "plans.work.ended": Message(
        _("The count was ended before it could say anything."),
        _("Somebody stopped it, or its time was up."),
        _("Begin it again when the answer is wanted."),
    ),
    "plans.work.failed": Message(
        _("The work was begun %(attempts)s times and broke off each time; nothing of it was kept."),
        _("Usually the machine was switched off, its disk was full, or it had too little memory."),
        _("Ask again; if it breaks off again, ask for less, or give the worker more room."),
    ),
    "plans.work.range": Message(
        _("This number is not between %(least)s and %(most)s."),
        _("Work in the background has limits, so that it ends."),
        _("Choose a number in this range."),
    ),
    "plans.standing.recorded": Message(
        _("Something was recorded since of %(numbers)s."), _STALE, _("Look whether it matters, or draw up a new plan.")
    ),
    "plans.standing.new": Message(
        _("Not in this plan: %(numbers)s."), _STALE, _("Draw up a new plan, or change the published one.")
    ),
    "plans.standing.count": Message(
        _("%(name)s: %(before)s when the plan was drawn up, %(now)s now."),
        _STALE,
        _("Look whether it matters, or draw up a new plan."),
    ),
    "plans.standing.trained": Message(
        _("%(role)s trained for %(recipe)s: %(before)s when the plan was drawn up, %(now)s now."),
        _STALE,
        _("Look whether it matters, or draw up a new plan."),
    ),
    "plans.standing.shifts": Message(
        _("The shifts of %(role)s are otherwise than when the plan was drawn up."),
        _STALE,
        _("Look whether it matters, or draw up a new plan."),
    ),
    "plans.standing.times": Message(
        _("Clearances or holidays are otherwise than when the plan was drawn up."),
        _STALE,
        _("Look whether it matters, or draw up a new plan."),
    ),
    "plans.standing.booked": Message(
        _("Others have booked %(name)s otherwise than when the plan was drawn up."),
        _STALE,
        _("Look whether it matters, or draw up a new plan."),
    ),
    "plans.edition.own": Message(_("You proposed this edition yourself."), _TWO, _("Ask a colleague who may plan.")),
    "plans.times.none": Message(
        _("No times of the plant hold today: shifts, holidays, clearances."),
        _("A plan needs to know when people are there; the house does not record that otherwise."),
        _("Propose a plant file, and let a second person approve it."),
    ),
    "plans.policy.none": Message(
        _("No policy of plans holds today."),
        _("A published plan is changed by rules that somebody signed."),
        _("Propose a policy, and let a second person approve it."),
    ),
    "plans.policy.unreadable": Message(
        _("The file is not in the format %(format)s."),
        _("A policy is a short YAML file that names its format."),
        _("Compare it with examples/plans/replanning.policy.yaml."),
    ),
    "plans.policy.field": Message(
        _("“%(place)s” is missing, unknown, or not what it should be."),
        _("A policy is taken over as a whole or not at all."),
        _("Compare it with examples/plans/replanning.policy.yaml."),
    ),
    "plans.edition.past": Message(_("This day is past."), _PAST, _("Choose today or a later day.")),
    "plans.edition.far": Message(
        _("This day is more than %(days)s days away."), _PAST, _("Choose an earlier day; propose later ones later.")
    ),
}
