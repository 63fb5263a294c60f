"""What an operation is told: what goes in, what comes out, what is lost."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from cellpark.kernel.quantity import Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Consumed:
    """A container and how much is taken out of it; None takes all."""

    container: UUID
    quantity: Quantity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Produced:
    """A new container and how much goes into it.

    ``material`` and ``lot`` are those of what was consumed where that was of one kind. Without ``code`` the container
    gets one. Identity and donor come from what was consumed and cannot be named here.
    """

    quantity: Quantity
    material: UUID | None = None
    lot: UUID | None = None
    code: str = ""
    scan_key: str = ""
    product_code: str = ""
    division: str = ""
    place: str = ""
    condition: str = ""
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Into:
    """A container that is there already and receives what is used; None leaves its own quantity as it is."""

    container: UUID
    quantity: Quantity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """What does not arrive, declared with its reason."""

    quantity: Quantity
    why: str


Outcome: TypeAlias = Produced | Into | Loss
Outcomes: TypeAlias = Sequence[Outcome]
