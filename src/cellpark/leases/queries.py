"""Reading leases: what is let, to whom, on which terms, what is billed."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet, Sum

from cellpark.base.fields import in_reader_language
from cellpark.base.scope import widened
from cellpark.identity.public import Organisation
from cellpark.kernel.interval import Interval
from cellpark.leases.composing import Agreed, composed
from cellpark.leases.events import RoomDays
from cellpark.leases.folds import room_days
from cellpark.leases.models import Hold, IndexValue, Lease, LeaseRoom, LeaseVersion
from cellpark.leases.states import BILLED, LeaseState, OccupationState, VersionState
from cellpark.rent import public as rent

_BATCH = 500

Lettings = tuple[int, ...]
"""What ``lettings_version`` says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occupation:
    """A room that is taken on some days: by which lease or hold (``number``), for whom, and how.

    ``lease_id`` and ``tenant_id`` are None where it is held for somebody who is no organisation here yet.
    """

    room_id: UUID
    lease_id: UUID | None
    number: str
    tenant_id: UUID | None
    tenant_name: str
    state: OccupationState
    start: date
    end: date | None
    hold_id: UUID | None = None


def leases() -> "QuerySet[Lease]":
    """The leases in sight; a tenant sees those that were approved for it."""
    rows: QuerySet[Lease] = Lease.objects.all()
    return rows


def lease(lease_id: UUID) -> Lease:
    """One lease in sight; raises ``DoesNotExist``."""
    row: Lease = Lease.objects.get(id=lease_id)
    return row


def leases_of(tenant_id: UUID) -> "QuerySet[Lease]":
    """The leases of one tenant, the newest first."""
    rows: QuerySet[Lease] = Lease.objects.filter(tenant_id=tenant_id).order_by("-starts_on", "number")
    return rows


def versions_of(row: Lease) -> list[LeaseVersion]:
    """The versions of a lease in sight, the first one first."""
    return list(row.versions.order_by("number"))


def rooms_said(version: LeaseVersion) -> tuple[RoomDays, ...]:
    """The rooms of a version with their days, whether it is agreed yet or not."""
    return tuple(room_days(each) for each in version.rooms)


def holds() -> "QuerySet[Hold]":
    """The holds in sight."""
    rows: QuerySet[Hold] = Hold.objects.all()
    return rows


def hold(hold_id: UUID) -> Hold:
    """One hold in sight; raises ``DoesNotExist``."""
    row: Hold = Hold.objects.get(id=hold_id)
    return row


def index_values() -> "QuerySet[IndexValue]":
    """The index values in sight; of several records of a month the latest holds."""
    rows: QuerySet[IndexValue] = IndexValue.objects.all()
    return rows


def published(operator_id: UUID) -> dict[tuple[str, str], Decimal]:
    """The values of an operator's indices that hold. Rents of tenants follow them: they are no secret to a tenant."""
    with widened(operator_id):
        rows = IndexValue.objects.filter(organisation_id=operator_id).order_by("recorded_at", "id")
        return {(name, month): figure for name, month, figure in rows.values_list("name", "month", "figure")}


def rent_lease(row: Lease, *, with_pending: bool = False) -> rent.Lease:
    """What bills are computed from: the agreed versions, the days up to a notice, the published index values.

    ``with_pending`` counts a version that waits as agreed: what the lease would cost.
    """
    return _rent(row, list(row.versions.all()), published(row.organisation_id), with_pending=with_pending)


def _rent(row: Lease, versions: Iterable[LeaseVersion], index: rent.Index, *, with_pending: bool = False) -> rent.Lease:
    waiting = {VersionState.DRAFT, VersionState.APPROVED} if with_pending else set()
    counted = sorted(versions, key=lambda each: each.number)
    agreed = [each for each in counted if each.state == VersionState.AGREED or each.state in waiting]
    # a lease that nobody agreed to yet says what it would cost
    agreed = agreed or counted[:1]
    until = row.until if agreed[-1].state == VersionState.AGREED else agreed[-1].until
    said = [Agreed(each.number, each.since, each.form) for each in agreed]
    return composed(said, until=until, index=index)


def rent_leases(rows: Iterable[Lease]) -> Iterator[tuple[Lease, rent.Lease]]:
    """Many leases with what their bills are computed from, in a number of queries that does not grow with them."""
    values: dict[UUID, dict[tuple[str, str], Decimal]] = {}
    for row in rows:
        if row.organisation_id not in values:
            values[row.organisation_id] = published(row.organisation_id)
        yield row, _rent(row, row.versions.all(), values[row.organisation_id])


