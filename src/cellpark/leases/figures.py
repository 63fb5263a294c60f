"""Figures of a letting office: occupancy and vacancy by month, expiries by month, the rent roll of a day.

Every figure is a sum over rooms and days, computed by the database; the number of queries does not grow with the rooms.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, LiteralString
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet, Sum

from cellpark.base.scope import current_scope
from cellpark.kernel.interval import Interval
from cellpark.kernel.months import add_months
from cellpark.kernel.problem import Problem, Refused
from cellpark.leases.models import AskingRent, Lease, LeaseRoom
from cellpark.leases.queries import names_of, rent_leases
from cellpark.leases.states import IN_FORCE, LeaseState
from cellpark.rent import public as rent

CENT = Decimal("0.01")
# rooms with the same days are summed first: there are few such groups, however many rooms there are
_STAND: LiteralString = """
WITH m AS (SELECT g::date AS first, (g + interval '1 month')::date AS past
           FROM generate_series(%s::date, %s::date, interval '1 month') g),
     r AS (SELECT use, valid_from AS since, valid_until AS until, sum(area_net_m2) AS area
           FROM premises_room WHERE organisation_id = %s AND (kind <> 'bench' OR inside = '') GROUP BY 1, 2, 3)
SELECT m.first, r.use, sum(r.area * (least(coalesce(r.until, m.past), m.past) - greatest(r.since, m.first)))
FROM m JOIN r ON r.since < m.past AND (r.until IS NULL OR r.until > m.first) GROUP BY 1, 2
"""
_TAKEN: LiteralString = """
WITH m AS (SELECT g::date AS first, (g + interval '1 month')::date AS past
           FROM generate_series(%s::date, %s::date, interval '1 month') g),
     t AS (SELECT p.id, p.kind, p.building_id, p.floor, p.code, p.inside, p.use, p.area_net_m2, t.starts_on, t.ends_on
           FROM leases_leaseroom t JOIN leases_lease l ON l.id = t.lease_id JOIN premises_room p ON p.number = t.room_id
           WHERE t.organisation_id = %s AND l.state <> 'approved'),
     -- the area of a bench is a part of its room: it counts with its room's use, on days on which the room is not let
     b AS (SELECT t.id, t.area_net_m2, t.starts_on, t.ends_on,
                  (SELECT o.use FROM premises_room o WHERE o.building_id = t.building_id AND o.floor = t.floor
                   AND o.code = t.inside AND o.kind = 'room' AND o.valid_from <= t.starts_on
                   ORDER BY o.valid_from DESC LIMIT 1) AS use,
                  coalesce((SELECT range_agg(daterange(o.starts_on, o.ends_on)) FROM t o
                            WHERE o.building_id = t.building_id AND o.floor = t.floor AND o.code = t.inside
                            AND o.kind = 'room'), '{}') AS whole
           FROM t WHERE t.kind = 'bench' AND t.inside <> ''),
     r AS (SELECT use, starts_on AS since, ends_on AS until, sum(area_net_m2) AS area
           FROM t WHERE kind <> 'bench' OR inside = '' GROUP BY 1, 2, 3
           UNION ALL
           SELECT b.use, lower(d), upper(d), b.area_net_m2
           FROM b, unnest(datemultirange(daterange(b.starts_on, b.ends_on)) - b.whole) d)
