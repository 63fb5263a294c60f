"""The bookings that give way to a lease, told to whoever is about to agree to it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from cellpark.base.actor import Actor
from cellpark.booking import public as booking
from cellpark.leases import public as leases
from cellpark.leases.public import Lease, LeaseVersion, VersionState

SHOWN_MAX = 20


@dataclass(frozen=True, slots=True)
class GivesWay:
    """One of them: the room, when, and to the park alone whose it is and where it stands.

    ``joined``: it is no room of the lease but was booked together with one.
    """

    name: str
    times: str
    who: str = ""
    href: str = ""
    joined: bool = False


@dataclass(frozen=True, slots=True)
class GivingWay:
    """How many there are of the rooms of the lease, how many go together with them, and the first that are named.

    ``named``: how many the reader may know one by one. ``bundled``: some are parts of bundles, of which other owners
    may have let the rest.
    """

    count: int = 0
    joined: int = 0
    named: int = 0
    bundled: bool = False
    lines: tuple[GivesWay, ...] = ()

    @property
    def more(self) -> int:
        """How many are not listed."""
        return self.named - len(self.lines)


def giving_way(row: Lease, actor: Actor, *, versions: Sequence[LeaseVersion] | None = None) -> GivingWay:
    """What is cancelled as soon as both sides agreed to the version that waits, or to take the notice back."""
    known = leases.versions_of(row) if versions is None else versions
    version = next((each for each in known if each.state in (VersionState.DRAFT, VersionState.APPROVED)), None)
    if version is None:
        version = next((each for each in known if each.number == row.current), None) if row.leaves_on else None
    if version is None:
        return GivingWay()
    found = booking.displaced_by(leases.rooms_said(version), owner=row.organisation_id, tenant=row.tenant_id)
    own = actor.organisation_id == row.organisation_id
    # that more goes with a room the tenant is told; what and where is no business of a tenant
    named = [each for each in found if own or each.part is None]
    shown = named[:SHOWN_MAX]
    # another company's bookings are no business of the tenant: it reads when the room is taken, as in the calendar
    names = booking.names_of(each.booking.company_id for each in shown) if own else {}
    lines = tuple(
        GivesWay(
            row.resource.name,
            " – ".join(booking.shown(at, row.resource.terms) for at in (row.starts_at, row.ends_at)),
            names.get(row.company_id, ""),
            reverse("booking_one", args=[row.id]) if own else "",
            joined=each.part is not None,
        )
        for each, row in ((each, each.booking) for each in shown)
    )
    joined = sum(1 for each in found if each.part is not None)
    bundled = any(each.booking.bundle is not None for each in found)
    return GivingWay(len(found) - joined, joined, len(named), bundled, lines)
