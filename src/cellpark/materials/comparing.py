"""What a scan is compared with, and when a lot may be used: the rules alone, over values. Pure: no Django.

The scans of a plant and the rehearsal of a recipe ask these same functions, so that a rehearsal catches what the plant
catches and nothing else (T1, T4).
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Difference(StrEnum):
    """How a scan is not what was expected."""

    UNKNOWN = "unknown"
    WRONG_CONTAINER = "wrong_container"
    WRONG_IDENTITY = "wrong_identity"
    WRONG_MATERIAL = "wrong_material"


class Unfit(StrEnum):
    """Why a lot may not be used."""

    IN_QUARANTINE = "quarantine"
    REJECTED = "rejected"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What a label stands for, or should stand for: a container, whose it is, of which material; None where open."""

    container: UUID | None = None
    coi: str = ""
    material: UUID | str | None = None
    known: bool = True


def difference(found: Label, *, expected: Label) -> Difference | None:
    """How ``found`` is not ``expected``; None when it is (T1, CN-4f, LBL-5).

    An expected container brings its identity along: then another patient's container is the worse fault of the two.
    """
    if not found.known:
        return Difference.UNKNOWN
    if expected.container is not None:
        if found.container == expected.container:
            return None
        other = found.container is not None and found.coi != expected.coi
        return Difference.WRONG_IDENTITY if other and expected.coi else Difference.WRONG_CONTAINER
    if expected.coi and found.coi != expected.coi:
        return Difference.WRONG_IDENTITY
    if expected.material is not None and found.material != expected.material:
        return Difference.WRONG_MATERIAL
    return None


def unfit(*, state: str, expires_at: datetime | None, at: datetime) -> tuple[Unfit, ...]:
    """Why a lot in ``state`` may not be used at ``at`` (T4, 211-1b, CN-4c)."""
    found = [each for each in (Unfit.IN_QUARANTINE, Unfit.REJECTED) if state == each.value]
    return (*found, Unfit.EXPIRED) if expires_at is not None and at >= expires_at else tuple(found)
