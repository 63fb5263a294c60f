"""Making the facts of a new container: its code, its clocks."""

from collections.abc import Iterable
from uuid import UUID

from cellpark.base.fields import new_id
from cellpark.kernel.quantity import Quantity
from cellpark.materials.events import ClockLimit
from cellpark.materials.models import Material

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
    return tuple(ClockLimit(kind=each["kind"], limit=Quantity.from_plain(each["limit"])) for each in material.clocks)


def plain_limits(limits: Iterable[ClockLimit]) -> list[dict[str, object]]:
    """The limits as the material's row keeps them."""
    return [{"kind": each.kind, "limit": each.limit.plain()} for each in limits]
