"""Sentences for plants, recipes and batches from which no facts can be made."""

from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message

_SIGNED = _("The recipe is signed and its limits hold; the overlay says how long things take, and is not signed.")
_MEND = _("Correct the times in the overlay, or change the recipe by a new version.")

MESSAGES = {
    "planning.case.unreadable": Message(
        _("The file is not in the format %(format)s."),
        _("It is one JSON object in UTF-8 of at most %(limit)s MB that names its format."),
        _("Compare the file with the page on planning (docs/planning.md)."),
    ),
    "planning.case.field": Message(
        _("“%(place)s” is missing, unknown, or not what it should be."),
        _("Nothing in a case is guessed; instants have an offset from UTC."),
        _("Compare the file with the page on planning (docs/planning.md)."),
    ),
    "planning.case.no_file": Message(
        _("The file “%(file)s” that the case names cannot be read."),
        _("Recipes, overlays and the plant lie in the folder of the case or below it, as text in UTF-8."),
        _("Put the file there, or correct its name."),
    ),
    "planning.case.no_product": Message(
        _("The case has no recipe “%(recipe)s”."),
        _("One recipe is simulated at a time; the recipes of the case are %(known)s."),
        _("Name one of them with --recipe."),
    ),
    "planning.case.not_a_case": Message(
        _("The file holds facts alone, without distributions and prices."),
        _("Facts say one length for each operation; a simulation asks how much it varies and how often it fails."),
        _("Give a case (cellpark.case/1), which names recipe, overlay and plant."),
    ),
    "planning.draft.frame": Message(
        _("A plan of %(days)s days in units of %(unit)s minutes from an instant cannot be drawn."),
        _("It covers 1 to %(limit)s days in units of 1, 5, 10, 15, 20, 30 or 60 minutes, and its instant has a zone."),
        _("Correct the days, the unit or the instant."),
    ),
    "planning.draft.no_overlay": Message(
        _("Batch %(batch)s runs the recipe %(recipe)s, which has no planning overlay."),
        _("A recipe says what is done and between which limits; its overlay (*.plan.yaml) says how long it takes."),
        _("Put an overlay beside the recipe, or leave the batch out."),
    ),
    "planning.draft.unknown_step": Message(
        _("Batch %(batch)s is said to have done step “%(step)s”, which its recipe does not have."),
        _("A batch goes on from the steps of its own recipe; in a loop each round has its number (U6.1#2)."),
        _("Correct the step or the recipe of the batch."),
    ),
    "planning.draft.window": Message(
        _(
            "Step %(step)s must begin within %(limit)s min of the end of %(since)s, but these steps between them alone"
            " take %(needed)s min: %(steps)s."
        ),
        _SIGNED,
        _MEND,
    ),
    "planning.draft.no_shift": Message(
        _(
            "Steps %(first)s to %(last)s take %(takes)s min in one go, and %(people)s people in the role “%(role)s” are"
            " never there for longer than %(longest)s min."
        ),
        _("Nobody leaves in the middle of it, unless the overlay says that a step goes on by itself."),
        _("Lengthen a shift, put more people on it, or say in the overlay how long people stay at a step (hands)."),
    ),
    "planning.draft.too_short": Message(
        _("Step %(step)s takes %(takes)s min by its overlay, and its time “%(field)s” is at least %(limit)s min."),
        _SIGNED,
        _MEND,
    ),
    "planning.draft.too_long": Message(
        _(
            "Step %(step)s goes on by itself for %(takes)s min by its overlay, and its time “%(field)s” is at most"
            " %(limit)s min."
        ),
        _SIGNED,
        _MEND,
    ),
    "planning.living.no_shifts": Message(
        _("The plant file says no shifts for the role “%(role)s”, which people of the plant hold."),
        _("Who holds a role is recorded; when they work is said by the plant file."),
        _("Add the role with its shifts to the plant file (*.plant.yaml)."),
    ),
    "planning.run.memory": Message(
        _("The work needs more than the %(limit)s MB that it may have."),
        _("A plan that fills the memory of a machine stops everything else on it."),
        _("Plan fewer batches or days, or allow more with --memory."),
    ),
    "planning.run.time": Message(
        _("The work was ended after %(limit)s s, before there was an answer."),
        _("No work goes on without an end."),
        _("Plan fewer batches or days, ask for fewer replications, or allow more with --time."),
    ),
}
