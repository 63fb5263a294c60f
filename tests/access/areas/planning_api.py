"""Plans by programs: the editions that they stand on, work in the background, held slots."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from cellpark.base.fields import new_id
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now
from cellpark.orders.public import TreatmentOrder
from cellpark.planning.drafting import Clock
from cellpark.planning.facts import Facts, Job, Mode, Operation
from cellpark.planning.scheduling import Placed, Schedule, objective_of
from cellpark.plans import public as plans
from cellpark.plans.files import keep
from cellpark.plans.held import HeldSlot, write_held
from cellpark.plans.hold_events import SlotHeld
from cellpark.plans.public import EditionKind, PlanKind, Work, WorkKind, WorkState
from cellpark.plans.rows import write_hold
from tests.access.sample import Sample
from tests.people import HOUSE

PLAN = {"plan_id": "production_plan"}
EDITION = {"edition_id": "plan_edition"}
WORK = {"work_id": "plan_work"}
HOLD = {"hold_id": "slot_hold"}
SAID = (200, 409, 422)
PROOF = {"prepared": "01a20000-0000-7000-8000-000000000000", "password": "wrong", "code": "000000"}
RECIPE = "0" * 64
POLICY = "format: cellpark.policy/1\nfrozen_hours: 2\nmoved_hours: 2\nmoved_share: 0.03\n"


def call(args: dict[str, str] | None = None, own: tuple[int, ...] = SAID, **body: Any) -> Sample:
    return Sample(args or {}, body=lambda _side: body, own=own)


OPERATIONS = {
    "list_plans": Sample(),
    "get_plan": Sample(PLAN),
    "list_planned_operations": Sample(PLAN),
    "list_plan_moves": Sample(PLAN),
    "prepare_plan_signing": call(PLAN, own=(200, 403, 409, 422), act="submit", why="test"),
    # a statement that nobody prepared is not there
    "submit_a_plan": call(PLAN, own=(403, 404, 409, 422), **PROOF),
    "approve_a_plan": call(PLAN, own=(403, 404, 409, 422), **PROOF),
    "decline_a_plan": call(PLAN, reason="test"),
    "discard_a_plan": call(PLAN),
    "list_plan_editions": Sample(query=lambda _side: {"kind": "times"}, query_names_nothing=True),
    "propose_plan_edition": call(kind="policy", since="2026-12-01", text=POLICY, reason="test"),
    "prepare_edition_signing": call(EDITION, own=(200, 403, 409, 422), reason="test"),
    "approve_plan_edition": call(EDITION, own=(403, 404, 409, 422), **PROOF),
    "decline_plan_edition": call(EDITION, reason="test"),
    "list_plan_work": Sample(),
    "get_plan_work": Sample(WORK),
    "draw_up_a_plan": call(),
    "change_the_plan": call(disturbances=[{"kind": "flood"}]),
    "count_a_chance": call(recipe=RECIPE, release="2026-12-01T08:00:00Z"),
    "stop_plan_work": call(WORK),
    # a recipe that is not there; a slot is given back by a side of its order alone
    "find_a_slot": Sample(
        query=lambda _side: {"recipe": RECIPE, "release": "2036-12-01T08:00:00Z"},
        query_names_nothing=True,
        own=(*SAID, 404),
    ),
    "list_held_slots": Sample(),
    "hold_a_slot": Sample(
        {},
        body=lambda side: {
            "order_id": str(side.thing("order")),
            "release": "2036-12-01T08:00:00Z",
            "promised": "2036-12-20T08:00:00Z",
        },
        own=(200, 403, 409, 422),
        body_names_another=True,
        personal=True,  # a draft is its hospital's alone
    ),
    "give_a_slot_back": Sample(HOLD, body=lambda _side: {}, own=(*SAID, 403), personal=True),
    "list_kept_promises": Sample(),
}
# what no page does yet; the signatures of pages are prepared by the page that shows what is signed
ONLY_PROGRAMS = {
    "prepare_plan_signing",
    "prepare_edition_signing",
    "count_a_chance",
    "give_a_slot_back",
}
# closed lists, digests, and what engines compute
NOT_WRITTEN = {
    "plans.Plan": {"kind", "state", "facts_sha256", "schedule_sha256", "beside_sha256", "moves_sha256"},
    "plans.PlanFile": {"sha256", "content"},
    "plans.Edition": {"kind", "state", "sha256"},
    "plans.Work": {"kind", "state", "problems"},
    "plans.SlotHold": {"state", "sha256"},
}


def populate(home: Any, colleague: Any, label: str) -> dict[str, Any]:
    with use_scope(EVERYTHING), transaction.atomic():
        return _things(home.id, colleague.id, label)


def _things(owner: Any, person: Any, label: str) -> dict[str, Any]:
    edition = plans.propose_edition(
        actor=HOUSE,
        organisation_id=owner,
        kind=EditionKind.POLICY,
        since=localdate(),
        content=f"{POLICY}# {label}\n".encode(),
        reason=label,
    )
    facts = Facts(label, 100, (), (Job(label, (Operation("U1", (Mode(10),)),)),))
    schedule = Schedule((Placed(label, "U1", 0, 10),))
    made = plans.Made(
        facts=facts,
        schedule=Schedule(schedule.placed, objective=objective_of(facts, schedule)),
        clock=Clock(now().replace(hour=0, minute=0, second=0, microsecond=0)),
        as_of=now(),
        beside=plans.Beside(),
    )
    plan = plans.keep_plan(actor=HOUSE, organisation_id=owner, kind=PlanKind.DRAWN, made=made, person=person)
    plans.submit_plan(actor=HOUSE, plan_id=plan.id)
    plans.decline_plan(actor=HOUSE, plan_id=plan.id, reason=label)
    work = Work(
        organisation_id=owner,
        kind=WorkKind.CHANCE,
        state=WorkState.DONE,
        asked={"for": label},
        answer={"for": label},
        asked_at=now(),
    )
    work.save(force_insert=True)
    starts, job = now() + timedelta(days=4), Job(label[:60], (Operation("U1", (Mode(10),)),))
    slot = HeldSlot(starts, 5, job, (Placed(job.key, "U1", 0, 10),), ())
    order = TreatmentOrder.objects.filter(organisation_id=owner).order_by("id").first()
    held = write_hold(
        SlotHeld(
            held_slot=new_id(),
            person=person,
            order=new_id() if order is None else order.id,
            number=label[:60],
            production_plan=plan.id,
            starts_at=starts,
            ends_at=now() + timedelta(days=9),
            until=now() + timedelta(days=3),
            sha256=keep(owner, write_held(slot)),
        ),
        actor=HOUSE,
        organisation=owner,
    )
    return {"production_plan": plan.id, "plan_edition": edition.id, "plan_work": work.id, "slot_hold": held.id}
