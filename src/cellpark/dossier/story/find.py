"""From whatever somebody scans or types to the thing that a story is about."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from cellpark.batches.public import Batch
from cellpark.dossier.states import Subject
from cellpark.equipment.public import Equipment, find_equipment
from cellpark.kernel.problem import Problem, Refused
from cellpark.labels.public import find_label
from cellpark.materials.public import Container, resolve_scan

CODE_MAX = 400


@dataclass(frozen=True, slots=True)
class Found:
    """The thing that carries a code."""

    kind: Subject
    id: UUID


def find_subject(raw: str) -> Found:
    """A bag, sample or lot by its label or code, a batch by its number, a chain of identity, equipment, a label.

    Raises ``Refused(dossier.code.unknown)``.
    """
    text = raw.strip()[:CODE_MAX]
    for look in (_batch, _scan, _chain, _equipment, _label):
        found = _tried(look, text)
        if found is not None:
            return found
    raise Refused(Problem("dossier.code.unknown", {"code": text[:60]}, field="code"))


def _tried(look: Callable[[str], Found | None], text: str) -> Found | None:
    try:
        return look(text) if text and text.isprintable() else None
    except (Refused, Equipment.DoesNotExist):
        return None


def _batch(text: str) -> Found | None:
    rows = list(Batch.objects.filter(number=text)[:2])
    return Found(Subject.BATCH, rows[0].id) if len(rows) == 1 else None


def _scan(text: str) -> Found | None:
    scanned = resolve_scan(text)
    if scanned.container is not None:
        return Found(Subject.CONTAINER, scanned.container.id)
    if scanned.lot is not None:
        return Found(Subject.LOT, scanned.lot.id)
    return _chain(scanned.coi) if scanned.coi else None


def _chain(text: str) -> Found | None:
    """The batch of a chain of identity, or its first container while there is none."""
    batch = Batch.objects.filter(coi=text).order_by("-slot_from", "number").first()
    if batch is not None:
        return Found(Subject.BATCH, batch.id)
    container = Container.objects.filter(coi=text).order_by("made_at", "code").first()
    return None if container is None else Found(Subject.CONTAINER, container.id)


def _equipment(text: str) -> Found | None:
    return Found(Subject.EQUIPMENT, find_equipment(text).id)


def _label(text: str) -> Found | None:
    return Found(Subject.CONTAINER, find_label(text).container)
