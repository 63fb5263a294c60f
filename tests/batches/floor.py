"""A floor for batches in tests: rooms, devices, material and people, made by the same acts as in life."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now
from cellpark.batches import public as batches
from cellpark.batches.public import Batch, BatchView, Done, Part
from cellpark.equipment import public as plant
from cellpark.equipment.public import Content, EquipmentKind, Grade, Pressure, RoomUse
from cellpark.identity.public import Person, Role, grant_qualification
from cellpark.kernel.clock import FixedClock
from cellpark.materials import public as materials
from tests.equipment.clearing import signed_by_two
from tests.materials.plant import COI, OTHER_COI, make_plant, q
from tests.materials.plant import Plant as Store
from tests.people import HOUSE, acting, person
from tests.signing.device import Device

HERE = Path(__file__).parent
SMALL = (HERE / "recipes" / "small.mbr.md").read_text(encoding="utf-8")
SUBJECTS = ("SMALL-1", "gowning-grade-b")


@dataclass
class Floor:
    store: Store
    clock: FixedClock
    room: plant.Room
    incubator: plant.Equipment
    lead: Actor
    recipe: str
    devices: dict[UUID, Device] = field(default_factory=dict)

    @property
    def one(self) -> Actor:
        return self.store.operator

    @property
    def two(self) -> Actor:
        return self.store.second

    @property
    def quality(self) -> Actor:
        return self.store.quality

    def qualify(self, actor: Actor, *subjects: str, until: date = date(2036, 1, 1)) -> None:
        for subject in subjects:
            grant_qualification(
                actor=HOUSE,
                organisation_id=self.store.organisation.id,
                person_id=actor.person_id,  # type: ignore[arg-type]
                subject=subject,
                title_zh="",
                title_en=subject,
                valid_from=date(2026, 1, 1),
                valid_until=until,
                reason="test",
            )

    def planned(self, number: str = "B-0001", coi: str = COI) -> Batch:
        made = batches.plan_batch(
            actor=self.lead,
            organisation_id=self.store.organisation.id,
            number=number,
            recipe=self.recipe,
            coi=coi,
        )
        batches.take_slot(
            actor=self.lead,
            batch_id=made.id,
            suite="B",
            starts_at=now(),
            ends_at=now() + timedelta(days=10),
        )
        return made

    def started(self, number: str = "B-0001", coi: str = COI) -> Batch:
        made = self.planned(number, coi)
        batches.start_batch(actor=self.lead, batch_id=made.id)
        return made

    def cleared(self) -> None:
        signed_by_two(self.one, self.two, self.room)

    def beads(self, number: str = "L1", **more: Any) -> materials.Container:
        lot = self.store.lot(self.store.reagent, number, released=False, **more)
        materials.certify_lot(
            actor=self.one,
            lot_id=lot.id,
            file_name="coa.pdf",
            file_sha256="a" * 64,
            attributes={"conc": q("4e8 bead/mL")},
        )
        lot = materials.release_lot(actor=self.quality, lot_id=lot.id, reason="certificate seen")
        return self.store.stock(lot)

    def sign(self, batch: Batch, step: str, name: str = "done", *, by: Actor | None = None) -> Done:
        actor = by or self.one
        prepared = batches.prepare_step_signature(actor=actor, batch_id=batch.id, step=step, name=name)
        proof = self.device(actor).sign(prepared.envelope.digest)
        return batches.sign_step(
            actor=actor, batch_id=batch.id, step=step, name=name, prepared_id=prepared.id, proof=proof
        )

    def device(self, actor: Actor) -> Device:
        assert actor.person_id is not None
        if actor.person_id not in self.devices:
            made = Device()
            made.register(Person.objects.get(id=actor.person_id))
            self.devices[actor.person_id] = made
        return self.devices[actor.person_id]

    def record(self, batch: Batch, step: str, name: str, value: Any, *, by: Actor | None = None, **more: Any) -> Done:
        value = q(value) if isinstance(value, str) else value
        return batches.record_value(actor=by or self.one, batch_id=batch.id, step=step, field=name, value=value, **more)

    def begun(self, batch: Batch, step: str, *, by: Actor | None = None, enter: bool = True) -> None:
        batches.begin_step(actor=by or self.one, batch_id=batch.id, step=step)
        if enter and any(each.place_wanted for each in self.view(batch).next.open):
            batches.enter_place(actor=by or self.one, batch_id=batch.id, step=step, code=self.room.scan_code)

    def view(self, batch: Batch) -> BatchView:
        return batches.batch_view(batch.id)

    def counted(self, batch: Batch, bag: materials.Container, tnc: str = "2e9 cells") -> None:
        """The first step of the small recipe, done."""
        self.begun(batch, "U1.1")
        batches.scan_in(actor=self.one, batch_id=batch.id, step="U1.1", field="aph", code=bag.code)
        self.record(batch, "U1.1", "tnc", tnc)
        self.sign(batch, "U1.1")

    def activated(self, batch: Batch, bottle: materials.Container) -> None:
        """The second step, done."""
        self.begun(batch, "U1.2")
        self.record(batch, "U1.2", "ratio", "3 bead/cell")
        batches.use_material(actor=self.one, batch_id=batch.id, step="U1.2", field="beads", code=bottle.code)
        batches.take_equipment(
            actor=self.one, batch_id=batch.id, step="U1.2", field="inc", code=self.incubator.scan_code
        )
        self.clock.advance(timedelta(hours=24))
        batches.stop_time(actor=self.one, batch_id=batch.id, step="U1.2", field="hold")
        self.sign(batch, "U1.2")
        self.sign(batch, "U1.2", "check", by=self.two)

    def controlled(self, batch: Batch, round_: int, *, vcd: str = "1e6 cells/mL", tvc: str = "3e9 cells") -> None:
        """One round of the loop, done; a branch that it asks for is left open."""
        key = f"U2.1#{round_}"
        self.begun(batch, key)
        batches.take_sample(actor=self.one, batch_id=batch.id, step=key, field="ipc", code=f"S-{batch.number}-{round_}")
        self.record(batch, key, "vcd", vcd)
        entry = self.record(batch, key, "tvc", tvc)
        batches.confirm_value(actor=self.two, batch_id=batch.id, step=key, field="tvc", entry=entry.id, value=q(tvc))
        batches.answer_check(actor=self.one, batch_id=batch.id, step=key, field="density")
        self.sign(batch, key)

    def filled(self, batch: Batch) -> None:
        """The last step, done."""
        self.begun(batch, "U3.1")
        parts = [
            Part(code=f"{batch.number}-1", quantity=q("40 mL")),
            Part(code=f"{batch.number}-2", quantity=q("40 mL")),
        ]
        batches.produce(actor=self.one, batch_id=batch.id, step="U3.1", field="bags", parts=parts)
        batches.stop_time(actor=self.one, batch_id=batch.id, step="U3.1", field="work")
        self.sign(batch, "U3.1")
        self.sign(batch, "U3.1", "qa", by=self.quality)


def make_floor(clock: FixedClock, recipe: str, name: str = "Floor") -> Floor:
    store = make_plant(name)
    home = store.organisation
    with use_scope(EVERYTHING):
        suite = plant.register_suite(actor=HOUSE, code="B", name_en="Suite B", organisation=home.id)
        room = plant.register_room(
            actor=HOUSE,
            suite_id=suite.id,
            code="B-101",
            scan_code="RM-B-101",
            name_en="Room B-101",
            grade=Grade.B,
            uses=(RoomUse.CELLS,),
            pressure=Pressure.POSITIVE,
            air_unit="AHU-1",
            plan=(0, 0, 10, 8),
            accepts_unknown=True,
        )
        for kind, code in ((EquipmentKind.SAFETY_CABINET, "BSC-1"), (EquipmentKind.INCUBATOR, "INC-1")):
            made = plant.register_equipment(
                actor=HOUSE, kind=kind, code=code, scan_code=f"SCAN-{code}", name_en=code, room_id=room.id
            )
            plant.qualify_equipment(actor=HOUSE, equipment_id=made.id, valid_until=far())
            plant.clean_equipment(actor=HOUSE, equipment_id=made.id, valid_until=far())
        lead = acting(person(f"lead@{name.lower()}.example.org", Role.PLATFORM_STAFF, within=home), home)
        floor = Floor(store, clock, room, plant.find_equipment("INC-1"), lead, recipe)
        for actor in (floor.one, floor.two):
            floor.qualify(actor, *SUBJECTS)
    return floor


def far() -> datetime:
    return now() + timedelta(days=900)


__all__ = ["COI", "OTHER_COI", "SMALL", "Content", "Floor", "make_floor"]
