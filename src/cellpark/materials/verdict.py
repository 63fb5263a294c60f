"""What a scan is compared with. Pure but for the rows that it is given."""

from dataclasses import dataclass
from uuid import UUID

from cellpark.kernel.problem import Problem
from cellpark.materials.models import Container, Lot, Material
from cellpark.materials.scans import Scanned
from cellpark.materials.states import NearMissKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanVerdict:
    """Whether the work may go on after a scan. With problems it stops; a mismatch also left a near-miss record."""

    ok: bool
    problems: tuple[Problem, ...] = ()
    container: Container | None = None
    lot: Lot | None = None
    near_miss_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What should be scanned: a container, anything of one patient, any lot of a material."""

    container: Container | None = None
    coi: str = ""
    material: Material | None = None


def mismatch(scanned: Scanned, expected: Expected) -> tuple[NearMissKind, Problem] | None:
    """Why the scan is not what was expected, or None (T1, CN-4f, LBL-5)."""
    if not scanned.known:
        return NearMissKind.UNKNOWN, Problem("materials.scan.unknown", {"scan": scanned.raw[:60]}, rule="LBL-5")
    found = _found(scanned)
    if expected.container is not None and (scanned.container is None or scanned.container.id != expected.container.id):
        params = {"expected": expected.container.code, "found": found}
        other = scanned.container is not None and scanned.container.coi != expected.container.coi
        if other and expected.container.coi:
            return NearMissKind.WRONG_IDENTITY, Problem("materials.scan.wrong_identity", params, rule="LBL-5")
        return NearMissKind.WRONG_CONTAINER, Problem("materials.scan.wrong_container", params, rule="LBL-5")
    if expected.coi and scanned.coi != expected.coi:
        params = {"expected": expected.coi, "found": scanned.coi or found}
        return NearMissKind.WRONG_IDENTITY, Problem("materials.scan.wrong_identity", params, rule="LBL-5")
    if expected.material is not None and (scanned.material is None or scanned.material.id != expected.material.id):
        params = {"expected": expected.material.code, "found": found}
        return NearMissKind.WRONG_MATERIAL, Problem("materials.scan.wrong_material", params, rule="211-1b")
    return None


def _found(scanned: Scanned) -> str:
    if scanned.container is not None:
        return str(scanned.container.code)
    if scanned.lot is not None:
        return f"{scanned.material} {scanned.lot.number}"
    return str(scanned.material.code) if scanned.material is not None else scanned.coi
