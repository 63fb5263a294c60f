"""Gathering what the checklist looks at: a bounded number of readings, whatever the length of the batch."""

from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256
from uuid import UUID

from django.db.models import Q

from cellpark.batches.public import (
    Batch,
    BatchException,
    Disposition,
    ExceptionState,
    Plan,
    State,
    StepState,
    gowning_wanted,
    process_subjects,
    state_of,
)
from cellpark.equipment.public import LogEntry
from cellpark.identity.public import QualificationState, qualifications_of_organisation
from cellpark.kernel import canonical
from cellpark.labels.public import reconciliation_problems
from cellpark.ledger.public import Event
from cellpark.materials.public import (
    Container,
    ContainerState,
    HandOver,
    HandOverState,
    LotState,
    NearMiss,
    NearMissState,
    Operation,
)
from cellpark.recipes.public import model
from cellpark.release.beside import beside
from cellpark.release.lines import (
    ActFact,
    Behind,
    ExceptionFact,
    Facts,
    HeldFact,
    LogFact,
    QualifiedFact,
    TrailFact,
    UseFact,
)
from cellpark.release.models import BatchDisposition, Supply
from cellpark.release.neighbours import (
    environment_of,
    readings_in,
    readings_of,
    remarks_of,
    results_of,
    roads_of,
    shipments_of,
    shipped,
    tests_of,
)
from cellpark.release.states import STANDING, Stage

PERSON = "person/"


def gather(batch: Batch, *, stage: Stage = Stage.FULL) -> Facts:
    """Everything about a batch, as values."""
    plan, state = state_of(batch)
    exceptions = list(BatchException.objects.filter(batch_id=batch.id).order_by("opened_at", "id"))
    results = results_of(batch.id, stage=stage)
    custody = _Custody(batch)
    uses = tuple(uses_of(plan, state))
    acts = tuple(acts_of(plan, state))
    readings = readings_in(batch.id, state) if rooms_of(state) else ()
    roads = roads_of(batch.coi)
    aside = beside(batch, readings=readings, roads=roads, own=custody.own, made=custody.made)
    return Facts(
        batch=batch.id,
        number=batch.number,
        state=batch.state,
        trail=_trail(batch, {**trail_heads(batch, exceptions), **aside.heads}),
        exceptions=tuple(
            ExceptionFact(
                each.id,
                each.number,
                closed=each.state == ExceptionState.CLOSED,
                rejects=each.disposition == Disposition.REJECT,
            )
            for each in exceptions
        ),
        results=results.problems,
        results_failed=results.failed,
        environment=environment_of(batch.id, state) if rooms_of(state) else None,
        labels=tuple(reconciliation_problems(batch.id)),
        labelled=aside.labelled,
        near_misses=custody.near_misses(),
        hand_overs=custody.hand_overs(),
        shipments=shipments_of(batch.coi, batch.id, roads),
        held=custody.held(),
        unsigned=tuple(key for key, step in state.steps.items() if not step.is_complete and not step.voided),
        voided=tuple(key for key, step in state.steps.items() if not step.is_complete and step.voided),
        acts=acts,
        qualified=_qualified(batch.organisation_id, {act.person for act in acts}),
        uses=uses,
        log=_log({use.equipment for use in uses}),
        supply=_supplies(batch.id),
        tests=tests_of(batch.id),
        remarks=remarks_of(batch.id),
        readings=readings_of(readings),
        shipped=shipped(roads),
        made=custody.products(),
        signatures=tuple(signatures_of(state)),
        participants=participants(state) | custody.performers | aside.people,
    )


