"""Sentences for what the results of a batch lack."""

from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message

_T13 = _("A batch is released when every result is there, passes and is verified (EU GMP Annex 16; ATMP Guideline 11).")
_ROOMS = _("The environment is part of the batch's record (EU GMP Annex 1, 9.4; ATMP Guideline 9.5).")

MESSAGES = {
    "quality.release.missing": Message(
        _("%(name)s: no test counts."), _T13, _("Register a sample and have it tested.")
    ),
    "quality.release.failing": Message(
        _("%(name)s of sample %(sample)s is out of specification: %(value)s."),
        _T13,
        _("Work on its investigation; a batch out of specification has a way of its own."),
    ),
    "quality.release.pending": Message(
        _("%(name)s of sample %(sample)s has no result yet."), _T13, _("Enter the reading.")
    ),
    "quality.release.unverified": Message(
        _("%(name)s of sample %(sample)s waits for verification: %(value)s."),
        _T13,
        _("Have a second person verify it."),
    ),
    "quality.release.to_date": Message(
        _("%(name)s of sample %(sample)s is negative to date; its final reading is missing."),
        _T13,
        _("Enter the final reading when its clock has ended."),
    ),
    "quality.release.investigated": Message(
        _("The investigation %(number)s is not closed."), _T13, _("Conclude and close the investigation.")
    ),
    "quality.environment.missing": Message(
        _("Room %(room)s: no reading by %(method)s for the time of the batch."), _ROOMS, _("Record the reading.")
    ),
    "quality.environment.failing": Message(
        _("Room %(room)s: %(method)s gave %(value)s, the limit is %(limit)s."),
        _ROOMS,
        _("Open an exception against the batch and judge what it means for the product."),
    ),
    "quality.environment.unverified": Message(
        _("Room %(room)s: the reading by %(method)s waits for verification (%(value)s)."),
        _ROOMS,
        _("Have a second person verify it."),
    ),
    "quality.certificate.language": Message(
        _("There is no certificate in the language “%(language)s”."),
        _("Certificates are printed in Chinese and in English."),
        _("Ask for zh or en."),
    ),
    "quality.certificate.nothing": Message(
        _("Nothing of batch %(number)s was tested yet."),
        _("A certificate lists results."),
        _("Register a sample and have it tested."),
    ),
}
