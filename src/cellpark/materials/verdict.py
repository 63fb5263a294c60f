"""What a scan is compared with. Pure but for the rows that it is given."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from cellpark.kernel.problem import Problem
from cellpark.materials.comparing import Difference, Label, difference
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
    for wanted, name in _wanted(expected):
        differs = difference(_label(scanned), expected=wanted)
        if differs is Difference.UNKNOWN:
            return NearMissKind.UNKNOWN, Problem("materials.scan.unknown", {"scan": scanned.raw[:60]}, rule="LBL-5")
        if differs is not None:
            found = scanned.coi or _found(scanned) if wanted.container is None and wanted.coi else _found(scanned)
            rule = "211-1b" if differs is Difference.WRONG_MATERIAL else "LBL-5"
            said = Problem(f"materials.scan.{differs.value}", {"expected": name, "found": found}, rule=rule)
            return NearMissKind(differs.value), said
    return None


def _wanted(expected: Expected) -> Iterator[tuple[Label, str]]:
    """Each thing that was expected, and what it is called; nothing expected is still something known."""
    container = expected.container
    if container is not None:
        yield Label(container=container.id, coi=container.coi), container.code
    if expected.coi:
        yield Label(coi=expected.coi), expected.coi
    if expected.material is not None:
        yield Label(material=expected.material.id), expected.material.code
    yield Label(), ""


def _label(scanned: Scanned) -> Label:
    container = scanned.container
    return Label(
        container=None if container is None else container.id,
        # with a container it is the container whose identity counts, with a bare label what the label says
        coi=scanned.coi,
        material=None if scanned.material is None else scanned.material.id,
        known=scanned.known,
    )


def _found(scanned: Scanned) -> str:
    if scanned.container is not None:
        return str(scanned.container.code)
    if scanned.lot is not None:
        return f"{scanned.material} {scanned.lot.number}"
    return str(scanned.material.code) if scanned.material is not None else scanned.coi
