"""Whether a scan is what the step wants, and usable (T1, T4). A mismatch is a hard stop and a near miss on record."""

from functools import partial
from uuid import UUID

from django.db.models import Q

from cellpark.batches.acting import Attempt
from cellpark.batches.models import Batch
from cellpark.batches.reading import state_of
from cellpark.batches.run import step_of
from cellpark.batches.run.plan import Plan
from cellpark.batches.run.recipe import In, Use
from cellpark.batches.run.scans import is_called_for, made_as, wanted_in
from cellpark.batches.run.state import State
from cellpark.kernel.problem import Parameter, Problem, Refused
from cellpark.materials.public import (
    USABLE,
    Container,
    ContainerState,
    Lot,
    Material,
    Scanned,
    ScanVerdict,
    resolve_scan,
    usable_problems,
    verify_scan,
)

EVER_HERE = USABLE | {ContainerState.QUARANTINED, ContainerState.EMPTY}


def scanned_in(said: Attempt, batch: Batch, raw: str) -> ScanVerdict:
    """The verdict on a container that is to enter a step. It commits by itself; see ``verify_scan``.

    It is what the recipe calls for as well: another container of the same patient is a mismatch all the same (T4).
    Raises ``Refused(batches.batch.no_identity)`` where there is nothing to compare it with (T1).
    """
    plan, state = _open(said, batch)
    field = _field(plan, said)
    expected, coi = _expected(state, field, batch, raw) if isinstance(field, In) else (None, None)
    return verify_scan(
        actor=said.actor,
        raw=raw,
        expected_coi=coi,
        expected_container=expected,
        purpose=f"{batch.number} {said.step} {said.field}",
        at=said.at,
        batch=batch.id,
        step=said.step,
        fits=partial(_other_material, plan, state, field, batch) if isinstance(field, In) else None,
    )


def _other_material(plan: Plan, state: State, field: In, batch: Batch, scanned: Scanned) -> Problem | None:
    """The container is not what the field calls for; a text that names nothing here has nothing to be compared with."""
    found = scanned.container
    if found is None:
        return None
    called = is_called_for(plan, state, field, found.id)
    if called or _is_named(found.material, field.what, batch.organisation_id):
        return None
    named = Q(code__iexact=field.what) | Q(name_en__iexact=field.what) | Q(name_zh__iexact=field.what)
    masters = set(Material.objects.filter(named, organisation_id=batch.organisation_id).values_list("id", flat=True))
    if found.material_id in masters or (called is None and not masters):
        return None
    name = made_as(plan, state, found.id) or found.material.name
    told = {"expected": field.what, "found": f"{found.code} ({name})"}
    return Problem("materials.scan.wrong_material", told, field="code", rule="211-1b")


def _is_named(material: Material, what: str, organisation: UUID) -> bool:
    """Whether the material at hand surely bears the name; where letters beyond ASCII differ, the database is asked."""
    names = (material.code, material.name_en, material.name_zh)
    same = any(name == what or (name.isascii() and what.isascii() and name.lower() == what.lower()) for name in names)
    return same and material.organisation_id == organisation


def scanned_lot(said: Attempt, batch: Batch, raw: str, *, past: bool = False) -> ScanVerdict:
    """The verdict on a reagent that is to be used in a step, always on one container of it.

    A vendor's label names a lot: it stands for the one container of it that is open, or the only one that is here.
    ``past``: it was used already and the record is corrected, so that the step may be over and the container empty.
    Raises ``Refused(batches.scan.which_container)`` where that is not to be told: nothing is used of nowhere.
    """
    plan, _ = state_of(batch) if past else _open(said, batch)
    field = _field(plan, said)
    material = None
    if isinstance(field, Use):
        material = Material.objects.filter(code=field.material, organisation_id=batch.organisation_id).first()
        if material is None:
            raise Refused(Problem("batches.material.unknown", {"code": field.material}, rule="211-1b"))
    found = verify_scan(
        actor=said.actor,
        raw=raw,
        expected_material=material,
        purpose=f"{batch.number} {said.step} {said.field}",
        at=said.at,
        batch=batch.id,
        step=said.step,
        check_use=not past,
    )
    if not found.ok or found.container is not None:
        return found
    container = _container_of(found.lot, raw, EVER_HERE if past else USABLE)
    problems = () if past else tuple(usable_problems(container, said.at))
    return ScanVerdict(ok=not problems, problems=problems, container=container, lot=found.lot)


def _container_of(lot: Lot | None, raw: str, states: frozenset[ContainerState]) -> Container:
    """The container of a lot that is meant when its label does not name one."""
    rows = Container.objects.filter(lot=lot, state__in=states).select_related("material", "lot")
    here = [] if lot is None else list(rows)
    opened = [each for each in here if each.opened_at is not None]
    meant: list[Container] = opened or here
    if len(meant) != 1:
        named: dict[str, Parameter] = {"code": raw.strip()[:60], "count": len(here)}
        raise Refused(Problem("batches.scan.which_container", named, field="code", rule="211-1b"))
    return meant[0]


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


def _expected(state: State, field: In, batch: Batch, raw: str) -> tuple[Container | None, str | None]:
    """The container or the identity that fits."""
    wanted = wanted_in(field, process=state.process, coi=batch.coi)
    if not wanted.is_told:
        raise Refused(Problem("batches.batch.no_identity", {"mbr": batch.mbr}, field="code", rule="LBL-5"))
    if wanted.containers:
        return _expected_container(wanted.containers, raw, batch), None
    return None, wanted.coi_for(_seen(raw, batch).coi if wanted.older else wanted.coi) or None


def _seen(raw: str, batch: Batch) -> Scanned:
    try:
        return resolve_scan(raw, organisation=batch.organisation_id)
    except Refused:
        return Scanned(raw=raw)


def _expected_container(containers: tuple[UUID, ...], raw: str, batch: Batch) -> Container | None:
    """The scanned container when it is one of them, else the first, so that the miss is named."""
    found = _seen(raw, batch).container
    if found is not None and found.id in containers:
        return found
    first: Container | None = Container.objects.filter(id=containers[0]).first()
    return first
