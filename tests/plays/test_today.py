"""Who is on the way today: ways that stand in the present, and the plan of what is still to be done for them."""

import json
import os
import re
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import use_clock
from cellpark.batches.public import BatchState, batches
from cellpark.command.exit_code import ExitCode
from cellpark.command.language import use_language
from cellpark.command.main import main
from cellpark.identity.public import Person
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import Refused
from cellpark.ledger.public import make_site_keys
from cellpark.orders.public import TreatmentOrder, load_example_orders
from cellpark.planning.scheduling import check
from cellpark.plans import public as plans
from cellpark.plans.public import Plan, PlanState
from cellpark.plays.public import Telling, begin_telling, queue_telling, read_story
from cellpark.plays.story.present import ClockUpTo, Reached
from cellpark.plays.tasks import tell_next_patient
from cellpark.quality.public import load_example_quality
from cellpark.runtime.provision import clone_database, drop_database
from tests.database import connected_to, template_database
from tests.people import PASSWORD
from tests.plays.conftest import EXAMPLES, load_examples

NAME = "on-the-way"
FILE = EXAMPLES / "stories" / f"{NAME}.story.yaml"
TODAY = datetime(2027, 3, 10, 2, 0, tzinfo=UTC)
"""A Wednesday, ten in the morning at the site."""
PLANNER, LOOKER = "planner.cell@example.org", "operator-1.cell@example.org"
MADE, CULTURE = "EX-NOW-0001", "EX-NOW-0002"


@dataclass
class Today:
    """The plant on the day, and its plan."""

    home: UUID
    plan: Plan