def billable(until: date) -> "QuerySet[Lease]":
    """The leases that both sides signed and of which some day or some due day lies before ``until``.

    What is owed in advance is due before the first day, at most a year: the lease file says when. Their versions come
    with them.
    """
    horizon = date(until.year + 1, until.month, 1)
    rows: QuerySet[Lease] = Lease.objects.filter(state__in=BILLED, starts_on__lt=horizon)
    return rows.prefetch_related("versions").order_by("number")


def occupations(
    *, since: date, until: date, rooms: Collection[UUID] | None = None, tenants: bool = True
) -> tuple[Occupation, ...]:
    """What is taken on any day from ``since`` up to, not including, ``until``: by leases approved or more, and holds.

    The days of a tenant's works are an occupation of their own. ``rooms`` asks for these alone; without ``tenants``
    nobody is named.
    """
    taken = LeaseRoom.objects.filter(Q(ends_on=None) | Q(ends_on__gt=since), starts_on__lt=until)
    if rooms is not None:
        taken = taken.filter(room__id__any_of=list(rooms))
    columns = (
        *("room__id", "lease_id", "hold_id", "lease__number", "hold__number", "lease__tenant_id", "hold__tenant_id"),
        *("hold__for_whom", "hold__until", "lease__state", "starts_on", "ends_on", "fit_out_until"),
    )
    rows = list(taken.order_by("room_id", "starts_on").values_list(*columns))
    names = names_of({each for row in rows for each in row[5:7] if each is not None}) if tenants else {}
    found: list[Occupation] = []
    for row in rows:
        found += _occupation(row, names, since, until)
    return tuple(found)


def lettings_version() -> Lettings:
    """Numbers that differ once a lease or a hold in sight has moved on, for those who keep what they counted.

    Neither is ever deleted and versions only grow, so the same numbers mean the same rows.
    """
    counted = (kind.objects.aggregate(rows=Count("id"), moved=Sum("version")) for kind in (Lease, Hold))
    return tuple(number or 0 for each in counted for number in each.values())


def _occupation(row: Sequence[object], names: Mapping[UUID, str], since: date, until: date) -> Iterator[Occupation]:
    room, lease_id, hold_id, lease_number, hold_number, tenant, held_for, whom, held_until, state, start, end, works = (
        row
    )
    whose: UUID | None = tenant or held_for  # type: ignore[assignment]
    held = lease_id is None or state == LeaseState.APPROVED
    pieces: list[tuple[OccupationState, date, date | None]] = []
    if held:
        # a hold keeps a room for all days to come, but only until its own last day
        pieces.append((OccupationState.HELD, start, end if hold_id is None else held_until))  # type: ignore[arg-type]
    elif works is not None:
        pieces += [(OccupationState.FIT_OUT, start, works), (OccupationState.LET, works, end)]  # type: ignore[list-item]
    else:
        pieces.append((OccupationState.LET, start, end))  # type: ignore[arg-type]
    for how, first, last in pieces:
        if first < until and (last is None or last > since) and first != last:
            yield Occupation(
                room_id=room,  # type: ignore[arg-type]
                lease_id=lease_id,  # type: ignore[arg-type]
                hold_id=hold_id,  # type: ignore[arg-type]
                number=str(lease_number or hold_number),
                tenant_id=whose,
                tenant_name=names.get(whose, "") if whose is not None else str(whom or ""),
                state=how,
                start=first,
                end=last,
            )


def names_of(ids: Iterable[UUID]) -> dict[UUID, str]:
    """The names of the organisations on the leases that somebody sees, in the reader's language."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    with widened(*wanted):
        rows = Organisation.objects.filter(id__any_of=wanted).values_list("id", "name_zh", "name_en")
        return {each: in_reader_language(*both) for each, *both in rows}


def rooms_of(rows: Iterable[Lease]) -> dict[UUID, list[LeaseRoom]]:
    """The rooms that leases take, with what is known of each room where the reader may see it."""
    found: dict[UUID, list[LeaseRoom]] = {}
    taken = LeaseRoom.objects.filter(lease_id__in=[row.id for row in rows]).order_by("room_id", "starts_on")
    for each in taken:
        found.setdefault(each.lease_id, []).append(each)
    return found


def with_versions(rows: "QuerySet[Lease]") -> "QuerySet[Lease]":
    """The same leases with their versions, in one further query."""
    return rows.prefetch_related(Prefetch("versions", queryset=LeaseVersion.objects.order_by("number")))


def free_rooms(*, start: date, end: date | None) -> Q:
    """The condition of rooms (``premises.Room``) that nobody takes on any of these days."""
    taken = LeaseRoom.objects.filter(Q(ends_on=None) | Q(ends_on__gt=start))
    if end is not None:
        taken = taken.filter(starts_on__lt=end)
    return ~Q(number__in=taken.values("room_id"))


def days_of(row: Lease) -> Interval[date]:
    """The days of a lease, up to a notice."""
    return Interval(row.starts_on, row.until)
