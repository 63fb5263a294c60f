"""Sentences for the refusals of this app: what is wrong, the rule behind it, what to do."""

from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message

_RECORD = _("The complete record of a batch is reviewed before anything of it leaves (21 CFR 211.192, EU GMP 1.9).")
_EXCEPTION = _("Every exception is investigated and decided before release (21 CFR 211.192).")
_CUSTODY = _("The chain of identity and of custody has no gap (EU GMP for ATMP, 6.31).")
_HOLD = _("What is stopped or rejected is neither used nor handed over (211-1b, CN-4c).")
_SIGNED = _("A signature stands under the record exactly as it is (21 CFR 11.70).")
_TRAINED = _("Whoever does a step is trained for it (21 CFR 11.10(i), 211.25).")
_DEVICE = _("Equipment is in service, qualified and calibrated while it is used (21 CFR 211.68, 211.182).")
_TRAIL = _("Somebody independent reviews the audit trail before release (EU GMP Annex 11, draft 2025).")
_INDEPENDENT = _(
    "Only a qualified person or the head of quality certifies, and never their own work (EU GMP Annex 16)."
)
_TWO = _("A destruction has two people: one who does it and another who sees it (21 CFR 211.188(b)(11)).")
_OOS = _(
    "What is out of specification is never released; it is rejected, or supplied to its patient on the physician’s "
    "request (EU GMP for ATMP, 11.5)."
)
_ORDER = _("The records of such a supply are made in their order (EU GMP for ATMP, 11.5).")
_STAGES = _(
    "A release may have two stages when results come late, with a plan made beforehand (EU GMP for ATMP, 11.3)."
)

