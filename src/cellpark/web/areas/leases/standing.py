"""How a lease stands: colour, word, and what is true now, what comes next, who acts, by when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cellpark.base.actor import Actor
from cellpark.leases import public as leases
from cellpark.leases.public import IN_FORCE, Lease, LeasePermission, LeaseState, LeaseVersion, VersionState, words
from cellpark.web.pages import formats
from cellpark.web.pages.tables import State

EXPIRING_DAYS = 180
_COLOURS = {
    LeaseState.DRAFT: "planned",
    LeaseState.APPROVED: "waiting",
    LeaseState.SIGNED: "planned",
    LeaseState.RUNNING: "running",
    LeaseState.ENDED: "done",
    LeaseState.RENEWED: "done",
    LeaseState.TERMINATED: "stopped",
    LeaseState.WITHDRAWN: "stopped",
}
_VERSION = {
    VersionState.DRAFT: "planned",
    VersionState.APPROVED: "waiting",
    VersionState.AGREED: "done",
    VersionState.WITHDRAWN: "stopped",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """An act that this reader may do now."""

    label: object
    href: str
    look: str = "plain"


def expires_soon(row: Lease, day: date) -> bool:
    """Whether it is time to speak about what follows: half a year before the end, or the days of notice if longer."""
    return row.state == LeaseState.RUNNING and row.until - day <= timedelta(days=max(EXPIRING_DAYS, row.notice_days))


def lease_state(row: Lease, day: date) -> State:
    """Where a lease stands; that it expires is said beside it."""
    state = LeaseState(row.state)
    if expires_soon(row, day):
        return State("waiting", _("Ends by notice") if row.leaves_on is not None else _("Expiring"))
    return State(_COLOURS[state], words.LEASE_STATES[state])


def version_state(row: LeaseVersion) -> State:
    """Where a version stands."""
    state = VersionState(row.state)
    return State(_VERSION[state], words.VERSION_STATES[state])


def truth(row: Lease, versions: Sequence[LeaseVersion], names: Mapping[UUID, str]) -> dict[str, object]:
    """What is true now, what comes next, who acts, by when."""
    state = LeaseState(row.state)
    tenant, park = names.get(row.tenant_id, ""), names.get(row.organisation_id, "")
    waiting = next((each for each in versions if each.state in (VersionState.DRAFT, VersionState.APPROVED)), None)
    said = {"tenant": tenant, "since": formats.day(row.starts_on), "until": formats.day(row.until)}
    now = _("%(tenant)s rents from %(since)s up to %(until)s.") % said
    if waiting is not None:
        return {"now": now, **_waiting(waiting, tenant, park)}
    if state is LeaseState.SIGNED:
        return {"now": now, "next": _("It starts by itself"), "who": "", "by": moment_of(row.starts_on)}
    if state is LeaseState.RUNNING and row.leaves_on is not None:
        return {"now": now, "next": _("It ends by notice"), "who": "", "by": moment_of(row.leaves_on)}
    if state is LeaseState.RUNNING:
        renewal = expires_soon(row, leases.today())
        followed = renewal and row.successors.exclude(state=LeaseState.WITHDRAWN).exists()
        following = _("The lease that follows") if followed else _("Renew it or let it end")
        return {"now": now, "next": following if renewal else _("It runs"), "who": park, "by": moment_of(row.ends_on)}
    return {"now": _("The lease is over: %(outcome)s.") % {"outcome": words.LEASE_STATES[state]}}


def _waiting(version: LeaseVersion, tenant: str, park: str) -> dict[str, object]:
    amends = version.number > 1
    if version.state == VersionState.DRAFT:
        following = _("Approve the amendment") if amends else _("Approve the lease")
        return {
            "next": following,
            "who": _("A park manager who did not draft it"),
            "by": moment_of(version.since),
        }
    missing = [
        who
        for who, signature in ((park, version.operator_signature), (tenant, version.tenant_signature))
        if signature is None
    ]
    following = _("Sign the amendment") if amends else _("Sign the lease")
    return {"next": following, "who": ", ".join(missing), "by": moment_of(version.since)}


def moment_of(day: date) -> datetime:
    """The beginning of a day at the site."""
    return datetime.combine(day, time(), tzinfo=ZoneInfo(settings.TIME_ZONE))


_LABELS = {
    "lease_approve": gettext_lazy("Approve"),
    "lease_take_over": gettext_lazy("Take over from paper"),
    "lease_sign_begin": gettext_lazy("Sign"),
    "lease_redraft": gettext_lazy("Change the draft"),
    "lease_renew": gettext_lazy("Renew"),
    "lease_amend": gettext_lazy("Amend"),
    "lease_notice": gettext_lazy("Give notice"),
    "lease_withdraw": gettext_lazy("Withdraw"),
}


def offers(row: Lease, versions: Sequence[LeaseVersion], actor: Actor) -> list[Offer]:
    """The acts that are this reader's now: the next one first."""
    own, tenant = actor.organisation_id == row.organisation_id, actor.organisation_id == row.tenant_id
    waiting = next((each for each in versions if each.state in (VersionState.DRAFT, VersionState.APPROVED)), None)
    found: list[str] = []
    if waiting is not None:
        found += _on_waiting(waiting, actor, own=own, tenant=tenant)
    elif row.state in IN_FORCE and row.leaves_on is None:
        drafts = own and actor.may(LeasePermission.DRAFT)
        found += ["lease_renew", "lease_amend"] if drafts else []
        found += ["lease_notice"] if (own or tenant) and actor.may(LeasePermission.NOTICE) else []
    return [
        Offer(_LABELS[name], reverse(name, args=[row.id]), "plain" if position else "primary")
        for position, name in enumerate(found)
    ]


def _on_waiting(version: LeaseVersion, actor: Actor, *, own: bool, tenant: bool) -> list[str]:
    found: list[str] = []
    draft = version.state == VersionState.DRAFT
    if draft and own and actor.may(LeasePermission.APPROVE) and version.drafted_by != actor.person_id:
        found += ["lease_approve", "lease_take_over"] if version.number == 1 else ["lease_approve"]
    signs = (own and actor.may(LeasePermission.APPROVE) and version.operator_signature is None) or (
        tenant and version.tenant_signature is None
    )
    if not draft and signs and actor.may(LeasePermission.SIGN):
        found.append("lease_sign_begin")
    if own and actor.may(LeasePermission.DRAFT):
        found += ["lease_redraft"] if draft and version.number == 1 else []
        found.append("lease_withdraw")
    return found
