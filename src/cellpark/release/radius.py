"""What a thing touched: batches with what is left of them, and what is suggested for each. The suggestion is pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from cellpark.batches.public import Batch, BatchState
from cellpark.equipment.public import Equipment, Room
from cellpark.genealogy.public import Node, NodeKind, Recall, recall
from cellpark.identity.public import person_in_sight
from cellpark.materials.public import Container, Lot, Operation
from cellpark.release.holding import made_by
from cellpark.release.models import BatchDisposition
from cellpark.release.states import RELEASED, STOPPED, DispositionState
from cellpark.shipments.public import away

BATCH, PERSON = "batch", "person"
NAMED: Mapping[str, tuple[Any, str]] = {
    BATCH: (Batch, "number"),
    "lot": (Lot, "number"),
    "container": (Container, "code"),
    "equipment": (Equipment, "code"),
    "room": (Room, "code"),
}
HELD = frozenset({NodeKind.CONTAINER, NodeKind.SAMPLE})


class Tier(StrEnum):
    """How a batch is reached."""

    DIRECT = "direct"
    LOTS = "lots"


class Suggestion(StrEnum):
    """What is suggested for a batch; people decide."""

    STOP = "stop"
    QUARANTINE = "quarantine"
    RECALL = "recall"
    ASSESS = "assess"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Touched:
    """One batch that a thing touched, with the containers of it that are still here."""

    batch: Batch
    state: DispositionState
    tier: Tier
    here: tuple[Container, ...]
    suggestion: Suggestion


def thing_name(kind: str, thing: UUID) -> str:
    """What a thing in scope is called; people by their id, because names stay out of the ledger.

    Raises ``DoesNotExist`` for a thing that is not there or out of scope.
    """
    if kind == PERSON:
        return str(person_in_sight(thing).id)
    model, column = NAMED[kind]
    return str(model.objects.values_list(column, flat=True).get(id=thing))


def suggested(*, batch_state: str, state: DispositionState, tier: Tier, here: int) -> Suggestion:
    """From where the batch is and how it was reached, what is to be done first (T16)."""
    if state in STOPPED:
        return Suggestion.NOTHING
    if tier is Tier.LOTS:
        return Suggestion.ASSESS
    if batch_state in (BatchState.PLANNED, BatchState.RUNNING):
        return Suggestion.STOP
    # what was supplied under 11.5 was handed over: it is called back, and has no quarantine of its own
    if state is DispositionState.SUPPLIED or (state in RELEASED and not here):
        return Suggestion.RECALL
    return Suggestion.QUARANTINE


def blast_radius(kind: str, thing: UUID) -> tuple[Touched, ...]:
    """The batches in scope that a lot, room, device, person, container or batch touched; the most urgent first."""
    direct: dict[UUID, Tier] = {}
    for found in _recalls(kind, thing):
        for batch_id in _batches(found.direct):
            direct[batch_id] = Tier.DIRECT
        for batch_id in _batches(found.through_lots):
            direct.setdefault(batch_id, Tier.LOTS)
    if kind == BATCH:
        direct[thing] = Tier.DIRECT
    batches = list(Batch.objects.filter(id__in=direct).order_by("number"))
    states = dict(BatchDisposition.objects.filter(batch_id__in=direct).values_list("batch_id", "state"))
    here = _here([batch.id for batch in batches])
    touched = []
    for batch in batches:
        state = DispositionState(states.get(batch.id, DispositionState.PENDING))
        left, tier = here.get(batch.id, ()), direct[batch.id]
        advice = suggested(batch_state=batch.state, state=state, tier=tier, here=len(left))
        touched.append(Touched(batch, state, tier, left, advice))
    order = list(Suggestion)
    return tuple(sorted(touched, key=lambda each: (order.index(each.suggestion), each.batch.number)))


def _recalls(kind: str, thing: UUID) -> list[Recall]:
    if kind != BATCH:
        return [recall(NodeKind[kind.upper()], thing)]
    return [recall(NodeKind.CONTAINER, each) for each in sorted(made_by(thing))]


def _batches(nodes: Iterable[Node]) -> set[UUID]:
    """The batches to which operations and containers belong: by the operation, or by the chain of identity."""
    found = list(nodes)
    operations = [node.id for node in found if node.kind is NodeKind.OPERATION]
    containers = [node.id for node in found if node.kind in HELD]
    by_operation = Operation.objects.filter(id__in=operations).exclude(batch=None).values_list("batch", flat=True)
    identities = Container.objects.filter(id__in=containers).exclude(coi="").values_list("coi", flat=True)
    by_identity = Batch.objects.filter(coi__in=set(identities)).values_list("id", flat=True)
    return {*by_operation, *by_identity}


def _here(batches: list[UUID]) -> dict[UUID, tuple[Container, ...]]:
    """What each batch made that is still here."""
    made: dict[UUID, UUID] = {}
    for batch, produced in Operation.objects.filter(batch__in=batches).values_list("batch", "produced"):
        made |= {UUID(str(each["container"])): batch for each in produced}
    found: dict[UUID, tuple[Container, ...]] = {}
    left = away(made)
    for row in Container.objects.filter(id__in=made).order_by("code"):
        if row.present and not row.sample and row.id not in left:
            found[made[row.id]] = (*found.get(made[row.id], ()), row)
    return found
