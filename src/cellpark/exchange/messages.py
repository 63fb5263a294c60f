"""Sentences for the refusals of this app."""

from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message

_WHY = _("Other systems send orders as FHIR R5 resources that are valid by their definition.")

MESSAGES = {
    "exchange.fhir.invalid": Message(
        _("The FHIR resource is not valid at “%(path)s”: %(said)s"), _WHY, _("Correct the resource and send it again.")
    ),
    "exchange.fhir.missing": Message(
        _("The FHIR order lacks something at “%(path)s”: %(wanted)s"), _WHY, _("Add it and send the resource again.")
    ),
    "exchange.fhir.unread": Message(
        _("The Bundle holds something at “%(path)s” that an order has no place for: %(kind)s"),
        _("What is sent is never dropped in silence; a collection is recorded at the bedside, by the wristband."),
        _("Send one ServiceRequest and at most one Patient."),
    ),
    "exchange.fhir.too_large": Message(
        _("The FHIR resource has more than %(limit)s bytes."), _WHY, _("Send one order at a time.")
    ),
}
