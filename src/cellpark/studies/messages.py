"""Sentences for the refusals of this app: what is wrong, the rule behind it, what to do."""

from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message

MESSAGES = {
    "studies.study.changes": Message(
        _("A study compares 1 to %(limit)s changes; %(found)s are ticked."),
        _("Each change is a whole plant that is simulated for years."),
        _("Tick fewer, or at least one."),
    ),
    "studies.study.twice": Message(
        _("A change is ticked twice."), _("It would be compared with itself."), _("Leave one of the two out.")
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
        _("The study broke off %(attempts)s times."),
        _("Usually the machine was switched off or had too little memory."),
        _("Ask for it again, with fewer changes or fewer replications."),
    ),
}
