"""Sentences for the refusals of this app."""

from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message
from cellpark.materials.words import CONTAINER_STATES

_T4 = _("Material that is expired, in quarantine, rejected or too long open is not used (21 CFR 211.188, T4).")
_CN4C = _("Whoever received material does not release it; the quality unit does (CN-4c).")
_CN4B = _("What arrives is checked point by point against the order and the approved list (CN-4b).")
_LBL5 = _("The identity is verified by scan at every transfer; a mismatch stops the work and is recorded (LBL-5).")
_BALANCE = _("What goes into an operation comes out of it or is declared as a loss (21 CFR 211.188).")
_CHAIN = _("A chain of identity is issued before the first collection and never changes (ISBT 128, ST-028).")
_CUSTODY = _("It is known at every moment who holds a container: two scans that match (CN-4k).")
_CODES = _("A code leads to one thing, so that a scan is never ambiguous.")
_CERTIFICATE = _("Recipes read the values of a certificate, so that nobody copies a number by hand (21 CFR 211.188).")
_CLOCKS = _("A hold time says how long cells or reagents may be in a condition (T10).")
_DONOR = _("The infectious markers of the donor decide where cells may be opened (ATMP guideline, 9.5; CN-4d).")
_SCAN_AGAIN = _("Put it aside, take the right one and scan again. Quality reviews the record.")

_CORRECTION = _(
    "A correction is a new entry that says what is true; the old one stays readable (T11, 21 CFR 11.10(e))."
)
_REALLY_USED = _(
    "Scan the container that was really used; if nobody knows which, report it, so that quality judges it."
)

