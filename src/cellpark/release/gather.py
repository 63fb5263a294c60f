"""Gathering what the checklist looks at: a bounded number of readings, whatever the length of the batch."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from cellpark.batches.public import (
    Batch,
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
from cellpark.labels.public import reconciliation_problems
from cellpark.ledger.public import Event
from cellpark.recipes.public import model
from cellpark.release.covered import covered
from cellpark.release.lines import (
    ActFact,
    Behind,
    ExceptionFact,
    Facts,
    LogFact,
    QualifiedFact,
    TrailFact,
    UseFact,
)
from cellpark.release.models import BatchDisposition, Supply
from cellpark.release.neighbours import (
    readings_of,
    results_of,
    shipments_of,
    shipped,
)
from cellpark.release.states import STANDING, Stage

PERSON = "person/"


def gather(batch: Batch, *, stage: Stage = Stage.FULL) -> Facts:
    """Everything about a batch, as values.

    What a review covers is read first: whatever comes in while the rest is read was not seen by the reviewer.
    """
    plan, state = state_of(batch)
    seen = covered(batch, state)
    custody, environment, roads = seen.custody, seen.environment, seen.roads
    results = results_of(batch.id, stage=stage)
    uses = tuple(uses_of(plan, state))
    acts = tuple(acts_of(plan, state))
    return Facts(
        batch=batch.id,
        number=batch.number,
        state=batch.state,
        trail=_trail(batch, seen.heads),
        exceptions=tuple(
            ExceptionFact(
                each.id,
                each.number,
                closed=each.state == ExceptionState.CLOSED,
                rejects=each.disposition == Disposition.REJECT,
            )
            for each in seen.exceptions
        ),
        results=results.problems,
        results_failed=results.failed,
        environment=None if environment is None else environment.problems,
        labels=tuple(reconciliation_problems(batch.id)),
        labelled=seen.aside.labelled,
        near_misses=custody.near_misses(),
        hand_overs=custody.hand_overs(),
        shipments=shipments_of(batch.coi, batch.id, roads, custody.touched),
        held=custody.held(),
        unsigned=tuple(key for key, step in state.steps.items() if not step.is_complete and not step.voided),
        voided=tuple(key for key, step in state.steps.items() if not step.is_complete and step.voided),
        acts=acts,
        qualified=_qualified(batch.organisation_id, {act.person for act in acts}),
        uses=uses,
        log=_log({use.equipment for use in uses}),
        supply=_supplies(batch.id),
        tests=results.tests,
        remarks=results.remarks,
        readings=readings_of(() if environment is None else environment.readings),
        shipped=shipped(roads),
        made=custody.products(),
        signatures=tuple(signatures_of(state)),
        participants=seen.people,
    )


def signatures_of(state: State) -> Iterable[Behind]:
    """The signatures on the steps; those that are void or on an unfinished step first (P11-8b)."""
    steps = sorted(state.steps.items(), key=lambda item: (item[1].is_complete and not item[1].voided, item[0]))
    for key, step in steps:
        yield from (Behind("signature", each.signature, key) for each in (*step.voided, *step.signed.values()))


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
