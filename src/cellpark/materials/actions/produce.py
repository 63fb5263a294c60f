"""Make the containers that come out of an operation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.genealogy.public import link
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.materials import clocks
from cellpark.materials.codes import refuse_taken_codes
from cellpark.materials.container_events import Alike, ContainerProduced, Facts, Inherited, LookAlikesInherited
from cellpark.materials.edges import of_arrival
from cellpark.materials.lines import Produced
from cellpark.materials.making import limits_of, new_code, new_identity, shelf_end
from cellpark.materials.models import Container, Lot, Material
from cellpark.materials.rows import write
from cellpark.materials.rules import code_problems
from cellpark.materials.scans import key_of
from cellpark.materials.states import DonorState, OperationKind


class Surroundings(Protocol):
    """When and where an operation is done."""

    @property
    def at(self) -> datetime: ...  # noqa: D102
    @property
    def room(self) -> UUID | None: ...  # noqa: D102
    @property
    def operation(self) -> UUID: ...  # noqa: D102


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a new container comes from: the operation, its parents as they were, their clocks before it."""

    kind: OperationKind
    parents: Sequence[Container]
    clocks: Sequence[Sequence[clocks.Clock]]
    around: Surroundings

    @property
    def coi(self) -> str:
        """The one identity among the parents; none where donors were pooled."""
        found = {parent.coi for parent in self.parents if parent.coi}
        return found.pop() if len(found) == 1 else ""

    @property
    def din(self) -> str:
        """The one donation among the parents."""
        found = {parent.din for parent in self.parents if parent.din}
        return found.pop() if len(found) == 1 else ""

    @property
    def donor_state(self) -> DonorState:
        """The worst among the parents that hold cells: positive before unknown before negative (CN-4d)."""
        states = {DonorState(parent.donor_state) for parent in self.parents if parent.coi or parent.din}
        for each in (DonorState.POSITIVE, DonorState.UNKNOWN, DonorState.NEGATIVE):
            if each in states:
                return each
        return DonorState.UNKNOWN

    def expires_at(self, material: UUID, lot: UUID | None) -> datetime | None:
        """What stays the same material keeps the earliest expiry of its parents."""
        if any(parent.material_id != material for parent in self.parents):
            return None
        own = [parent.expires_at for parent in self.parents if parent.expires_at]
        of_lots = [parent.lot.expires_at for parent in self.parents if parent.lot and parent.lot_id != lot]
        return min([*own, *(each for each in of_lots if each)], default=None)


def produce(*, actor: Actor, line: Produced, origin: Origin) -> Container:
    """One new container; part of ``operate``, in its transaction. Raises ``Refused``."""
    sample = origin.kind is OperationKind.SAMPLE
    material = _material(line, origin)
    lot = _lot(line, origin, material)
    identity = new_identity()
    code = line.code.strip() or new_code(identity, sample=sample)
    key = key_of(line.scan_key) if line.scan_key else key_of(code)
    refuse_any(code_problems(code, limit=60))
    organisation: UUID = origin.parents[0].organisation_id
    refuse_taken_codes(organisation, code, key)
    limits = limits_of(material)
    running = clocks.passed_on(origin.clocks, [each.kind for each in limits], origin.around.at)
    event = ContainerProduced(
        facts=Facts(
            container=identity,
            code=code,
            scan_key=key,
            material=material.id,
            lot=None if lot is None else lot.id,
            coi=origin.coi,
            din=origin.din,
            product_code=line.product_code,
            division=line.division,
            quantity=line.quantity,
            donor_state=origin.donor_state.value,
            sample=sample,
            expires_at=line.expires_at
            or origin.expires_at(material.id, None if lot is None else lot.id)
            or shelf_end(material, origin.around.at),
            clocks=limits,
        ),
        operation=origin.around.operation,
        parents=tuple(parent.id for parent in origin.parents),
        inherited=tuple(Inherited(kind=kind, used=clocks.span(used), running=runs) for kind, used, runs in running),
        place=line.place or _common(origin, "place"),
        condition=line.condition or _common(origin, "condition"),
        room=origin.around.room,
        person=actor.person_id,
    )
    made, recorded = write(Container, identity, event, actor=actor, organisation=organisation, at=origin.around.at)
    link(edges=of_arrival(event), organisation=organisation, at=recorded.at, event=recorded.id)
    return _as_alike(actor, made, origin)


def _as_alike(actor: Actor, made: Container, origin: Origin) -> Container:
    """The same patient's cells are as easily mistaken in their new container (CN-4f)."""
    of_same = [parent for parent in origin.parents if made.coi and parent.coi == made.coi]
    known = {str(each["coi"]): tuple(each["grounds"]) for parent in of_same for each in parent.look_alikes}
    if not known:
        return made
    event = LookAlikesInherited(
        container=made.id,
        look_alikes=tuple(Alike(coi=coi, grounds=grounds) for coi, grounds in sorted(known.items())),
        due=any(parent.second_scan_due for parent in of_same),
    )
    warned, _ = write(
        Container, made.id, event, actor=actor, organisation=made.organisation_id, row=made, at=origin.around.at
    )
    return warned


def _material(line: Produced, origin: Origin) -> Material:
    kept = {parent.material_id for parent in origin.parents}
    if line.material is None and len(kept) != 1:
        raise Refused(Problem("materials.operation.material_unsaid"))
    wanted = line.material or kept.pop()
    keeps = origin.kind in (OperationKind.SPLIT, OperationKind.TRANSFER)
    if keeps and line.material is not None and {line.material} != {p.material_id for p in origin.parents}:
        raise Refused(Problem("materials.operation.material_changes", {"kind": origin.kind.value}))
    found: Material = Material.objects.get(id=wanted)
    return found


def _lot(line: Produced, origin: Origin, material: Material) -> Lot | None:
    """The lot that was named, or the one that all parents of the same material have."""
    if line.lot is not None:
        found: Lot = Lot.objects.get(id=line.lot)
        if found.material_id != material.id:
            raise Refused(Problem("materials.container.lot_of_other_material", {"number": found.number}))
        return found
    lots = {parent.lot for parent in origin.parents}
    same = all(parent.material_id == material.id for parent in origin.parents)
    return lots.pop() if same and len(lots) == 1 else None


def _common(origin: Origin, name: str) -> str:
    found: set[Any] = {getattr(parent, name) for parent in origin.parents}
    return str(found.pop()) if len(found) == 1 else ""
