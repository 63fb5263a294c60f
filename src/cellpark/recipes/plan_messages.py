"""Sentences for what is wrong with a planning overlay."""

from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message

_WHY_STRICT = _("What is not understood is refused, so that a slip of the pen never becomes a plan.")
_WHY_FIT = _("A plan is about the steps, loops and materials of one recipe, by their ids.")

MESSAGES = {
    "recipe.plan.format": Message(
        _("Line %(line)s: the format is “%(found)s”."), _WHY_STRICT, _("Write “format: %(wanted)s”.")
    ),
    "recipe.plan.too_long": Message(
        _("This plan has more than %(limit)s characters."),
        _("The limit keeps records readable and printable."),
        _("Shorten it and send again."),
    ),
    "recipe.plan.yaml": Message(
        _("Line %(line)s, column %(column)s: this is not YAML (%(said)s)."),
        _WHY_STRICT,
        _("Look for a missing colon, bracket or quotation mark there."),
    ),
    "recipe.plan.anchor": Message(
        _("This plan holds an anchor, an alias or a tag of YAML."), _WHY_STRICT, _("Write each value out in full.")
    ),
    "recipe.plan.list_unwanted": Message(
        _("Line %(line)s, column %(column)s: a list has no place here."), _WHY_STRICT, _("Write names with values.")
    ),
    "recipe.plan.mapping_wanted": Message(
        _("Line %(line)s, column %(column)s: names with values are wanted, not “%(found)s”."),
        _WHY_STRICT,
        _("Write names with values."),
    ),
    "recipe.plan.key_unknown": Message(
        _("Line %(line)s, column %(column)s: “%(found)s” is not known here."),
        _WHY_STRICT,
        _("Known here: %(known)s."),
    ),
    "recipe.plan.key_missing": Message(
        _("Line %(line)s, column %(column)s: %(names)s is missing."), _WHY_STRICT, _("Add it.")
    ),
    "recipe.plan.key_twice": Message(
        _("Line %(line)s, column %(column)s: “%(found)s” stands here twice or is no name."),
        _WHY_STRICT,
        _("Keep one of the two."),
    ),
    "recipe.plan.whole": Message(
        _("Line %(line)s, column %(column)s: “%(found)s” is not a whole number from 1 to %(limit)s."),
        _WHY_STRICT,
        _("Write a whole number."),
    ),
    "recipe.plan.quantity": Message(
        _("Line %(line)s, column %(column)s: “%(found)s” is not a quantity like 2 %(unit)s."),
        _WHY_STRICT,
        _("Write a number, a space and a unit."),
    ),
    "recipe.plan.share": Message(
        _("Line %(line)s, column %(column)s: “%(found)s” is more than the whole."),
        _WHY_STRICT,
        _("Write a share from 0 to 100 %%."),
    ),
    "recipe.plan.amount": Message(
        _("Line %(line)s, column %(column)s: “%(found)s” is not an amount of money."),
        _WHY_STRICT,
        _("Write a number such as 12.50."),
    ),
    "recipe.plan.unit": Message(
        _("Line %(line)s, column %(column)s: “%(found)s” is not a unit."),
        _WHY_STRICT,
        _("Write a unit such as mL or item."),
    ),
    "recipe.plan.shape": Message(
        _("Line %(line)s, column %(column)s: one distribution is wanted here."),
        _WHY_STRICT,
        _("Write one of these: %(known)s."),
    ),
    "recipe.plan.order": Message(
        _("Line %(line)s, column %(column)s: the values do not rise."),
        _("A distribution with crossed values has no meaning."),
        _("Write them from the smallest to the largest: %(names)s."),
    ),
    "recipe.plan.other_recipe": Message(
        _("This plan is for %(plan)s, the recipe is %(recipe)s."),
        _WHY_FIT,
        _("Take the plan of this recipe and its major version."),
    ),
    "recipe.plan.unknown_step": Message(
        _("The plan has a step %(step)s that the recipe does not have."), _WHY_FIT, _("Remove it from the plan.")
    ),
    "recipe.plan.step_missing": Message(
        _("The plan says nothing about step %(step)s."), _WHY_FIT, _("Add how long its work takes.")
    ),
    "recipe.plan.chance": Message(
        _("Step %(step)s: branches have a chance, steps of the main line have none."),
        _("How often a branch is taken decides how long a batch takes."),
        _("Give the branch a chance, or remove it from the step."),
    ),
    "recipe.plan.test_unknown": Message(
        _("The plan has a test %(test)s that no sample is taken for."), _WHY_FIT, _("Remove it from the plan.")
    ),
    "recipe.plan.test_missing": Message(
        _("The plan says nothing about the test %(test)s, for which step %(step)s takes a sample."),
        _("A release waits for the slowest test; one that is left out would make it look sooner."),
        _("Add how long its work and its waiting take."),
    ),
    "recipe.plan.source_unknown": Message(
        _("The plan names a source “%(source)s” and does not say what it is."),
        _("A number is worth what its source is worth."),
        _("Add it to the sources, or leave it out: then the number is an assumption."),
    ),
    "recipe.plan.not_a_loop": Message(
        _("The plan counts rounds of %(unit)s, which is no loop."), _WHY_FIT, _("Remove it from the plan.")
    ),
    "recipe.plan.rounds_missing": Message(
        _("The plan does not say how many rounds %(unit)s takes."),
        _WHY_FIT,
        _("Add the rounds of past batches, or an estimate."),
    ),
    "recipe.plan.rounds_outside": Message(
        _("The plan has rounds of %(unit)s outside %(least)s to %(most)s."),
        _("The recipe permits no other number of rounds."),
        _("Correct the rounds."),
    ),
    "recipe.plan.price_missing": Message(
        _("The plan has no price for %(material)s."), _WHY_FIT, _("Add what one unit of it costs.")
    ),
    "recipes.overlay.no_version": Message(
        _("The recipe %(mbr)s has no version in force."),
        _("An overlay belongs to the steps of a version that is carried out."),
        _("Bring a version into force first."),
    ),
    "recipes.overlay.moved_on": Message(
        _("Edition %(edition)s of this overlay was kept meanwhile."),
        _("Two fits of the same batches would count them twice."),
        _("Learn again from that edition."),
    ),
    "recipe.plan.price_unused": Message(
        _("The plan has a price for %(material)s, which the recipe does not use."),
        _WHY_FIT,
        _("Remove it from the plan."),
    ),
}
