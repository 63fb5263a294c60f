"""The release desk: a batch with its file, a case out of specification, a recall."""

from typing import Any
from uuid import uuid4

from django.db import transaction

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now
from cellpark.batches.models import Batch
from cellpark.release.models import BatchDisposition, RecallOrder, Supply
from tests.access.sample import OK, Sample

BATCH = {"batch_id": "batch"}
CASE = {"supply_id": "supply"}
THING = {"thing_id": "batch"}
# each is refused for what it says or because the batch still runs, so that all is there for the next caller
REFUSED = (409, 422)
# whose act it is follows from the act: the page admits whoever may see, the act refuses the others
ACT = (*OK, 403)
# beside words of the house: streams and batches by their ids, and who may see a case
NOT_WRITTEN = {
    "release.BatchDisposition": {"state", "reviewed"},
    "release.Supply": {"state", "trial", "parties", "failures"},
    "release.RecallOrder": {"kind", "batches"},
}
ORDER = {"order_id": "order"}
# an order without a batch has no room yet, and no papers
NO_ROOM = Sample(ORDER, own=(404,), personal=True)
NO_PAPERS = Sample(ORDER, own=REFUSED, personal=True)
LANGUAGE = {"language": "en"}
ROUTES = {
    "glass_rooms": Sample(),
    "glass_room": NO_ROOM,
    "glass_record": NO_ROOM,
    "glass_certificate": Sample(ORDER, fixed=LANGUAGE, own=(404,), personal=True),
    "product_resources": NO_PAPERS,
    "product_certificate": Sample(ORDER, fixed=LANGUAGE, own=REFUSED, personal=True),
    "release": Sample(),
    "release_batch": Sample(BATCH),
    "release_act": Sample(BATCH, fixed={"verb": "quarantine"}, own=ACT, post=(403, 422)),
    "release_decide": Sample(BATCH, fixed={"verb": "certify"}, own=OK, post=(422,)),
    "release_sign": Sample({**BATCH, "prepared_id": "prepared"}, own=(404,), post=(404,), personal=True),
    "release_rescue": Sample(BATCH),
    "supplies": Sample(),
    "supply": Sample(CASE, own=OK, post=(200, 422)),
    "supply_withdraw": Sample(CASE, own=OK, post=(422,)),
    "recalls": Sample(),
    "recall_radius": Sample(THING, fixed={"kind": "batch"}, own=OK, post=(403, 422)),
}


def said(**body: Any) -> Sample:
    return Sample(BATCH, body=lambda _side: body, own=REFUSED)


def record(**body: Any) -> Sample:
    return Sample(CASE, body=lambda _side: body, own=REFUSED)


OPERATIONS = {
    "list_glass_rooms": Sample(),
    "read_glass_room": NO_ROOM,
    "download_glass_record": NO_ROOM,
    "download_glass_certificate": Sample(ORDER, fixed=LANGUAGE, own=(404,), personal=True),
    "read_product": NO_PAPERS,
    "download_product_certificate": Sample(ORDER, fixed=LANGUAGE, own=REFUSED, personal=True),
    "list_release_queue": Sample(),
    "read_release": Sample(BATCH),
    "compare_rescues": Sample(BATCH),
    "review_trail": said(trail="test", finding="test"),
    "record_release_plan": said(plan=" "),
    "inform_of_late_result": said(how=" "),
    "quarantine_a_batch": said(reason=" "),
    "recall_a_batch": said(reason=" "),
    "destroy_a_batch": said(how=" "),
    "witness_a_destruction": said(version=0),
    "prepare_a_decision": said(decision="certify", why="test"),
    "sign_a_decision": Sample(
        BATCH, body=lambda _side: {"decision": "certify", "prepared": str(uuid4())}, own=(404, *REFUSED)
    ),
    "open_a_supply": said(failed=" ", trial="marketed"),
    "list_supplies": Sample(),
    "read_supply": Sample(CASE),
    "request_a_supply": record(hazard=" ", alternatives=" "),
    "evaluate_a_supply": record(risks=" "),
    "notice_a_supply": record(notice=" "),
    "answer_a_supply": record(accepted=True, answer=" "),
    # who oversees sees the case of another maker, and is told whose act it is before the words are judged
    "tell_of_a_supply": Sample(CASE, body=lambda _side: {"told": "sponsor", "how": " "}, own=(403, *REFUSED)),
    "withdraw_a_supply": record(reason=" "),
    "list_recalls": Sample(),
    "read_blast_radius": Sample(THING, fixed={"kind": "batch"}),
    "order_a_recall": Sample(
        THING, fixed={"kind": "batch"}, body=lambda _side: {"batches": [], "reason": " "}, own=REFUSED
    ),
}
SAME = {
    "release_act": "quarantine_a_batch",
    "release_decide": "prepare_a_decision",
    "release_sign": "sign_a_decision",
    "supply": "request_a_supply",
    "supply_withdraw": "withdraw_a_supply",
    "recall_radius": "order_a_recall",
}
READ = {
    "list_release_queue",
    "read_release",
    "compare_rescues",
    "list_supplies",
    "read_supply",
    "list_recalls",
    "read_blast_radius",
    "list_glass_rooms",
    "read_glass_room",
    "download_glass_record",
    "download_glass_certificate",
    "read_product",
    "download_product_certificate",
}
# one page does them all: which one is in its address, or follows from the state of the case
ONLY_PROGRAMS = tuple(sorted(OPERATIONS.keys() - READ - set(SAME.values())))


def populate(home: Any, colleague: Any, label: str) -> dict[str, Any]:
    """The file of the batch, a case that waits for its hospital (the same organisation), a recall."""
    with use_scope(EVERYTHING), transaction.atomic():
        batch = Batch.objects.get(organisation_id=home.id, number=f"B-{label}"[:30])
        BatchDisposition(
            organisation_id=home.id,
            batch=batch,
            opened_at=now(),
            finding=label,
            plan=label,
            late_seen=label,
            inform_due_at=now(),
            informed_how=label,
            destroyed_how=label,
            reviewed_by=colleague.id,
            reviewed_at=now(),
        ).save(force_insert=True)
        texts = ("hazard", "alternatives", "risks", "notice", "answer", "sponsor_told", "authority_told", "failed")
        case = Supply(
            organisation_id=home.id,
            parties=[home.id],
            batch=batch.id,
            number=batch.number,
            coi=label,
            hospital=home.id,
            trial="marketed",
            opened_at=now(),
            **dict.fromkeys(texts, label),
        )
        case.save(force_insert=True)
        RecallOrder(
            organisation_id=home.id,
            kind="batch",
            thing=batch.id,
            name=label,
            reason=label,
            batches=[str(batch.id)],
            ordered_by=colleague.id,
            ordered_at=now(),
        ).save(force_insert=True)
    return {"supply": case.id}
