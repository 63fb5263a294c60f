"""Compare a scan with what was expected; a mismatch stops the work and stays on record."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.kernel.problem import Problem, Refused
from cellpark.materials.container_events import ContainerScanned
from cellpark.materials.models import Container, Material
from cellpark.materials.near_misses import PURPOSE_MAX, Scanning, record_near_miss
from cellpark.materials.permissions import MaterialsPermission
from cellpark.materials.rows import lock_one, write
from cellpark.materials.scans import SCAN_MAX, Scanned, phone_code, resolve_scan
from cellpark.materials.states import NearMissKind
from cellpark.materials.usable import usable_problems
from cellpark.materials.verdict import Expected, ScanVerdict, mismatch


def verify_scan(  # noqa: PLR0913 -- everything with which a scan is compared (T1, T4)
    *,
    actor: Actor,
    raw: str,
    expected_container: Container | UUID | None = None,
    expected_coi: str | None = None,
    expected_material: Material | UUID | str | None = None,
    purpose: str,
    at: datetime | None = None,
    batch: UUID | None = None,
    step: str | None = None,
    check_use: bool = True,
    fits: Callable[[Scanned], Problem | None] | None = None,
) -> ScanVerdict:
    """Whether ``raw`` is the label that was expected and what carries it may be used (T1, T4, CN-4f, LBL-5).

    It answers and does not raise for a wrong scan: a mismatch is committed as a near miss although the act behind it
    does not happen, so never undo the transaction of this call; raise only after it. A scan that matches is recorded
    in the container's stream. The code for phones that names the right thing is neither a match nor a near miss:
    ``materials.scan.phone_code`` (LBL-3). ``check_use`` False leaves T4 out: for a receipt, a move, a destruction.

    ``expected_material`` may be the material's code. ``fits`` says what else makes the scanned thing another material
    than the one that is wanted: that stops the work as any mismatch does. Raises ``DoesNotExist`` for a thing out of
    sight.
    """
    actor.require(MaterialsPermission.HANDLE)
    when = at or now()
    expected = _expected(expected_container, expected_coi, expected_material, actor)
    organisation = _organisation(expected, actor)
    about = Scanning(actor=actor, purpose=purpose, at=when, organisation=organisation, batch=batch, step=step or "")
    with transaction.atomic():
        try:
            scanned = resolve_scan(raw, organisation=organisation)
        except Refused as refused:
            unreadable = Scanned(raw=raw[:SCAN_MAX])
            return _missed(about, unreadable, expected, NearMissKind.UNREADABLE, refused.problems)
        wrong = mismatch(scanned, expected) or _another(fits, scanned)
        if wrong is not None:
            return _missed(about, scanned, expected, wrong[0], (wrong[1],))
        if scanned.by_phone:
            return ScanVerdict(ok=False, problems=(phone_code(),), container=scanned.container, lot=scanned.lot)
        container = scanned.container and _noted(about, scanned.container, raw)
        thing = container or scanned.lot
        problems = tuple(usable_problems(thing, when)) if check_use and thing is not None else ()
    return ScanVerdict(ok=not problems, problems=problems, container=container, lot=scanned.lot)


def _another(fits: Callable[[Scanned], Problem | None] | None, scanned: Scanned) -> tuple[NearMissKind, Problem] | None:
    problem = None if fits is None else fits(scanned)
    return None if problem is None else (NearMissKind.WRONG_MATERIAL, problem)


def _noted(about: Scanning, container: Container, raw: str) -> Container:
    """Record that the container was scanned and was the expected one."""
    row = lock_one(Container, container.id, seen=container)
    event = ContainerScanned(
        container=row.id,
        purpose=about.purpose[:PURPOSE_MAX],
        scan=raw[:SCAN_MAX],
        person=about.actor.person_id,
        batch=about.batch,
        step=about.step,
    )
    written, _ = write(
        Container, row.id, event, actor=about.actor, organisation=row.organisation_id, row=row, at=about.at
    )
    return written


def _expected(
    container: Container | UUID | None, coi: str | None, material: Material | UUID | str | None, actor: Actor
) -> Expected:
    return Expected(container=_container(container), coi=coi or "", material=_material(material, actor))


def _container(wanted: Container | UUID | None) -> Container | None:
    if not isinstance(wanted, UUID):
        return wanted
    found: Container = Container.objects.select_related("material", "lot").get(id=wanted)
    return found


def _material(wanted: Material | UUID | str | None, actor: Actor) -> Material | None:
    if wanted is None or isinstance(wanted, Material):
        return wanted
    named = {"id": wanted} if isinstance(wanted, UUID) else {"code": wanted, "organisation_id": actor.organisation_id}
    found: Material = Material.objects.get(**named)
    return found


def _organisation(expected: Expected, actor: Actor) -> UUID:
    thing = expected.container or expected.material
    owner = actor.organisation_id if thing is None else thing.organisation_id
    if owner is None:
        raise Refused(Problem("materials.scan.whose"))
    return owner


def _missed(
    about: Scanning, scanned: Scanned, expected: Expected, kind: NearMissKind, problems: tuple[Problem, ...]
) -> ScanVerdict:
    found = record_near_miss(about, kind, scanned, expected)
    return ScanVerdict(ok=False, problems=problems, container=scanned.container, lot=scanned.lot, near_miss_id=found)