MESSAGES = {
    "release.batch.unfinished": Message(
        _("Batch %(number)s is not finished."), _RECORD, _("Complete and sign its steps, then finish it.")
    ),
    "release.batch.aborted": Message(
        _("Batch %(number)s was aborted."), _RECORD, _("Reject it; look for a way to a dose on the rescue page.")
    ),
    "release.exception.open": Message(
        _("Exception %(number)s is not closed."), _EXCEPTION, _("Classify, investigate, decide and close it.")
    ),
    "release.exception.rejects": Message(
        _("Exception %(number)s was decided as: reject the batch."), _EXCEPTION, _("Reject the batch.")
    ),
    "release.near_miss.open": Message(
        _("A scan that did not match was not looked at: %(name)s."), _CUSTODY, _("Review the near miss.")
    ),
    "release.hand_over.open": Message(
        _("Container %(name)s was handed over and nobody accepted it."),
        _CUSTODY,
        _("Have the receiver scan it, or withdraw the hand-over."),
    ),
    "release.container.held": Message(
        _("Container %(name)s is on hold."), _HOLD, _("Find out why, then let it go or reject the batch.")
    ),
    "release.lot.held": Message(
        _("Lot %(name)s, with which the batch was made, is in quarantine."), _HOLD, _("Have the lot decided.")
    ),
    "release.lot.rejected": Message(
        _("Lot %(name)s, with which the batch was made, was rejected."),
        _HOLD,
        _("Report an exception and judge what it means for the batch."),
    ),
    "release.signature.missing": Message(
        _("Step %(step)s is not signed."), _SIGNED, _("Have it signed by whom the recipe names.")
    ),
    "release.signature.void": Message(
        _("A signature under step %(step)s is void since the step was corrected."), _SIGNED, _("Sign the step again.")
    ),
    "release.training.missing": Message(
        _("Somebody who worked in step %(step)s on %(day)s was not qualified for it on that day."),
        _TRAINED,
        _("Look at the qualifications; report an exception where one was missing."),
    ),
    "release.equipment.unqualified": Message(
        _("Equipment %(equipment)s was not qualified when step %(step)s took it."),
        _DEVICE,
        _("Report an exception and judge what it means for the batch."),
    ),
    "release.equipment.uncalibrated": Message(
        _("Equipment %(equipment)s was not calibrated when step %(step)s took it."),
        _DEVICE,
        _("Report an exception and judge what it means for the batch."),
    ),
    "release.equipment.out_of_service": Message(
        _("Equipment %(equipment)s was out of service when step %(step)s took it."),
        _DEVICE,
        _("Report an exception and judge what it means for the batch."),
    ),
    "release.trail.unreviewed": Message(
        _("Nobody has reviewed the audit trail."),
        _TRAIL,
        _("Somebody who took no part reads it and says what they found."),
    ),
    "release.after.exception": Message(
        _("Exception %(number)s was opened on %(at)s, after this batch was let go."),
        _("A decision rests on what was known then; what comes later may touch what was given already (EU GMP 8.9)."),
        _("Classify it. If quality may be touched: quarantine the batch, tell physician and sponsor, weigh a recall."),
    ),
    "release.after.entries": Message(
        _("%(count)s entries came into the record after the review on which the decision rests."),
        _TRAIL,
        _("Review the audit trail again; it says who changed what and why. If it matters, quarantine the batch."),
    ),
    "release.trail.newer": Message(
        _("%(count)s entries came after the audit trail was reviewed."), _TRAIL, _("Review the audit trail again.")
    ),
    "release.trail.moved": Message(
        _("Entries came since you opened this page."), _TRAIL, _("Read what is new, then record the review.")
    ),
    "release.trail.unread": Message(
        _("This page does not know which records of batch %(number)s you have read."),
        _TRAIL,
        _("Open the batch at the release desk or its record, read it, and begin the review from there."),
    ),
    "release.trail.participant": Message(
        _("The audit trail of batch %(number)s was read by somebody who worked or checked in it."),
        _TRAIL,
        _("Somebody who took no part reviews it."),
    ),
    "release.decision.role": Message(
        _("You are neither a qualified person nor the head of quality here."), _INDEPENDENT, _("Ask one of them.")
    ),
    "release.decision.participant": Message(
        _("You worked or checked in batch %(number)s, so you do not decide about it."),
        _INDEPENDENT,
        _("Somebody who took no part decides."),
    ),
    "release.destruction.changed": Message(
        _("The containers of batch %(number)s are not those that were recorded as destroyed."),
        _TWO,
        _("Have the destruction recorded again, then confirm it."),
    ),
    "release.destruction.away": Message(
        _("Not here, but on the road or with somebody else: %(codes)s."),
        _("Whoever records a destruction had the container in front of them (CN-4c, 21 CFR 211.188(b)(11))."),
        _("Have it brought back, or received where it is destroyed, then record it."),
    ),
    "release.destruction.nothing_left": Message(
        _("No container of batch %(number)s is left, so there is nothing to destroy."),
        _("A record of a destruction names what was destroyed, container by container (21 CFR 211.188(b)(11))."),
        _("Nothing is to be done; the page of each container says where it went."),
    ),
    "release.destruction.same_person": Message(
        _("You recorded the destruction of batch %(number)s, so you are not its witness."),
        _TWO,
        _("Somebody else of the quality unit who was there confirms it."),
    ),
    "release.signature.of_other": Message(
        _("This signature was prepared for something else than batch %(number)s."),
        _SIGNED,
        _("Open the batch at the release desk and begin again."),
    ),
    "release.stage_one.nothing_late": Message(
        _("No result of this batch may come after release."), _STAGES, _("Wait for all results and certify the batch.")
    ),
    "release.stage_one.no_plan": Message(
        _("There is no plan for results that come late."),
        _STAGES,
        _("Record how the physician is told and what is done if a late result fails."),
    ),
    "release.plan.decided": Message(
        _("Batch %(number)s is decided; a plan is made beforehand."), _STAGES, _("Look at what was decided.")
    ),
    "release.physician.nothing_to_tell": Message(
        _("No late result of this batch has failed."), _STAGES, _("Nothing is to be done.")
    ),
    "release.physician.told_already": Message(
        _("It is on record that the physician was told."), _STAGES, _("Nothing is to be done.")
    ),
    "release.supply.stands": Message(
        _("Batch %(number)s goes the way of a supply out of specification."),
        _OOS,
        _("Go on in the out-of-specification room, or withdraw the case there."),
    ),
    "release.supply.decided": Message(_("Batch %(number)s is decided already."), _OOS, _("Look at what was decided.")),
    "release.supply.nothing_failed": Message(
        _("No result of batch %(number)s is out of specification."), _OOS, _("Certify it when every line holds.")
    ),
    "release.supply.open_already": Message(
        _("There is a case for batch %(number)s already."), _ORDER, _("Go on in the out-of-specification room.")
    ),
    "release.supply.no_hospital": Message(
        _("It is not known which hospital treats this patient."),
        _ORDER,
        _("Choose the hospital; the batch needs a chain of identity."),
    ),
    "release.supply.unknown_hospital": Message(
        _("This organisation is no hospital that collects for you or has ordered from you."),
        _("A case is shown to the hospital that treats the patient, and to nobody else (T19)."),
        _("Check the id; a hospital is put on the list of sites of its therapy first."),
    ),
    "release.supply.not_accepted": Message(
        _("The physician has not accepted the product."),
        _ORDER,
        _("Request, evaluation, notice and acceptance come first, in the out-of-specification room."),
    ),
    "release.supply.new_failure": Message(
        _("%(result)s is out of specification, and the notice to the physician does not name it."),
        _("The physician’s acceptance covers what they were told, and nothing else (EU GMP for ATMP, 11.5)."),
        _("Withdraw the case and open a new one, so that its notice names every result; or reject the batch."),
    ),
    "release.supply.not_supplied": Message(
        _("Nothing was supplied yet."), _ORDER, _("Sponsor and authority are told when the product is handed over.")
    ),
    "release.supply.told_already": Message(
        _("It is on record that they were told."), _ORDER, _("Look at the records of the case.")
    ),
    "release.glass.moved": Message(
        _("Something was added to the record of batch %(number)s since you looked."),
        _SIGNED,
        _("Look at the glass room again, then sign what you have read."),
    ),
    "release.papers.not_given": Message(
        _("The product of order %(number)s is not let go, so it has no papers yet."),
        _HOLD,
        _("Wait for the decision of the qualified person."),
    ),
    "release.recall.several_plants": Message(
        _("The chosen batches belong to several plants."), _HOLD, _("Each plant stops its own batches.")
    ),
    "release.rescue.no_reserve": Message(
        _("Nothing of the same collection was kept back."), _CUSTODY, _("Look at the other ways.")
    ),
    "release.rescue.expires": Message(
        _("Container %(code)s expires on %(on)s, before the slot begins."), _HOLD, _("Look for an earlier slot.")
    ),
    "release.rescue.not_out": Message(
        _("No result is out of specification, so this way is not open."), _OOS, _("Look at the other ways.")
    ),
}