def under_review(batch: Batch, state: State) -> tuple[frozenset[str], Mapping[str, int]]:
    """Everybody who has a part in what is decided about a batch, and the streams that its review covers (A11-2e2).

    Beside the record and its exceptions: samples, tests and investigations of the laboratory, the environment, cleared
    lines, labels, what was brought, and whoever did or verified any of that or handled the containers (T15).
    """
    custody = _Custody(batch)
    readings = readings_in(batch.id, state) if rooms_of(state) else ()
    roads = roads_of(batch.coi)
    aside = beside(batch, readings=readings, roads=roads, own=custody.own, made=custody.made)
    exceptions = BatchException.objects.filter(batch_id=batch.id)
    people = participants(state) | custody.performers | aside.people
    return people, {**trail_heads(batch, exceptions), **aside.heads}


def digest_of_heads(heads: Mapping[str, int]) -> str:
    """SHA-256 over the records of a review with their versions, in canonical bytes."""
    return sha256(canonical.encode(dict(heads))).hexdigest()


def trail_seen(batch_id: UUID) -> str:
    """What stands for all records of a batch's review as they are now; another one when any of them went on."""
    batch: Batch = Batch.objects.get(id=batch_id)
    _plan, state = state_of(batch)
    return digest_of_heads(under_review(batch, state)[1])


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


def signatures_of(state: State) -> Iterable[Behind]:
    """The signatures on the steps; those that are void or on an unfinished step first (P11-8b)."""
    steps = sorted(state.steps.items(), key=lambda item: (item[1].is_complete and not item[1].voided, item[0]))
    for key, step in steps:
        yield from (Behind("signature", each.signature, key) for each in (*step.voided, *step.signed.values()))


def rooms_of(state: State) -> frozenset[UUID]:
    """The rooms in which the batch was worked on."""
    return frozenset(step.room for step in state.steps.values() if step.room is not None)


def acts_of(plan: Plan, state: State) -> Iterable[ActFact]:
    """Who worked in which step on which day, with the subjects that the step asks for."""
    subjects: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
    for key, step in state.steps.items():
        where = plan.find(key)
        assert where is not None, "a step that was begun is one of the recipe"
        unit = plan.units[where.unit].id
        line = f"{unit}/{'' if where.place is None else where.place.grade}"
        if line not in subjects:
            subjects[line] = (process_subjects(plan, unit), gowning_wanted(where))
        process, gowning = subjects[line]
        for person, day in _workers(step):
            yield ActFact(person, key, day, process, gowning)


def _workers(step: StepState) -> Iterable[tuple[UUID, date]]:
    """Each person who began the step or recorded in it, with each day."""
    seen = {(step.begun_by, step.begun_at.date())}
    for entries in step.entries.values():
        seen |= {(each.by, each.at.date()) for each in entries}
    return [(UUID(by.removeprefix(PERSON)), day) for by, day in sorted(seen) if by.startswith(PERSON)]


def uses_of(plan: Plan, state: State) -> Iterable[UseFact]:
    """Which device was taken into which step, and when."""
    for key, step in state.steps.items():
        where = plan.find(key)
        assert where is not None, "a step that was begun is one of the recipe"
        for field in where.step.fields:
            if isinstance(field, model.Equip):
                for each in step.entries.get(field.name, ()):
                    if each.thing is not None:
                        yield UseFact(each.thing, each.code, key, each.at)


def trail_heads(batch: Batch, exceptions: Iterable[BatchException]) -> Mapping[str, int]:
    """The record of the batch and those of its exceptions, with their versions."""
    return {f"batch/{batch.id}": batch.version, **{f"exception/{each.id}": each.version for each in exceptions}}


def _trail(batch: Batch, present: Mapping[str, int]) -> TrailFact:
    file = BatchDisposition.objects.filter(batch_id=batch.id).first()
    if file is None or file.reviewed_by is None:
        return TrailFact(present, {})
    return TrailFact(present, file.reviewed, f"{PERSON}{file.reviewed_by}")


