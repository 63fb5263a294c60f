"""What a play needs at hand: usable containers of the right material, rooms of the right grade, devices of a class."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.equipment import public as plant
from cellpark.kernel.problem import Problem, Refused
from cellpark.kernel.quantity import Quantity
from cellpark.materials import public as materials
from cellpark.materials.public import Container, ContainerState, Lot, LotState, Material
from cellpark.recipes.public import model

AMPLE = {"mL": "2000", "L": "200", "item": "100", "bag": "20", "vial": "50", "tube": "100"}
"""How much one delivered container of a reagent holds."""
COLLECTED = {"mL": 220}
"""How much a collection gives."""
KEPT = {
    "ambient": "20 degC",
    "refrigerated": "5 degC",
    "frozen": "-25 degC",
    "deep_frozen": "-78 degC",
    "cryogenic": "-160 degC",
    "incubator": "37 degC",
}

SOURCES = {
    "vi-cell-blu": "cell-counter",
    "cedex-hires": "cell-counter",
    "nucleoview": "cell-counter",
    "flex2": "metabolite-analyser",
}
"""Which class of device writes the files of a reader."""

CLEAN_FOR = timedelta(days=7)


@dataclass(slots=True)
class Stage:
    """The plant of one organisation: ``planner`` orders, ``store`` receives; ``made`` by the recipe's word for it."""

    organisation: UUID
    planner: Actor
    store: Actor
    made: dict[str, list[str]] = field(default_factory=dict)

    def reagent(self, code: str, needed: Quantity | None) -> str:
        """The code of a usable container with enough of a material; a new one is received where none is left."""
        wanted = Container.objects.select_related("material", "lot").filter(
            organisation_id=self.organisation, material__code=code
        )
        for each in wanted.order_by("code"):
            enough = needed is None or (
                needed.measured_in.dimension == each.quantity.measured_in.dimension
                and needed.base() <= each.quantity.base()
            )
            if enough and not materials.usable_problems(each, now()):
                found: str = each.code
                return found
        return self.deliver(code, needed)

    def deliver(self, code: str, needed: Quantity | None) -> str:
        """Receive a large enough container of a released lot in date. Raises ``Refused(plays.no_lot)``."""
        lots = Lot.objects.select_related("material").filter(
            organisation_id=self.organisation, material__code=code, state=LotState.RELEASED, expires_at__gt=now()
        )
        lot = lots.order_by("number").first()
        if lot is None:
            raise Refused(Problem("plays.no_lot", {"material": code}))
        unit = lot.material.unit
        amount = Quantity.parse(f"{AMPLE.get(unit, '100')} {unit}")
        if needed is not None and needed.base() > amount.base():
            amount = needed
        expected = materials.expect_container(
            actor=self.planner, material_id=lot.material_id, lot_id=lot.id, quantity=amount
        )
        self.receive(expected)
        return str(expected.code)

    def receive(self, expected: Container) -> None:
        """Take in what was expected, in order in every respect."""
        material: Material = Material.objects.get(id=expected.material_id)
        kept = Quantity.parse(KEPT[material.storage])
        source = materials.Source.objects.filter(organisation_id=self.organisation).order_by("name").first()
        receipt = materials.Receipt(
            source="" if source is None else source.name,
            place=f"STORE-{material.storage.upper()}",
            condition=materials.StorageCondition(material.storage),
            checks=dict.fromkeys(materials.LOOKED_AT, True),
            notes={},
            temperature_min=kept,
            temperature_max=kept,
            collected_at=now(),
        )
        verdict = materials.receive_container(
            actor=self.store, container_id=expected.id, raw=expected.code, receipt=receipt
        )
        if not verdict.ok:
            raise Refused(*verdict.problems)

    def starting_material(self, code: str, *, coi: str, what: str) -> None:
        """The patient's or donor's material arrives, unless it is there; ``what`` is the recipe's word for it."""
        found = Container.objects.filter(organisation_id=self.organisation, code=code).first()
        if found is None:
            master = Material.objects.get(organisation_id=self.organisation, name_en=what)
            found = materials.expect_container(
                actor=self.planner,
                material_id=master.id,
                quantity=Quantity.parse(f"{COLLECTED.get(master.unit, 1)} {master.unit}"),
                code=code,
                coi=coi,
            )
        if found.state == ContainerState.EXPECTED:
            self.receive(found)
        self.made[what] = [code]

    def holds(self, code: str) -> bool:
        """Whether a container still holds something."""
        row = Container.objects.filter(organisation_id=self.organisation, code=code).first()
        return row is not None and row.quantity.value > 0

    def room(self, place: model.Place) -> plant.Room:
        """A room of the suite and grade. Raises ``Refused(plays.no_room)``."""
        for each in plant.rooms().filter(organisation_id=self.organisation, suite__code=place.suite):
            if each.grade == place.grade:
                return each
        raise Refused(Problem("plays.no_room", {"suite": place.suite, "grade": place.grade}))

    def device(self, kind: str, *, near: UUID | None, taken: Collection[UUID]) -> str:
        """The scan code of a device of a class that nobody else has, the nearest first. Raises ``Refused``."""
        rows = [
            each
            for each in plant.equipment_list().filter(organisation_id=self.organisation, kind=kind)
            if each.id not in taken
        ]
        if not rows:
            raise Refused(Problem("plays.no_device", {"class": kind}))
        suite = None if near is None else plant.room(near).suite_id
        rows.sort(key=lambda each: (each.room_id != near, each.room is None or each.room.suite_id != suite, each.code))
        return str(rows[0].scan_code)

    def registered_source(self, reader: str, *, taken: frozenset[UUID] = frozenset()) -> plant.Equipment:
        """The registered instrument that writes the files of ``reader``. Raises ``Refused``.

        Of those that the step has ``taken`` where one is of the right class.
        """
        kind = SOURCES.get(reader, "")
        there = plant.equipment_list().filter(organisation_id=self.organisation, kind=kind, registered=True)
        found = there.filter(id__in=taken).first() or there.first()
        if found is None:
            raise Refused(Problem("plays.no_device", {"class": kind or reader}))
        return found

    def made_clean(self, code: str, *, by: Actor) -> None:
        """Clean a device that needs it before it is used (T3)."""
        found = plant.find_equipment(code)
        if found.needs_cleaning and (found.clean_until is None or found.clean_until <= now()):
            plant.clean_equipment(actor=by, equipment_id=found.id, valid_until=now() + CLEAN_FOR, at=now())
