"""Whether a scan is what the step wants, and usable (T1, T4). A mismatch is a hard stop and a near miss on record."""

from cellpark.batches.acting import Attempt
from cellpark.batches.models import Batch
from cellpark.batches.reading import state_of
from cellpark.batches.run import step_of
from cellpark.batches.run.plan import Plan
from cellpark.batches.run.recipe import In, Use
from cellpark.batches.run.state import State
from cellpark.kernel.problem import Problem, Refused
from cellpark.materials.public import Container, Material, ScanVerdict, resolve_scan, verify_scan

SAME_PATIENT = "patient"
SAME_BATCH = "batch"


def scanned_in(said: Attempt, batch: Batch, raw: str) -> ScanVerdict:
    """The verdict on a container that is to enter a step. It commits by itself; see ``verify_scan``."""
    plan, state = _open(said, batch)
    field = _field(plan, said)
    match = field.match if isinstance(field, In) else None
    expected = _expected_container(state, raw, batch) if match == SAME_BATCH else None
    return verify_scan(
        actor=said.actor,
        raw=raw,
        expected_coi=batch.coi or None if match == SAME_PATIENT else None,
        expected_container=expected,
        purpose=f"{batch.number} {said.step} {said.field}",
        at=said.at,
        batch=batch.id,
        step=said.step,
    )


def scanned_lot(said: Attempt, batch: Batch, raw: str) -> ScanVerdict:
    """The verdict on a reagent that is to be used in a step."""
    plan, _ = _open(said, batch)
    field = _field(plan, said)
    material = None
    if isinstance(field, Use):
        material = Material.objects.filter(code=field.material, organisation_id=batch.organisation_id).first()
        if material is None:
            raise Refused(Problem("batches.material.unknown", {"code": field.material}, rule="211-1b"))
    return verify_scan(
        actor=said.actor,
        raw=raw,
        expected_material=material,
        purpose=f"{batch.number} {said.step} {said.field}",
        at=said.at,
        batch=batch.id,
        step=said.step,
    )


def refuse(verdict: ScanVerdict) -> None:
    """Raise what stands against a scan."""
    if not verdict.ok:
        raise Refused(*verdict.problems)


def _open(said: Attempt, batch: Batch) -> tuple[Plan, State]:
    """Recipe and state of the batch, when the step is open: nothing is scanned into any other."""
    plan, state = state_of(batch)
    if said.step not in state.open:
        raise Refused(Problem("batches.step.not_begun", {"step": said.step}, field="step", rule="P11-6"))
    return plan, state


def _field(plan: Plan, said: Attempt) -> object:
    return plan.fields.get((step_of(said.step), said.field))


def _expected_container(state: State, raw: str, batch: Batch) -> Container | None:
    """What is in process: the scanned container when it is one of them, else the first, so that the miss is named."""
    if not state.process:
        return None
    try:
        found = resolve_scan(raw, organisation=batch.organisation_id).container
    except Refused:
        found = None
    if found is not None and found.id in state.process:
        return found
    first: Container | None = Container.objects.filter(id=state.process[0]).first()
    return first
