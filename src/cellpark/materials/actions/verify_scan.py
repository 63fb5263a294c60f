"""Compare a scan with what was expected; a mismatch stops the work and stays on record."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.time import now
from cellpark.kernel.problem import Problem, Refused
from cellpark.materials.container_events import ContainerScanned
from cellpark.materials.events import NearMissRecorded
from cellpark.materials.models import Container, Material, NearMiss
from cellpark.materials.permissions import MaterialsPermission
from cellpark.materials.rows import lock_one, write
from cellpark.materials.scans import SCAN_MAX, Scanned, resolve_scan
from cellpark.materials.states import NearMissKind
from cellpark.materials.usable import usable_problems
from cellpark.materials.verdict import Expected, ScanVerdict, mismatch


def verify_scan(
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
) -> ScanVerdict:
    """Whether ``raw`` is the label that was expected and what carries it may be used (T1, T4, CN-4f, LBL-5).

    It answers and does not raise for a wrong scan: a mismatch is committed as a near miss although the act behind it
    does not happen, so never undo the transaction of this call; raise only after it. A scan that matches is recorded
    in the container's stream. ``check_use`` False leaves T4 out: for a receipt, a move, a destruction.

    ``expected_material`` may be the material's code. Raises ``DoesNotExist`` for a thing out of sight.
    """
    actor.require(MaterialsPermission.HANDLE)
    when = at or now()
    expected = _expected(expected_container, expected_coi, expected_material, actor)
    about = _About(actor=actor, purpose=purpose[:120], at=when, batch=batch, step=step or "")
    organisation = _organisation(expected, actor)
    with transaction.atomic():
        try:
            scanned = resolve_scan(raw, organisation=organisation)
        except Refused as refused:
            unreadable = Scanned(raw=raw[:SCAN_MAX])
            return _missed(about, unreadable, expected, NearMissKind.UNREADABLE, refused.problems, organisation)
        wrong = mismatch(scanned, expected)
        if wrong is not None:
            return _missed(about, scanned, expected, wrong[0], (wrong[1],), organisation)
        container = scanned.container and about.note(scanned.container, raw)
        thing = container or scanned.lot
        problems = tuple(usable_problems(thing, when)) if check_use and thing is not None else ()
    return ScanVerdict(ok=not problems, problems=problems, container=container, lot=scanned.lot)


class _About:
    """What a scan is for: who, for which purpose, when, in which batch and step."""

    def __init__(self, *, actor: Actor, purpose: str, at: datetime, batch: UUID | None, step: str) -> None:
        self.actor, self.purpose, self.at, self.batch, self.step = actor, purpose, at, batch, step

    def note(self, container: Container, raw: str) -> Container:
        """Record that the container was scanned and was the expected one."""
        row = lock_one(Container, container.id, seen=container)
        event = ContainerScanned(
            container=row.id,
            purpose=self.purpose,
            scan=raw[:SCAN_MAX],
            person=self.actor.person_id,
            batch=self.batch,
            step=self.step,
        )
        written, _ = write(
            Container, row.id, event, actor=self.actor, organisation=row.organisation_id, row=row, at=self.at
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
    about: _About,
    scanned: Scanned,
    expected: Expected,
    kind: NearMissKind,
    problems: tuple[Problem, ...],
    organisation: UUID,
) -> ScanVerdict:
    identity = new_id()
    event = NearMissRecorded(
        near_miss=identity,
        kind=kind.value,
        scan="".join(each if each.isprintable() else "\u241d" for each in scanned.raw[:SCAN_MAX]),
        purpose=about.purpose,
        expected_container=None if expected.container is None else expected.container.id,
        expected_coi=expected.coi or ("" if expected.container is None else expected.container.coi),
        expected_material="" if expected.material is None else expected.material.code,
        found_container=None if scanned.container is None else scanned.container.id,
        found_lot=None if scanned.lot is None else scanned.lot.id,
        person=about.actor.person_id,
        batch=about.batch,
        step=about.step,
    )
    write(NearMiss, identity, event, actor=about.actor, organisation=organisation, at=about.at)
    return ScanVerdict(ok=False, problems=problems, container=scanned.container, lot=scanned.lot, near_miss_id=identity)
