"""The living plant as facts: what is there, who may do it, how far each batch is; nothing of anybody else's."""

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, Scope, use_scope
from cellpark.base.time import now
from cellpark.batches import public as batches
from cellpark.command.exit_code import ExitCode
from cellpark.command.main import main
from cellpark.equipment import public as plant
from cellpark.equipment.public import EquipmentKind
from cellpark.identity.public import Role
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import NotAllowed, Problem, Refused
from cellpark.planning.facts import Facts, Need, Operation, read_facts
from cellpark.planning.living import Living, living_facts
from cellpark.planning.scheduling import Asked, check, solve
from cellpark.planning.simulation.plant import Plant, read_plant
from tests.batches.floor import OTHER_COI, SMALL, Floor
from tests.batches.in_force import floor_in_force, next_in_force
from tests.people import HOUSE, acting, organisation, person

PLAN = """format: cellpark.plan/1
recipe: SMALL-1
major: 1
currency: CNY
steps:
  U1.1: {work: {fixed: {value: 20 min}}, people: 2}
  U1.2: {work: {fixed: {value: 24 h}}, people: 2, hands: 20 min}
  U2.1: {work: {fixed: {value: 20 min}}}
  U2.2: {work: {fixed: {value: 20 min}}, chance: 20 %}
  U3.1: {work: {fixed: {value: 40 min}}, people: 2}
rounds: {U2: {1: 1, 2: 3, 3: 1}}
prices: {RM-0312: {amount: 1, per: mL}, RM-0107: {amount: 1, per: mL}}
tests: {count: {work: {fixed: {value: 30 min}}, wait: {fixed: {value: 1 h}}}}
ways: {review: {fixed: {value: 2 h}}}
"""
TIMES = """format: cellpark.plant/1
suites: {B: {count: 9, clearance: 30 min}}
devices: {incubator: {count: 9, clearance: 1 h}}
people:
  operator: {shifts: [{days: 1-7, since: '06:00', until: '22:00', count: 8}]}
  QC: {shifts: [{days: 1-7, since: '08:00', until: '20:00', count: 4}]}
  QA: {shifts: [{days: 1-7, since: '08:00', until: '18:00', count: 4}]}
patients: {a_year: 100}
"""


@dataclass
class Site:
    floor: Floor
    times: Plant

    def facts(self, actor: Actor | None = None, **more: Any) -> Living:
        return living_facts(
            actor=actor or self.floor.lead,
            organisation_id=self.floor.store.organisation.id,
            times=self.times,
            **more,
        )


@pytest.fixture
def site(db: None, clock: FixedClock, settings: Any, tmp_path: Path) -> Iterator[Site]:
    (tmp_path / "small.plan.yaml").write_text(PLAN, encoding="utf-8")
    settings.PLAN_FOLDERS = [tmp_path]
    with use_scope(EVERYTHING):
        floor = floor_in_force(clock, SMALL)
        person("analyst@floor.example.org", Role.ANALYST, within=floor.store.organisation)
        yield Site(floor, read_plant(TIMES.encode()))


def keys(facts: Facts, number: int = 0) -> list[str]:
    return [each.key for each in facts.jobs[number].operations]


def operation(facts: Facts, key: str, number: int = 0) -> Operation:
    return next(each for each in facts.jobs[number].operations if each.key == key)


def capacity(facts: Facts) -> dict[str, int]:
    return {each.key: each.capacity for each in facts.resources}


def test_a_planned_batch_asks_for_the_rooms_devices_and_people_that_there_are(site: Site) -> None:
    batch = site.floor.planned()
    found = site.facts()
    facts = found.draft.facts
    assert [each.key for each in facts.jobs] == [batch.number]
    assert keys(facts) == ["U1.1", "U2.1#1", "U2.1#2", "U3.1", "count", "review"]
    assert capacity(facts)["suite B/B"] == capacity(facts)["incubator/B"] == 1
    needs = operation(facts, "U1.1").modes[0].needs
    assert Need(("suite B/B",), 1, 6) in needs
    assert Need(("operator SMALL-1",), 2) in needs
    assert capacity(facts)["operator SMALL-1"] == 2
    assert capacity(facts)["operator"] > 2  # there are others, who are not trained for it
    assert facts.jobs[0].group == batch.coi
    made = solve(facts, Asked(turns=20))
    assert check(facts, made) == []


