"""The story from vein to vein: hospital, carrier, plant, laboratory and release desk on one record."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils.translation import override
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django.plugin import DjangoDbBlocker

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.batches.public import batches, exceptions
from cellpark.command import told
from cellpark.config.environment import load_environment
from cellpark.dossier.public import Subject, build, tell_story
from cellpark.identity.public import Person, Worth, factors_of, verify_evidence
from cellpark.ledger.public import (
    Signature,
    check_export,
    check_rebuild,
    make_checkpoint,
    make_site_keys,
    seal_all,
    verify,
)
from cellpark.orders.public import TreatmentOrder, load_example_orders, particulars_of, patient_of, steps_of
from cellpark.plays.public import StoryLine, Telling, begin_telling, queue_telling, tell_next
from cellpark.plays.tasks import tell_next_patient
from cellpark.quality.public import Result, load_example_quality, verify_computation
from cellpark.release.public import disposition_of, supplies_of
from cellpark.runtime.provision import clone_database, drop_database
from cellpark.shipments.public import shipments_of
from tests.database import connected_to, template_database
from tests.ledger.exports import unpacked
from tests.people import PASSWORD
from tests.plays.conftest import EXAMPLES, load_examples

NAME = "vein-to-vein"
FILE = EXAMPLES / "stories" / f"{NAME}.story.yaml"
PLANNER = "planner.cell@example.org"


class Killed(BaseException):
    """What ends a process in the middle of an act."""


@dataclass
class Played:
    """What was seen while the story was told."""

    heard: list[StoryLine] = field(default_factory=list)
    between: dict[str, str] = field(default_factory=dict)
    killed_at: tuple[int, int] = (0, 0)

    def hear(self, line: StoryLine) -> None:
        self.heard.append(line)


@pytest.fixture(scope="module")
def played(django_db_setup: None, postgres: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[Played]:
    """The whole story, told once for all tests here: by the worker's job, interrupted, and by the command."""
    name = f"durable_story_{os.getpid()}"
    clone_database(postgres, template=template_database(postgres), database=name)
    with django_db_blocker.unblock():
        with connected_to(name):
            yield tell_all()
        drop_database(postgres, name)


def tell_all() -> Played:
    make_site_keys(actor=Actor.system("keys"))
    load_examples()
    with use_scope(EVERYTHING):
        load_example_orders(path=EXAMPLES / "orders" / "therapies.yaml")
        load_example_quality(folder=EXAMPLES / "quality", password=PASSWORD)
    (Path(settings.CELLPARK_KEYS_DIRECTORY) / "example-password").write_text(PASSWORD)
    seen = Played()
    begin_telling(name=NAME, content=FILE.read_bytes())
    queue_telling(NAME)
    queue_telling(NAME)  # by somebody who came second
    tell_next_patient(story=NAME)

    def die(line: StoryLine) -> None:
        if line.act == "receive_container":
            raise Killed

    with pytest.raises(Killed):
        tell_next(name=NAME, password=PASSWORD, tell=die)
    seen.killed_at = standing()
    seen.between = {language: desk(language) for language in ("en", "zh-hans")}
    while tell_next(name=NAME, password=PASSWORD, tell=seen.hear) is not None:
        pass
    return seen


def standing() -> tuple[int, int]:
    """How many patients are through, and how many orders there are."""
    with use_scope(EVERYTHING):
        return len(Telling.objects.get(name=NAME).told), TreatmentOrder.objects.count()


def desk(language: str) -> str:
    client = Client(headers={"Accept-Language": language})
    with use_scope(EVERYTHING):
        client.force_login(Person.objects.get(email=PLANNER))
    return client.get("/").content.decode()


def order_of_patient(number: int) -> TreatmentOrder:
    with use_scope(EVERYTHING):
        found: TreatmentOrder = TreatmentOrder.objects.get(id=Telling.objects.get(name=NAME).told[number]["order"])
        return found


def test_the_six_patients_of_the_example_end_in_four_ways(played: Played) -> None:
    """Straight through, too warm, incidents: given; out of specification: supplied; failed: rescued; cancelled."""
    assert [order_of_patient(number).state for number in range(6)] == [*["infused"] * 5, "cancelled"]
    with use_scope(EVERYTHING):
        kinds = [{step.type for step in steps_of(order_of_patient(number).id)} for number in range(6)]
    assert ["supplied" in order_of_patient(number).reached for number in range(6)] == [False] * 3 + [True] + [False] * 2
    assert ["begun_again" in each for each in kinds] == [False] * 4 + [True, False]


def test_T14_ATMP_1_out_of_specification_goes_its_own_way(played: Played) -> None:
    """T13, T14, ATMP-1: the failing product is refused a release and supplied on the physician's request."""
    with use_scope(EVERYTHING):
        batch = batches().get(number="EX-V2V-0004")
        found = disposition_of(batch.id)
        assert found is not None
        assert found.state == "supplied_11_5"
        computed = {row.test.attribute: row for row in Result.objects.filter(test__batch=batch.id).exclude(kind="")}
        assert {code: row.value for code, row in computed.items()} == {
            "viability": "61.0 %",
            "cd3_pos": "97.0 %",
            "cd4_pos": "46.0 %",
            "cd8_pos": "51.0 %",
            "car_pos": "34.0 %",
            "vcn": "2.10 copy/cell",
        }
        assert all(verify_computation(row.id).holds for row in computed.values())
        assert [case.state for case in supplies_of(batch.id)] == ["closed"]
    assert "released" not in order_of_patient(3).reached


