"""What follows from an act by itself: exceptions that the record owes, devices that are free again, times to watch."""

from typing import LiteralString
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.hot import hot_rows
from cellpark.batches.desk import Desk
from cellpark.batches.events import ExceptionOpened
from cellpark.batches.gates.devices import WATCH, free_unless_held
from cellpark.batches.models import BatchException, RunningTime
from cellpark.batches.run import Owed, Phase, owed, step_of, timers
from cellpark.batches.run.happened import BatchDeviated, EquipmentReleased
from cellpark.ledger.public import record

_OF_BATCH: LiteralString = '"batches_runningtime"."batch_id" = %(batch)s'


def settle(desk: Desk) -> None:
    """Open what is owed, release what is no longer held, write the times that run."""
    for each in owed(desk.plan, desk.state, desk.at):
        open_owed(desk, each)
    release_devices(desk)
    keep_times(desk)


def open_owed(desk: Desk, breach: Owed) -> BatchException:
    """An exception opens itself: in the batch's stream, in a stream of its own, as a row (T10)."""
    identity = new_id()
    desk.record(
        BatchDeviated(
            exception=identity,
            cause=breach.cause,
            step=breach.step,
            field=breach.field,
            entry=breach.entry,
            reaction=breach.reaction,
            seen=breach.seen,
        ),
        actor=WATCH,
    )
    return write_exception(desk, breach, identity, WATCH)


def write_exception(
    desk: Desk, breach: Owed, identity: UUID, actor: Actor, *, reason: str | None = None
) -> BatchException:
    """The exception's own stream and row."""
    count = BatchException.objects.filter(batch_id=desk.batch.id).count()
    number = f"{desk.batch.number}-E{count + 1:02d}"
    made = record(
        stream=f"exception/{identity}",
        event=ExceptionOpened(
            exception=identity,
            batch=desk.batch.id,
            number=number,
            cause=breach.cause,
            step=breach.step,
            field=breach.field,
            reaction=breach.reaction,
            seen=breach.seen,
        ),
        actor=actor,
        organisation=desk.batch.organisation_id,
        at=desk.at,
        reason=reason,
    )
    row = BatchException(
        id=identity,
        organisation_id=desk.batch.organisation_id,
        batch=desk.batch,
        number=number,
        cause=breach.cause,
        step=breach.step,
        field=breach.field,
        reaction=breach.reaction,
        seen=breach.seen,
        opened_at=made.at,
        version=made.version,
    )
    row.save(force_insert=True)
    return row


def release_devices(desk: Desk) -> None:
    """A device is free when the step that took it, or the step until which it is kept, is complete."""
    for (key, name), device in list(desk.state.held.items()):
        until = desk.plan.held_until.get((step_of(key), name))
        last = desk.state.steps.get(key)
        free = last is not None and last.is_complete if until is None else until in desk.state.ended
        if free or desk.state.phase in (Phase.FINISHED, Phase.ABORTED):
            desk.record(EquipmentReleased(step=key, field=name, equipment=device), actor=WATCH)
            free_unless_held(desk, device)


def keep_times(desk: Desk) -> None:
    """The rows that the worker watches: one for each time that runs and has a latest end.

    Only clocks of the state have rows: where none ran before the act and none after it, there is nothing to look for.
    """
    if not desk.had_clocks and not desk.state.clocks:
        return
    running = timers(desk.plan, desk.state) if desk.state.phase is Phase.RUNNING else ()
    wanted = {(each.step, each.field.name): each for each in running if each.latest is not None}
    stored = {(row.step, row.field): row for row in hot_rows(RunningTime, _OF_BATCH, {"batch": desk.batch.id})}
    for place, row in stored.items():
        timer = wanted.pop(place, None)
        if timer is None or timer.latest is None:
            row.delete()
        elif row.due_at != timer.latest:
            row.since, row.due_at, row.noticed = timer.since, timer.latest, False
            row.save(update_fields=["since", "due_at", "noticed"])
    for (step, name), timer in wanted.items():
        assert timer.latest is not None, "only times with a latest end are watched"
        RunningTime.objects.create(
            organisation_id=desk.batch.organisation_id,
            batch_id=desk.batch.id,
            step=step,
            field=name,
            since=timer.since,
            due_at=timer.latest,
        )
