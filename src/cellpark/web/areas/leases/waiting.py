"""What of leases waits for somebody, on the first page after sign-in."""

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.base.actor import Actor
from cellpark.leases import public as leases
from cellpark.leases.public import LeasePermission, LeaseState, LeaseVersion, VersionState
from cellpark.web.areas.leases.standing import EXPIRING_DAYS
from cellpark.web.pages.waiting import Task, end_of

SHOWN_MAX = 8


def tasks(actor: Actor) -> list[Task]:
    """Drafts to approve, leases to sign, and leases that end soon with nothing after them."""
    if actor.organisation_id is None:
        return []
    versions = _versions(actor, actor.organisation_id)
    ending = _ending(actor.organisation_id) if actor.may(LeasePermission.DRAFT) else []
    names = leases.names_of([*(each.lease.tenant_id for each in versions), *(tenant for *_rest, tenant in ending)])
    return [
        *(_of_version(each, names) for each in versions),
        *(
            Task(
                _("Renew %(number)s or let it end") % {"number": number},
                names.get(tenant, ""),
                reverse("lease", args=[identity]),
                "waiting",
                end_of(until),
            )
            for identity, number, until, tenant in ending
        ),
    ]


def _versions(actor: Actor, house: UUID) -> list[LeaseVersion]:
    """Versions that this reader may approve or sign now."""
    wanted = Q(pk__in=())
    own = Q(lease__organisation_id=house)
    if actor.may(LeasePermission.APPROVE):
        # nobody approves what they drafted
        wanted |= own & Q(state=VersionState.DRAFT) & ~Q(drafted_by=actor.person_id)
        wanted |= own & Q(state=VersionState.APPROVED, operator_signature=None)
    if actor.may(LeasePermission.SIGN):
        wanted |= Q(lease__tenant_id=house, state=VersionState.APPROVED, tenant_signature=None)
    return list(LeaseVersion.objects.filter(wanted).select_related("lease").order_by("since", "id")[:SHOWN_MAX])


def _of_version(version: LeaseVersion, names: Mapping[UUID, str]) -> Task:
    draft = version.state == VersionState.DRAFT
    number = {"number": version.lease.number}
    return Task(
        _("Approve the lease %(number)s") % number if draft else _("Sign the lease %(number)s") % number,
        names.get(version.lease.tenant_id, ""),
        reverse("lease", args=[version.lease_id]),
        "waiting",
        end_of(version.since),
    )


def _ending(house: UUID) -> list[tuple[UUID, str, date, UUID]]:
    rows = (
        leases.leases()
        .filter(
            organisation_id=house,
            state=LeaseState.RUNNING,
            leaves_on=None,
            ends_on__lte=leases.today() + timedelta(days=EXPIRING_DAYS),
        )
        .exclude(Q(successors__isnull=False) & ~Q(successors__state=LeaseState.WITHDRAWN))
    )
    return list(rows.order_by("ends_on").values_list("id", "number", "ends_on", "tenant_id")[:SHOWN_MAX])


TASKS = tasks
