"""Sentences for capacity studies, prices of a plant, and where simulations are computed."""

from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message

_THINGS = {
    "suites": _("suite"),
    "devices": _("device class"),
    "people": _("role"),
    "steps": _("step"),
    "tests": _("test"),
    "ways": _("time outside manufacture"),
}
_COMPARE = _("Compare the file with the page on capacity studies (docs/capacity-studies.md).")

MESSAGES = {
    "planning.study.unreadable": Message(
        _("The file is no study in the format %(format)s."),
        _("It is one YAML document in UTF-8, of at most a megabyte, without aliases; no name in it stands twice."),
        _("Begin with the example beside the example recipes."),
    ),
    "planning.study.field": Message(
        _("“%(place)s” is missing, unknown, or not what it should be."),
        _("A change that was not understood would be no change, and nobody would see it."),
        _COMPARE,
    ),
    "planning.study.unknown": Message(
        _("The change names “%(name)s” (%(what)s), which the base of the study does not have."),
        _("A change is compared with the base, part by part."),
        _("Correct the name, or add the part to the plant first."),
        {"what": _THINGS},
    ),
    "planning.study.no_branch": Message(
        _("Step %(step)s is done by every batch and has no chance."),
        _("Only a branch of the recipe is taken by some batches and not by others."),
        _("Leave the chance out, or name a branch."),
    ),
    "planning.study.capacity": Message(
        _("The change would leave %(count)s of “%(place)s”."),
        _("A plant can be simulated with 1 to %(limit)s of each."),
        _("Take less away, or leave the recipe that needs it out of the study."),
    ),
    "planning.study.patients": Message(
        _("A study cannot follow %(found)s patients a year."),
        _("It takes 1 to %(limit)s: each of them is simulated from vein to vein, many times."),
        _("Give fewer patients, or study a part of the plant."),
    ),
    "planning.study.product": Message(
        _("The recipe %(recipe)s is made in the plant already."),
        _("A further product has a recipe of its own."),
        _("Change the number of its patients, or name another recipe."),
    ),
    "planning.study.no_costs": Message(
        _("The change names prices, and the case names no costs."),
        _("Prices are compared with those of the base."),
        _("Name a file of costs in the case (cellpark.cost/1), or leave the prices out."),
    ),
    "planning.study.size": Message(
        _("The study asks for %(found)s replications of all its plants together."),
        _("At most %(plants)s plants and %(runs)s replications keep its memory known beforehand."),
        _("Take fewer changes or fewer replications."),
    ),
    "planning.study.precision": Message(
        _("A study needs a precision above 0."),
        _("It ends when the mean time is known to within that part of it."),
        _("Write a number of percent, such as 1."),
    ),
    "planning.study.nothing_yet": Message(
        _("The study was ended before anything was found."),
        _("A first answer needs some replications of every plant."),
        _("Give it more time, fewer changes or fewer days."),
    ),
    "planning.cost.unreadable": Message(
        _("The file holds no costs in the format %(format)s."),
        _("It is one YAML document in UTF-8, of at most a megabyte, without aliases; no name in it stands twice."),
        _("Begin with the example beside the example recipes."),
    ),
    "planning.cost.field": Message(
        _("“%(place)s” is unknown, or no price."),
        _("A price is a number from 0 on; one with decimals stands in quotes, so that it is read as it was written."),
        _COMPARE,
    ),
    "planning.cost.unknown": Message(
        _("There is a price for “%(place)s”, which neither the plant nor its recipes have."),
        _("A price that belongs to nothing would be missing elsewhere."),
        _("Correct the name, or remove the price."),
    ),
    "planning.cost.currency": Message(
        _("The costs are in %(found)s, and the materials of the recipe in %(wanted)s."),
        _("Amounts in two currencies cannot be added; rates of exchange are not guessed."),
        _("Write both in one currency."),
    ),
    "planning.learn.nothing": Message(
        _("No executed batch of the recipe %(recipe)s can be learned from."),
        _("Batches count once they are finished or aborted, in the major version of the overlay."),
        _("Wait for the first batch, and go on with what is assumed."),
    ),
    "planning.learn.no_recipe": Message(
        _("There is no version in force of the recipe “%(recipe)s”, or it has no overlay."),
        _("What is learned is an overlay of steps that are carried out."),
        _("Name a recipe by its number, and the organisation where several have it."),
    ),
    "planning.learn.twice": Message(
        _("Batch %(batch)s is named twice."),
        _("Each batch is counted once."),
        _("Leave one of the two out."),
    ),
    "planning.learn.hours": Message(
        _("Batch %(batch)s is said to have spent %(hours)s h with %(what)s."),
        _("No step or test takes less than nothing or more than a year; such a time is a slip of a clock."),
        _("Leave the batch out, or correct its record by an entry with a reason."),
    ),
    "planning.learn.prior": Message(
        _("What was said before has to count as much as more than 0 and at most %(limit)s batches."),
        _("Without it a first batch would decide everything."),
        _("Give a number such as 20."),
    ),
    "planning.learn.nobody": Message(
        _("Nobody with the e-mail address “%(email)s” may keep overlays in this organisation."),
        _("The ledger says who changed what plans rest on."),
        _("Name a planner or a head of quality of the organisation."),
    ),
    "planning.compute.unknown": Message(
        _("“%(compute)s” is no place where simulations are computed."),
        _("They run on this machine (local), on a Ray cluster that is started here (ray), or on one at an address."),
        _("Set CELLPARK_COMPUTE to local, ray or ray://host:port."),
    ),
    "planning.compute.no_ray": Message(
        _("Simulations are to run on a Ray cluster, and Ray is not installed."),
        _("Most sites need one machine only, so Ray is an extra."),
        _("Install cellpark[cluster], or set CELLPARK_COMPUTE to local."),
    ),
    "planning.compute.unreachable": Message(
        _("No Ray cluster answers at %(address)s."),
        _("The address is that of the cluster's client server, such as ray://head:10001."),
        _("Start the cluster, correct CELLPARK_COMPUTE, or set it to local."),
    ),
    "planning.compute.lost": Message(
        _("A process of the simulation ended before its work was done (%(workers)s processes)."),
        _("Usually there was not enough memory for all of them."),
        _("Take fewer workers, and try again."),
    ),
}
