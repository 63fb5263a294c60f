"""A study of the house's own plant: asked, worked out in the background, kept, ended early, seen by its own house alone."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cellpark.base.scope import EVERYTHING, Scope, use_scope
from cellpark.base.time import now
from cellpark.batches.public import Batch
from cellpark.identity.public import Role
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import NotAllowed, Refused
from cellpark.planning.simulation.plant import People, read_plant
from cellpark.plans.public import EditionKind
from cellpark.studies import public as studies
from cellpark.studies.house import changes_of
from cellpark.studies.public import Asked, ChangeKind, KnownPatients, PatientsFrom, Study, StudyState, Wanted
from tests.api.callers import Program, token_for
from tests.pages.conftest import signed_in
from tests.people import acting, organisation, person
from tests.planning.test_living import TIMES
from tests.plans.house import House, in_force, small_house

COSTS = """format: cellpark.cost/1
currency: CNY
labour: {operator: 100, QC: 120, QA: 140}
suites: {B: 100000}
devices: {incubator: 10000}
tests: {count: 60}
"""
MORE = Wanted(ChangeKind.PATIENTS, "", 120)
NIGHT = Wanted(ChangeKind.NIGHT, "operator", 2)


@dataclass
class Site:
    house: House

    @property
    def recipe(self) -> str:
        return self.house.floor.recipe

    def ask(self, *changes: Wanted, costs: str = "", **more: Any) -> Study:
        asked = Asked(changes or (MORE,), **({"patients": 40, "replications": 2, "tornado": False} | more))
        return studies.ask_study(actor=self.house.one, name="A study", recipe=self.recipe, asked=asked, costs=costs)


@pytest.fixture
def bare(db: None, clock: FixedClock, settings: Any, tmp_path: Path) -> Iterator[Site]:
    """A plant with a recipe in force and no times."""
    with use_scope(EVERYTHING):
        yield Site(small_house(clock, settings, tmp_path))


@pytest.fixture
def site(bare: Site) -> Site:
    in_force(bare.house, EditionKind.TIMES, TIMES.encode())
    return bare


def done(row: Study) -> Study:
    studies.carry_out(row.id)
    row.refresh_from_db()
    return row


def codes(refused: "pytest.ExceptionInfo[Refused]") -> list[str]:
    return [each.code for each in refused.value.problems]


def test_scenarios_stand_beside_the_plant_as_it_is(site: Site) -> None:
    row = site.ask(MORE, NIGHT, Wanted(ChangeKind.TEST, "count", 1), costs=COSTS, tornado=True)
    assert (row.state, row.asked_by) == (StudyState.WAITING, site.house.planner.id)
    assert (done(row).state, row.problems, row.share) == (StudyState.DONE, [], 1.0)
    base = studies.figures_of(row.answer["base"])
    assert base["cost", "per patient treated"][0] > 0
    assert base["cost", "per batch begun"][0] > 0
    assert set(row.answer["changes"]) == {MORE.key, NIGHT.key, "test|count|1"}
    more = studies.figures_of(row.answer["changes"][MORE.key]["differences"])
    assert more["a year", "collected"][0] > 0
    assert {tuple(each["figure"]) for each in row.answer["tornado"]} == {
        ("days", "mean"),
        ("cost", "per patient treated"),
    }
    # worked out once, whoever calls again
    ended = row.ended_at
    assert done(row).ended_at == ended


def test_changes_stand_together_in_one_scenario(site: Site) -> None:
    """More patients and a night shift for them: one plant, beside each alone, and a bar of the tornado."""
    row = done(site.ask(MORE, NIGHT, tornado=True, together=((MORE, NIGHT),)))
    assert (row.state, row.problems) == (StudyState.DONE, [])
    both = f"{NIGHT.key} + {MORE.key}"
    assert list(row.answer["changes"]) == [MORE.key, NIGHT.key, both]
    collected = [
        studies.figures_of(row.answer["changes"][key]["figures"])["a year", "collected"] for key in (MORE.key, both)
    ]
    assert collected[0] == collected[1]
    bars = {bar["name"]: bar for each in row.answer["tornado"] for bar in each["bars"]}
    assert bars[f"together|{both}"]["swing"] == bars[f"together|{both}"]["high"]
    page = signed_in(site.house.planner).get(reverse("study", args=[row.id])).content.decode()
    assert "2 at night + 120 patients a year" in page


def test_in_which_order_changes_are_named_means_nothing(site: Site) -> None:
    people, days = Wanted(ChangeKind.PEOPLE, "operator", 1), Wanted(ChangeKind.TEST, "count", 1)
    asked = [
        Asked((), 40, 2, tornado=False, together=(each,)) for each in ((NIGHT, people, days), (days, people, NIGHT))
    ]
    assert asked[0].scenarios == asked[1].scenarios
    base = studies.house_base(site.house.home.id, site.recipe, asked[0])
    plants = [list(changes_of(site.house.home.id, base, each).values()) for each in asked]
    assert plants[0] == plants[1]
    alone = changes_of(site.house.home.id, base, Asked((people, NIGHT), 40, 2, tornado=False))
    levels = [_most(each.plant.people["operator"]) for each in (base, alone[people.key], plants[0][0])]
    assert levels[0] + 1 == levels[1] == levels[2]


def _most(people: People) -> int:
    assert people.calendar is not None
    return max(each.level for each in people.calendar.openings)


def test_a_study_that_was_asked_for_before_scenarios_could_be_combined_is_read() -> None:
    asked = Asked((MORE,), 40, 2, tornado=False)
    form = {name: value for name, value in asked.as_form().items() if name != "together"}
    assert studies.read_asked(form) == asked
    both = Asked((), 40, 2, tornado=True, together=((MORE, NIGHT),))
    assert studies.read_asked(both.as_form()) == both


def test_a_study_begins_with_what_the_house_did_or_planned_or_wrote(site: Site) -> None:
    house = site.house
    home = house.home.id

    def known() -> KnownPatients:
        return studies.known_patients(home, site.recipe)

    said = read_plant(TIMES.encode()).patients
    assert known() == KnownPatients(said, PatientsFrom.TIMES, said, 365)
    batch = house.floor.started()
    # a house that has just begun has no rate of a year
    assert known().source is PatientsFrom.TIMES
    house.approved(house.submitted(house.kept()))
    planned = known()
    assert (planned.source, planned.count) == (PatientsFrom.PLAN, 1)
    assert planned.patients == round(365 / planned.days)
    Batch.objects.filter(id=batch.id).update(started_at=now() - timedelta(days=100))
    assert known() == KnownPatients(4, PatientsFrom.BATCHES, 1, 100)
    page = signed_in(house.planner).get(reverse("study_ask")).content.decode()
    assert "Batches of this recipe were begun for 1 patient in the last 100 days." in page
    assert 'value="4"' in page


def test_a_program_combines_changes_and_leaves_the_patients_to_the_house(site: Site) -> None:
    program = Program(token_for(site.house.planner))
    one, two = ({"kind": each.kind, "name": each.name, "number": each.number} for each in (MORE, NIGHT))
    body = {"name": "Both", "recipe": site.recipe, "replications": 2, "together": [[one, two]]}
    assert program.post("studies", {**body, "together": [[one]]}).status == 422
    assert program.post("studies", {**body, "together": [[one, one]]}).codes == ["studies.study.again"]
    assert program.post("studies", {**body, "together": []}).codes == ["studies.study.changes"]
    answer = program.post("studies", body)
    assert answer.status == 200, answer.body
    row = Study.objects.get()
    assert studies.read_asked(row.asked).scenarios[0].key == f"{NIGHT.key} + {MORE.key}"
    assert row.asked["patients"] == studies.known_patients(site.house.home.id, site.recipe).patients


@pytest.mark.parametrize(
    ("language", "name"), [("en", "in-process sample (count)"), ("zh-hans", "\u8fc7\u7a0b\u6837 (count)")]
)
def test_tests_are_called_by_their_names(site: Site, language: str, name: str) -> None:
    row = done(site.ask(Wanted(ChangeKind.TEST, "count", 1)))
    client = signed_in(site.house.planner, language)
    for address in (reverse("study_ask"), reverse("study", args=[row.id])):
        assert name in client.get(address).content.decode()


def test_the_same_study_gives_the_same_numbers(site: Site) -> None:
    assert done(site.ask()).answer == done(site.ask()).answer


def test_one_study_at_a_time_and_one_that_nobody_wants_does_not_begin(site: Site) -> None:
    row = site.ask()
    with pytest.raises(Refused) as refused:
        site.ask()
    assert codes(refused) == ["studies.study.busy"]
    studies.stop_study(actor=site.house.one, study_id=row.id)
    assert done(row).state == StudyState.STOPPED
    with pytest.raises(Refused) as refused:
        studies.stop_study(actor=site.house.one, study_id=row.id)
    assert codes(refused) == ["studies.study.over"]
    assert done(site.ask()).state == StudyState.DONE


def test_a_study_whose_process_ends_again_and_again_is_given_up(site: Site) -> None:
    row = site.ask()
    Study.objects.filter(id=row.id).update(state=StudyState.RUNNING, attempts=3)
    assert [each.code for each in studies.problems_of(done(row).problems)] == ["studies.study.failed"]


@pytest.mark.parametrize(
    ("changes", "more", "code"),
    [
        ((Wanted(ChangeKind.ROOMS, "Z/Z", 1),), {}, "planning.study.unknown"),
        ((Wanted(ChangeKind.NIGHT, "pilot", 1),), {}, "planning.study.unknown"),
        ((Wanted(ChangeKind.TEST, "taste", 1),), {}, "planning.study.unknown"),
        ((Wanted(ChangeKind.PRODUCT, "0" * 64, 1),), {}, "recipes.version.not_approved"),
        ((MORE, MORE), {}, "studies.study.twice"),
        ((MORE, NIGHT), {"together": ((MORE, NIGHT), (NIGHT, MORE))}, "studies.study.twice"),
        ((MORE,), {"together": ((MORE,),)}, "studies.study.together"),
        ((MORE,), {"together": ((NIGHT, replace(NIGHT, number=3)),)}, "studies.study.again"),
        ((MORE,), {"together": ((MORE, Wanted(ChangeKind.ROOMS, "Z/Z", 1)),)}, "planning.study.unknown"),
        ((MORE,), {"together": ((NIGHT, replace(MORE, number=0)),)}, "studies.study.number"),
        ((Wanted(ChangeKind.PATIENTS, "", 0),), {}, "studies.study.number"),
        ((Wanted(ChangeKind.PATIENTS, "", 100_000),), {}, "studies.study.number"),
        (tuple(Wanted(ChangeKind.PATIENTS, "", each) for each in range(1, 14)), {}, "studies.study.changes"),
        ((MORE,), {"patients": 0}, "studies.study.number"),
        ((MORE,), {"replications": 100_000}, "studies.study.number"),
        ((MORE,), {"costs": COSTS.replace("incubator", "incubators")}, "planning.cost.unknown"),
        ((MORE,), {"costs": "no: costs"}, "planning.cost.unreadable"),
    ],
)
def test_what_the_plant_does_not_have_is_refused_before_anything_runs(
    site: Site, changes: tuple[Wanted, ...], more: dict[str, Any], code: str
) -> None:
    with pytest.raises(Refused) as refused:
        site.ask(*changes, **more)
    assert code in codes(refused)
    assert not Study.objects.exists()


def test_without_times_nothing_is_studied(bare: Site) -> None:
    with pytest.raises(Refused) as refused:
        bare.ask()
    assert codes(refused) == ["plans.times.none"]
    page = signed_in(bare.house.planner).get(reverse("study_ask")).content.decode()
    assert "No times of the plant hold today" in page


def test_T19_a_study_is_seen_by_its_own_house_alone(site: Site) -> None:
    row = site.ask()
    other = organisation("Other plant")
    with use_scope(Scope(frozenset({other.id}))), pytest.raises(Study.DoesNotExist):
        studies.study_row(row.id)
    client = signed_in(person("planner@other.example.org", Role.PLANNER, within=other))
    assert client.get(reverse("study", args=[row.id])).status_code == 404
    assert client.post(reverse("study_stop", args=[row.id])).status_code == 404
    worker = person("works@floor.example.org", Role.PRODUCTION_OPERATOR, within=site.house.home)
    # costs stand in it
    assert signed_in(worker).get(reverse("study", args=[row.id])).status_code == 403
    with pytest.raises(NotAllowed):
        studies.stop_study(actor=acting(worker, site.house.home), study_id=row.id)


def sent(client: Client, **said: Any) -> Any:
    page = client.get(reverse("study_ask"))
    form = page.context["form"]
    first = {"name": "Another room", "patients": 40, "replications": 2, "night_count": 2, "test_days": 1}
    first |= {"product_patients": 5, "idempotency_key": form.key}
    return client.post(reverse("study_ask"), {**first, **said})


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_study_is_asked_for_and_read_on_its_page(site: Site, language: str) -> None:
    client = signed_in(site.house.planner, language)
    assert client.get(reverse("studies")).status_code == 200
    answer = sent(client, night=["operator"], more="60", tornado="on", costs=COSTS)
    assert answer.status_code == 303, answer.content.decode()
    row = Study.objects.get()
    going = client.get(answer["Location"])
    assert reverse("study_stop", args=[row.id]) in going.content.decode()
    assert done(row).state == StudyState.DONE
    page = client.get(answer["Location"]).content.decode()
    assert '<svg class="tornado"' in page
    assert reverse("study_stop", args=[row.id]) not in page
    table = client.get(answer["Location"], {"export": "csv"})
    content = (table.getvalue() if table.streaming else table.content).decode("utf-8-sig").splitlines()
    told = [each for each in row.answer["base"] if each[0] not in ("use", "hours waited for")]
    # each of them of the plant as it is and of both scenarios, and something is used
    assert len(content) - 1 > 3 * len(told)
    assert row.name in client.get(reverse("studies")).content.decode()
    # what things cost is asked once
    assert COSTS.splitlines()[0] in client.get(reverse("study_ask")).content.decode()


@pytest.mark.parametrize(
    "said",
    [
        {"name": ""},
        {"patients": "0"},
        {"patients": "many"},
        {"night": ["pilot"]},
        {"rooms": ["Z/Z"]},
        {"product": "x"},
        {"more": "60", "costs": "no: costs"},
        {},
    ],
)
def test_a_wrong_form_says_what_is_wrong(site: Site, said: dict[str, Any]) -> None:
    client = signed_in(site.house.planner)
    assert sent(client, **said).status_code == 422
    assert not Study.objects.exists()


def test_a_study_is_stopped_on_its_page(site: Site) -> None:
    client = signed_in(site.house.planner)
    row = site.ask()
    assert client.post(reverse("study_stop", args=[row.id])).status_code == 303
    row.refresh_from_db()
    assert row.state == StudyState.STOPPED
    assert client.post(reverse("study_stop", args=[row.id])).status_code == 303
