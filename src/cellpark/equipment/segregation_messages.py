"""Sentences for the answer “no, you may not open this here now”."""

from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message

_DONORS_WHY = _(
    "Open steps of different donors or batches never share a room at the same time (ATMP guideline, 9.5; CN-4e)."
)
_INFECTIOUS_WHY = _(
    "Infectious material, known or possible, is handled only where a room is designated for it "
    "(ATMP guideline, 9.5; CN-4d)."
)
_VECTOR_WHY = _("Areas for viral vector and for cells are apart (Chinese GMP appendix for cell products, CN-4e2).")
_GRADE_WHY = _("The more open a container is, the cleaner its surroundings must be (CN-4h).")
_CLEARANCE_WHY = _("A line is inspected and signed as clear before the next work begins (21 CFR 211.130).")
_RECORD_WHY = _("What is recorded says how things are.")

OPENING = {
    "equipment.opening.for_nobody": Message(
        _("Nobody knows whose the container %(container)s is."),
        _DONORS_WHY,
        _("Name the batch or the donor for which it is opened."),
    ),
    "equipment.opening.second_donor": Message(
        _("%(other)s of %(whose)s is open in %(room)s; %(container)s is of another donor or batch."),
        _DONORS_WHY,
        _("Use another room, or wait until that work has ended and the line is cleared."),
    ),
    "equipment.opening.no_assessment": Message(
        _("%(other)s of %(whose)s is in %(room)s, and no approved assessment lets it be there beside %(container)s."),
        _("Closed systems run in parallel only after an approved risk assessment (ATMP guideline, 9.5; CN-4e)."),
        _("Take one of the two away, or ask quality staff for an assessment."),
    ),
    "equipment.opening.infectious": Message(
        _("%(container)s is infectious, and %(room)s is not designated for infectious material."),
        _INFECTIOUS_WHY,
        _("Take it, closed, to a room that is designated for infectious material."),
    ),
    "equipment.opening.infection_unknown": Message(
        _("The infectious status of %(container)s is unknown, and %(room)s does not accept unknown status."),
        _INFECTIOUS_WHY,
        _("Wait for the results of the donor, or take it to a room that is designated for infectious material."),
    ),
    "equipment.opening.infectious_together": Message(
        _("%(container)s and %(other)s in %(room)s differ in their infectious status."),
        _INFECTIOUS_WHY,
        _("Take one of the two to another room."),
    ),
    "equipment.opening.vector_elsewhere": Message(
        _("%(container)s holds viral vector being made, and %(room)s is not designated for that."),
        _VECTOR_WHY,
        _("Take it, closed, to a room for viral vector."),
    ),
    "equipment.opening.cells_elsewhere": Message(
        _("%(container)s holds cells, and %(room)s is not designated for cells."),
        _VECTOR_WHY,
        _("Take it, closed, to a room for cells."),
    ),
    "equipment.opening.not_designated": Message(
        _("%(room)s is not designated for opening %(container)s."),
        _("A room is used for what it is designated for (CN-4e)."),
        _("Take it to a room for cells, viral vector or quality control."),
    ),
    "equipment.opening.vector_beside_cells": Message(
        _("%(container)s and %(other)s are cells and viral vector in one room (%(room)s)."),
        _VECTOR_WHY,
        _("Take one of the two to another room."),
    ),
    "equipment.opening.grade": Message(
        _("%(room)s has grade %(grade)s; for %(container)s it must be %(needed)s or cleaner."),
        _GRADE_WHY,
        _("Use a cleaner room, or a closed system."),
    ),
    "equipment.opening.no_zone_a": Message(
        _("%(room)s has no cabinet or isolator that is in service and qualified."),
        _GRADE_WHY,
        _("Open it in a room with a qualified cabinet (grade A)."),
    ),
    "equipment.opening.line_not_cleared": Message(
        _("The line in %(room)s is not cleared."),
        _CLEARANCE_WHY,
        _("Check the line, and let a second person verify it."),
    ),
    "equipment.opening.clearance_expired": Message(
        _("The line clearance of %(room)s has expired."),
        _CLEARANCE_WHY,
        _("Check the line again, and let a second person verify it."),
    ),
    "equipment.opening.clearance_used": Message(
        _("The line clearance of %(room)s was used by %(batch)s."),
        _CLEARANCE_WHY,
        _("End that work, clear the line, and let a second person verify it."),
    ),
    "equipment.opening.incubator_shared": Message(
        _("%(container)s and %(other)s of another batch would be in one incubator, and they are not both closed."),
        _("An incubator holds one batch, unless all containers in it are closed (CN-4e2)."),
        _("Use another incubator."),
    ),
    "equipment.opening.still_open": Message(
        _("%(container)s is still open in %(room)s."), _RECORD_WHY, _("Close it and record that first.")
    ),
    "equipment.opening.open_it": Message(
        _("%(container)s would be open."), _RECORD_WHY, _("Record it as an opening, which asks all the questions.")
    ),
    "equipment.opening.not_an_opening": Message(
        _("%(container)s would stay closed."), _RECORD_WHY, _("Record it as brought into the room.")
    ),
}