def test_a_batch_halfway_goes_on_from_its_present_step(site: Site) -> None:
    """Counted, then put into the incubator; eighteen hours later it is planned what follows."""
    floor = site.floor
    bag, bottle = floor.store.patient_bag(), floor.beads()
    batch = floor.started()
    floor.cleared()
    floor.counted(batch, bag)
    floor.begun(batch, "U1.2")
    begun = now()
    floor.record(batch, "U1.2", "ratio", "3 bead/cell")
    batches.use_material(actor=floor.one, batch_id=batch.id, step="U1.2", field="beads", code=bottle.code)
    batches.take_equipment(actor=floor.one, batch_id=batch.id, step="U1.2", field="inc", code=floor.incubator.scan_code)
    floor.clock.advance(timedelta(hours=18))
    found = site.facts()
    facts, clock = found.draft.facts, found.draft.clock
    assert keys(facts)[:2] == ["now", "U2.1#1"]
    # 24 h from its beginning, to the unit
    assert timedelta(0) <= clock.at(operation(facts, "U2.1#1").earliest) - begun - timedelta(hours=24) < clock.unit
    limits = [each.most for each in facts.jobs[0].lags if (each.first, each.second) == ("now", "U2.1#1")]
    assert limits[0] is None
    assert limits[1] in ((28 - 18) * 12, (28 - 18) * 12 - 1)  # whole units on both sides
    assert [each.any_of for each in facts.jobs[0].holds] == [("incubator/B",)]


def test_a_finished_round_and_a_finished_batch_are_past(site: Site) -> None:
    floor = site.floor
    bag, bottle = floor.store.patient_bag(), floor.beads()
    batch = floor.started()
    floor.cleared()
    floor.counted(batch, bag)
    floor.activated(batch, bottle)
    floor.controlled(batch, 1, tvc="1e9 cells")
    assert keys(site.facts().draft.facts)[:3] == ["now", "U2.1#2", "U3.1"]
    floor.controlled(batch, 2)
    facts = site.facts().draft.facts
    assert keys(facts)[:2] == ["now", "U3.1"]
    # the bags are filled within an hour of the last control
    limits = [each.most for each in facts.jobs[0].lags if each.second == "U3.1"]
    assert limits[0] is None
    assert limits[1] in (12, 11)  # whole units on both sides
    floor.filled(batch)
    batches.finish_batch(actor=floor.one, batch_id=batch.id)
    assert site.facts().draft.facts.jobs == ()


def test_what_cannot_be_used_is_not_counted(site: Site) -> None:
    site.floor.planned()
    second = _incubator(site, "INC-2", qualified=True)
    _incubator(site, "INC-3", qualified=False)
    assert capacity(site.facts().draft.facts)["incubator/B"] == 2
    plant.change_service(actor=HOUSE, equipment_id=second.id, verb="take_out", reason="broken")
    assert capacity(site.facts().draft.facts)["incubator/B"] == 1


def test_what_is_booked_for_something_else_is_away_and_an_own_booking_is_not(site: Site) -> None:
    site.floor.planned()
    second = _incubator(site, "INC-2", qualified=True)
    start = now() + timedelta(days=1)
    for device, batch, purpose in ((site.floor.incubator, "B-0001", ""), (second, "", "mapping")):
        plant.reserve(
            actor=HOUSE,
            equipment_id=device.id,
            starts_at=start,
            ends_at=start + timedelta(hours=5),
            batch=batch,
            purpose=purpose,
        )
    facts = site.facts().draft.facts
    shifts = next(each.shifts for each in facts.calendars if each.key == "incubator/B")
    assert [each.count for each in shifts] == [2, 1, 2]
    assert shifts[1].end - shifts[1].start == 5 * 12


