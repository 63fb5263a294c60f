"""Sentences for the refusals of this app."""

from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message
from cellpark.labels.words import FIELDS, STAGES, STATEMENTS

MESSAGES = {
    "labels.template.file": Message(
        _("The file of example templates cannot be read: %(what)s."),
        _("Examples are loaded by the same acts as real data, so they must be complete."),
        _("Correct the file and load it again."),
    ),
    "labels.template.one_identifier": Message(
        _("The label carries fewer than two independent identifiers."),
        _("Two of chain of identity, donation number and subject number lead to the patient, never a name (LBL-4)."),
        _("Add one more of them to the fields."),
    ),
    "labels.template.field_missing": Message(
        _("The field “%(field)s” is missing."),
        _("Labels of this kind must carry it."),
        _("Add it to the fields."),
        words={"field": FIELDS},
    ),
    "labels.template.statement_missing": Message(
        _("The statement “%(statement)s” is missing."),
        _("Cells for one patient alone say so on the label (21 CFR 1271.90(c), Regulation 1394/2007 annex III)."),
        _("Add it to the statements."),
        words={"statement": STATEMENTS},
    ),
    "labels.template.not_autologous": Message(
        _("The label says that the cells are for autologous use, and the template is for allogeneic use."),
        _("A wrong statement is as dangerous as a missing one (21 CFR 1271.90(c))."),
        _("Take the statement off, or choose the other use."),
    ),
    "labels.template.size": Message(
        _("The size is outside of %(least)s to %(most)s mm."),
        _("Outside of it no label printer or office printer takes the paper."),
        _("Choose a size within these limits."),
    ),
    "labels.template.code": Message(
        _("The code of a template has up to %(limit)s capital letters, digits and hyphens."),
        _("It is printed on every label, together with the revision."),
        _("Write it like CART-PRODUCT-CN."),
    ),
    "labels.template.no_name": Message(
        _("There is no name."),
        _("A template is chosen by its name."),
        _("Give a Chinese name, an English name, or both."),
    ),
    "labels.template.signature_of_other": Message(
        _("What you were shown was not this template."),
        _("A signature belongs to exactly what its signer saw (21 CFR 11.70)."),
        _("Open the template and begin to sign it again."),
    ),
    "labels.template.own": Message(
        _("You wrote this template yourself."),
        _("A controlled document is approved by somebody other than its author."),
        _("Ask a colleague of the quality unit to approve it."),
    ),
    "labels.template.not_approved": Message(
        _("The template %(template)s is not approved."),
        _("Labels are issued from the approved revision alone (LBL-2)."),
        _("Choose the approved revision, or have this one approved."),
    ),
    "labels.label.value_missing": Message(
        _("There is no value for “%(field)s”."),
        _("Every field of the template is filled, or the label is incomplete."),
        _("Give the value."),
        words={"field": FIELDS},
    ),
    "labels.label.value_foreign": Message(
        _("The template has no field “%(field)s”."),
        _("What the template does not foresee is not printed."),
        _("Leave the value out, or use another template."),
        words={"field": FIELDS},
    ),
    "labels.label.moment": Message(
        _("“%(value)s” is not a day and a time."),
        _("A label says when, in the local time of the place where it is read."),
        _("Write it like 2026-11-22T14:30."),
    ),
    "labels.label.detached": Message(
        _("The container %(container)s is already detached."),
        _("A new container is labelled before it leaves the one it was filled from (LBL-3)."),
        _("Keep the container at the place, report a deviation, and ask the quality unit what to do."),
    ),
    "labels.label.second": Message(
        _("Label %(number)s stands for this container already."),
        _("A second label on one container could end on another one (21 CFR 211.125)."),
        _("Use that label, or void it with the reason and issue another."),
    ),
    "labels.label.not_void": Message(
        _("Label %(number)s is not void, or belongs to another container."),
        _("A label is replaced only when the old one can no longer be used."),
        _("Void the old label first."),
    ),
    "labels.label.numbers_used_up": Message(
        _("All label numbers of the year %(year)s are used."),
        _("A number is never given twice."),
        _("Ask whoever runs the system."),
    ),
    "labels.label.unchecked": Message(
        _("Nobody has verified label %(number)s yet at this moment: %(stage)s."),
        _("Two people verify at issue, at print and when the label is put on (LBL-3)."),
        _("Ask a second person to verify it."),
        words={"stage": STAGES},
    ),
    "labels.label.same_person": Message(
        _("You did this step yourself."),
        _("The second pair of eyes belongs to another person (LBL-3)."),
        _("Ask a colleague to verify."),
    ),
    "labels.label.nothing_to_check": Message(
        _("Label %(number)s does not wait for this verification: %(stage)s."),
        _("Each moment is verified once, in its order."),
        _("Open the label and see what comes next."),
        words={"stage": STAGES},
    ),
    "labels.label.phone_code": Message(
        _("You scanned the code for phones, not the large symbol."),
        _("What people and scanners rely on is the large symbol: that is what a second person verifies (LBL-3)."),
        _("Scan the large symbol."),
    ),
    "labels.label.mismatch": Message(
        _("STOP. You scanned “%(scanned)s”; label %(number)s says “%(expected)s”."),
        _("A mismatch may be somebody else's cells. It was kept as a near miss."),
        _("Do not go on. Leave everything in its place and call the shift lead."),
    ),
    "labels.label.other_container": Message(
        _("Label %(number)s was issued for the container %(container)s."),
        _("A label goes on the container it was issued for and on no other."),
        _("Leave both in their places and compare them with a second person."),
    ),
    "labels.label.unknown": Message(
        _("“%(scanned)s” is no label of this house."),
        _("Each label carries its own number, in the small symbol."),
        _("Scan the small symbol, or type the number like 26-000123."),
    ),
    "labels.label.outdated": Message(
        _("Label %(number)s says %(says)s; %(becomes)s is recorded now."),
        _("A corrected amount stands for the old one wherever it is said, on the label as well (21 CFR 211.125)."),
        _("Print another instead; the old one is void."),
    ),
    "labels.label.not_outdated": Message(
        _("Label %(number)s says what is recorded."),
        _("Only a label with an amount that was corrected needs a reason to stay."),
        _("Open the label again and look at what it says."),
    ),
    "labels.label.not_on": Message(
        _("Label %(number)s is not on its container."),
        _("A label that is on nothing yet is replaced, and the new one says the corrected amount."),
        _("Print another instead."),
    ),
    "labels.label.not_proposed": Message(
        _("Nobody has said yet why label %(number)s should stay."),
        _("Two people let a label stay: one says why, the quality unit agrees."),
        _("Have the reason written first, or have the label replaced."),
    ),
    "labels.balance.outdated": Message(
        _("Labels with an amount that was corrected: %(count)s."),
        _("The label says what the record says (21 CFR 211.125, 211.188)."),
        _("Replace them, or let two people say why they stay."),
    ),
    "labels.balance.open": Message(
        _(
            "Labels unaccounted for: %(missing)s. Printed %(printed)s; applied %(applied)s, specimens %(sampled)s,"
            " void %(voided)s, destroyed %(destroyed)s."
        ),
        _("Printed = applied + specimens + void + destroyed (21 CFR 211.125, FACT-JACIE D7.2.3)."),
        _("Find each printed label and apply, keep, void or destroy it."),
    ),
    "labels.balance.waiting": Message(
        _("Labels issued and not printed: %(count)s."),
        _("The batch is reconciled when no label waits."),
        _("Print or cancel them."),
    ),
    "labels.balance.unverified": Message(
        _("Labels put on and not verified by a second person: %(count)s."),
        _("Two people verify at issue, at print and when the label is put on (LBL-3)."),
        _("Ask a second person to scan them."),
    ),
    "labels.balance.no_specimen": Message(
        _("No label is kept as specimen."),
        _("The batch record holds a specimen of the label (21 CFR 211.188)."),
        _("Issue and print a specimen and keep it with the batch record."),
    ),
}
