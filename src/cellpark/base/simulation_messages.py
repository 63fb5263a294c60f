"""Sentences for networks and studies that cannot be simulated."""

from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message

_PARTS = {
    "operations": _("operations of a network"),
    "sources": _("sources of a network"),
    "ends": _("ends of a network"),
    "resources": _("resources of a network"),
    "flags": _("flags of a network"),
    "holds": _("holds of a network"),
    "times": _("times of a network"),
}
_THINGS = {"suite": _("suite"), "device": _("device class"), "role": _("role")}
MESSAGES = {
    "simulation.distribution": Message(
        _("These numbers make no distribution of the kind “%(shape)s”: %(values)s."),
        _("Times and counts are finite, not below zero, and in their order."),
        _("Correct the numbers."),
    ),
    "simulation.network.none": Message(
        _("The network has no %(what)s."),
        _("What is simulated is exactly what is written; nothing is guessed or left out."),
        _("Add at least one."),
        {"what": _PARTS},
    ),
    "simulation.network.too_many": Message(
        _("The network has %(found)s %(what)s; %(limit)s are possible."),
        _("Limits keep the time and the memory of a simulation known in advance."),
        _("Leave out what does not matter for the question, or divide the network."),
        {"what": _PARTS},
    ),
    "simulation.network.twice": Message(
        _("Two parts of the network share the name “%(name)s”."),
        _("Parts are tied together by their names."),
        _("Give each a name of its own."),
    ),
    "simulation.network.unknown": Message(
        _("“%(place)s” names “%(name)s”, which the network does not have."),
        _("Parts are tied together by their names."),
        _("Correct the name or add the part."),
    ),
    "simulation.network.capacity": Message(
        _("“%(resource)s” has a capacity of %(capacity)s."),
        _("Nothing can be done with less than one."),
        _("Give it a capacity of at least 1, or remove what needs it."),
    ),
    "simulation.network.calendar": Message(
        _("The calendar of “%(resource)s” never opens, or its openings are not in order."),
        _("Openings follow each other within the period, each with at least one and at most the capacity."),
        _("Correct the openings."),
    ),
    "simulation.network.faults": Message(
        _("The faults of “%(resource)s” cannot be simulated."),
        _("A unit works for some time before it breaks, and at most %(limit)s units are followed one by one."),
        _("Correct the time between faults or the capacity."),
    ),
    "simulation.network.need": Message(
        _("“%(operation)s” cannot have what it needs of “%(resource)s”."),
        _("It needs none, more than there are, or a clearance that is no time."),
        _("Correct the quantity or the clearance, or add capacity."),
    ),
    "simulation.network.never_fits": Message(
        _("“%(operation)s” is longer than any opening of “%(resource)s”."),
        _("It may not begin before it can be done, so it would never begin."),
        _("Lengthen a shift, shorten the work, or let it rest or go on over the end of a shift."),
    ),
    "simulation.network.chances": Message(
        _("The choices after “%(operation)s” do not add up."),
        _("Chances lie between 0 and 1 and are together at most 1; what has a limit says where to go beyond it."),
        _("Correct the chances."),
    ),
    "simulation.network.lag": Message(
        _("A time before “%(operation)s” cannot be kept."),
        _("It counts from an operation at or before this one, is not below zero, and its least is not above its most."),
        _("Correct the times or the operation from which they count."),
    ),
    "simulation.network.rounds": Message(
        _("“%(operation)s” goes back to an operation that comes after it."),
        _("A round begins at or before the operation that ends it."),
        _("Correct where the round begins."),
    ),
    "simulation.network.branches": Message(
        _("The branches after “%(operation)s” do not meet."),
        _("Branches at the same time come together at one operation, none ends before it, and none divides again."),
        _("Correct the branches or where they meet."),
    ),
    "simulation.network.source": Message(
        _("It is not clear when the patients of “%(source)s” come."),
        _("They come with a distribution of the time between them, or at known times in their order, not both."),
        _("Give one of the two."),
    ),
    "simulation.network.endless": Message(
        _("From “%(operation)s” no end is ever reached."),
        _("Patients would go round in it forever."),
        _("Add a way out."),
    ),
    "simulation.study": Message(
        _("This study cannot be made (until %(until)s, %(replications)s replications)."),
        _("It ends after its warm-up, has a replication and a confidence below 1, and stops by known patients."),
        _("Correct the frame of the study."),
    ),
    "simulation.run.overflow": Message(
        _("More than %(inside)s patients are in the plant before %(time)s: more come in than go out."),
        _("A plant that cannot keep up has no steady answer, and one whose parts wait for each other has none either."),
        _("Add capacity, let fewer patients come, or look which resource is waited for."),
    ),
    "simulation.run.endless": Message(
        _("A replication did not end within %(limit)s events."),
        _("The limit keeps a mistake in a network from running forever."),
        _("Look for rounds that never end, or shorten the time."),
    ),
    "simulation.plant.unreadable": Message(
        _("The file is no plant in the format %(format)s."),
        _("It is one YAML document in UTF-8, of at most a megabyte, without aliases; no name in it stands twice."),
        _("Begin with the example beside the example recipes."),
    ),
    "simulation.plant.field": Message(
        _("“%(place)s” is missing, unknown, or not what it should be."),
        _("Nothing in a plant is guessed; times have units, and hours of the day are written as '06:00'."),
        _("Compare the field with the page on simulation (docs/simulation.md)."),
    ),
    "simulation.plant.missing": Message(
        _("Step %(step)s needs “%(name)s” (%(what)s), which the plant does not have."),
        _("A recipe can be simulated only where it could be carried out."),
        _("Add it to the plant, or simulate the recipe that this plant runs."),
        {"what": _THINGS},
    ),
    "simulation.plant.nobody_qualified": Message(
        _("Nobody in the role “%(role)s” is qualified for the recipe %(recipe)s."),
        _("Where a plant tells qualifications apart, only those who are qualified may do a recipe's steps."),
        _("Add the number of people who are qualified for it, or leave the recipe out."),
    ),
    "simulation.present.time": Message(
        _("“%(place)s” has a time that does not fit the present, which is %(now)s."),
        _("What has been lies before the present, what comes lies after it, and quantities are at least one."),
        _("Correct the times."),
    ),
    "simulation.present.kept": Message(
        _("“%(patient)s” is said to keep “%(resource)s” up to an operation up to which nobody keeps it."),
        _("What is kept is what some operation of the network takes for several."),
        _("Correct the resource or the operation."),
    ),
    "simulation.present.way": Message(
        _("“%(patient)s” cannot stand where the present says."),
        _("A patient is at one operation, or in branches that meet. Rounds and limited choices are the network’s."),
        _("Correct the operations, the rounds or the choices of this patient."),
    ),
    "simulation.present.never_fails": Message(
        _("“%(resource)s” is being repaired, and in the network it has no faults."),
        _("How long a repair takes is known from the faults of a resource."),
        _("Give the resource its faults, or leave the repair out."),
    ),
}
