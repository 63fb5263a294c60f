"""Take a value from an instrument that streams."""

from datetime import datetime, timedelta
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.batches.acting import Attempt, Done, attempt
from cellpark.batches.desk import Desk
from cellpark.batches.gates.devices import accepted_device
from cellpark.batches.permissions import BatchPermission
from cellpark.batches.run import step_of
from cellpark.batches.run.happened import ValueRecorded
from cellpark.batches.run.recipe import Entry, Record
from cellpark.instruments.public import Stream, newest_reading, streams
from cellpark.kernel.plain import instant_text
from cellpark.kernel.problem import Problem, Refused
from cellpark.kernel.quantity import Quantity

# up to and with the moment of the act
WITH = timedelta(microseconds=1)


def read_stream(
    *,
    actor: Actor,
    batch_id: UUID,
    step: str,
    field: str,
    device: str,
    reading: str = "",
    at: datetime | None = None,
    key: UUID | None = None,
) -> Done:
    """The newest value that the device sent by itself since the step began; nobody types it (P11-7).

    ``device`` is the scan code of the registered instrument, ``reading`` the name of the value in its stream (default:
    the field's name, or the instrument that the recipe names). The digest of the block and the time of the reading are
    recorded with it. Raises ``Refused``: a field that is not streamed, a device that is not registered or sends no such
    value, ``batches.stream.silent`` when nothing sound was heard during the step.
    """
    said = Attempt(
        actor=actor,
        batch_id=batch_id,
        permission=BatchPermission.RUN,
        verb="read_stream",
        step=step,
        field=field,
        request={"reading": reading, "device": device},
        at=at,
        key=key,
    )

    def do(desk: Desk) -> UUID:
        asked = desk.plan.fields.get((step_of(step), field))
        if not isinstance(asked, Record) or asked.entry is not Entry.STREAM:
            raise Refused(Problem("batches.value.not_streamed", {"field": field}, field="field"))
        if step not in desk.state.steps:
            raise Refused(Problem("batches.step.not_begun", {"step": step}, field="step", rule="P11-6"))
        source = accepted_device(desk, step, device)
        if not source:
            raise Refused(Problem("batches.value.device_missing", {"field": field}, field="device", rule="P11-7"))
        names = [reading.strip()] if reading.strip() else [field, asked.reader or field]
        return desk.record(_heard(desk, step, field, source, names)).id

    return attempt(said, do)


def _heard(desk: Desk, step: str, field: str, device: str, names: list[str]) -> ValueRecorded:
    """The newest reading of the device during the step, as an entry."""
    stream, name, unit = _source(desk, device, names)
    begun = desk.state.steps[step].begun_at
    found = newest_reading(stream.id, name=name, since=begun, until=desk.at + WITH)
    if found is None or found[0].value is None:
        # an older value that would please is none of this moment (CN-3c)
        told = {"field": field, "device": device, "reading": name, "status": "" if found is None else found[0].status}
        raise Refused(Problem("batches.stream.silent", told, field="device", rule="P11-7"))
    heard, digest = found
    return ValueRecorded(
        step=step,
        field=field,
        value=Quantity.parse(str(heard.value) if unit in {"", "1"} else f"{heard.value} {unit}"),
        how=Entry.STREAM.value,
        device=device,
        file="",
        reader=f"{stream.title} {name} {instant_text(heard.at)}",
        digest=digest,
    )


def _source(desk: Desk, device: str, names: list[str]) -> tuple[Stream, str, str]:
    """The stream of the device that has one of the values, with its name and unit there. Raises ``Refused``."""
    own = streams().filter(organisation_id=desk.batch.organisation_id, device=device).order_by("-last_at", "id")
    for stream in own:
        for name in names:
            node = next((each for each in stream.heard if each.name == name), None)
            if node is not None:
                return stream, node.name, node.unit
    heard = ", ".join(dict.fromkeys(node.name for stream in own for node in stream.heard)) or "\u2013"
    told = {"device": device, "reading": names[0][:80], "heard": heard[:200]}
    raise Refused(Problem("batches.stream.no_such_value", told, field="reading", rule="P11-7"))