SELECT m.first, r.use, sum(r.area * (least(coalesce(r.until, m.past), m.past) - greatest(r.since, m.first)))
FROM m JOIN r ON r.since < m.past AND (r.until IS NULL OR r.until > m.first) GROUP BY 1, 2
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class UseMonth:
    """Rooms of one use in one month: square metres times days that exist and that are let, and what is asked.

    ``loss`` is the vacant area times the asking rent times the part of the month, in CNY without tax; None where
    nothing is asked for this use.
    """

    use: str
    stand: Decimal
    let: Decimal
    days: int
    asking: Decimal | None

    @property
    def vacant_m2(self) -> Decimal:
        """The area that is vacant on the average day of the month."""
        return ((self.stand - self.let) / self.days).quantize(CENT, rounding=ROUND_HALF_UP)

    @property
    def loss(self) -> Decimal | None:
        """What the vacant area would have brought."""
        if self.asking is None:
            return None
        return ((self.stand - self.let) * self.asking / self.days).quantize(CENT, rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """One month of the park."""

    first: date
    uses: tuple[UseMonth, ...]

    @property
    def share(self) -> Decimal | None:
        """The let part of what exists, in hundredths of a percent; None where nothing exists."""
        stand = sum((each.stand for each in self.uses), Decimal(0))
        let = sum((each.let for each in self.uses), Decimal(0))
        return None if not stand else (let / stand * 100).quantize(CENT, rounding=ROUND_HALF_UP)

    @property
    def vacant_m2(self) -> Decimal:
        """The vacant area of the average day."""
        return sum((each.vacant_m2 for each in self.uses), Decimal(0))

    @property
    def loss(self) -> Decimal:
        """Vacancy loss in CNY without tax, of the uses for which something is asked."""
        return sum((each.loss or Decimal(0) for each in self.uses), Decimal(0))


def occupancy(operator_id: UUID, *, first: date, months: int) -> tuple[Month, ...]:
    """Occupancy and vacancy loss of an operator's rooms by month, from the month of ``first`` on. Four queries."""
    start = first.replace(day=1)
    last = add_months(start, months - 1)
    assert current_scope().covers(operator_id), "figures are the operator's own"
    stand, taken = (_sums(query, start, last, operator_id) for query in (_STAND, _TAKEN))
    rates = list(AskingRent.objects.filter(organisation_id=operator_id).order_by("since", "recorded_at", "id"))
    found = []
    for number in range(months):
        month = add_months(start, number)
        days = (add_months(start, number + 1) - month).days
        uses = sorted(use for first_day, use in stand if first_day == month)
        found.append(
            Month(
                first=month,
                uses=tuple(
                    UseMonth(
                        use=use,
                        stand=stand[month, use],
                        let=taken.get((month, use), Decimal(0)),
                        days=days,
                        asking=asked(rates, use, month),
                    )
                    for use in uses
                ),
            )
        )
    return tuple(found)


def asked(rates: Iterable[AskingRent], use: str, day: date) -> Decimal | None:
    """What was asked for a use on a day; ``rates`` in the order of their days and records."""
    found: Decimal | None = None
    for each in rates:
        if each.use == use and each.since <= day:
            found = each.rate
    return found


def asking_rents() -> "QuerySet[AskingRent]":
    """What is and was asked, the latest first."""
    rows: QuerySet[AskingRent] = AskingRent.objects.order_by("-since", "use", "-recorded_at")
    return rows


def _sums(query: LiteralString, first: date, last: date, operator: UUID) -> dict[tuple[date, str], Decimal]:
    with connection.cursor() as cursor:
        cursor.execute(query, [first, last, operator])
        return {(month, use): Decimal(total) for month, use, total in cursor.fetchall()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Expiry:
    """The leases that end in a month, and the area that becomes free with them."""

    first: date
    leases: int
    area_m2: Decimal


def expiries(operator_id: UUID, *, first: date, months: int) -> tuple[Expiry, ...]:
    """How many leases in force end by month, and how much net area; renewals that both signed are left out."""
    start = first.replace(day=1)
    rows = (
        LeaseRoom.objects.filter(
            organisation_id=operator_id,
            lease__state__in=IN_FORCE,
            ends_on__gt=start,
            ends_on__lte=add_months(start, months),
        )
        .exclude(lease__successors__state__in=IN_FORCE)
        .values_list("lease_id", "ends_on")
        .annotate(area=Sum("room__area_net_m2"))
    )
    held: dict[date, tuple[set[UUID], Decimal]] = {}
    for lease_id, ends_on, area in rows:
        # a lease up to the first of a month has its last day in the month before
        month = (ends_on - timedelta(days=1)).replace(day=1)
        which, sum_ = held.get(month, (set(), Decimal(0)))
        held[month] = (which | {lease_id}, sum_ + area)
    found = []
    for number in range(months):
        month = add_months(start, number)
        which, area = held.get(month, (set(), Decimal(0)))
        found.append(Expiry(first=month, leases=len(which), area_m2=area))
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class RollLine:
    """One lease on the rent roll of a day: its rooms, its area, the rent of the month, the deposit that was agreed.

    ``month`` is what all recurring terms bill for the calendar month of the day, with tax; ``per_m2`` the rent alone,
    without tax, for one square metre. ``problem`` says why they cannot be computed, such as a slip in an index value;
    then the amounts are None.
    """

    lease: Lease
    tenant: str
    rooms: int
    area_m2: Decimal
    rent: Decimal | None = None
    service: Decimal | None = None
    month: Decimal | None = None
    per_m2: Decimal | None = None
    deposit: Decimal | None = None
    problem: Problem | None = None


def rent_roll(day: date, rows: "QuerySet[Lease]") -> list[RollLine]:
    """The leases among ``rows`` that hold on ``day``, with what they bring in its month. Four queries.

    A lease that cannot be computed stands there with its problem and hides none of the others.
    """
    held = rows.exclude(state__in=(LeaseState.DRAFT, LeaseState.APPROVED, LeaseState.WITHDRAWN))
    held = held.filter(rooms__starts_on__lte=day, rooms__ends_on__gt=day).distinct().order_by("number")
    found = list(held.prefetch_related("versions"))
    areas = _areas(found, day)
    names = names_of(row.tenant_id for row in found)
    month = Interval(day.replace(day=1), add_months(day.replace(day=1), 1))
    return [_line(row, said, areas, names, month) for row, said in rent_leases(found)]


def _areas(rows: Sequence[Lease], day: date) -> dict[UUID, tuple[int, Decimal]]:
    rooms = LeaseRoom.objects.filter(lease_id__in=[row.id for row in rows], starts_on__lte=day, ends_on__gt=day)
    columns = ("lease_id", "room__building_id", "room__floor", "room__code", "room__inside", "room__area_net_m2")
    taken = list(rooms.values_list(*columns))
    whole = {row[:4] for row in taken}
    found: dict[UUID, tuple[int, Decimal]] = {}
    for lease_id, building, floor, _code, inside, area in taken:
        count, total = found.get(lease_id, (0, Decimal(0)))
        # the area of a bench is a part of its room, which counts once where a lease takes both
        counts = not inside or (lease_id, building, floor, inside) not in whole
        found[lease_id] = (count + 1, total + area if counts else total)
    return found


def _line(
    row: Lease,
    said: rent.Lease,
    areas: Mapping[UUID, tuple[int, Decimal]],
    names: Mapping[UUID, str],
    month: Interval[date],
) -> RollLine:
    rooms, area = areas.get(row.id, (0, Decimal(0)))
    line = RollLine(lease=row, tenant=names.get(row.tenant_id, ""), rooms=rooms, area_m2=area)
    try:
        return _priced(line, said, month)
    except Refused as refused:
        return replace(line, problem=refused.problems[0])


def _priced(line: RollLine, said: rent.Lease, month: Interval[date]) -> RollLine:
    sums: dict[Any, Decimal] = dict.fromkeys(rent.TermKind, Decimal(0))
    gross = Decimal(0)
    for each in rent.bill_lines(said.terms, month, said.index):
        if each.term.kind in (rent.TermKind.RENT, rent.TermKind.SERVICE):
            sums[each.term.kind] += each.net.amount
            gross += each.gross.amount
    deposits = [rent.total_of(term, said.index).amount for term in said.terms if term.kind is rent.TermKind.DEPOSIT]
    net = sums[rent.TermKind.RENT]
    return replace(
        line,
        rent=net,
        service=sums[rent.TermKind.SERVICE],
        month=gross,
        per_m2=(net / line.area_m2).quantize(CENT, rounding=ROUND_HALF_UP) if line.area_m2 else None,
        deposit=sum(deposits, Decimal(0)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class FutureBill:
    """One bill of a lease before anybody is billed: its period, its due day, its lines."""

    number: int
    days: Interval[date]
    due: date
    lines: tuple[rent.Line, ...]

    @property
    def gross(self) -> Decimal:
        """With tax."""
        return sum((each.gross.amount for each in self.lines), Decimal(0))

    @property
    def tax(self) -> Decimal:
        """The tax in it."""
        return sum((each.tax.amount for each in self.lines), Decimal(0))


def preview(said: rent.Lease) -> tuple[FutureBill, ...]:
    """All bills of a lease, line by line, each with its formula."""
    return tuple(
        FutureBill(
            number=number,
            days=period.days,
            due=period.due,
            lines=rent.bill_lines(said.terms, period.days, said.index),
        )
        for number, period in enumerate(rent.periods(said.days, said.cycle), start=1)
    )
