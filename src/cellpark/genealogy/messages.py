"""Sentences for what the graph refuses."""

from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message

_WHY = _("A recall follows these links alone; a wrong one would miss patients or alarm the wrong ones (T16).")

MESSAGES = {
    "genealogy.edge.itself": Message(
        _("Something cannot come from itself."), _WHY, _("Name what was consumed and what was produced apart.")
    ),
    "genealogy.edge.into_surroundings": Message(
        _("Nothing is made into a room, a piece of equipment or a person."),
        _WHY,
        _("Link the room, the equipment or the person to what was handled there, not the other way round."),
    ),
    "genealogy.edge.not_contact": Message(
        _("Rooms, equipment and people touch material; material is made of material."),
        _WHY,
        _("Use the contact link for surroundings and the material link for everything else."),
    ),
    "genealogy.edge.not_sample": Message(
        _("A sample is linked as a sample, and nothing else is."),
        _WHY,
        _("Use the sample link where the child is a sample."),
    ),
    "genealogy.void.unknown": Message(
        _("This record made no links that could be withdrawn."),
        _("Only what was linked before can be shown as withdrawn."),
        _("Choose the record that made the links."),
    ),
    "genealogy.void.twice": Message(
        _("The links of this record were withdrawn before."),
        _("Each correction stands once, with its own reason and time."),
        _("Look at the correction that already stands."),
    ),
}
