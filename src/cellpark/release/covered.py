"""What the review of a batch covers, with whoever had a part in it (A11-2e2, T15)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from cellpark.batches.public import Batch, BatchException, State, state_of
from cellpark.kernel import canonical
from cellpark.quality.public import Environment, environment_of
from cellpark.release.beside import Beside, beside
from cellpark.release.custody import Custody
from cellpark.release.neighbours import roads_of
from cellpark.shipments.public import Shipment

PERSON = "person/"


@dataclass(frozen=True, slots=True)
class Covered:
    """What the review of a batch covers, with whoever had a part in it."""

    people: frozenset[str]
    heads: Mapping[str, int]
    exceptions: Sequence[BatchException]
    custody: Custody
    environment: Environment | None
    roads: Sequence[Shipment]
    aside: Beside


def covered(batch: Batch, state: State) -> Covered:
    """Everybody who has a part in what is decided about a batch, and the streams that its review covers (A11-2e2).

    Beside the record and its exceptions: samples, tests and investigations of the laboratory, the environment, cleared
    lines, labels, what was brought, and whoever did or verified any of that or handled the containers (T15). A bounded
    number of readings, whatever the length of the batch.
    """
    custody, roads = Custody(batch), roads_of(batch.coi)
    exceptions = list(BatchException.objects.filter(batch_id=batch.id).order_by("opened_at", "id"))
    environment = environment_of(batch.id, state) if rooms_of(state) else None
    readings = () if environment is None else environment.readings
    aside = beside(batch, readings=readings, roads=roads, own=custody.own, made=custody.made)
    people = participants(state) | custody.performers | aside.people
    heads = {**trail_heads(batch, exceptions), **aside.heads}
    return Covered(people, heads, exceptions, custody, environment, roads, aside)


def digest_of_heads(heads: Mapping[str, int]) -> str:
    """SHA-256 over the records of a review with their versions, in canonical bytes."""
    return sha256(canonical.encode(dict(heads))).hexdigest()


def trail_seen(batch_id: UUID) -> str:
    """What stands for all records of a batch's review as they are now; another one when any of them went on."""
    batch: Batch = Batch.objects.get(id=batch_id)
    _plan, state = state_of(batch)
    return digest_of_heads(covered(batch, state).heads)


def participants(state: State) -> frozenset[str]:
    """Everybody who performed or verified anything: began, recorded, confirmed or signed (T15)."""
    found: set[str] = set()
    for step in state.steps.values():
        found |= {step.begun_by, *step.performers}
        found |= {each.by for each in (*step.signed.values(), *step.voided)}
        found |= {each.by for each in step.stretches.values()}
        for entries in step.entries.values():
            found |= {who for each in entries for who in (each.by, each.confirmed_by) if who}
    return frozenset(each for each in found if each.startswith(PERSON))


def rooms_of(state: State) -> frozenset[UUID]:
    """The rooms in which the batch was worked on."""
    return frozenset(step.room for step in state.steps.values() if step.room is not None)


def trail_heads(batch: Batch, exceptions: Iterable[BatchException]) -> Mapping[str, int]:
    """The record of the batch and those of its exceptions, with their versions."""
    return {f"batch/{batch.id}": batch.version, **{f"exception/{each.id}": each.version for each in exceptions}}
