"""Sentences for the refusals of this app."""

from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message

MESSAGES = {
    "dossier.code.unknown": Message(
        _("Nothing in sight carries the code “%(code)s”."),
        _("A story starts with one thing: a bag, a sample, a lot, a batch, a piece of equipment, a chain of identity."),
        _("Scan the label itself, or type the code that is printed on it."),
    ),
    "dossier.leaving.runs": Message(
        _("Everything of your organisation is being gathered already."),
        _("One gathering at a time keeps the work of the others quick."),
        _("Wait until it has ended; each part can be taken as soon as it is made."),
    ),
    "dossier.leaving.broke_off": Message(
        _("Gathering everything broke off four times and was given up."),
        _("Whoever leaves gets everything or is told plainly that it is not there; nothing stays open for ever."),
        _("Ask again below. If it breaks off again, tell whoever runs the site: their log names the fault."),
    ),
    "dossier.assembly.broke_off": Message(
        _("Assembling the dossier broke off four times and was given up."),
        _("A dossier is there as a whole or said plainly not to be there; nothing stays open for ever."),
        _("Ask again below. If it breaks off again, tell whoever runs the site: their log names the fault."),
    ),
    "dossier.inspection.no_end": Message(
        _("Your inspection has no end."),
        _("Whoever looks from outside does so for a time that was set, and what was seen is on record."),
        _("Ask an administrator of your organisation to grant the role of inspector with a last day."),
    ),
}
