"""Sentences for the problems that this app finds."""

from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message

_WHY = _("A script is checked before and while it is played, so that what it leaves is what it says.")
MESSAGES = {
    "plays.too_large": Message(
        _("The script is larger than %(limit)s bytes."), _WHY, _("Split it into one script for each batch.")
    ),
    "plays.not_yaml": Message(
        _("The script cannot be read: line %(line)s is not YAML in UTF-8."), _WHY, _("Mend that line.")
    ),
    "plays.form": Message(
        _("The script does not have the form of a play at “%(where)s”."),
        _WHY,
        _("Compare it with the scripts in examples/plays."),
    ),
    "plays.grown.size": Message(
        _("A park is made up for 1 to %(most)s companies and 0 to 60 months of bills."),
        _("A made-up park is for trials of a size that a real one may reach."),
        _("Choose numbers in this range."),
    ),
    "plays.grown.there": Message(
        _("%(name)s is here already."),
        _("The same number gives the same park, and one park is made up once."),
        _("Take another number with --seed."),
    ),
    "plays.no_organisation": Message(
        _("“%(organisation)s” is no example organisation of this site."),
        _("A play sets its own clock and signs for fictional people: it never touches a real organisation’s records."),
        _("Name an organisation of examples/people.yaml, and load the examples."),
    ),
    "plays.no_person": Message(
        _("There is no example person %(email)s."), _WHY, _("Name people of examples/people.yaml in “cast”.")
    ),
    "plays.no_recipe": Message(
        _("The plant has no approved recipe %(recipe)s."),
        _("Only approved recipes are carried out (211-1a)."),
        _("Have the recipe approved, or name another one."),
    ),
    "plays.played": Message(
        _("The batch %(batch)s exists already."),
        _("A number names one batch for ever."),
        _("Give the script another batch number."),
    ),
    "plays.no_lot": Message(
        _("No released lot of %(material)s is left that has not expired."),
        _("Only released material is used (CN-4c, 211-1b)."),
        _("Release a lot of it, then play again."),
    ),
    "plays.no_room": Message(
        _("The plant has no room of grade %(grade)s in suite %(suite)s."),
        _("The recipe names the suite and the grade of each step (CN-4h)."),
        _("Add such a room to the plant."),
    ),
    "plays.no_device": Message(
        _("The plant has no free device of the class %(class)s."),
        _("The recipe names the class of each device (211-3c)."),
        _("Add such a device to the plant."),
    ),
    "plays.reader": Message(
        _("The example plant has no instrument that writes files for %(reader)s."),
        _("A value that is read from a file needs its file (P11-7)."),
        _("Let the recipe read the value from another instrument."),
    ),
    "plays.nothing_made": Message(
        _("Step %(step)s asks for “%(what)s”, which nothing made or brought."),
        _("Each container that enters a step left another one, or was received."),
        _("Name the container in “start_material”, or mend the recipe."),
    ),
    "plays.stuck": Message(
        _("The play cannot go on: nothing is open (%(names)s)."), _WHY, _("Look at the batch, then mend the script.")
    ),
    "plays.not_refused": Message(
        _("In step %(step)s the act %(verb)s was done, although the script expects a refusal."),
        _("A script that shows a refusal proves that the house refuses."),
        _("Name a code or a person that must be refused."),
    ),
    "plays.unplayed": Message(
        _("The play never came to these steps: %(steps)s."),
        _WHY,
        _("Name steps on the way of this batch, in a loop with their round (U6.1#2)."),
    ),
}