def _qualified(organisation: UUID, people: set[UUID]) -> tuple[QualifiedFact, ...]:
    """What these people were qualified for and when; a withdrawal ends it on its own day, not from the beginning."""
    rows = list(qualifications_of_organisation(organisation).filter(person_id__in=people))
    gone = {f"qualification/{row.id}" for row in rows if row.state == QualificationState.WITHDRAWN}
    ended = (
        dict(Event.objects.filter(stream__in=gone, type="identity.qualification.withdrawn").values_list("stream", "at"))
        if gone
        else {}
    )
    found = []
    for row in rows:
        until = row.valid_until
        if row.state == QualificationState.WITHDRAWN:
            at = ended.get(f"qualification/{row.id}")
            until = row.valid_from if at is None else min(until, at.date())
        found.append(QualifiedFact(row.person_id, row.subject.lower(), row.valid_from, until))
    return tuple(found)


def _log(equipment: set[UUID]) -> tuple[LogFact, ...]:
    rows = LogEntry.objects.filter(equipment_id__in=equipment).exclude(activity="use") if equipment else ()
    return tuple(LogFact(row.equipment_id, row.activity, row.began_at, row.valid_until) for row in rows)


def _supplies(batch_id: UUID) -> tuple[Behind, ...]:
    rows = Supply.objects.filter(batch=batch_id, state__in=[each.value for each in STANDING])
    return tuple(Behind("supply", row.id, row.number) for row in rows)


class _Custody:
    """The containers of a batch: what was made, what it was made with, and what stands against either."""

    def __init__(self, batch: Batch) -> None:
        """Read the operations and their containers."""
        self.batch = batch
        rows = Operation.objects.filter(batch=batch.id).values_list("consumed", "produced", "performers")
        self.made: set[UUID] = set()
        used: set[UUID] = set()
        people: set[str] = set()
        for consumed, produced, performers in rows:
            people |= {f"{PERSON}{each}" for each in performers}
            used |= {UUID(str(each["container"])) for each in consumed}
            self.made |= {UUID(str(each["container"])) for each in produced}
        self.performers = frozenset(people)
        wanted = used | self.made
        self.containers = list(Container.objects.select_related("lot").filter(id__in=wanted)) if wanted else []
        # the patient's own; a reagent is received for many batches
        self.own = {
            each.id for each in self.containers if each.id in self.made or (batch.coi and each.coi == batch.coi)
        }

    def products(self) -> tuple[Behind, ...]:
        """What the batch made, each with its custody."""
        made = sorted((each.code, each.id) for each in self.containers if each.id in self.made)
        return tuple(Behind("container", identity, code) for code, identity in made)

    def near_misses(self) -> tuple[Behind, ...]:
        """Scans that did not match and that nobody decided on (T1)."""
        concerned = Q(batch=self.batch.id) | Q(found_container__in=self.made) | Q(expected_container__in=self.made)
        rows = NearMiss.objects.filter(concerned, state=NearMissState.OPEN).order_by("happened_at", "id")
        return tuple(Behind("near_miss", row.id, row.scan[:60]) for row in rows)

    def hand_overs(self) -> tuple[Behind, ...]:
        """Containers that were handed over and that nobody accepted (CN-4k)."""
        codes = {each.id: each.code for each in self.containers if each.id in self.made}
        rows = HandOver.objects.filter(container_id__in=codes, state=HandOverState.OFFERED) if codes else ()
        return tuple(Behind("container", row.container_id, codes[row.container_id]) for row in rows)

    def held(self) -> tuple[HeldFact, ...]:
        """What is stopped: containers that the batch made, lots that it was made with (CN-4c)."""
        found = [
            HeldFact("container", each.id, each.code, rejected=False)
            for each in self.containers
            if each.id in self.made and each.state == ContainerState.QUARANTINED
        ]
        lots = {each.lot_id: each.lot for each in self.containers if each.lot is not None and each.id not in self.made}
        found += [
            HeldFact("lot", lot.id, lot.number, rejected=lot.state == LotState.REJECTED)
            for lot in lots.values()
            if lot is not None and lot.state != LotState.RELEASED
        ]
        return tuple(sorted(found, key=lambda each: (each.kind, each.name)))
