"""A finished batch and the people of the release desk, with results as a test wants them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace
from uuid import UUID

import pytest

from cellpark.base.actor import Actor
from cellpark.batches import public as batches
from cellpark.batches.public import Batch
from cellpark.identity.public import Organisation, OrganisationKind, Role
from cellpark.kernel.problem import Problem
from cellpark.materials import public as materials
from cellpark.orders.public import CollectionSite, Therapy
from cellpark.quality.public import environment_of
from cellpark.release import public as release
from cellpark.release.neighbours import Results
from cellpark.release.public import BatchDisposition, Decision, Stage
from tests.batches.floor import Floor
from tests.people import acting, organisation, person

FAILING = Problem(
    "quality.release.failing",
    {"code": "VIAB", "zh": "", "en": "Viability", "name": "Viability", "sample": "S1", "value": "61 %"},
)
STERILITY = Problem(
    "quality.release.pending",
    {"code": "STER", "zh": "", "en": "Sterility", "name": "Sterility", "sample": "S1", "value": ""},
)
ACTS: dict[Decision, Callable[..., BatchDisposition]] = {
    Decision.CERTIFY: release.certify,
    Decision.CERTIFY_STAGE_ONE: release.certify_stage_one,
    Decision.REJECT: release.reject,
    Decision.SUPPLY: release.supply_out_of_specification,
    Decision.LIFT: release.lift_quarantine,
}


@dataclass
class Desk:
    """``outstanding`` are the problems of results at each stage; the rooms keep their limits unless a test says so."""

    floor: Floor
    qp: Actor
    head: Actor
    reviewer: Actor
    outstanding: dict[Stage, tuple[Problem, ...]] = field(default_factory=dict)
    environment: tuple[Problem, ...] = ()

    def results(self, _batch: object, *, stage: Stage) -> Results:
        return Results(self.outstanding.get(stage, ()))

    def fail(self, *stages: Stage) -> None:
        for stage in stages or tuple(Stage):
            self.outstanding[stage] = (FAILING,)

    def finished(self, number: str = "B-0001") -> Batch:
        floor = self.floor
        batch = floor.started(number)
        floor.cleared()
        floor.counted(batch, floor.store.patient_bag())
        floor.activated(batch, floor.beads(f"L-{number}"))
        floor.controlled(batch, 1)
        floor.filled(batch)
        batches.finish_batch(actor=floor.one, batch_id=batch.id)
        return batches.batch(batch.id)

    def reviewed(self, number: str = "B-0001") -> Batch:
        batch = self.finished(number)
        self.review(batch)
        return batch

    def review(self, batch: Batch) -> BatchDisposition:
        return release.review_audit_trail(
            actor=self.reviewer, batch_id=batch.id, trail=release.trail_seen(batch.id), finding="Nothing found."
        )

    def made(self, batch: Batch) -> list[materials.Container]:
        """What the batch made that is on hold."""
        rows = materials.Container.objects.filter(coi=batch.coi, state="quarantined")
        return list(rows)

    def let_go(self, row: materials.Container) -> None:
        materials.release_container(actor=self.head, container_id=row.id, reason="judged")

    def decide(self, batch: Batch, decision: Decision, *, by: Actor | None = None) -> BatchDisposition:
        actor = by or self.qp
        prepared = release.prepare_decision(actor=actor, batch_id=batch.id, decision=decision, why="record reviewed")
        proof = self.floor.device(actor).sign(prepared.envelope.digest)
        return ACTS[decision](actor=actor, batch_id=batch.id, prepared_id=prepared.id, proof=proof)


def make_desk(floor: Floor) -> Desk:
    home = floor.store.organisation

    def somebody(name: str, role: Role) -> Actor:
        return acting(person(f"{name}@floor.example.org", role, within=home), home)

    return Desk(
        floor,
        qp=somebody("qp", Role.QUALIFIED_PERSON),
        head=somebody("head", Role.QUALITY_HEAD),
        reviewer=somebody("reviewer", Role.QUALITY_STAFF),
    )


def stub(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the laboratory says is in the test's hand; its own records have tests of their own."""
    acts = ("open_supply", "notice_late_results", "notice_supply")
    for module in ("gather", "neighbours", "deciding", *(f"actions.{each}" for each in acts)):
        monkeypatch.setattr(f"cellpark.release.{module}.results_of", desk.results)
    failed = "cellpark.release.actions.notice_late_results.batches_with_failures"
    monkeypatch.setattr(failed, lambda: Batch.objects.values("id"))

    def environment(batch_id: UUID, state: batches.State) -> SimpleNamespace:
        return SimpleNamespace(problems=desk.environment, readings=environment_of(batch_id, state).readings)

    monkeypatch.setattr("cellpark.release.covered.environment_of", environment)


def collects(home: Organisation) -> None:
    """The hospital stands on the list of sites of a therapy of each plant."""
    for plant in Organisation.objects.filter(kind=OrganisationKind.PLATFORM_PROVIDER):
        ours = {"organisation_id": plant.id, "parties": [home.id]}
        therapy = Therapy(code=f"T-{home.id.hex[-6:]}", name_en="Therapy", sponsor_id=plant.id, **ours)
        therapy.save(force_insert=True)
        row = CollectionSite(therapy=therapy, hospital_id=home.id, valid_until=date(2030, 1, 1), **ours)
        row.save(force_insert=True)


def hospital() -> tuple[Actor, Actor]:
    """A physician of a hospital, and one of another."""
    found = []
    for name in ("Hospital", "Other"):
        home = organisation(name, OrganisationKind.HOSPITAL)
        collects(home)
        found.append(acting(person(f"physician@{name.lower()}.example.org", Role.HOSPITAL_STAFF, within=home), home))
    return found[0], found[1]