@pytest.fixture(scope="module")
def told(django_db_setup: None, postgres: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[Today]:
    """The story, told once for all tests here by the job of the worker."""
    name = f"durable_today_{os.getpid()}"
    clone_database(postgres, template=template_database(postgres), database=name)
    with django_db_blocker.unblock():
        with connected_to(name), use_clock(FixedClock(TODAY)):
            yield tell()
        drop_database(postgres, name)


def tell() -> Today:
    make_site_keys(actor=Actor.system("keys"))
    load_examples()
    with use_scope(EVERYTHING):
        load_example_orders(path=EXAMPLES / "orders" / "therapies.yaml")
        load_example_quality(folder=EXAMPLES / "quality", password=PASSWORD)
        plans.load_example_plans(
            times=EXAMPLES / "recipes" / "cart-cd19.plant.yaml",
            policy=EXAMPLES / "plans" / "replanning.policy.yaml",
            password=PASSWORD,
        )
    (Path(settings.CELLPARK_KEYS_DIRECTORY) / "example-password").write_text(PASSWORD)
    telling = begin_telling(name=NAME, content=FILE.read_bytes())
    queue_telling(NAME)
    for _patient in range(telling.patients + 1):
        tell_next_patient(story=NAME)
    with use_scope(EVERYTHING):
        row = plans.published_row(telling.organisation_id)
        assert row is not None, Telling.objects.get(name=NAME).problem
        return Today(telling.organisation_id, row)


def ordered() -> list[TreatmentOrder]:
    with use_scope(EVERYTHING):
        return [TreatmentOrder.objects.get(id=each["order"]) for each in Telling.objects.get(name=NAME).told]


def page(address: str, email: str = PLANNER, language: str = "en") -> str:
    client = Client(headers={"Accept-Language": language})
    with use_scope(EVERYTHING):
        client.force_login(Person.objects.get(email=email))
    found = client.get(address)
    assert found.status_code == 200
    return found.content.decode()


def test_everybody_stands_where_he_is_today(told: Today) -> None:
    """One is being tested, one in culture, one on the road, three wait for their collection; nothing lies ahead."""
    assert [each.state for each in ordered()] == ["made", "manufacturing", "collected", *["kit_sent"] * 3]
    with use_scope(EVERYTHING):
        states = dict(batches().values_list("number", "state"))
        assert states == {MADE: BatchState.FINISHED, CULTURE: BatchState.RUNNING}


def test_the_plan_of_the_day_holds_them_from_their_present_step_on_and_two_people_published_it(told: Today) -> None:
    """P11-8b, P11-9c: drawn by the engine, accepted by the checker, signed by two."""
    row, numbers = told.plan, [each.number for each in ordered()]
    with use_scope(EVERYTHING):
        read = plans.read_plan(row)
        assert row.state == PlanState.PUBLISHED
        assert row.submitted_by != row.approved_by
        assert not plans.standing(row).is_stale
    assert {each.key for each in read.facts.jobs} == {MADE, CULTURE, *numbers[2:]}
    assert check(read.facts, read.schedule) == []
    left = {each.key: [one.key for one in each.operations] for each in read.facts.jobs}
    assert [key for key in left[MADE] if key.startswith("U")] == []
    assert [key for key in left[CULTURE] if key.startswith("U1.")] == []
    assert [key for key in left[numbers[2]] if key.startswith("U1.")] != []
    assert len(left[CULTURE]) < len(left[numbers[2]])


def test_the_planning_pages_show_them(told: Today) -> None:
    numbers = [each.number for each in ordered()]
    for language in ("en", "zh-hans"):
        board = page("/planning", language=language)
        assert all(number in board for number in (CULTURE, *numbers[2:5]))
        now = page("/plant-now", LOOKER, language)
        assert CULTURE in now
        assert numbers[2] in now
        assert page("/planning/fact", language=language)
    now = page("/plant-now")
    # in the suite in which its incubator stands, and not in the one where its slot began
    assert now.index("<span>B \u00b7") < now.index("U2.6") < now.index("<span>F \u00b7")
    assert page("/").count("state-running") >= len(numbers)


def test_one_more_patient_is_promised_a_slot_behind_them(told: Today, capsys: pytest.CaptureFixture[str]) -> None:
    """``cellpark plan promise``: the recipe by its number; without one, those of the plan are named."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("cellpark.command.plan.limits.set_up_django", lambda: None)
        patch.setattr(import_module("cellpark.command.plan.promise"), "site", nullcontext)
        patch.setenv("CELLPARK_LANGUAGE", "en")
        assert main(["plan", "promise"]) == ExitCode.WRONG_USE
        assert "CART-019, CART-019R" in capsys.readouterr().err
        assert main(["plan", "promise", "--recipe", "CART-020"]) == ExitCode.WRONG_USE
        capsys.readouterr()
        for number in ("CART-019", "CART-019R"):
            arguments = ["plan", "promise", "--recipe", number, "--scenarios", "20", "--json"]
            assert main(arguments) == ExitCode.DONE
            said = json.loads(capsys.readouterr().out)
            assert said["starts_at"] < said["ends_at"]
            assert said["stale"] == ""
            assert said["by"]["0.5"] >= said["starts_at"][:10]
        assert main(["plan", "promise", "--recipe", "CART-019R", "--scenarios", "20"]) == ExitCode.DONE
        times = re.findall(
            r"(?:begins|done|by) (\d{4}-\d\d-\d\d \d\d:\d\d)(?:,| with|$)", capsys.readouterr().out, re.MULTILINE
        )
        assert len(times) == 5
    use_language("en")


def test_a_told_story_publishes_no_second_plan(told: Today) -> None:
    tell_next_patient(story=NAME)
    with use_scope(EVERYTHING):
        assert [each.id for each in plans.plans(told.home)] == [told.plan.id]


def test_the_clock_of_who_is_on_the_way_stops_at_the_present() -> None:
    clock = ClockUpTo(TODAY, timedelta(days=1))
    clock.advance(timedelta(hours=23))
    with pytest.raises(Reached):
        clock.advance(timedelta(hours=2))
    with pytest.raises(Reached):
        clock.instant = TODAY + timedelta(seconds=1)
    assert clock.now() == TODAY - timedelta(hours=1)


@pytest.mark.parametrize(
    ("before", "after"),
    [("days_ago: 4\n", "\n"), ("ends: on_the_way\n    days_ago: 10", "ends: infused\n    days_ago: 10")],
)
def test_only_who_is_on_the_way_says_since_when(before: str, after: str) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert before in text
    with pytest.raises(Refused) as refused:
        read_story(text.replace(before, after, 1).encode())
    assert {each.code for each in refused.value.problems} == {"plays.form"}
