"""Words for decisions on batches, supplies and recalls, in the reader's language.

No word for a supply out of specification says that the product was released (T14, ATMP-1d).
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cellpark.release.lines import Line, Standing
from cellpark.release.permissions import ReleasePermission
from cellpark.release.radius import Suggestion, Tier
from cellpark.release.rescue import Leg, Need, Source, Way
from cellpark.release.states import DispositionState, SupplyState, Trial

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Words = Mapping[str, "StrOrPromise"]

APP_WORDS: Words = {"release": _("Release")}
PERMISSION_WORDS: Words = {
    ReleasePermission.SEE: _("See the release desk"),
    ReleasePermission.REVIEW_TRAIL: _("Review audit trails of batches"),
    ReleasePermission.PLAN: _("Record plans for late results"),
    ReleasePermission.CERTIFY: _("Certify, reject and supply batches"),
    ReleasePermission.QUARANTINE: _("Quarantine batches"),
    ReleasePermission.DESTROY: _("Record the destruction of batches"),
    ReleasePermission.WITNESS: _("Witness the destruction of batches"),
    ReleasePermission.RECALL: _("Recall batches"),
    ReleasePermission.INFORM: _("Record that physicians were told of late results"),
    ReleasePermission.SEE_SUPPLY: _("See cases out of specification"),
    ReleasePermission.OPEN_SUPPLY: _("Open cases out of specification and keep their notices"),
    ReleasePermission.REQUEST_SUPPLY: _("Request and accept products out of specification"),
    ReleasePermission.EVALUATE_SUPPLY: _("Evaluate the risks of products out of specification"),
}
DISPOSITIONS: Words = {
    DispositionState.PENDING: pgettext_lazy("disposition", "Not decided"),
    DispositionState.STAGE_ONE: pgettext_lazy("disposition", "Released, first stage"),
    DispositionState.CERTIFIED: pgettext_lazy("disposition", "Released"),
    DispositionState.REJECTED: pgettext_lazy("disposition", "Rejected"),
    DispositionState.SUPPLIED: pgettext_lazy("disposition", "Supplied under 11.5, out of specification"),
    DispositionState.QUARANTINED: pgettext_lazy("disposition", "In quarantine"),
    DispositionState.RECALLED: pgettext_lazy("disposition", "Recalled"),
    DispositionState.DESTROYING: pgettext_lazy("disposition", "Destroyed, waits for a witness"),
    DispositionState.DESTROYED: pgettext_lazy("disposition", "Destroyed"),
}
SUPPLY_STATES: Words = {
    SupplyState.OPEN: pgettext_lazy("supply", "Waits for the physician’s request"),
    SupplyState.REQUESTED: pgettext_lazy("supply", "Requested by the physician"),
    SupplyState.EVALUATED: pgettext_lazy("supply", "Risks evaluated"),
    SupplyState.NOTICED: pgettext_lazy("supply", "Physician has the notice"),
    SupplyState.ACCEPTED: pgettext_lazy("supply", "Accepted by the physician"),
    SupplyState.SUPPLIED: pgettext_lazy("supply", "Supplied under 11.5"),
    SupplyState.CLOSED: pgettext_lazy("supply", "Supplied under 11.5, all were told"),
    SupplyState.DECLINED: pgettext_lazy("supply", "Declined by the physician"),
    SupplyState.WITHDRAWN: pgettext_lazy("supply", "Withdrawn by the maker"),
}
LIFECYCLE_STATES: Mapping[str, Words] = {
    "release.disposition": DISPOSITIONS,
    "release.supply": SUPPLY_STATES,
}
TRIALS: Words = {
    Trial.INVESTIGATIONAL: _("Investigational product in a trial"),
    Trial.MARKETED: _("Marketed product"),
}
STANDINGS: Words = {
    Standing.OK: pgettext_lazy("checklist", "holds"),
    Standing.OPEN: pgettext_lazy("checklist", "open"),
    Standing.FAILED: pgettext_lazy("checklist", "failed"),
    Standing.NOT_APPLICABLE: pgettext_lazy("checklist", "does not apply"),
}
LINES: Words = {
    Line.FINISHED: _("The batch record is complete"),
    Line.EXCEPTIONS: _("Every exception is decided and closed"),
    Line.RESULTS: _("Every result is there, verified and within its limits"),
    Line.ENVIRONMENT: _("The environment of the rooms was within its limits"),
    Line.LABELS: _("The labels balance"),
    Line.CUSTODY: _("Custody has no gap"),
    Line.SHIPMENTS: _("Transport kept its conditions"),
    Line.HOLDS: _("Nothing in the batch is stopped or rejected"),
    Line.SIGNATURES: _("Every signature is given and none is void"),
    Line.TRAINING: _("Everybody was trained at the time"),
    Line.EQUIPMENT: _("Equipment was fit when it was used"),
    Line.SUPPLY: _("No supply out of specification is under way"),
    Line.AUDIT_TRAIL: _("Somebody independent reviewed the audit trail"),
}
SUGGESTIONS: Words = {
    Suggestion.STOP: _("Stop the work and judge it"),
    Suggestion.QUARANTINE: pgettext_lazy("suggestion", "Quarantine"),
    Suggestion.RECALL: _("Recall it and tell the physician"),
    Suggestion.ASSESS: _("Judge whether it is touched"),
    Suggestion.NOTHING: _("Nothing more; it is stopped already"),
}
TIERS: Words = {Tier.DIRECT: _("directly"), Tier.LOTS: _("through other lots")}
WAYS: Words = {
    Way.RESERVE: _("Make it again from the reserve"),
    Way.COLLECT: _("Collect again and begin anew"),
    Way.SUPPLY: _("Supply what is there, out of specification"),
}
SOURCES: Words = {
    Source.OVERLAY: _("Making takes %(days)s days by the planning overlay %(of)s."),
    Source.PAST: _(
        "Making takes %(days)s days: the median of %(of)s finished batches. The recipe has no planning overlay."
    ),
    Source.HOUSE: _("Making takes %(days)s days by default: no planning overlay and no finished batch says otherwise."),
    Source.GIVEN: _("Making takes %(days)s days, as given below."),
}
LEGS: Words = {
    Leg.WASH_OUT: _("Wait until the patient can be collected again"),
    Leg.COLLECT: _("Collection"),
    Leg.BRING: _("Transport to the plant"),
    Leg.WAIT: _("Wait for a slot"),
    Leg.MAKE: _("Manufacture"),
    Leg.TEST: _("Testing and release"),
    Leg.RECORDS: _("Request, evaluation, notice, acceptance"),
    Leg.SHIP: _("Transport to the hospital"),
}
NEEDS: Words = {
    Need.SLOT: _("a slot in a suite"),
    Need.RESERVE: _("a usable reserve container"),
    Need.COLLECTION: _("a collection slot at the hospital"),
    Need.PHYSICIAN: _("the physician’s request and acceptance"),
    Need.CONSENT: _("the patient’s consent to another collection"),
}
EVENT_TITLES: Words = {
    "release.file.opened": _("Release file opened"),
    "release.trail.reviewed": _("Audit trail reviewed"),
    "release.plan.recorded": _("Plan for late results recorded"),
    "release.decision.refused": _("Decision refused"),
    "release.batch.certified_stage_one": _("First stage of release certified"),
    "release.batch.certified": _("Batch certified"),
    "release.batch.rejected": _("Batch rejected"),
    "release.batch.supplied": _("Batch supplied under 11.5"),
    "release.batch.quarantined": _("Batch quarantined"),
    "release.batch.lifted": _("Quarantine lifted"),
    "release.batch.recalled": _("Batch recalled"),
    "release.destruction.recorded": _("Destruction recorded"),
    "release.batch.destroyed": _("Batch destroyed"),
    "release.result.failed_late": _("Late result failed"),
    "release.physician.informed": _("Physician told of a late result"),
    "release.recall.ordered": _("Batches stopped together"),
    "release.supply.opened": _("Case out of specification opened"),
    "release.supply.requested": _("Physician’s request"),
    "release.supply.evaluated": _("Risk evaluation"),
    "release.supply.noticed": _("Notice to the physician"),
    "release.supply.accepted": _("Physician’s acceptance"),
    "release.supply.declined": _("Physician’s refusal"),
    "release.supply.supplied": _("Product supplied under 11.5"),
    "release.supply.sponsor_told": _("Sponsor notified"),
    "release.supply.authority_told": _("Authority notified"),
    "release.supply.closed": _("Case out of specification closed"),
    "release.supply.withdrawn": _("Case out of specification withdrawn"),
}
EVENT_SENTENCES: Words = {
    "release.file.opened": _("%(actor)s opened the release file of batch %(number)s."),
    "release.trail.reviewed": _("%(actor)s reviewed the audit trail: %(finding)s"),
    "release.plan.recorded": _("%(actor)s recorded the plan for late results: %(plan)s"),
    "release.decision.refused": _("A decision of %(actor)s was refused: %(codes)s."),
    "release.batch.certified_stage_one": _("%(actor)s certified the first stage of release."),
    "release.batch.certified": _("%(actor)s certified the batch."),
    "release.batch.rejected": _("%(actor)s rejected the batch."),
    "release.batch.supplied": _("%(actor)s supplied the batch under 11.5, out of specification."),
    "release.batch.quarantined": _("%(actor)s put the batch into quarantine."),
    "release.batch.lifted": _("%(actor)s let the batch go from quarantine; it waits for a decision again."),
    "release.batch.recalled": _("%(actor)s recalled the batch."),
    "release.destruction.recorded": _("%(actor)s destroyed what was left of the batch; a witness is missing: %(how)s"),
    "release.batch.destroyed": _("The batch was destroyed and %(actor)s was witness: %(how)s"),
    "release.result.failed_late": _("A result failed after release; the physician is told by %(due_at)s."),
    "release.physician.informed": _("%(actor)s recorded that the physician was told: %(how)s"),
    "release.recall.ordered": _("%(actor)s stopped batches together because of %(name)s: %(why)s"),
    "release.supply.opened": _("%(actor)s opened a case for batch %(number)s: %(failed)s"),
    "release.supply.requested": _("%(actor)s asked for the product: %(hazard)s"),
    "release.supply.evaluated": _("%(actor)s evaluated the risks: %(risks)s"),
    "release.supply.noticed": _("%(actor)s gave the physician the notice: %(notice)s"),
    "release.supply.accepted": _("%(actor)s accepted the product: %(answer)s"),
    "release.supply.declined": _("%(actor)s declined the product: %(answer)s"),
    "release.supply.supplied": _("%(actor)s supplied the product under 11.5."),
    "release.supply.sponsor_told": _("%(actor)s recorded that the sponsor was told: %(how)s"),
    "release.supply.authority_told": _("%(actor)s recorded that the authority was told: %(how)s"),
    "release.supply.closed": _("All records of the case are there; it is closed."),
    "release.supply.withdrawn": _("%(actor)s withdrew the case."),
}
EVENT_FIELDS: Words = {
    "alternatives": _("Alternatives that were weighed"),
    "answer": _("Answer"),
    "batch": _("Batch"),
    "batches": _("Batches"),
    "codes": _("Rules that stopped it"),
    "coi": _("Chain of identity"),
    "containers": _("Containers"),
    "destroyed_by": _("Destroyed by"),
    "digest": _("SHA-256 of the checklist"),
    "due_at": _("Due at"),
    "failed": _("What is out of specification"),
    "failures": _("Results out of specification"),
    "file": _("File"),
    "finding": _("Finding"),
    "hazard": _("Immediate significant hazard"),
    "heads": _("Records and their versions"),
    "hospital": _("Hospital"),
    "how": _("How"),
    "kind": _("Kind"),
    "name": _("Name"),
    "notice": _("Notice"),
    "number": _("Number"),
    "person": _("Person"),
    "plan": _("Plan"),
    "recall": _("Recall"),
    "reviewer": _("Reviewed by"),
    "risks": _("Risks"),
    "role": _("Role"),
    "seen": _("What was seen"),
    "signature": _("Signature"),
    "sponsor": _("Sponsor"),
    "supply": _("Case out of specification"),
    "thing": _("Thing"),
    "trial": _("Trial or market"),
    "verb": _("What was tried"),
    "why": _("Why"),
    "witnessed_by": _("Witnessed by"),
}
EVENT_PEOPLE = frozenset({"destroyed_by", "witnessed_by"})
