"""Words of this app as people read them, and the sentences that the law puts on labels."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cellpark.labels.contents import Field, Statement
from cellpark.labels.permissions import LabelPermission
from cellpark.labels.states import Country, Donor, LabelKind, LabelState, Stage, TemplateState, Use

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

APP_WORDS: Mapping[str, "StrOrPromise"] = {"labels": _("Labels")}
PERMISSION_WORDS: Mapping[str, "StrOrPromise"] = {
    LabelPermission.SEE: _("See labels and their reconciliation"),
    LabelPermission.WRITE_TEMPLATE: _("Write label templates"),
    LabelPermission.APPROVE_TEMPLATE: _("Approve and retire label templates"),
    LabelPermission.ISSUE: _("Issue labels for containers"),
    LabelPermission.PRINT: _("Print labels"),
    LabelPermission.USE: _("Apply labels and keep specimens"),
    LabelPermission.VERIFY: _("Verify labels as the second person"),
    LabelPermission.DISPOSE: _("Void and destroy labels"),
    LabelPermission.AGREE: _("Agree that a label stays on with a corrected amount"),
}
LABEL_KINDS: Mapping[LabelKind, "StrOrPromise"] = {
    LabelKind.STARTING: pgettext_lazy("kind of label", "Starting material"),
    LabelKind.INTERMEDIATE: pgettext_lazy("kind of label", "Intermediate"),
    LabelKind.SAMPLE: pgettext_lazy("kind of label", "Sample"),
    LabelKind.PRODUCT: pgettext_lazy("kind of label", "Final product"),
    LabelKind.SHIPPER: pgettext_lazy("kind of label", "Shipper"),
}
USES: Mapping[Use, "StrOrPromise"] = {
    Use.AUTOLOGOUS: pgettext_lazy("cells", "Autologous"),
    Use.ALLOGENEIC: pgettext_lazy("cells", "Allogeneic"),
}
COUNTRIES: Mapping[Country, "StrOrPromise"] = {
    Country.CHINA: _("China"),
    Country.UNITED_STATES: _("United States"),
    Country.EUROPE: _("European Union"),
}
DONORS: Mapping[Donor, "StrOrPromise"] = {
    Donor.UNKNOWN: pgettext_lazy("donor", "not evaluated"),
    Donor.NEGATIVE: pgettext_lazy("donor", "negative"),
    Donor.POSITIVE: pgettext_lazy("donor", "positive"),
}
STAGES: Mapping[str, "StrOrPromise"] = {
    Stage.ISSUE: pgettext_lazy("label", "issue"),
    Stage.PRINT: pgettext_lazy("label", "print"),
    Stage.AFFIX: pgettext_lazy("label", "affix"),
}
TEMPLATE_STATES: Mapping[str, "StrOrPromise"] = {
    TemplateState.DRAFT: pgettext_lazy("label template", "draft"),
    TemplateState.APPROVED: pgettext_lazy("label template", "approved"),
    TemplateState.RETIRED: pgettext_lazy("label template", "retired"),
}
LABEL_STATES: Mapping[str, "StrOrPromise"] = {
    LabelState.ISSUED: pgettext_lazy("label", "issued"),
    LabelState.PRINTED: pgettext_lazy("label", "printed"),
    LabelState.APPLIED: pgettext_lazy("label", "applied"),
    LabelState.SAMPLED: pgettext_lazy("label", "kept as specimen"),
    LabelState.VOIDED: pgettext_lazy("label", "void"),
    LabelState.DESTROYED: pgettext_lazy("label", "destroyed"),
    LabelState.CANCELLED: pgettext_lazy("label", "cancelled"),
}
LIFECYCLE_STATES: Mapping[str, Mapping[str, "StrOrPromise"]] = {
    "labels.template": TEMPLATE_STATES,
    "labels.label": LABEL_STATES,
}
FIELDS: Mapping[str, "StrOrPromise"] = {
    Field.PRODUCT: pgettext_lazy("on a label", "Product"),
    Field.COI: pgettext_lazy("on a label", "Chain of identity"),
    Field.DIN: pgettext_lazy("on a label", "Donation number"),
    Field.SUBJECT: pgettext_lazy("on a label", "Subject number"),
    Field.PRODUCT_CODE: pgettext_lazy("on a label", "Product code"),
    Field.DIVISIONS: pgettext_lazy("on a label", "Division"),
    Field.BATCH: pgettext_lazy("on a label", "Batch number"),
    Field.CONTAINER: pgettext_lazy("on a label", "Container"),
    Field.SEQUENCE: pgettext_lazy("on a label", "Container of"),
    Field.QUANTITY: pgettext_lazy("on a label", "Contents"),
    Field.COLLECTED_AT: pgettext_lazy("on a label", "Collected"),
    Field.MADE_AT: pgettext_lazy("on a label", "Manufactured"),
    Field.EXPIRES_AT: pgettext_lazy("on a label", "Use by"),
    Field.STORAGE: pgettext_lazy("on a label", "Store at"),
    Field.HOSPITAL: pgettext_lazy("on a label", "Hospital"),
    Field.MAKER: pgettext_lazy("on a label", "Manufacturer"),
    Field.PHONE: pgettext_lazy("on a label", "Code for a phone’s camera"),
}
STATEMENTS: Mapping[str, "StrOrPromise"] = {
    Statement.AUTOLOGOUS: _("FOR AUTOLOGOUS USE ONLY"),
    Statement.INTENDED_RECIPIENT: _("FOR USE BY INTENDED RECIPIENT ONLY"),
    Statement.NOT_EVALUATED: _("NOT EVALUATED FOR INFECTIOUS SUBSTANCES"),
    Statement.BIOHAZARD: _("BIOHAZARD - WARNING: REACTIVE TEST RESULTS"),
    Statement.TRIAL: _("FOR CLINICAL TRIAL USE ONLY"),
    Statement.NO_IRRADIATION: _("DO NOT IRRADIATE"),
    Statement.NO_FILTER: _("DO NOT USE LEUKOREDUCTION FILTERS"),
    Statement.VERIFY_IDENTITY: _("VERIFY PATIENT IDENTITY BEFORE USE"),
}
EVENT_VALUES: Mapping[str, Mapping[str, "StrOrPromise"]] = {"stage": STAGES}
EVENT_TITLES: Mapping[str, "StrOrPromise"] = {
    "labels.template.drafted": _("Label template drafted"),
    "labels.template.approved": _("Label template approved"),
    "labels.template.retired": _("Label template retired"),
    "labels.label.issued": _("Label issued"),
    "labels.label.checked": _("Label verified"),
    "labels.label.printed": _("Label printed"),
    "labels.label.applied": _("Label applied"),
    "labels.label.sampled": _("Label kept as specimen"),
    "labels.label.kept": _("Label left on with a corrected amount"),
    "labels.label.keep_agreed": _("Agreed: the label stays on"),
    "labels.label.voided": _("Label voided"),
    "labels.label.destroyed": _("Label destroyed"),
    "labels.label.cancelled": _("Label cancelled"),
}
EVENT_SENTENCES: Mapping[str, "StrOrPromise"] = {
    "labels.template.drafted": _("The label template %(code)s was drafted as revision %(revision)s."),
    "labels.template.approved": _("Labels may be issued from this template."),
    "labels.template.retired": _("No label is issued from this template any more."),
    "labels.label.issued": _("Label %(number)s was issued for the container %(container_code)s."),
    "labels.label.checked": _("A second person scanned “%(scanned)s” to verify the label."),
    "labels.label.printed": _("The label was printed."),
    "labels.label.applied": _("The label was put on its container."),
    "labels.label.sampled": _("The label was kept as specimen in the batch record."),
    "labels.label.kept": _("The label says %(says)s and stays on, though %(becomes)s is recorded now."),
    "labels.label.keep_agreed": _("The quality unit agreed that the label stays on for %(becomes)s."),
    "labels.label.voided": _("The label was voided."),
    "labels.label.destroyed": _("The label was destroyed."),
    "labels.label.cancelled": _("The label was cancelled before it was printed."),
}
EVENT_FIELDS: Mapping[str, "StrOrPromise"] = {
    "template": _("Template"),
    "code": _("Code"),
    "revision": _("Revision"),
    "use": _("Use"),
    "country": _("Country"),
    "product": _("Product"),
    "width_mm": _("Width in mm"),
    "height_mm": _("Height in mm"),
    "fields": _("Fields"),
    "statements": _("Statements"),
    "author": _("Author"),
    "approver": _("Approver"),
    "signature": _("Signature"),
    "label": _("Label"),
    "number": _("Number"),
    "says": _("What the label says"),
    "becomes": _("What is recorded now"),
    "container": _("Container"),
    "container_code": _("Code of the container"),
    "batch": _("Batch"),
    "batch_code": _("Batch number"),
    "payload": _("Content of the symbol"),
    "values": _("What is printed"),
    "replaces": _("Replaces"),
    "performer": _("Performer"),
    "check": _("Verification"),
    "stage": _("Moment"),
    "scanned": _("Scanned"),
    "matched": _("Matched"),
    "verifier": _("Verifier"),
}


def in_language(words: "StrOrPromise", language: str) -> str:
    """``words`` in one language, whatever the reader's own is."""
    with translation.override(language):
        return str(words)
