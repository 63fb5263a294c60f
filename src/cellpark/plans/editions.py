"""Which times and which policy hold on a day: the newest approved edition that has begun."""

from datetime import date
from functools import lru_cache
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import localdate

from cellpark.base.time import now
from cellpark.kernel.problem import Problem, Refused
from cellpark.planning.simulation.plant import Plant, read_plant
from cellpark.plans.files import content_of
from cellpark.plans.models import Edition
from cellpark.plans.policy import HOLD_HOURS, PolicyFile, read_policy
from cellpark.plans.states import EditionKind, EditionState

FILES_HELD = 16


def editions(organisation_id: UUID, kind: EditionKind) -> QuerySet[Edition]:
    """All editions of a kind in sight, the newest first."""
    rows: QuerySet[Edition] = Edition.objects.filter(organisation_id=organisation_id, kind=kind)
    return rows.order_by("-since", "-proposed_at")


def edition_row(edition_id: UUID) -> Edition:
    """One edition in sight; raises ``DoesNotExist``."""
    row: Edition = Edition.objects.get(id=edition_id)
    return row


def edition_text(row: Edition) -> str:
    """What an edition says, byte for byte as it was proposed."""
    return content_of(row.organisation_id, row.sha256).decode()


def in_force(organisation_id: UUID, kind: EditionKind, day: date | None = None) -> Edition | None:
    """The edition that holds on a day; of two that begin on one day the one that was approved last."""
    rows = editions(organisation_id, kind).filter(state=EditionState.APPROVED, since__lte=day or localdate(now()))
    found: Edition | None = rows.order_by("-since", "-decided_at").first()
    return found


def times_in_force(organisation_id: UUID, day: date | None = None) -> tuple[Plant, Edition]:
    """The times of a plant. Raises ``Refused(plans.times.none)`` where none were approved."""
    row = in_force(organisation_id, EditionKind.TIMES, day)
    if row is None:
        raise Refused(Problem("plans.times.none"))
    return _times(organisation_id, row.sha256), row


@lru_cache(maxsize=FILES_HELD)
def _times(organisation_id: UUID, digest: str) -> Plant:
    """A content never changes, and is read at each look at a plan."""
    return read_plant(content_of(organisation_id, digest))


def policy_in_force(organisation_id: UUID, day: date | None = None) -> tuple[PolicyFile, Edition]:
    """By which rules plans are changed. Raises ``Refused(plans.policy.none)`` where nobody signed any."""
    row = in_force(organisation_id, EditionKind.POLICY, day)
    if row is None:
        raise Refused(Problem("plans.policy.none"))
    return read_policy(content_of(organisation_id, row.sha256)), row


def hold_hours(organisation_id: UUID) -> int:
    """How long a slot is kept for an order that is not submitted: by the policy in force, or as long as usual."""
    row = in_force(organisation_id, EditionKind.POLICY)
    return HOLD_HOURS if row is None else read_policy(content_of(organisation_id, row.sha256)).hold_hours
