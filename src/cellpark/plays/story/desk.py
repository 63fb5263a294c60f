"""The release desk's part: the audit trail reviewed by somebody independent, the decision signed, or another way."""

from uuid import UUID

from cellpark.batches import public as batches
from cellpark.materials.public import NearMiss, NearMissState, review_near_miss
from cellpark.orders import public as orders
from cellpark.orders.public import TreatmentOrder
from cellpark.plays.story.teller import Teller
from cellpark.release import public as release
from cellpark.release.public import Decision, Told, Trial

ACTS = {
    Decision.CERTIFY: release.certify,
    Decision.CERTIFY_STAGE_ONE: release.certify_stage_one,
    Decision.REJECT: release.reject,
    Decision.SUPPLY: release.supply_out_of_specification,
}


def reviewed(teller: Teller, batch_id: UUID) -> None:
    """Every scan that did not match, then the whole trail, by somebody who took no part in the batch (A11-2e2, T1)."""
    with teller.within("reviewer"):
        number = batches.batch(batch_id).number
        missed = list(NearMiss.objects.filter(batch=batch_id, state=NearMissState.OPEN).order_by("happened_at"))
    for each in missed:
        finding = teller.said("stopped by the scan; the operator was told again to look at the label first")
        teller.act("reviewer", review_near_miss, each.scan, near_miss_id=each.id, conclusion=finding)
    with teller.within("reviewer"):
        trail = release.trail_seen(batch_id)
    teller.act(
        "reviewer",
        release.review_audit_trail,
        number,
        batch_id=batch_id,
        trail=trail,
        finding=teller.said("nothing that speaks against the decision"),
    )


def planned(teller: Teller, batch_id: UUID) -> None:
    """What is done when a result that comes after release fails (ATMP-2b)."""
    plan = teller.said(
        "The physician is told the same day; the patient is watched and treated according to the finding."
    )
    teller.act("qa", release.record_plan, batch_id=batch_id, plan=plan)


def decided(teller: Teller, batch_id: UUID, decision: Decision, why: str) -> None:
    """Sign a decision about the batch with a second factor (T15, A11-1f)."""
    with teller.within("qp"):
        number = batches.batch(batch_id).number
    teller.sign(
        "qp",
        release.prepare_decision,
        ACTS[decision],
        number,
        prepared_with={"batch_id": batch_id, "decision": decision, "why": teller.said(why)},
        batch_id=batch_id,
    )


def cosigned(teller: Teller, order: TreatmentOrder) -> None:
    """The sponsor, where it is somebody else than the maker, reviews the record in the glass room and cosigns it."""
    if order.sponsor_id != teller.organisation("sponsor"):
        return
    teller.act(
        "sponsor",
        orders.comment_order,
        order.coi,
        order_id=order.id,
        text=teller.said("Deviation report read; agreed."),
    )
    teller.sign(
        "sponsor",
        orders.prepare_cosignature,
        orders.cosign,
        order.coi,
        prepared_with={"order_id": order.id, "why": teller.said("record reviewed by the sponsor")},
        order_id=order.id,
    )


def supplied(teller: Teller, batch_id: UUID, order: TreatmentOrder, failed: str) -> None:
    """Out of specification: request, evaluation, notice, acceptance, supply, notifications, in this order (ATMP-1)."""
    case = teller.act(
        "qa",
        release.open_supply,
        order.coi,
        batch_id=batch_id,
        failed=failed,
        trial=Trial.INVESTIGATIONAL,
        hospital_id=order.hospital_id,
    )
    said = {"supply_id": case.id}
    teller.act(
        "physician",
        release.request_supply,
        order.coi,
        hazard=teller.said("relapse that progresses within days"),
        alternatives=teller.said("another collection would take six weeks"),
        **said,
    )
    teller.act(
        "qa",
        release.evaluate_supply,
        order.coi,
        risks=teller.said("fewer living cells; sterile, identity confirmed"),
        **said,
    )
    teller.act(
        "reviewer", release.notice_supply, order.coi, notice=teller.said("sent together with the evaluation"), **said
    )
    teller.act(
        "physician",
        release.answer_supply,
        order.coi,
        accepted=True,
        answer=teller.said("benefit outweighs risk"),
        **said,
    )
    decided(teller, batch_id, Decision.SUPPLY, "accepted by the physician")
    teller.act(
        "reviewer",
        release.tell_of_supply,
        order.coi,
        told=Told.SPONSOR,
        how=teller.said("by message the same hour"),
        **said,
    )
    teller.act(
        "reviewer", release.tell_of_supply, order.coi, told=Told.AUTHORITY, how=teller.said("by the sponsor"), **said
    )
