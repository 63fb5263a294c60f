"""The leases whose bills may say something else than the lease does now, and were not corrected since."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Max, Q

from cellpark.billing.models import Bill, BillLine, CreditNote
from cellpark.billing.states import BillKind, CreditState
from cellpark.kernel.identifier import earliest_id
from cellpark.leases.public import IndexValue, Lease, LeaseVersion, VersionState


@dataclass(slots=True)
class _Seen:
    """What a lease was billed: up to which day by the version of the bill; the last correction and its last note."""

    until: dict[int, date] = field(default_factory=dict)
    corrected: UUID | None = None
    noted: UUID | None = None


def amended_leases(organisation_id: UUID) -> list[Lease]:
    """The leases that were amended for days that were billed, that end before such days, or whose end was taken back.

    One that was corrected after its last such change is not among them, whatever was billed of it since. Those of which
    a line waited for a value of an index that is published now are.
    """
    rows = Lease.objects.filter(organisation_id=organisation_id)
    followed = _followed(organisation_id)
    changed = (
        rows.filter(id__in=followed)
        | rows.filter(current__gt=1)
        | rows.filter(leaves_on__lt=F("ends_on"))
        | rows.filter(back_at__isnull=False)
    )
    leases = list(changed.order_by("number"))
    seen = _seen({each.id for each in leases})
    later = LeaseVersion.objects.filter(lease__in=[each for each in leases if each.id in seen], number__gt=1)
    versions: dict[UUID, list[LeaseVersion]] = defaultdict(list)
    for each in later.filter(state=VersionState.AGREED):
        versions[each.lease_id].append(each)
    return [
        each
        for each in leases
        if each.id in followed
        or (
            each.id in seen and any(_open(at, seen[each.id]) for at in _changes(each, versions[each.id], seen[each.id]))
        )
    ]


def _followed(organisation_id: UUID) -> set[UUID]:
    """The leases with a standing line that waited for a value which somebody recorded since."""
    values = (
        IndexValue.objects.filter(organisation_id=organisation_id).order_by().values_list("name", "month").distinct()
    )
    known = list(values)
    if not known:
        return set()
    linked = Q()
    for name in {name for name, _month in known}:
        linked |= Q(form__contains={"terms": [{"index": {"name": name}}]})
    versions = LeaseVersion.objects.filter(linked, organisation_id=organisation_id, state=VersionState.AGREED)
    waited = BillLine.objects.filter(lease_id__in=set(versions.order_by().values_list("lease_id", flat=True)))
    lines = waited.filter(awaits__in=[f"{name} {month}" for name, month in known]).exclude(credits__void=False)
    return set(lines.order_by().values_list("lease_id", flat=True))


def _seen(leases: Collection[UUID]) -> Mapping[UUID, _Seen]:
    found: dict[UUID, _Seen] = defaultdict(_Seen)
    bills = Bill.objects.filter(lease_id__in=leases).order_by()
    for lease, version, until in bills.values_list("lease_id", "lease_version").annotate(Max("until")):
        found[lease].until[version] = until
    again = bills.filter(kind=BillKind.CORRECTION).order_by("lease_id", "-id").distinct("lease_id")
    for lease, bill in again.values_list("lease_id", "id"):
        found[lease].corrected = bill
    notes = CreditNote.objects.filter(bill__lease_id__in=leases, correcting=True, state=CreditState.ISSUED)
    last = notes.order_by("bill__lease_id", "-id").distinct("bill__lease_id")
    for lease, note in last.values_list("bill__lease_id", "id"):
        found[lease].noted = note
    return found


def _changes(lease: Lease, versions: Collection[LeaseVersion], seen: _Seen) -> Iterator[datetime | None]:
    """The moments at which a lease began to say something else of days that were billed; None where nobody knows."""
    for each in versions:
        if any(number < each.number and until > each.since for number, until in seen.until.items()):
            signed = (each.operator_signed_at, each.tenant_signed_at)
            yield max((at for at in signed if at is not None), default=None)
    if lease.leaves_on is not None and lease.leaves_on < max(seen.until.values()):
        yield lease.notice_at
    # nothing was cut to a notice that no note followed
    if lease.leaves_on is None and lease.back_at is not None and seen.noted is not None:
        yield lease.back_at


def _open(changed_at: datetime | None, seen: _Seen) -> bool:
    """Whether no correction followed a change; ids sort by the moment at which they were made."""
    marks = [each for each in (seen.corrected, seen.noted) if each is not None]
    return changed_at is None or not marks or max(marks) < earliest_id(changed_at)
