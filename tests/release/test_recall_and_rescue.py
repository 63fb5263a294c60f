"""Stopping batches together, and the ways to a dose after a failure."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from cellpark.base.outbox import carry_out, subscriptions
from cellpark.batches import public as batches
from cellpark.batches.public import Batch
from cellpark.identity.public import Worth, verify_evidence
from cellpark.kernel.problem import NotAllowed, Problem, Refused
from cellpark.ledger.public import Signature, envelope, events_of
from cellpark.materials import public as materials
from cellpark.recipes.dialect import parse
from cellpark.recipes.dialect.plan import parse_plan
from cellpark.recipes.dialect.plan_length import typical_length
from cellpark.release import public as release
from cellpark.release.public import (
    Assumptions,
    Decision,
    DispositionState,
    Leg,
    Reserve,
    Source,
    Suggestion,
    Tier,
    Way,
)
from cellpark.release.radius import suggested
from cellpark.release.rescue import options
from tests.release.desk import Desk
from tests.release.test_supply import accepted

TODAY = date(2026, 12, 1)
ASSUMED = Assumptions(
    today=TODAY,
    slot_on=TODAY + timedelta(days=3),
    make_days=10,
    test_days=5,
    ship_days=1,
    collect_on=TODAY,
    wash_out_days=14,
    record_days=2,
)


def test_a_recall_finds_what_a_lot_a_room_and_a_device_touched(desk: Desk) -> None:
    """T16: with what is suggested for each batch, from where it is now."""
    batch = desk.reviewed()
    lot = materials.Lot.objects.get(number="L-B-0001")
    for kind, thing in (("lot", lot.id), ("equipment", desk.floor.incubator.id), ("batch", batch.id)):
        (found,) = release.blast_radius(kind, thing)
        assert (found.batch.number, found.suggestion, found.tier) == ("B-0001", "quarantine", "direct"), kind
        assert [each.code for each in found.here][:2] == ["B-0001-1", "B-0001-2"], kind
    assert release.blast_radius("lot", uuid4()) == ()


def test_chosen_batches_are_stopped_together_with_one_reason(desk: Desk) -> None:
    """211-4a, CN-4c: certified or not; their containers are on hold, and nothing is certified before a new decision."""
    batch = desk.reviewed()
    desk.decide(batch, Decision.CERTIFY)
    lot = materials.Lot.objects.get(number="L-B-0001")
    recall = {"kind": "lot", "thing": lot.id, "reason": "contaminated beads"}
    with pytest.raises(NotAllowed):
        release.order_recall(actor=desk.reviewer, batches=[batch.id], **recall)
    with pytest.raises(Refused):
        release.order_recall(actor=desk.head, batches=[], **recall)
    with pytest.raises(Batch.DoesNotExist):
        release.order_recall(actor=desk.head, batches=[uuid4()], **recall)
    made = release.order_recall(actor=desk.head, batches=[batch.id], **recall)
    assert made.batches == [str(batch.id)]
    file = release.disposition_of(batch.id)
    assert file is not None
    assert file.state == "quarantined"
    states = materials.Container.objects.filter(code__startswith="B-0001-", sample=False).values_list(
        "state", flat=True
    )
    assert set(states) == {"quarantined"}
    with pytest.raises(NotAllowed):
        desk.decide(batch, Decision.LIFT, by=desk.reviewer)
    lifted = desk.decide(batch, Decision.LIFT, by=desk.head)
    # the certificate was withdrawn by it: nothing reads as decided before a new one
    assert (lifted.state, lifted.decided_at, lifted.decided_by, lifted.signature) == ("pending", None, None, None)
    event = events_of(f"release/{batch.id}").last()
    assert event is not None
    assert (event.type, envelope(event)["reason"]) == ("release.batch.lifted", "record reviewed")
    assert verify_evidence(Signature.objects.get(id=envelope(event)["data"]["signature"])) is Worth.DEVICE  # type: ignore[index]
    with pytest.raises(Refused) as held:
        desk.decide(batch, Decision.CERTIFY)
    assert {each.code for each in held.value.problems} == {"release.container.held"}


@pytest.mark.parametrize(
    ("batch_state", "state", "tier", "here", "suggestion"),
    [
        ("running", "pending", "direct", 0, "stop"),
        ("finished", "pending", "direct", 2, "quarantine"),
        ("finished", "certified", "direct", 1, "quarantine"),
        ("finished", "certified", "direct", 0, "recall"),
        ("finished", "supplied_11_5", "direct", 0, "recall"),
        ("finished", "supplied_11_5", "direct", 2, "recall"),
        ("finished", "certified", "lots", 0, "assess"),
        ("finished", "rejected", "direct", 2, "nothing"),
        ("finished", "destroyed", "direct", 0, "nothing"),
    ],
)
def test_what_is_suggested_follows_from_where_the_batch_is(
    batch_state: str, state: str, tier: str, here: int, suggestion: str
) -> None:
    made = suggested(batch_state=batch_state, state=DispositionState(state), tier=Tier(tier), here=here)
    assert made is Suggestion(suggestion)


def test_T16_what_was_supplied_is_called_back_with_the_others(desk: Desk) -> None:
    """T16, T14: a lot touched a batch under 11.5 and one that runs; both are stopped by one act."""
    supplied, running = desk.reviewed(), desk.floor.started("B-0002")
    desk.fail()
    accepted(desk, supplied)
    desk.decide(supplied, Decision.SUPPLY)
    found = next(each for each in release.blast_radius("batch", supplied.id) if each.batch.id == supplied.id)
    assert (found.suggestion, bool(found.here)) == (Suggestion.RECALL, True)
    both = [supplied.id, running.id]
    release.order_recall(actor=desk.head, kind="batch", thing=supplied.id, batches=both, reason="contaminated beads")
    files = [release.disposition_of(each) for each in both]
    assert [each.state for each in files if each is not None] == ["recalled", "quarantined"]


def test_CN_4c_a_container_of_a_stopped_batch_stays_on_hold(desk: Desk) -> None:
    """CN-4c, T14: let go by hand or with an accepted excursion; the decision about the batch stands above it."""
    batch = desk.reviewed()
    release.quarantine_batch(actor=desk.head, batch_id=batch.id, reason="odd growth")
    bag = desk.made(batch)[0]
    for state in ("quarantined", "available"):
        desk.let_go(bag)
        event = events_of(f"container/{bag.id}").filter(type="materials.container.released").last()
        assert event is not None
        for subscriber in subscriptions()["materials.container.released"]:
            carry_out(subscriber=subscriber, event_id=str(event.id))
        bag = materials.Container.objects.get(id=bag.id)
        assert bag.state == state
        if state == "quarantined":
            desk.decide(batch, Decision.LIFT, by=desk.head)


def test_a_quarantine_stops_the_bench_of_a_running_batch(desk: Desk) -> None:
    """211-1c, T13: no step is begun until quality has judged why it was stopped."""
    batch = desk.floor.started()
    release.quarantine_batch(actor=desk.head, batch_id=batch.id, reason="contaminated beads")
    with pytest.raises(Refused) as refused:
        desk.floor.cleared()
        desk.floor.counted(batch, desk.floor.store.patient_bag())
    assert [each.code for each in refused.value.problems] == ["batches.batch.stopped"]


def test_a_rescue_compares_three_ways_by_their_earliest_dose() -> None:
    """Idea 10: from what is really there; what refuses a way is said."""
    reserve = Reserve(uuid4(), "R-1", "40 mL", date(2027, 6, 1))
    supply, again, anew = options(reserves=[reserve], failed=True, gaps=[], assumed=ASSUMED)
    assert [(each.way, each.dose_on) for each in (supply, again, anew)] == [
        (Way.SUPPLY, TODAY + timedelta(days=3)),
        (Way.RESERVE, TODAY + timedelta(days=3 + 10 + 5 + 1)),
        (Way.COLLECT, TODAY + timedelta(days=14 + 1 + 1 + 10 + 5 + 1)),
    ]
    assert [each.leg for each in again.legs] == [Leg.WAIT, Leg.MAKE, Leg.TEST, Leg.SHIP]


def test_a_way_that_something_refuses_has_no_day_and_stands_last() -> None:
    old = Reserve(uuid4(), "R-1", "40 mL", TODAY + timedelta(days=1))
    gap = Problem("release.container.held", {"name": "B-1"})
    anew, again, supply = options(reserves=[old], failed=False, gaps=[gap], assumed=ASSUMED)
    assert anew.dose_on is not None
    assert (again.dose_on, [each.code for each in again.problems]) == (None, ["release.rescue.expires"])
    assert [each.code for each in supply.problems] == ["release.rescue.not_out", "release.container.held"]
    (_anew, none, _supply) = options(reserves=[], failed=False, gaps=[gap], assumed=ASSUMED)
    assert [each.code for each in none.problems] == ["release.rescue.no_reserve"]


def test_the_reserves_of_a_batch_are_what_is_left_of_the_same_collection(desk: Desk) -> None:
    batch = desk.reviewed()
    floor = desk.floor
    kept = floor.store.patient_bag(code="RESERVE-1")
    assert [each.code for each in release.reserves_of(batch) if not each.problems] == [kept.code]
    assumed = release.assumed_for(batch, today=floor.clock.now().date())
    ways = {each.way: each for each in release.rescue_options(batch, assumed)}
    assert ways[Way.RESERVE].dose_on is not None
    assert [each.code for each in ways[Way.SUPPLY].problems] == ["release.rescue.not_out"]


def test_a_rescue_takes_its_time_from_the_planning_overlay_of_the_recipe(
    desk: Desk, settings: Any, tmp_path: Path
) -> None:
    """Idea 10: what is planned comes before what happened to take place, and the source is named."""
    batch = desk.reviewed()
    settings.PLAN_FOLDERS = [tmp_path]
    without = release.assumed_for(batch, today=desk.floor.clock.now().date())
    assert (without.make_source, without.make_of) == (Source.PAST, "1")
    recipe = batches.batch_view(batch.id).plan.recipe
    first = next(step.id for _unit, step in recipe.steps())
    text = f"""format: cellpark.plan/1
recipe: {batch.mbr}
major: {recipe.version.partition(".")[0]}
currency: CNY
steps:
  {first}: {{work: {{fixed: {{value: 200 h}}}}}}
"""
    (tmp_path / "own.plan.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "broken.plan.yaml").write_text("steps: [", encoding="utf-8")
    found = release.assumed_for(batch, today=desk.floor.clock.now().date())
    # the loop of this recipe adds one round of a day
    assert (found.make_days, found.make_source, found.make_of) == (10, Source.OVERLAY, "own.plan.yaml")


def test_the_typical_length_counts_rounds_by_their_interval_and_branches_by_their_share() -> None:
    folder = Path(__file__).parents[2] / "examples" / "recipes"
    plan = parse_plan((folder / "cart-cd19.plan.yaml").read_text(encoding="utf-8"))
    recipe = parse((folder / "cart-cd19.mbr.md").read_text(encoding="utf-8"))
    assert typical_length(plan, recipe) == timedelta(days=8, hours=15, minutes=50, seconds=7)
