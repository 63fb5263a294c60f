"""Sentences for the refusals around samples, tests, readings, investigations and the environment."""

from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message

_OOS = _(
    "A result out of specification is investigated before anybody measures again (21 CFR 211.192; FDA guidance on"
    " out-of-specification results)."
)
_LEADS_BACK = _("A result leads back to the record of the instrument (21 CFR 211.194(a)).")
_SAMPLE = _(
    "A result of another patient's cells would release the wrong product, so a raw file is traced to its sample (Part"
    " 11.10(a); 21 CFR 211.194(a)(1))."
)
_VALID = _(
    "An assay is valid when its curve, its blanks and its partitions are (MIQE; digital MIQE 2020; ICH M10, 4.2)."
)

MESSAGES = {
    "quality.sample.unknown": Message(
        _("No sample carries the code %(code)s."),
        _("A sample in the laboratory is a container that a batch filled and labelled as a sample."),
        _("Scan the label again; a sample is taken in the batch record first."),
    ),
    "quality.sample.of_other_batch": Message(
        _("The sample %(code)s was not taken from this batch."),
        _("A result of another patient's cells would release the wrong product."),
        _("Open the batch from which it was taken, and look into how it came here."),
    ),
    "quality.sample.twice": Message(
        _("The sample %(code)s is registered already."),
        _("One container is one sample with one history."),
        _("Open the sample and go on from there."),
    ),
    "quality.sample.nothing_to_test": Message(
        _("The specification asks for nothing at this stage (%(stage)s)."),
        _("A sample is registered for tests of its specification."),
        _("Choose another stage, or name the attributes."),
    ),
    "quality.sample.under_test": Message(
        _("A test of the sample %(code)s is still running."),
        _("What is gone cannot be measured again."),
        _("Enter the reading or cancel the test first."),
    ),
    "quality.analyst.not_qualified": Message(
        _("You are not qualified for the method %(method)s today (%(subject)s)."),
        _("Whoever measures is trained and qualified for the method (21 CFR 211.25(a))."),
        _("Ask a qualified colleague, or have your qualification granted."),
    ),
    "quality.analyst.nobody": Message(
        _("A reading has an analyst: a person, not a program."),
        _("Who measured and who verified are part of the result."),
        _("Sign in as yourself."),
    ),
    "quality.value.choice": Message(
        _("“%(value)s” is none of the possible results: %(choices)s."),
        _("Results in words are taken from the list of the specification, so that they mean the same every time."),
        _("Choose one of them exactly as it is written."),
    ),
    "quality.result.same_person": Message(
        _("You made this reading and cannot verify it."),
        _("Whoever measures does not verify: a second person does (21 CFR 211.194(a)(8))."),
        _("Ask a colleague to verify."),
    ),
    "quality.result.file_missing": Message(
        _("This result is computed from a raw file (%(kind)s), and none was given."),
        _LEADS_BACK,
        _("Attach the file as the instrument wrote it."),
    ),
    "quality.result.typed": Message(
        _("This result is computed from a raw file (%(kind)s), and a value was typed."),
        _LEADS_BACK,
        _("Attach the file as the instrument wrote it, and leave the value empty."),
    ),
    "quality.result.parameter_fixed": Message(
        _("%(name)s is settled by the specification, and something else was given."),
        _("An analysis with other settings is another method, and a method is approved before it is used (211-160a)."),
        _("Leave it out. If the method changed, approve a new version of the specification first."),
    ),
    "quality.result.strategy_missing": Message(
        _("The gating strategy %(strategy)s that the specification names is not kept here."),
        _LEADS_BACK,
        _("Keep the strategy under this code on the page of flow cytometry, then enter the result."),
    ),
    "quality.result.file_unknown": Message(
        _("No raw file with the digest %(digest)s is kept here."),
        _LEADS_BACK,
        _("Upload the file first, or correct the digest."),
    ),
    "quality.result.two_values": Message(
        _("This result is computed from the file; a typed value beside it has no place."),
        _LEADS_BACK,
        _("Leave the value empty. If the file is wrong, attach the right one."),
    ),
    "quality.result.no_such_value": Message(
        _("The analysis gives no value %(value)s; it gives: %(known)s."),
        _("The specification names the value that is reported."),
        _("Name one of the values of the analysis."),
    ),
    "quality.result.sample_other": Message(
        _("The file is of %(named)s, and this test is of the sample %(code)s."),
        _SAMPLE,
        _(
            "Attach the file of this sample. If it is its file all the same, say why, and send it again with the"
            " reason."
        ),
    ),
    "quality.result.sample_absent": Message(
        _("The file names no sample, and this test is of the sample %(code)s."),
        _SAMPLE,
        _("Say why it is the file of this sample, and send it again; name the sample at the instrument next time."),
    ),
    "quality.result.file_used": Message(
        _("This file stands behind a result of the sample %(code)s of batch %(batch)s already."),
        _SAMPLE,
        _("Attach the file of this sample. If the other result took the wrong file, have it retracted first."),
    ),
    "quality.result.invalid_assay": Message(
        _("The assay is not valid, so that its value is no result."),
        _VALID,
        _("Repeat the assay, and enter its file. The file of this one stays with the instrument's records."),
    ),
    "quality.result.device_missing": Message(
        _("A device is missing: %(kinds)s."),
        _("A reading names the calibrated instrument that made it (21 CFR 211.194(a)(4), 211.160(b)(4))."),
        _("Scan the device with which you measured."),
    ),
    "quality.result.none": Message(
        _("There is no reading to retract."),
        _("Only what was entered can be withdrawn."),
        _("Look at the readings of the test; somebody may have been faster."),
    ),
    "quality.result.under_investigation": Message(
        _("This reading is out of specification and its investigation found no cause in the laboratory."),
        _OOS,
        _("Work on the investigation; a reading is withdrawn only by an assignable cause."),
    ),
    "quality.test.same_analyst": Message(
        _("You made the first reading and cannot make the retest."),
        _("A retest is made by another analyst (FDA guidance on out-of-specification results)."),
        _("Ask a qualified colleague."),
    ),
    "quality.test.retested": Message(
        _("This test was repeated already."),
        _("Testing until it passes is no result (21 CFR 211.192)."),
        _("Work on the investigation with the readings that there are."),
    ),
    "quality.test.nothing_to_repeat": Message(
        _("This test has no failing reading."),
        _("A retest answers a result out of specification; a reading that was none is retracted."),
        _("Retract the reading if it was no measurement of this sample."),
    ),
    "quality.test.not_authorised": Message(
        _("The investigation is not in the laboratory phase."),
        _OOS,
        _("Begin the laboratory phase of the investigation, then order the retest."),
    ),
    "quality.test.has_readings": Message(
        _("This test has a reading and cannot be cancelled."),
        _("Every result is part of the record (21 CFR 211.194(a))."),
        _("Retract the reading with its reason first, if it was none."),
    ),
    "quality.investigation.no_cause": Message(
        _("The assignable cause is missing."),
        _OOS,
        _("Name the cause in the laboratory, or confirm the result."),
    ),
    "quality.investigation.own_reading": Message(
        _("You made the reading that is investigated."),
        _("Nobody judges their own measurement."),
        _("Leave the conclusion to somebody else in the quality unit."),
    ),
    "quality.environment.no_limit": Message(
        _("There is no limit for %(method)s in grade %(grade)s."),
        _("Limits are those of EU GMP Annex 1, tables 5 and 6."),
        _("Choose a method that is used in this grade."),
    ),
    "quality.environment.count": Message(
        _("“%(value)s” is no count."),
        _("Colonies and particles are whole numbers, zero or more."),
        _("Write the number that you counted."),
    ),
    "quality.environment.future": Message(
        _("This time lies in the future."),
        _("A reading is recorded after it was taken (EU GMP Annex 11)."),
        _("Correct the time."),
    ),
}
