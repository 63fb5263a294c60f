"""Making the facts of a new container: its code, its clocks."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from uuid import UUID

from cellpark.base.fields import new_id
from cellpark.kernel.quantity import Quantity
from cellpark.materials.clocks import seconds
from cellpark.materials.events import ClockLimit
from cellpark.materials.models import Material
from cellpark.materials.states import ClockKind

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # without I, L, O and U, which are misread
CODE_LENGTH = 12


def new_code(identity: UUID, *, sample: bool = False) -> str:
    """A code of the house for a container without one: ``CT-`` or ``SA-`` and twelve characters of its id."""
    rest, letters = identity.int, []
    for _ in range(CODE_LENGTH):
        rest, place = divmod(rest, len(ALPHABET))
        letters.append(ALPHABET[place])
    return ("SA-" if sample else "CT-") + "".join(reversed(letters))


def new_identity() -> UUID:
    """The id of a new container."""
    return new_id()


def limits_of(material: Material) -> tuple[ClockLimit, ...]:
    """The clocks that a container of this material starts with."""
    return tuple(each for each in _limits(material) if each.kind != ClockKind.SHELF_LIFE)


def shelf_end(material: Material, made_at: datetime) -> datetime | None:
    """When what is made of this material at ``made_at`` expires; None where its master says no shelf life."""
    lives = [each.limit for each in _limits(material) if each.kind == ClockKind.SHELF_LIFE]
    return made_at + timedelta(seconds=seconds(lives[0])) if lives else None


def _limits(material: Material) -> Iterator[ClockLimit]:
    for each in material.clocks:
        yield ClockLimit(kind=each["kind"], limit=Quantity.from_plain(each["limit"]))


def plain_limits(limits: Iterable[ClockLimit]) -> list[dict[str, object]]:
    """The limits as the material's row keeps them."""
    return [{"kind": each.kind, "limit": each.limit.plain()} for each in limits]
