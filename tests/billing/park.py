"""A park with an operator, two tenants, and leases that are written as if everybody had signed them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.time import now
from cellpark.billing import public as billing
from cellpark.identity.public import Organisation, OrganisationKind, Role
from cellpark.kernel.interval import Interval
from cellpark.leases.public import Lease, LeaseVersion
from tests.people import acting, organisation, person

RENT = {"key": "rent", "kind": "rent", "basis": "month", "rate": "10000.00", "tax": "0.09", "room": "A-101"}


@dataclass
class Park:
    """Who acts in the tests."""

    operator: Organisation
    tenant: Organisation
    other: Organisation
    staff: Actor
    manager: Actor
    second: Actor
    member: Actor
    leases: int = 0

    def lease(
        self,
        number: str = "L-1",
        *,
        since: date = date(2026, 9, 1),
        until: date = date(2027, 9, 1),
        terms: tuple[dict[str, Any], ...] = (RENT,),
        tenant: Organisation | None = None,
        cycle: dict[str, Any] | None = None,
        late: dict[str, Any] | None = None,
    ) -> Lease:
        form = {
            "format": "cellpark.lease/1",
            "lease": number,
            "since": since.isoformat(),
            "until": until.isoformat(),
            "currency": "CNY",
            "cycle": cycle or {"every_months": 1, "months": "calendar", "in_advance": True, "due_days": 4},
            "terms": list(terms),
        }
        row = Lease(
            id=new_id(),
            organisation=self.operator,
            parties=[(tenant or self.tenant).id],
            number=number,
            tenant=tenant or self.tenant,
            state="running",
            starts_on=since,
            ends_on=until,
            notice_days=90,
        )
        row.save(force_insert=True)
        self.version(row, 1, since, form | ({} if late is None else {"late": late}))
        return row

    def version(self, row: Lease, number: int, since: date, form: dict[str, Any]) -> None:
        """A version that both sides agreed to."""
        LeaseVersion.objects.create(
            id=f"{row.id}/{number}",
            organisation_id=row.organisation_id,
            parties=row.parties,
            lease=row,
            number=number,
            state="agreed",
            since=since,
            until=row.ends_on,
            text="",
            form=form,
            drafted_at=now(),
        )
        Lease.objects.filter(id=row.id).update(current=number)

    def charge(self, source: str, net: str = "100.00", *, tenant: Organisation | None = None) -> billing.Charge:
        return billing.post_charge(
            actor=self.staff,
            organisation_id=self.operator.id,
            debtor_id=(tenant or self.tenant).id,
            days=Interval(date(2026, 10, 1), date(2026, 11, 1)),
            text_zh="\u7535\u8d39",
            text_en="Electricity",
            net=Decimal(net),
            tax=Decimal("0.13"),
            source_kind="meter",
            source_id=source,
        )

    def run(self, until: date = date(2026, 11, 22)) -> billing.Run:
        return billing.run_billing(actor=self.staff, until=until)

    def bills(self) -> list[billing.Bill]:
        return list(billing.Bill.objects.order_by("number"))


def make_park() -> Park:
    operator = organisation("Park", OrganisationKind.OPERATOR)
    tenant, other = organisation("Tenant"), organisation("Other")
    return Park(
        operator=operator,
        tenant=tenant,
        other=other,
        staff=acting(person("staff@example.org", Role.PARK_STAFF, within=operator)),
        manager=acting(person("manager@example.org", Role.PARK_MANAGER, within=operator)),
        second=acting(person("second@example.org", Role.PARK_MANAGER, within=operator)),
        member=acting(person("member@example.org", Role.MEMBER, within=tenant)),
    )