MESSAGES = {
    "materials.correction.twice": Message(
        _("This operation was corrected meanwhile."),
        _CORRECTION,
        _("Open the entry again and correct what stands now."),
    ),
    "materials.correction.nothing": Message(
        _("The correction changes nothing that was moved."),
        _CORRECTION,
        _("Give another amount or another container, or leave it."),
    ),
    "materials.correction.in_batch": Message(
        _("This was done in a batch (step %(step)s)."),
        _("Signatures and checks of the batch record rest on it; corrected there, they follow (T11)."),
        _("Open the batch record and correct the entry there."),
    ),
    "materials.correction.not_there": Message(
        _("This container is not one that can be corrected here."),
        _("Amounts are said of what was taken or filled; another container stands only for one that was taken from."),
        _("Open the operation again and choose the container whose amount was wrong."),
    ),
    "materials.correction.held": Message(
        _("Container %(code)s or its lot is stopped: only the quality unit corrects what is recorded of it."),
        _("What is stopped is under a decision of the quality unit (21 CFR 211.22, CN-4c)."),
        _("Tell somebody who decides about holds what is wrong; that person corrects it with the reason."),
    ),
    "materials.correction.from_itself": Message(
        _("%(code)s came of this operation: it cannot be what went into it."),
        _("A trace leads from what was used to what came of it and never back into itself (T16)."),
        _REALLY_USED,
    ),
    "materials.correction.later": Message(
        _("%(code)s was not here yet at %(at)s, when this was done."),
        _("What was made or received afterwards cannot have been used; a recall would look at the wrong lot (T16)."),
        _REALLY_USED,
    ),
    "materials.correction.unfit_then": Message(
        _("%(code)s might not be used at %(at)s: that it was used all the same is recorded by the quality unit alone."),
        _T4,
        _("Tell somebody who decides about holds what was used; that person corrects it with the reason."),
    ),
    "materials.correction.stands_on": Message(
        _("Container %(code)s was worked with afterwards (step %(step)s); that rests on this amount."),
        _BALANCE,
        _("Correct the later operation first, or report an exception, so that quality judges it."),
    ),
    "materials.time.future": Message(
        _("The time lies in the future."),
        _("A record says what has happened (21 CFR 11.10(e))."),
        _("Check the clock of the device and send again."),
    ),
    "materials.material.nameless": Message(
        _("There is no name."),
        _("Materials are found, printed and signed under a name."),
        _("Give a Chinese name, an English name, or both."),
    ),
    "materials.material.code_taken": Message(
        _("The material code %(code)s is taken."), _CODES, _("Choose another code, or change the existing material.")
    ),
    "materials.material.code_stays": Message(
        _("The code of a material stays %(code)s."),
        _("Recipes name materials by their codes."),
        _("Describe another material under the new code."),
    ),
    "materials.material.gtin_taken": Message(
        _("Another material has the trade item number %(gtin)s."), _CODES, _("Compare the number with the package.")
    ),
    "materials.clock.twice": Message(_("One hold time is named twice."), _CLOCKS, _("Give each hold time one limit.")),
    "materials.clock.no_time": Message(
        _("A hold time must be longer than nothing."), _CLOCKS, _("Give a time, such as 72 h.")
    ),
    "materials.lot.twice": Message(
        _("The lot %(number)s of this material is known already."), _CODES, _("Look for the lot and use it.")
    ),
    "materials.lot.unknown": Message(
        _("No lot %(number)s of this material is registered."), _CODES, _("Register the lot first.")
    ),
    "materials.lot.own_receipt": Message(
        _("You received this yourself."), _CN4C, _("Ask another person of the quality unit to decide.")
    ),
    "materials.lot.expired": Message(
        _("The lot %(number)s expired at %(expired)s."),
        _T4,
        _("Take another lot, or ask quality for a retest and another expiry."),
    ),
    "materials.lot.in_quarantine": Message(
        _("The lot %(number)s is in quarantine."), _T4, _("Ask quality to release it, or take a released lot.")
    ),
    "materials.lot.was_rejected": Message(
        _("The lot %(number)s was rejected."), _T4, _("Take another lot and put this one aside.")
    ),
    "materials.lot.stays_rejected": Message(_("A rejected lot gets no other expiry."), _T4, _("Take another lot.")),
    "materials.lot.same_expiry": Message(
        _("The expiry would stay as it is."),
        _("A change that changes nothing is no record."),
        _("Give another date, or leave it."),
    ),
    "materials.certificate.hash": Message(
        _("This is no SHA-256 of a file."),
        _("The certificate is kept by the hash of its file, so that a changed file shows."),
        _("Send the file, or the 64 characters of its hash."),
    ),
    "materials.certificate.name": Message(
        _("“%(name)s” cannot be the name of a value."), _CERTIFICATE, _("Use letters, digits and _, such as titre.")
    ),
    "materials.certificate.too_many": Message(
        _("A certificate has at most %(limit)s values here."), _CERTIFICATE, _("Keep what recipes read.")
    ),
    "materials.certificate.released": Message(
        _("This lot was released on the values that it has."),
        _CERTIFICATE,
        _("Take the lot back into quarantine first."),
    ),
    "materials.certificate.line": Message(
        _("The line “%(line)s” is no value."), _CERTIFICATE, _("Write one value a line, such as titre = 2.0e8 TU/mL.")
    ),
    "materials.source.not_approved": Message(
        _("%(name)s is not on the approved list."),
        _("Hospitals and vendors are assessed before material is taken from them (CN-4a)."),
        _("Ask quality to approve the source."),
    ),
    "materials.patient.twice": Message(
        _("The chain of identity %(coi)s has begun already."), _CHAIN, _("Use it, or issue another one.")
    ),
    "materials.patient.unknown": Message(
        _("Nobody was enrolled under the chain of identity %(coi)s."), _CHAIN, _("Enrol the patient first.")
    ),
    "materials.container.no_identity": Message(
        _("Cells for one patient need a chain of identity."), _CHAIN, _("Give the chain of identity of the order.")
    ),
    "materials.container.code_taken": Message(
        _("The code %(code)s or its label belongs to another container."), _CODES, _("Print and apply another label.")
    ),
    "materials.container.lot_of_other_material": Message(
        _("The lot %(number)s is of another material."), _CODES, _("Choose a lot of this material.")
    ),
    "materials.container.nothing": Message(
        _("The container would hold nothing."), _BALANCE, _("Give the amount that is in it.")
    ),
    "materials.container.other_unit": Message(
        _("An amount in %(unit)s does not fit a material that is counted in %(wanted)s."),
        _BALANCE,
        _("Give the amount in the unit of the material."),
    ),
    "materials.container.not_usable": Message(
        _("The container %(code)s cannot be used. Its state: %(state)s."),
        _T4,
        _("Look at the container’s page: it says who decides and what is missing."),
        words={"state": CONTAINER_STATES},
    ),
    "materials.container.expired": Message(
        _("The container %(code)s expired at %(expired)s."), _T4, _("Take another container.")
    ),
    "materials.container.open_too_long": Message(
        _("The container %(code)s is open longer than allowed; its time ended at %(expired)s."),
        _T4,
        _("Destroy it with this reason and open another one."),
    ),
    "materials.container.second_scan_due": Message(
        _("The container %(code)s needs a second person’s scan: %(others)s is easily mistaken for it."),
        _("Patients whose names, birth dates or codes are alike are told apart by two people (CN-4f)."),
        _("Let somebody who did not receive it scan it on its page."),
    ),
    "materials.container.no_second_scan_due": Message(
        _("No second scan is asked for."),
        _("A second scan counts where a look-alike is in the house (CN-4f)."),
        _("Go on with the work."),
    ),
    "materials.container.same_person": Message(
        _("The second scan must be another person’s."),
        _("Patients whose names, birth dates or codes are alike are told apart by two people (CN-4f)."),
        _("Ask a colleague to scan it."),
    ),
    "materials.container.open_already": Message(
        _("The container %(code)s is open already."), _CLOCKS, _("Go on with the work; its time runs.")
    ),
    "materials.container.absent": Message(
        _("The container %(code)s is not here. Its state: %(state)s."),
        _CUSTODY,
        _("Look at the container’s page."),
        words={"state": CONTAINER_STATES},
    ),
    "materials.scan.too_long": Message(
        _("A scan has at most %(limit)s characters."),
        _("No label holds more."),
        _("Scan one label, and nothing else in the same field."),
    ),
    "materials.scan.whose": Message(
        _("It is not said in which organisation to look."),
        _("The same label may exist in two organisations."),
        _("Choose the organisation for which you work."),
    ),
    "materials.scan.phone_code": Message(
        _("You scanned the code for phones, not the large symbol."),
        _("The code for phones leads to a page; what people and scanners rely on is the large symbol (LBL-3)."),
        _("Scan the large symbol."),
    ),
    "materials.scan.stopped": Message(_("This scan did not match; its near miss is on record."), _LBL5, _SCAN_AGAIN),
    "materials.scan.unknown": Message(_("Nothing in this house carries the label %(scan)s."), _LBL5, _SCAN_AGAIN),
    "materials.scan.wrong_identity": Message(
        _("Wrong patient: %(expected)s was expected, %(found)s was scanned."), _LBL5, _SCAN_AGAIN
    ),
    "materials.scan.wrong_container": Message(
        _("Wrong container: %(expected)s was expected, %(found)s was scanned."), _LBL5, _SCAN_AGAIN
    ),
    "materials.scan.wrong_material": Message(
        _("Wrong material: %(expected)s was expected, %(found)s was scanned."), _LBL5, _SCAN_AGAIN
    ),
    "materials.receipt.unchecked": Message(
        _("This point was not checked."), _CN4B, _("Look at it and say what you found.")
    ),
    "materials.receipt.unexplained": Message(
        _("It is not said what was wrong."), _CN4B, _("Write in one sentence what you saw.")
    ),
    "materials.move.condition": Message(
        _("This act does not fit the temperature of the place."),
        _("Into the store means frozen, out of it means no longer frozen."),
        _("Choose the condition of the place where the container is now."),
    ),
    "materials.hand_over.to_oneself": Message(
        _("Nobody hands over to themselves."), _CUSTODY, _("Let the person who takes it scan it.")
    ),
    "materials.hand_over.for_another": Message(
        _("This container was offered to somebody else."), _CUSTODY, _("Ask the giver to withdraw and offer it to you.")
    ),
    "materials.hand_over.seal": Message(
        _("The seal differs: %(given)s was given, %(seen)s was seen."),
        _("A broken or exchanged seal puts the content in doubt (CN-4b)."),
        _("Do not take it over. Put the container on hold and tell quality."),
    ),
    "materials.hand_over.running": Message(
        _("The container %(code)s is being handed over already."),
        _CUSTODY,
        _("Accept or withdraw that hand-over first."),
    ),
    "materials.donor.no_origin": Message(
        _("It is not said whose tests these are."),
        _DONOR,
        _("Name a chain of identity or a donation number."),
    ),
    "materials.donor.not_here": Message(
        _("Nothing of %(origin)s is in the house or expected."),
        _DONOR,
        _("Compare the code with the report, or announce the container first."),
    ),
    "materials.donor.marker_missing": Message(
        _("The result of one needed marker is missing: %(marker)s."),
        _DONOR,
        _("Enter every result of the report; until then the status stays unknown."),
    ),
    "materials.near_miss.own": Message(
        _("You made this scan yourself."),
        _("A near miss is reviewed by somebody else (LBL-5)."),
        _("Ask another person of the quality unit."),
    ),
    "materials.operation.shape": Message(
        _("A “%(kind)s” does not go with %(consumed)s consumed and %(produced)s produced containers."),
        _("Each kind of operation has its form: a pool joins several, a transfer moves one."),
        _("Choose the kind that says what was done."),
    ),
    "materials.operation.twice": Message(
        _("One container is named twice."), _BALANCE, _("Name it once with the whole amount.")
    ),
    "materials.operation.too_much": Message(
        _("%(asked)s cannot be taken out of %(code)s: %(present)s are in it."),
        _BALANCE,
        _("Take less, or another container; correct the record if it is wrong."),
    ),
    "materials.operation.nothing": Message(
        _("Nothing would be taken out of %(code)s."), _BALANCE, _("Give an amount above zero.")
    ),
    "materials.operation.nothing_out": Message(
        _("An amount that comes out is not above zero."), _BALANCE, _("Give amounts above zero.")
    ),
    "materials.operation.nothing_in": Message(
        _("No container was named."), _BALANCE, _("Scan the container that is used.")
    ),
    "materials.operation.unbalanced": Message(
        _("The amounts do not balance: %(consumed)s went in, %(produced)s came out."),
        _BALANCE,
        _("Correct the amounts, or add a line for the loss with its reason."),
    ),
    "materials.operation.loss_unexplained": Message(
        _("The loss of %(quantity)s has no reason."), _BALANCE, _("Write why it was lost.")
    ),
    "materials.operation.two_identities": Message(
        _("Cells of several patients would meet: %(identities)s."), _LBL5, _("Stop, and tell quality at once.")
    ),
    "materials.operation.two_owners": Message(
        _("The containers belong to different organisations."),
        _("One operation is one organisation’s record."),
        _("Transfer the material by order first."),
    ),
    "materials.operation.sample_is_leaf": Message(
        _("%(code)s is a sample."),
        _("A sample is tested or destroyed and never goes back into a process."),
        _("Take the container that it came from."),
    ),
    "materials.operation.material_unsaid": Message(
        _("It is not said which material comes out."), _BALANCE, _("Choose the material of the new container.")
    ),
    "materials.operation.material_changes": Message(
        _("A “%(kind)s” does not make another material."),
        _("Each kind of operation has its form: a pool joins several, a transfer moves one."),
        _("Record a derivation instead."),
    ),
    "materials.plant.file": Message(
        _("The file of example materials cannot be read: %(what)s."),
        _("Examples are loaded by the same acts as real data, so they must be complete."),
        _("Correct the file and load it again."),
    ),
}
