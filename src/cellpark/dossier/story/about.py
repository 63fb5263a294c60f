"""What a story gathers before it tells: the containers, lots and batches around one thing."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from cellpark.batches.public import Batch, Happened
from cellpark.dossier.gather import own_containers, whole_history
from cellpark.dossier.states import Subject
from cellpark.equipment.public import Equipment, LogEntry
from cellpark.equipment.public import equipment as equipment_by_id
from cellpark.genealogy.public import NodeKind, backward, beside, recall
from cellpark.materials.public import Container, Lot, Operation

ROWS_MAX = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """The thing, and everything near it. ``code`` is what people call it."""

    kind: Subject
    id: UUID
    code: str
    coi: str
    organisation: UUID
    containers: Sequence[Container]
    lots: Sequence[Lot]
    batches: Sequence[Batch]
    uses: Sequence[LogEntry]


def about(kind: Subject, thing_id: UUID) -> About:
    """What is near a thing in scope. Raises the ``DoesNotExist`` of its model."""
    return {
        Subject.CONTAINER: _of_container,
        Subject.LOT: _of_lot,
        Subject.BATCH: _of_batch,
        Subject.EQUIPMENT: _of_equipment,
    }[kind](thing_id)


def _of_container(thing_id: UUID) -> About:
    one = Container.objects.select_related("material", "lot__material").get(id=thing_id)
    kin = _containers(Q(coi=one.coi)) if one.coi else [one]
    node = NodeKind.SAMPLE if one.sample else NodeKind.CONTAINER
    touching = Operation.objects.filter(id__in=beside(node, one.id, of=NodeKind.OPERATION))
    batches = _batches(Q(id__in=touching.exclude(batch=None).values("batch")) | (Q(coi=one.coi) & ~Q(coi="")))
    return About(
        kind=Subject.CONTAINER,
        id=one.id,
        code=one.code,
        coi=one.coi,
        organisation=one.organisation_id,
        containers=[one, *(each for each in kin if each.id != one.id)],
        lots=_lots_behind(node, one.id),
        batches=batches,
        uses=_uses(batches),
    )


def _of_lot(thing_id: UUID) -> About:
    lot = Lot.objects.select_related("material").get(id=thing_id)
    touched = recall(NodeKind.LOT, lot.id)
    ids = [node.id for node in (*touched.direct, *touched.through_lots) if node.kind is NodeKind.CONTAINER]
    containers = _containers(Q(lot=lot) | Q(id__in=ids))
    batches = _batches(Q(coi__in={each.coi for each in containers} - {""}))
    return About(
        kind=Subject.LOT,
        id=lot.id,
        code=lot.number,
        coi="",
        organisation=lot.organisation_id,
        containers=containers,
        lots=[lot],
        batches=batches,
        uses=(),
    )


def _of_batch(thing_id: UUID) -> About:
    batch: Batch = Batch.objects.get(id=thing_id)
    happened = history_of(batch.id)
    containers = own_containers(batch, happened)
    ids = {getattr(each.data, "lot", None) for each in happened} - {None}
    lots = Lot.objects.select_related("material").filter(id__in=ids).order_by("material__code", "number")
    return About(
        kind=Subject.BATCH,
        id=batch.id,
        code=batch.number,
        coi=batch.coi,
        organisation=batch.organisation_id,
        containers=containers,
        lots=list(lots),
        batches=[batch],
        uses=_uses([batch]),
    )


def _of_equipment(thing_id: UUID) -> About:
    one: Equipment = equipment_by_id(thing_id)
    uses = list(LogEntry.objects.filter(equipment=one).select_related("equipment").order_by("-number")[:ROWS_MAX])
    numbers = {each.batch for each in uses} - {""}
    return About(
        kind=Subject.EQUIPMENT,
        id=one.id,
        code=one.code,
        coi="",
        organisation=one.organisation_id,
        containers=(),
        lots=(),
        batches=_batches(Q(number__in=numbers, organisation=one.organisation_id)),
        uses=uses,
    )


def history_of(batch_id: UUID) -> list[Happened]:
    """Every entry of a batch."""
    return [happened for _event, happened in whole_history(batch_id)]


def _containers(wanted: Q) -> list[Container]:
    rows = Container.objects.select_related("material", "lot__material").filter(wanted)
    return list(rows.order_by("made_at", "code")[:ROWS_MAX])


def _batches(wanted: Q) -> list[Batch]:
    return list(Batch.objects.filter(wanted).order_by("number")[:ROWS_MAX])


def _lots_behind(kind: NodeKind, thing_id: UUID) -> list[Lot]:
    ids = [node.id for node in backward(kind, thing_id) if node.kind is NodeKind.LOT]
    return list(Lot.objects.select_related("material").filter(id__in=ids).order_by("material__code", "number"))


def _uses(batches: Sequence[Batch]) -> list[LogEntry]:
    owners = {each.organisation_id for each in batches}
    rows = LogEntry.objects.filter(organisation__in=owners, batch__in=[each.number for each in batches])
    return list(rows.select_related("equipment").order_by("began_at", "number")[:ROWS_MAX])
