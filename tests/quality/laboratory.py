"""A laboratory in tests: an approved specification, two analysts, a batch from which samples are taken."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.batches import public as batches
from cellpark.batches.public import Batch
from cellpark.identity.public import Meaning, Person, Role, complete_signature
from cellpark.quality import public as quality
from cellpark.quality.public import QualitySample, Specification, Stage, Test
from tests.batches.floor import Floor
from tests.people import acting, person
from tests.signing.device import Device

SPECIFICATION = """\
format: cellpark.specification/1
product: FP-0001
site: EXAMPLE
phase: clinical
market: EU
title: {zh: "\u5c0f\u6279\u6b21\u8d28\u91cf\u6807\u51c6", en: Specification of the small batch}
attributes:
  - code: car_pos
    name: {zh: "CAR \u9633\u6027\u7387", en: CAR positive cells}
    method: {code: QC-FLOW-01, version: "2", name: {zh: "\u6d41\u5f0f", en: Flow cytometry}}
    stage: release
    unit: "%"
    criterion: car_pos >= 10 %
    turnaround: 4 h
  - code: sterility
    name: {zh: "\u65e0\u83cc", en: Sterility}
    method: {code: QC-STER-01, version: "1", name: {zh: "\u65e0\u83cc", en: Sterility}, qualification: sterility-testing}
    stage: release
    choices: [no growth, growth]
    criterion: sterility == "no growth"
    turnaround: 7 d
    clock: 14 d
  - code: viability
    name: {zh: "\u6d3b\u7387", en: Viability}
    method: {code: QC-CELL-01, version: "3", name: {zh: "\u8ba1\u6570", en: Count}}
    stage: in-process
    unit: "%"
    criterion: viability >= 70 %
    turnaround: 1 h
    required: false
"""
SUBJECTS = ("qc-flow-01", "sterility-testing", "qc-cell-01")


@dataclass
class Laboratory:
    floor: Floor
    one: Actor
    two: Actor
    head: Actor
    devices: dict[UUID, Device] = field(default_factory=dict)

    @property
    def quality(self) -> Actor:
        return self.floor.quality

    def device(self, actor: Actor) -> Device:
        assert actor.person_id is not None
        if actor.person_id not in self.devices:
            made = Device()
            made.register(Person.objects.get(id=actor.person_id))
            self.devices[actor.person_id] = made
        return self.devices[actor.person_id]

    def sign(self, actor: Actor, row: Specification, meaning: Meaning) -> UUID:
        row = quality.specification(row.id)
        prepared = quality.prepare_specification_signature(
            actor=actor,
            specification=row,
            meaning=meaning,
            role=min(actor.roles),
            why="test",
            view=f"<p>{row.sha256}</p>",
            back="",
        )
        proof = self.device(actor).sign(prepared.envelope.digest)
        return complete_signature(actor=actor, prepared_id=prepared.id, proof=proof)

    def drafted(self, text: str = SPECIFICATION) -> Specification:
        return quality.draft_specification(
            actor=self.quality, text=text, organisation_id=self.floor.store.organisation.id
        )

    def authored(self, text: str = SPECIFICATION) -> Specification:
        row = self.drafted(text)
        signature = self.sign(self.quality, row, Meaning.AUTHORED)
        return quality.author_specification(actor=self.quality, specification_id=row.id, signature_id=signature)

    def approved(self, text: str = SPECIFICATION) -> Specification:
        row = self.authored(text)
        signature = self.sign(self.head, row, Meaning.APPROVED)
        return quality.approve_specification(actor=self.head, specification_id=row.id, signature_id=signature)

    def running(self, number: str = "B-0001") -> Batch:
        """A batch at the step in which samples are taken."""
        batch = self.floor.started(number)
        self.floor.cleared()
        self.floor.counted(batch, self.floor.store.patient_bag())
        self.floor.activated(batch, self.floor.beads())
        self.floor.begun(batch, "U2.1#1")
        return batch

    def taken(self, batch: Batch, code: str) -> str:
        batches.take_sample(actor=self.floor.one, batch_id=batch.id, step="U2.1#1", field="ipc", code=code)
        return code

    def registered(self, batch: Batch, code: str = "S-1", *attributes: str, **more: Any) -> QualitySample:
        self.taken(batch, code)
        return quality.register_sample(
            actor=self.one, batch_id=batch.id, code=code, stage=Stage.RELEASE, attributes=attributes, **more
        )

    def received(self, batch: Batch, code: str = "S-1", *attributes: str) -> QualitySample:
        sample = self.registered(batch, code, *attributes)
        assert quality.receive_sample(actor=self.one, sample_id=sample.id, raw=code, place="QC fridge").ok
        return quality.sample(sample.id)

    def ordered_test(self, sample: QualitySample, attribute: str) -> Test:
        return quality.tests_of(sample.id).get(attribute=attribute, retest_of=None)

    def measured(self, test: Test, value: str, *, by: Actor | None = None, verified: bool = True) -> Test:
        analyst = by or self.one
        quality.begin_test(actor=analyst, test_id=test.id)
        quality.enter_result(actor=analyst, test_id=test.id, value=value)
        if verified:
            quality.verify_result(actor=self.two if analyst is self.one else self.one, test_id=test.id)
        return quality.test(test.id)


def make_laboratory(floor: Floor) -> Laboratory:
    home = floor.store.organisation
    analysts = [
        acting(person(f"analyst-{number}@floor.example.org", Role.ANALYST, within=home), home) for number in (1, 2)
    ]
    head = acting(person("head@floor.example.org", Role.QUALITY_HEAD, within=home), home)
    for actor in analysts:
        floor.qualify(actor, *SUBJECTS)
    return Laboratory(floor, analysts[0], analysts[1], head)