def test_T13_a_warm_shipment_waits_for_quality_before_its_cells_are_used(played: Played) -> None:
    """T13, CN-4b: the excursion holds the bags; with the decision on record the product is released and given."""
    acts = [line.act for line in played.heard]
    assert acts.index("attach_logger") < acts.index("decide_excursion") < acts.index("begin_manufacture")
    with use_scope(EVERYTHING):
        assert len(shipments_of(order_of_patient(1).coi)) == 2
        batch = batches().get(number="EX-V2V-0002")
        found = disposition_of(batch.id)
        assert found is not None
        assert found.state == "certified"
        assert not exceptions().filter(batch_id=batch.id).exists()


def test_a_killed_story_goes_on_with_the_patient_who_was_not_through(played: Played) -> None:
    """Each patient whole or not at all: of the second one nothing had stayed."""
    assert played.killed_at == (1, 1)
    assert standing() == (6, 6)


def test_the_job_is_queued_once_and_a_told_story_is_told_no_second_time(
    played: Played, capsys: pytest.CaptureFixture[str]
) -> None:
    jobs = ProcrastinateJob.objects.filter(task_name="plays.tell_next_patient", status="todo")
    assert [each.args for each in jobs] == [{"story": NAME}]
    tell_next_patient(story=NAME)
    told.story(NAME, FILE.read_bytes(), load_environment())
    assert standing() == (6, 6)
    said = capsys.readouterr().out
    assert "is told once" in said
    assert said.count("/orders/") == 6


def test_the_desk_of_example_people_says_how_far_it_is_and_links_to_every_journey(played: Played) -> None:
    assert "is being played: patient 2 of 6" in played.between["en"]
    assert "\u7b2c 2 \u4f4d\u60a3\u8005\uff0c\u5171 6 \u4f4d" in played.between["zh-hans"]
    assert played.between["en"].count('href="/orders/') == 1
    page = desk("en")
    assert all(f'href="/orders/{order_of_patient(number).id}"' in page for number in range(6))


def test_A11_2f_the_players_sign_with_keys_of_their_own_that_are_gone_afterwards(played: Played) -> None:
    """P11-8b, P11-9c: a passkey over each statement, once per patient password and code; sign-in is as before."""
    with use_scope(EVERYTHING):
        worths: list[Any] = [verify_evidence(each) for each in Signature.objects.all()]
        example = Person.objects.filter(example=True)
        assert not any(factors_of(each).some for each in example)
    assert Worth.BROKEN not in worths
    assert worths.count(Worth.DEVICE) > 100 > worths.count(Worth.SERVER) > 5


def all_is_sealed() -> None:
    """What the sealer of a running site does."""
    seal_all(wait_s=60)
    make_checkpoint(actor=Actor.system("checkpoint"))


def test_P11_2_the_dossier_and_the_story_of_a_supplied_batch_tell_what_every_desk_knows(played: Played) -> None:
    """CN-4b, A1-1a, ATMP-1a, T20: order, roads, environment, failed result, case and checklist; nobody's name."""
    order = order_of_patient(3)
    with use_scope(EVERYTHING), override("en"):
        patient = patient_of(order)
        assert patient is not None
        who = particulars_of(patient)
        assert who is not None
        assert order.batch_id is not None
        all_is_sealed()
        data = build(order.batch_id)
        sections = {each.key: each.rows for each in tell_story(Subject.BATCH, order.batch_id).sections}
    assert check_export(data).is_sound
    files = unpacked(data)
    streams = {json.loads(line)["stream"].split("/")[0] for line in files["events.jsonl"].splitlines()}
    assert streams >= {"order", "shipment", "quality-environment", "quality-investigation", "supply", "release"}
    kinds = {each["resource"]["resourceType"] for each in json.loads(files["fhir/bundle.json"])["entry"]}
    assert kinds == {"ServiceRequest", "Specimen", "BiologicallyDerivedProduct"}
    roads = [json.loads(files[name]) for name in files if name.startswith("epcis/shipment-")]
    assert ["sensorElementList" in json.dumps(each) for each in roads] == [True, True]
    release = files["release/release.html"].decode()
    for words in ("Supplied under 11.5", "\u6309 11.5 \u4f9b\u5e94", "The labels balance", "benefit outweighs risk"):
        assert words in release
    assert "Product infused" in files["order/order.html"].decode()
    assert [
        name for name, content in files.items() if who.name.encode() in content or who.number.encode() in content
    ] == []
    told = ("order", "order_steps", "shipments", "environment", "results", "investigations", "disposition", "supplies")
    assert [key for key in told if not sections[key]] == []


def test_P11_5a_after_the_story_the_ledger_verifies_and_its_tables_are_made_again_the_same(played: Played) -> None:
    """What ``cellpark ledger verify`` and ``cellpark ledger rebuild --check`` do."""
    all_is_sealed()
    report = verify(jobs=1)
    assert report.faults == ()
    assert report.sealed == report.events > 4000
    rebuilt = check_rebuild()
    assert rebuilt.differences == ()
    filled = {table for table, rows in rebuilt.rows.items() if rows}
    assert {"orders_treatmentorder", "shipments_shipment", "release_batchdisposition", "batches_batch"} <= filled
