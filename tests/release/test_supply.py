"""A product out of specification: never released; supplied on the physician's request, with its records in order."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import translation

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.scope import use_scope
from cellpark.batches.public import Batch
from cellpark.identity.public import OrganisationKind
from cellpark.kernel.problem import NotAllowed, Problem, Refused
from cellpark.release import public as release
from cellpark.release.public import Decision, Stage, Supply, Told, Trial
from cellpark.release.words import DISPOSITIONS, EVENT_SENTENCES, SUPPLY_STATES
from tests.people import organisation
from tests.release.desk import FAILING, STERILITY, Desk, hospital

ACTS = ("request", "evaluate", "notice", "accept")


def opened(desk: Desk, batch: Batch, at: UUID) -> Supply:
    return release.open_supply(
        actor=desk.head, batch_id=batch.id, failed="Viability 61 %", trial=Trial.INVESTIGATIONAL, hospital_id=at
    )


def act_of(desk: Desk, physician: Actor, case: Supply, verb: str) -> Callable[[], Supply]:
    named = {"supply_id": case.id}
    acts: dict[str, Callable[[], Supply]] = {
        "request": lambda: release.request_supply(
            actor=physician, hazard="Relapse within days.", alternatives="None that would be in time.", **named
        ),
        "evaluate": lambda: release.evaluate_supply(actor=desk.head, risks="Lower dose of living cells.", **named),
        "notice": lambda: release.notice_supply(actor=desk.reviewer, notice="Sent with the evaluation.", **named),
        "accept": lambda: release.answer_supply(actor=physician, accepted=True, answer="I take it.", **named),
    }
    return acts[verb]


def accepted(desk: Desk, batch: Batch) -> tuple[Supply, Actor]:
    physician, _other = hospital()
    assert physician.organisation_id is not None
    case = opened(desk, batch, physician.organisation_id)
    for verb in ACTS:
        act_of(desk, physician, case, verb)()
    return release.supply(case.id), physician


def test_T14_a_product_out_of_specification_never_reads_released(desk: Desk) -> None:
    """T14, ATMP-1d: no certificate while its result fails, none beside a case, and its words never say so."""
    batch = desk.reviewed()
    desk.fail()
    with pytest.raises(Refused) as failing:
        desk.decide(batch, Decision.CERTIFY)
    assert [each.code for each in failing.value.problems] == ["quality.release.failing"]
    case, _physician = accepted(desk, batch)
    desk.outstanding = {}
    with pytest.raises(Refused) as beside:
        desk.decide(batch, Decision.CERTIFY)
    assert [each.code for each in beside.value.problems] == ["release.supply.stands"]
    desk.fail()
    assert desk.decide(batch, Decision.SUPPLY).state == "supplied_11_5"
    with pytest.raises(Refused) as after:
        desk.decide(batch, Decision.CERTIFY)
    assert after.value.problems[0].code == "lifecycle.step"
    assert release.supply(case.id).state == "supplied"
    said = [
        DISPOSITIONS["supplied_11_5"],
        *SUPPLY_STATES.values(),
        *(words for name, words in EVENT_SENTENCES.items() if ".suppl" in name),
    ]
    for language, forbidden in (("en", "release"), ("zh-hans", "\u653e\u884c")):
        with translation.override(language):
            assert [str(each) for each in said if forbidden in str(each).lower()] == []


def test_ATMP_1a_the_way_is_open_for_a_failed_result_alone(desk: Desk) -> None:
    """ATMP-1a: the request names the immediate significant hazard and the alternatives that were weighed."""
    batch = desk.reviewed()
    physician, _other = hospital()
    assert physician.organisation_id is not None
    with pytest.raises(Refused) as refused:
        opened(desk, batch, physician.organisation_id)
    assert [each.code for each in refused.value.problems] == ["release.supply.nothing_failed"]
    desk.fail()
    case = opened(desk, batch, physician.organisation_id)
    with pytest.raises(Refused) as empty:
        release.request_supply(actor=physician, supply_id=case.id, hazard=" ", alternatives="none")
    assert [(each.code, each.field) for each in empty.value.problems] == [("base.required", "hazard")]
    with pytest.raises(Refused) as twice:
        opened(desk, batch, physician.organisation_id)
    assert [each.code for each in twice.value.problems] == ["release.supply.open_already"]


def test_ATMP_1b_the_records_are_made_in_their_order(desk: Desk) -> None:
    """ATMP-1b: request, evaluation and notice, acceptance; whatever is out of turn is refused."""
    batch = desk.reviewed()
    desk.fail()
    physician, _other = hospital()
    assert physician.organisation_id is not None
    case = opened(desk, batch, physician.organisation_id)
    for number, verb in enumerate(ACTS):
        for later in ACTS[number + 1 :]:
            with pytest.raises(Refused) as refused:
                act_of(desk, physician, case, later)()
            assert [each.code for each in refused.value.problems] == ["lifecycle.step"], (verb, later)
        with pytest.raises(Refused) as early:
            desk.decide(batch, Decision.SUPPLY)
        assert "release.supply.not_accepted" in [each.code for each in early.value.problems]
        act_of(desk, physician, case, verb)()
    assert desk.decide(batch, Decision.SUPPLY).state == "supplied_11_5"


def test_ATMP_1b_an_acceptance_covers_the_results_that_the_notice_named(desk: Desk) -> None:
    """ATMP-1b, T13, T14: what failed since, what is missing or pending, what comes late without a plan."""
    batch = desk.reviewed()
    desk.fail()
    case, _physician = accepted(desk, batch)
    assert case.failures == ["VIAB \u00b7 S1: 61 %"]

    def refused(**outstanding: tuple[Problem, ...]) -> list[str]:
        desk.outstanding = {Stage(name): found for name, found in outstanding.items()}
        with pytest.raises(Refused) as refusal:
            desk.decide(batch, Decision.SUPPLY)
        return [each.code for each in refusal.value.problems]

    failed = replace(STERILITY, code="quality.release.failing")
    assert refused(one=(FAILING,), full=(FAILING, failed)) == ["release.supply.new_failure"]
    worse = replace(FAILING, params={**FAILING.params, "value": "12 %"})
    assert refused(one=(worse,), full=(worse,)) == ["release.supply.new_failure"]
    assert refused(one=(FAILING, STERILITY), full=(FAILING, STERILITY)) == ["quality.release.pending"]
    assert refused(one=(FAILING,), full=(FAILING, STERILITY)) == ["release.stage_one.no_plan"]
    release.record_plan(actor=desk.head, batch_id=batch.id, plan="The ward is called at once.")
    assert desk.decide(batch, Decision.SUPPLY).state == "supplied_11_5"
    assert release.notice_late_results() == 0
    desk.outstanding = {Stage.ONE: (FAILING,), Stage.FULL: (FAILING, failed)}
    assert (release.notice_late_results(), release.notice_late_results()) == (1, 0)
    assert [each.waits for each in release.release_queue()] == ["inform"]


def test_T19_a_case_is_shown_to_a_hospital_that_works_with_the_maker_alone(desk: Desk) -> None:
    """T19: another plant, a hospital that never collected or ordered, and an id of nobody are refused alike."""
    batch = desk.reviewed()
    desk.fail()
    stranger = organisation("Stranger", OrganisationKind.HOSPITAL)
    for at in (organisation("Rival").id, stranger.id, desk.floor.store.organisation.id, new_id()):
        with pytest.raises(Refused) as refused:
            opened(desk, batch, at)
        assert [each.code for each in refused.value.problems] == ["release.supply.unknown_hospital"]


def test_ATMP_1c_sponsor_and_authority_are_told_in_time(desk: Desk) -> None:
    """ATMP-1c: the clocks start with the supply; the case is closed when both were told."""
    batch = desk.reviewed()
    desk.fail()
    case, _physician = accepted(desk, batch)
    told = {"actor": desk.reviewer, "supply_id": case.id}
    with pytest.raises(Refused) as early:
        release.tell_of_supply(told=Told.SPONSOR, how="e-mail", **told)  # type: ignore[arg-type]
    assert [each.code for each in early.value.problems] == ["release.supply.not_supplied"]
    desk.decide(batch, Decision.SUPPLY)
    now = desk.floor.clock.now()
    clock = release.next_clock(release.supply(case.id))
    assert clock is not None
    assert (clock.code, clock.awaits, clock.due_at) == ("tell_sponsor", "quality", now + timedelta(hours=4))
    assert not clock.is_late(now)
    assert clock.is_late(now + timedelta(hours=5))
    release.tell_of_supply(told=Told.SPONSOR, how="e-mail", **told)  # type: ignore[arg-type]
    with pytest.raises(Refused):
        release.tell_of_supply(told=Told.SPONSOR, how="again", **told)  # type: ignore[arg-type]
    done = release.tell_of_supply(told=Told.AUTHORITY, how="by the sponsor, number 7", **told)  # type: ignore[arg-type]
    assert (done.state, release.next_clock(done)) == ("closed", None)


def test_ATMP_1d_all_four_records_stand_on_the_case(desk: Desk) -> None:
    """ATMP-1d: each with who and when, and the disposition names the way."""
    batch = desk.reviewed()
    desk.fail()
    case, physician = accepted(desk, batch)
    desk.decide(batch, Decision.SUPPLY)
    found = release.supply(case.id)
    assert (found.requested_by, found.evaluated_by, found.answered_by) == (
        physician.person_id,
        desk.head.person_id,
        physician.person_id,
    )
    assert [each.code for each in release.clocks_of(found) if each.done_at is None] == [
        "tell_sponsor",
        "tell_authority",
    ]
    with translation.override("en"):
        file = release.disposition_of(batch.id)
        assert file is not None
        assert str(DISPOSITIONS[file.state]) == "Supplied under 11.5, out of specification"


def test_each_side_makes_its_own_records(desk: Desk) -> None:
    """T19, ATMP-1b: the maker does not ask for the physician, the physician does not judge for the maker."""
    batch = desk.reviewed()
    desk.fail()
    physician, other = hospital()
    assert physician.organisation_id is not None
    case = opened(desk, batch, physician.organisation_id)
    with pytest.raises(NotAllowed):
        release.request_supply(actor=desk.head, supply_id=case.id, hazard="x", alternatives="y")
    with use_scope(other.scope), pytest.raises(Supply.DoesNotExist):
        release.request_supply(actor=other, supply_id=case.id, hazard="x", alternatives="y")
    with use_scope(physician.scope):
        assert [row.coi for row in release.supplies()] == [batch.coi]
        assert list(release.dispositions()) == []
        act_of(desk, physician, case, "request")()
        with pytest.raises(NotAllowed):
            release.evaluate_supply(actor=physician, supply_id=case.id, risks="none")
    assert release.supply(case.id).state == "requested"


def test_a_case_that_is_declined_or_withdrawn_leaves_the_batch_undecided(desk: Desk) -> None:
    batch = desk.reviewed()
    desk.fail()
    physician, _other = hospital()
    assert physician.organisation_id is not None
    case = opened(desk, batch, physician.organisation_id)
    release.withdraw_supply(actor=desk.head, supply_id=case.id, reason="laboratory error")
    again = opened(desk, batch, physician.organisation_id)
    for verb in ACTS[:3]:
        act_of(desk, physician, again, verb)()
    declined = release.answer_supply(actor=physician, supply_id=again.id, accepted=False, answer="Too risky.")
    assert (declined.state, release.next_clock(declined)) == ("declined", None)
    assert desk.decide(batch, Decision.REJECT).state == "rejected"
