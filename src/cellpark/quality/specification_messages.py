"""Sentences for the refusals around specifications."""

from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message

_BY_TWO = _("A specification is written by one person and approved by another one (21 CFR 211.160(a), 211.22).")
_IN_FORCE = _("A batch is judged by the specification that was in force when its first sample was registered.")

MESSAGES = {
    "quality.specification.text": Message(
        _("This text cannot be read as a specification: %(what)s."),
        _("Limits that release a medicine are read strictly and never guessed."),
        _("Correct the place that is named; examples/quality shows the form."),
    ),
    "quality.specification.attribute": Message(
        _("Something in the attribute %(code)s does not fit: “%(criterion)s” (%(problem)s)."),
        _("A criterion is an expression over the value of its attribute, in its unit."),
        _("Correct the criterion, the unit or the times of this attribute."),
    ),
    "quality.specification.never": Message(
        _("No choice of the attribute %(code)s meets its criterion."),
        _("A limit that nothing can meet is a slip of the pen."),
        _("Write one of the choices in the criterion exactly as it stands in the list."),
    ),
    "quality.specification.time": Message(
        _("“%(text)s” is no usable length of time."),
        _("Turnarounds and clocks are longer than nothing and shorter than 400 days."),
        _("Write a time such as 4 h or 14 d."),
    ),
    "quality.specification.open": Message(
        _("Version %(number)s of this specification is on its way already."),
        _("Two changes at once would each be read against a text that the other one replaces."),
        _("Approve or discard that version first."),
    ),
    "quality.specification.same": Message(
        _("This very text is in force as version %(number)s."),
        _("A new version says something new."),
        _("Change the text, or leave the version in force."),
    ),
    "quality.specification.not_author": Message(
        _("Only the person who drafted this text signs as its author."),
        _BY_TWO,
        _("Ask the author to sign, or discard the draft and put the text forward yourself."),
    ),
    "quality.specification.same_person": Message(
        _("You wrote this specification and cannot approve it."),
        _BY_TWO,
        _("Ask a colleague who may approve specifications."),
    ),
    "quality.specification.not_signed": Message(
        _("This signature does not exist or is somebody else's."),
        _("An approval rests on the signature of the person who gives it."),
        _("Sign on the signing page, then go on."),
    ),
    "quality.specification.signature_elsewhere": Message(
        _("This signature was given for another record or an earlier state of this one."),
        _("A signature is bound to the content that was shown and cannot be moved (21 CFR 11.70)."),
        _("Read the version as it stands and sign it again."),
    ),
    "quality.specification.signature_meaning": Message(
        _("This signature has another meaning than this act."),
        _("A signature says for what it was given (21 CFR 11.50)."),
        _("Sign again with the meaning of this act."),
    ),
    "quality.specification.other": Message(
        _("The samples of this batch are tested against %(product)s version %(number)s."),
        _IN_FORCE,
        _("Leave the specification out, so that the one of the batch is taken."),
    ),
    "quality.specification.not_in_force": Message(
        _("This specification is not in force for the product of the batch."),
        _IN_FORCE,
        _("Choose one that is approved for this product."),
    ),
    "quality.specification.none": Message(
        _("No specification is in force for %(product)s."),
        _("What is tested against no approved limits proves nothing (21 CFR 211.160)."),
        _("Have a specification for this product approved first."),
    ),
    "quality.specification.market": Message(
        _("No specification of %(product)s is in force for the market %(market)s of this order."),
        _("What is tested against the limits of another market proves nothing for this one (21 CFR 211.160)."),
        _("Have a specification for this product and this market approved first."),
    ),
    "quality.specification.several": Message(
        _("Several specifications are in force for %(product)s."),
        _("They differ by site, phase or market, and the batch is judged by one of them."),
        _("Choose the specification when you register the first sample."),
    ),
    "quality.attribute.unknown": Message(
        _("The specification has no attribute %(code)s."),
        _("Tests are ordered for attributes of the approved specification."),
        _("Choose from the attributes of the specification."),
    ),
}
