"""Reading held slots, and how promises were kept."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from cellpark.orders.public import TreatmentOrder
from cellpark.plans.files import content_of
from cellpark.plans.held import HeldSlot, read_held
from cellpark.plans.models import SlotHold
from cellpark.plans.states import HoldState

STANDING = (HoldState.HELD, HoldState.TAKEN)


def holds(organisation_id: UUID) -> QuerySet[SlotHold]:
    """All slots that were held in an organisation's plans, in sight, the newest first."""
    rows: QuerySet[SlotHold] = SlotHold.objects.filter(organisation_id=organisation_id).order_by("-held_at")
    return rows


def hold_row(hold_id: UUID) -> SlotHold:
    """One held slot in sight; raises ``DoesNotExist``."""
    row: SlotHold = SlotHold.objects.get(id=hold_id)
    return row


def hold_of(order_id: UUID) -> SlotHold | None:
    """The slot that is held for an order, in sight, or None."""
    row: SlotHold | None = SlotHold.objects.filter(order=order_id, state__in=STANDING).first()
    return row


def held_slots(organisation_id: UUID) -> list[tuple[str, HeldSlot]]:
    """The slots that stand, by the number of their order, the oldest first."""
    rows = holds(organisation_id).filter(state__in=STANDING).order_by("held_at", "id")
    return [(each.number, read_held(content_of(organisation_id, each.sha256))) for each in rows]


def held_since(organisation_id: UUID, at: datetime) -> set[str]:
    """The numbers of the orders whose slots stand and were held at ``at`` or later."""
    rows = holds(organisation_id).filter(state__in=STANDING, held_at__gte=at)
    return set(rows.values_list("number", flat=True))


def held_recipes(organisation_id: UUID) -> dict[str, str]:
    """Number of an order whose slot stands -> the recipe of its therapy."""
    held = holds(organisation_id).filter(state__in=STANDING).order_by().values("order")
    rows = TreatmentOrder.objects.filter(organisation_id=organisation_id, id__in=held)
    return dict(rows.values_list("number", "therapy__recipe"))


@dataclass(frozen=True, slots=True)
class KeptPromise:
    """A promise beside what came of it."""

    number: str
    promised: datetime
    fact: datetime

    @property
    def is_kept(self) -> bool:
        """Whether it was ready no later than promised."""
        return self.fact <= self.promised


def kept_promises(organisation_id: UUID) -> list[KeptPromise]:
    """Promises whose outcome is known, the oldest first."""
    rows = holds(organisation_id).filter(state=HoldState.DONE).order_by("ends_at", "id")
    return [KeptPromise(each.number, each.ends_at, each.kept_on) for each in rows if each.kept_on is not None]
