"""Sentences for the refusals of this app: what is wrong, the rule behind it, what to do."""

from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message

MESSAGES = {
    "studies.study.changes": Message(
        _("A study compares 1 to %(limit)s scenarios; these are %(found)s."),
        _("Each scenario is a whole plant that is simulated for years."),
        _("Tick fewer, combine fewer, or tick at least one."),
    ),
    "studies.study.twice": Message(
        _("A scenario is asked for twice."), _("It would be compared with itself."), _("Leave one of the two out.")
    ),
    "studies.study.together": Message(
        _("A combined scenario is of 2 to %(limit)s changes."),
        _("One change stands alone, and of many together nobody knows which one did it."),
        _("Combine at least two, and no more than that."),
    ),
    "studies.study.again": Message(
        _("A combined scenario changes the same thing twice."),
        _("A plant has one number of each thing."),
        _("Say the number that is meant, once."),
    ),
    "studies.study.number": Message(
        _("%(found)s cannot be asked here."),
        _("It lies between %(least)s and %(most)s."),
        _("Correct the number."),
    ),
    "studies.study.no_overlay": Message(
        _("The recipe %(recipe)s has no planning overlay."),
        _("A recipe says what is done and between which limits; its overlay (*.plan.yaml) says how long it takes."),
        _("Put an overlay beside the recipe, or choose another recipe."),
    ),
    "studies.study.no_recipe": Message(
        _("No recipe is in force."),
        _("A study simulates an approved recipe with its overlay."),
        _("Let a recipe be written, reviewed and approved first."),
    ),
    "studies.study.busy": Message(
        _("A study of this organisation is being worked out."),
        _("Studies take all that a processor has; one at a time ends sooner than two."),
        _("Wait for it, or end it."),
    ),
    "studies.study.over": Message(
        _("The study is over already."), _("What has ended cannot be ended."), _("Look at its answer.")
    ),
    "studies.study.failed": Message(
        _("The study broke off %(attempts)s times; nothing of it was kept."),
        _("Usually the machine was switched off, its disk was full, or it had too little memory."),
        _("Ask for it again; if it breaks off again, with fewer changes or fewer replications."),
    ),
}
