"""Words of this app for people: its name, its rights, its states, its events."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cellpark.quality.permissions import QualityPermission
from cellpark.quality.states import (
    EnvironmentState,
    InvestigationState,
    Monitoring,
    Outcome,
    Phase,
    ResultState,
    SampleState,
    SpecificationState,
    Stage,
    TestState,
    TubeState,
    Verdict,
)

APP_WORDS: Mapping[str, Promise] = {"quality": _("Quality control")}

PERMISSION_WORDS: Mapping[str, Promise] = {
    QualityPermission.SEE: _("See specifications, samples and results"),
    QualityPermission.WRITE_SPECIFICATION: _("Write specifications and sign as their author"),
    QualityPermission.APPROVE_SPECIFICATION: _("Approve and retire specifications"),
    QualityPermission.REGISTER_SAMPLE: _("Register samples for the laboratory"),
    QualityPermission.HANDLE_SAMPLE: _("Receive, retain and destroy samples"),
    QualityPermission.TEST: _("Test samples and enter readings"),
    QualityPermission.VERIFY: _("Verify readings of others"),
    QualityPermission.DECIDE: _("Retract readings, order retests, cancel tests"),
    QualityPermission.INVESTIGATE: _("Investigate results out of specification"),
    QualityPermission.CONCLUDE: _("Conclude and close investigations"),
    QualityPermission.MONITOR: _("Record readings of the environment"),
    QualityPermission.VERIFY_MONITORING: _("Verify readings of the environment"),
    QualityPermission.KEEP_STRATEGY: _("Keep gating strategies of flow cytometry"),
}

STAGES: Mapping[Stage, Promise] = {
    Stage.IN_PROCESS: _("In process"),
    Stage.RELEASE: _("Release"),
    Stage.POST_RELEASE: _("After release"),
}

PHASES: Mapping[Phase, Promise] = {Phase.CLINICAL: _("Clinical trial"), Phase.COMMERCIAL: _("Commercial")}

VERDICTS: Mapping[Verdict, Promise] = {
    Verdict.PENDING: _("No result yet"),
    Verdict.PASS: _("Passes"),
    Verdict.FAIL: _("Out of specification"),
    Verdict.NEGATIVE_TO_DATE: _("Negative to date"),
}

SPECIFICATION_STATES: Mapping[SpecificationState, Promise] = {
    SpecificationState.DRAFT: _("Draft"),
    SpecificationState.IN_REVIEW: _("Waits for approval"),
    SpecificationState.APPROVED: _("In force"),
    SpecificationState.RETIRED: _("Retired"),
    SpecificationState.DISCARDED: _("Discarded"),
}

SAMPLE_STATES: Mapping[SampleState, Promise] = {
    SampleState.REGISTERED: _("On its way to the laboratory"),
    SampleState.RECEIVED: _("In the laboratory"),
    SampleState.IN_TEST: _("In test"),
    SampleState.RETAINED: _("Retained"),
    SampleState.USED_UP: _("Used up"),
    SampleState.DESTROYED: _("Destroyed"),
}

TEST_STATES: Mapping[TestState, Promise] = {
    TestState.ORDERED: _("Ordered"),
    TestState.RUNNING: _("Test runs"),
    TestState.ENTERED: _("Waits for verification"),
    TestState.VERIFIED: _("Verified"),
    TestState.CANCELLED: _("Cancelled"),
}

TUBE_STATES: Mapping[TubeState, Promise] = {
    TubeState.QUEUED: _("Waits for its analysis"),
    TubeState.ANALYSED: _("Analysed"),
    TubeState.REFUSED: _("Cannot be analysed"),
}

RESULT_STATES: Mapping[ResultState, Promise] = {
    ResultState.ENTERED: _("Waits for verification"),
    ResultState.VERIFIED: _("Verified"),
    ResultState.RETRACTED: _("Retracted"),
}

INVESTIGATION_STATES: Mapping[InvestigationState, Promise] = {
    InvestigationState.OPENED: _("Opened"),
    InvestigationState.LABORATORY: _("Laboratory phase"),
    InvestigationState.CONFIRMED: _("Result confirmed"),
    InvestigationState.INVALIDATED: _("Result void"),
    InvestigationState.CLOSED: _("Closed"),
}

OUTCOMES: Mapping[Outcome, Promise] = {
    Outcome.CONFIRMED: _("Result confirmed"),
    Outcome.INVALIDATED: _("Result void"),
}

METHODS: Mapping[Monitoring, Promise] = {
    Monitoring.ACTIVE_AIR: _("Active air sample"),
    Monitoring.SETTLE_PLATE: _("Settle plate"),
    Monitoring.CONTACT: _("Contact plate"),
    Monitoring.PARTICLES_05: _("Particles of 0.5 \u00b5m and more"),
    Monitoring.PARTICLES_5: _("Particles of 5 \u00b5m and more"),
}

ENVIRONMENT_STATES: Mapping[EnvironmentState, Promise] = {
    EnvironmentState.RECORDED: _("Waits for verification"),
    EnvironmentState.VERIFIED: _("Verified"),
    EnvironmentState.RETRACTED: _("Retracted"),
}

LIFECYCLE_STATES: Mapping[str, Mapping[Any, Promise]] = {
    "quality.specification": SPECIFICATION_STATES,
    "quality.sample": SAMPLE_STATES,
    "quality.test": TEST_STATES,
    "quality.tube": TUBE_STATES,
    "quality.investigation": INVESTIGATION_STATES,
    "quality.environment": ENVIRONMENT_STATES,
}

EVENT_TITLES: Mapping[str, Promise] = {
    "quality.strategy.kept": _("Gating strategy kept"),
    "quality.specification.drafted": _("Specification drafted"),
    "quality.specification.authored": _("Signed by its author"),
    "quality.specification.approved": _("Approved"),
    "quality.specification.retired": _("Retired"),
    "quality.specification.discarded": _("Discarded"),
    "quality.sample.registered": _("Sample registered"),
    "quality.sample.received": _("Sample received"),
    "quality.sample.tested": _("Sample in test"),
    "quality.sample.retained": _("Sample retained"),
    "quality.sample.used_up": _("Sample used up"),
    "quality.sample.destroyed": _("Sample destroyed"),
    "quality.test.ordered": _("Test ordered"),
    "quality.test.begun": _("Test begun"),
    "quality.test.entered": _("Reading entered"),
    "quality.test.verified": _("Reading verified"),
    "quality.test.retracted": _("Reading retracted"),
    "quality.test.cancelled": _("Test cancelled"),
    "quality.investigation.opened": _("Investigation opened"),
    "quality.investigation.investigated": _("Laboratory phase begun"),
    "quality.investigation.concluded": _("Investigation concluded"),
    "quality.investigation.closed": _("Investigation closed"),
    "quality.environment.recorded": _("Environment recorded"),
    "quality.environment.verified": _("Environment verified"),
    "quality.environment.retracted": _("Environment reading retracted"),
    "quality.tube.queued": _("Tube queued for analysis"),
    "quality.tube.analysed": _("Tube analysed"),
    "quality.tube.refused": _("Tube not analysed"),
    "quality.file.analysed": _("File analysed, not entered"),
    "quality.file.refused": _("File refused"),
}

EVENT_SENTENCES: Mapping[str, Promise] = {
    "quality.strategy.kept": _("Version %(number)s of the gating strategy %(code)s was kept."),
    "quality.specification.drafted": _("Version %(number)s of the specification of %(product)s was drafted."),
    "quality.specification.authored": _("%(author)s signed the text as its author; it waits for approval."),
    "quality.specification.approved": _("%(approver)s approved the specification; it is in force from now on."),
    "quality.specification.retired": _("The specification was retired; no new batch is tested against it."),
    "quality.specification.discarded": _("The draft was given up."),
    "quality.sample.registered": _("Sample %(code)s of batch %(batch_number)s was registered for the laboratory."),
    "quality.sample.received": _("%(actor)s scanned the sample in at the laboratory."),
    "quality.sample.tested": _("A test uses the sample."),
    "quality.sample.retained": _("%(actor)s put the sample into retention."),
    "quality.sample.used_up": _("%(actor)s used the sample up."),
    "quality.sample.destroyed": _("%(actor)s destroyed the sample."),
    "quality.test.ordered": _("%(attribute)s is to be measured by %(method)s version %(method_version)s."),
    "quality.test.begun": _("%(analyst)s began the test."),
    "quality.test.entered": _("%(analyst)s entered the reading %(value)s."),
    "quality.test.verified": _("%(verifier)s verified the reading."),
    "quality.test.retracted": _("%(actor)s retracted a reading; it stays in the record."),
    "quality.test.cancelled": _("%(actor)s cancelled the test."),
    "quality.investigation.opened": _("Investigation %(number)s opened by itself: %(seen)s."),
    "quality.investigation.investigated": _("%(actor)s began the laboratory phase: %(hypothesis)s"),
    "quality.investigation.concluded": _("%(actor)s concluded the investigation: %(finding)s"),
    "quality.investigation.closed": _("%(actor)s closed the investigation."),
    "quality.environment.recorded": _("%(actor)s recorded %(value)s at %(location)s of room %(room_code)s."),
    "quality.environment.verified": _("%(actor)s verified the reading of the environment."),
    "quality.environment.retracted": _("%(actor)s retracted the reading of the environment."),
    "quality.tube.queued": _("%(actor)s queued a tube for analysis."),
    "quality.tube.analysed": _("The tube was analysed; the digest is %(digest)s."),
    "quality.tube.refused": _("The tube could not be analysed: %(codes)s."),
    "quality.file.analysed": _(
        "%(actor)s analysed the file %(file_sha256)s without entering a result; the digest is %(digest)s."
    ),
    "quality.file.refused": _("A file of an instrument that %(actor)s sent was refused: %(codes)s."),
}

EVENT_PEOPLE = frozenset({"author", "approver", "analyst", "verifier", "investigator", "person", "asked_by"})

EVENT_FIELDS: Mapping[str, Promise] = {
    "strategy": _("Gating strategy"),
    "populations": _("Populations"),
    "specification": _("Specification"),
    "product": _("Product"),
    "site": _("Site"),
    "phase": _("Phase"),
    "market": _("Market"),
    "number": _("Number"),
    "title_zh": _("Title in Chinese"),
    "title_en": _("Title in English"),
    "sha256": _("SHA-256 of the text"),
    "author": _("Author"),
    "approver": _("Approver"),
    "signature": _("Signature"),
    "successor": _("Successor"),
    "example": _("Example"),
    "sample": _("Sample"),
    "container": _("Container"),
    "code": _("Code"),
    "batch": _("Batch"),
    "batch_number": _("Batch number"),
    "coi": _("Chain of identity"),
    "stage": _("Stage"),
    "taken_at": _("Taken at"),
    "place": _("Place"),
    "person": _("Person"),
    "test": _("Test"),
    "attribute": _("Attribute"),
    "name_zh": _("Name in Chinese"),
    "name_en": _("Name in English"),
    "method": _("Method"),
    "method_version": _("Version of the method"),
    "required": _("Required"),
    "due_at": _("Due at"),
    "retest_of": _("Retest of"),
    "analyst": _("Analyst"),
    "final_at": _("Final reading from"),
    "result": _("Result"),
    "value": _("Value"),
    "verdict": _("Verdict"),
    "interim": _("Negative to date"),
    "files": _("Raw files"),
    "kind": _("Kind"),
    "kind_version": _("Version of the analysis"),
    "parameters_sha256": _("SHA-256 of the parameters"),
    "digest": _("Digest of the analysis"),
    "flags": _("Flags of the analysis"),
    "belonging": _("Whether the file names the sample"),
    "equipment": _("Equipment"),
    "verifier": _("Verifier"),
    "investigation": _("Investigation"),
    "seen": _("What was seen"),
    "hypothesis": _("Hypothesis"),
    "investigator": _("Investigator"),
    "outcome": _("Outcome"),
    "finding": _("Finding"),
    "cause": _("Cause"),
    "capa": _("Corrective and preventive action (CAPA)"),
    "reading": _("Reading"),
    "room": _("Room"),
    "room_code": _("Room code"),
    "grade": _("Grade"),
    "location": _("Location"),
    "limit": _("Limit"),
    "source": _("Source"),
    "passes": _("Passes"),
    "sampled_at": _("Sampled at"),
    "run": _("Analysis"),
    "file": _("File"),
    "codes": _("Rules"),
    "file_sha256": _("SHA-256 of the file"),
    "gating_sha256": _("SHA-256 of the gating strategy"),
    "asked_by": _("Asked by"),
}
