"""Correct which container of a reagent was used."""

from datetime import datetime
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.batches.acting import Attempt, Done, attempt
from cellpark.batches.correcting import corrector_problems
from cellpark.batches.desk import Desk
from cellpark.batches.gates.material import refuse, scanned_lot
from cellpark.batches.models import Batch
from cellpark.batches.permissions import BatchPermission
from cellpark.batches.rebalancing import Moved, entry_of, first_of, rebalance
from cellpark.batches.rules import reason_problems
from cellpark.batches.run import Owed
from cellpark.batches.run.happened import ThingCorrected, Value
from cellpark.batches.run.recipe import Reaction
from cellpark.batches.settling import open_owed
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.kernel.quantity import Quantity
from cellpark.materials.public import Container, ScanVerdict, usable_problems_then

CORRECTION = "correction"


def correct_thing(
    *,
    actor: Actor,
    batch_id: UUID,
    step: str,
    field: str,
    entry: UUID,
    code: str,
    reason: str,
    quantity: Quantity | None = None,
    at: datetime | None = None,
    key: UUID | None = None,
) -> Done:
    """Another lot or container of the reagent was used than is recorded: its label is scanned, with the reason (T11).

    ``quantity`` defaults to what was recorded. The first operation is void in the genealogy, both containers balance
    anew, signatures on the old entry are void (211-1b, T16). A lot that might not have been used then is a fact all the
    same and opens an exception (T4). Raises ``Refused``: another material (which is a near miss), the same container,
    more than there was, and all that ``correct_entry`` refuses.
    """
    said = Attempt(
        actor=actor,
        batch_id=batch_id,
        permission=BatchPermission.CORRECT,
        verb="correct_thing",
        step=step,
        field=field,
        request={"entry": entry, "code": code, "quantity": quantity, "reason": reason},
        at=at,
        key=key,
    )
    seen: list[ScanVerdict] = []

    def look(batch: Batch) -> None:
        verdict = scanned_lot(said, batch, code, past=True)
        refuse(verdict)
        seen.append(verdict)

    def do(desk: Desk) -> UUID:
        refuse_any(reason_problems(reason))
        container, old = seen[-1].container, entry_of(desk, step, field, entry)
        assert container is not None, "a reagent is used from a container"
        if old is None or not isinstance(old.value, Quantity):
            raise Refused(Problem("batches.entry.unknown", {"field": field}, field="entry", rule="P11-5b"))
        refuse_any(corrector_problems(desk, (old.thing, container.id)))
        amount = quantity or old.value
        event = of_container(container, step=step, field=field, entry=entry, quantity=amount)
        desk.judge(event, reason=reason.strip())
        moved = Moved(step=step, field=field, entry=entry, quantity=amount, instead=container.id)
        rebalance(desk, moved, reason=reason.strip())
        made = desk.record(event, reason=reason.strip())
        for each in usable_problems_then(container, first_of(old).at):
            breach = Owed(
                CORRECTION, step, field, f"{made.id} {each.code}", Reaction.DEVIATION_MAJOR.value, container.code
            )
            open_owed(desk, breach)
        return made.id

    return attempt(said, do, first=look)


def of_container(container: Container, *, step: str, field: str, entry: UUID, quantity: Quantity) -> ThingCorrected:
    """What the label of the container says that was really used."""
    attributes: dict[str, Value] = {} if container.lot is None else dict(container.lot.quantities)
    return ThingCorrected(
        step=step,
        field=field,
        entry=entry,
        lot=container.lot_id,
        container=container.id,
        code=container.code,
        quantity=quantity,
        attributes=attributes,
    )
