"""A scan that does not match stays on record, whatever becomes of the act (T1, LBL-5)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.time import now
from cellpark.kernel.problem import Refused
from cellpark.materials.events import NearMissRecorded
from cellpark.materials.models import Container, NearMiss
from cellpark.materials.rows import write
from cellpark.materials.scans import SCAN_MAX, Scanned, resolve_scan
from cellpark.materials.states import NearMissKind
from cellpark.materials.verdict import Expected, mismatch

PURPOSE_MAX = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Scanning:
    """What a scan is for: who, for which purpose, when, in which batch and step, in whose plant."""

    actor: Actor
    purpose: str
    at: datetime
    organisation: UUID
    batch: UUID | None = None
    step: str = ""


def record_near_miss(about: Scanning, kind: NearMissKind, scanned: Scanned, expected: Expected) -> UUID:
    """Keep what was scanned and what was expected; returns the near miss. Part of the act that found it."""
    identity = new_id()
    event = NearMissRecorded(
        near_miss=identity,
        kind=kind.value,
        scan="".join(each if each.isprintable() else "\u241d" for each in scanned.raw[:SCAN_MAX]),
        purpose=about.purpose[:PURPOSE_MAX],
        expected_container=None if expected.container is None else expected.container.id,
        expected_coi=expected.coi or ("" if expected.container is None else expected.container.coi),
        expected_material="" if expected.material is None else expected.material.code,
        found_container=None if scanned.container is None else scanned.container.id,
        found_lot=None if scanned.lot is None else scanned.lot.id,
        person=about.actor.person_id,
        batch=about.batch,
        step=about.step,
    )
    write(NearMiss, identity, event, actor=about.actor, organisation=about.organisation, at=about.at)
    return identity


def record_wrong_label(
    *, actor: Actor, organisation: UUID, raw: str, container: UUID, coi: str, purpose: str, batch: UUID | None
) -> UUID:
    """A label was verified and is not the one that ``container`` must carry; in the transaction of that act (LBL-3).

    The kind says whose it is where the scan leads to another container or patient.
    """
    about = Scanning(actor=actor, purpose=purpose, at=now(), organisation=organisation, batch=batch)
    expected = Expected(container=Container.objects.filter(id=container).first(), coi=coi)
    try:
        scanned = resolve_scan(raw, organisation=organisation)
    except Refused:
        return record_near_miss(about, NearMissKind.UNREADABLE, Scanned(raw=raw[:SCAN_MAX]), expected)
    wrong = mismatch(scanned, expected)
    return record_near_miss(about, NearMissKind.WRONG_LABEL if wrong is None else wrong[0], scanned, expected)