def test_who_is_not_trained_and_gowned_is_not_counted(site: Site) -> None:
    home = site.floor.store.organisation
    site.floor.planned()
    before = capacity(site.facts().draft.facts)
    new = acting(person("new@floor.example.org", Role.PRODUCTION_OPERATOR, within=home), home)
    assert capacity(site.facts().draft.facts)["operator"] == before["operator"] + 1
    site.floor.qualify(new, "SMALL-1")
    assert capacity(site.facts().draft.facts)["operator SMALL-1"] == 2
    site.floor.qualify(new, "gowning-grade-a")
    assert capacity(site.facts().draft.facts)["operator SMALL-1"] == 3


def test_a_role_without_shifts_and_a_recipe_without_an_overlay_are_refused(site: Site, settings: Any) -> None:
    batch = site.floor.planned()
    times = read_plant(TIMES.replace("  QC: {", "  QD: {").encode())
    with pytest.raises(Refused) as found:
        Site(site.floor, times).facts()
    assert found.value.problems == (Problem("planning.living.no_shifts", {"role": "QC"}),)
    settings.PLAN_FOLDERS = []
    with pytest.raises(Refused) as found:
        site.facts()
    assert found.value.problems == (Problem("planning.draft.no_overlay", {"recipe": "SMALL-1", "batch": batch.number}),)


def test_two_versions_of_a_recipe_are_planned_side_by_side(site: Site, tmp_path: Path) -> None:
    floor = site.floor
    floor.planned()
    (tmp_path / "second.plan.yaml").write_text(
        PLAN.replace("major: 1", "major: 2").replace("{1: 1, 2: 3, 3: 1}", "{3: 5}"), encoding="utf-8"
    )
    floor.recipe = next_in_force(floor.store.organisation, floor.recipe, SMALL.replace("min 1; max 3", "min 3; max 3"))
    floor.planned("B-0002", coi=OTHER_COI)
    facts = site.facts().draft.facts
    assert [len(each.operations) for each in facts.jobs] == [6, 7]


def test_T19_nothing_of_another_organisation_is_planned_with(site: Site) -> None:
    """T19: neither its batches nor its rooms; and who may not plan is told nothing."""
    site.floor.planned()
    other = organisation("Other")
    stranger = acting(person("planner@other.example.org", Role.PLANNER, within=other), other)
    with use_scope(stranger.scope):
        found = living_facts(actor=stranger, organisation_id=other.id, times=site.times)
        assert found.draft.facts.jobs == ()
        assert [each.key for each in found.draft.facts.resources] == []
        found = living_facts(actor=stranger, organisation_id=site.floor.store.organisation.id, times=site.times)
        assert found.draft.facts.jobs == ()
        assert [each.key for each in found.draft.facts.resources] == []
    with use_scope(Scope()), pytest.raises(NotAllowed):
        site.facts(actor=site.floor.one)


def _incubator(site: Site, code: str, *, qualified: bool) -> plant.Equipment:
    made = plant.register_equipment(
        actor=HOUSE,
        kind=EquipmentKind.INCUBATOR,
        code=code,
        scan_code=f"SCAN-{code}",
        name_en=code,
        room_id=site.floor.room.id,
    )
    if qualified:
        plant.qualify_equipment(actor=HOUSE, equipment_id=made.id, valid_until=now() + timedelta(days=90))
    return made


def test_the_command_writes_the_facts_of_the_one_plant(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(import_module("cellpark.command.plan.facts"), "site", nullcontext)
    site.floor.planned()
    (tmp_path / "times.plant.yaml").write_text(TIMES, encoding="utf-8")
    arguments = ["plan", "facts", "--plant", str(tmp_path / "times.plant.yaml")]
    assert main(arguments) == ExitCode.DONE
    facts = read_facts(capsys.readouterr().out.encode())
    assert [each.key for each in facts.jobs] == ["B-0001"]
    assert main([*arguments, "--organisation", str(UUID(int=1))]) == ExitCode.WRONG_USE
    assert capsys.readouterr().out == ""
