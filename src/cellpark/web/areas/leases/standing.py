"""How a lease stands: colour, word, and what is true now, what comes next, who acts, by when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cellpark.base.actor import Actor
from cellpark.leases import public as leases
from cellpark.leases.public import IN_FORCE, Lease, LeasePermission, LeaseState, LeaseVersion, Side, VersionState, words
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


def asked_back(row: Lease) -> bool:
    """Whether one side waits for the other to take a notice back."""
    return row.leaves_on is not None and row.back_until is not None and row.back_until >= leases.today()


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
        return {"now": now, "next": _("It starts by itself"), "who": "", "by": row.starts_on}
    if state in IN_FORCE and asked_back(row):
        other = tenant if row.back_by == Side.OPERATOR else park
        return {"now": now, "next": _("Agree to take the notice back"), "who": other, "by": row.back_until}
    if state is LeaseState.RUNNING and row.leaves_on is not None:
        return {"now": now, "next": _("It ends by notice"), "who": "", "by": row.leaves_on}
    if state is LeaseState.RUNNING:
        renewal = expires_soon(row, leases.today())
        followed = renewal and row.successors.exclude(state=LeaseState.WITHDRAWN).exists()
        following = _("The lease that follows") if followed else _("Renew it or let it end")
        return {"now": now, "next": following if renewal else _("It runs"), "who": park, "by": row.ends_on}
    return {"now": _("The lease is over: %(outcome)s.") % {"outcome": words.LEASE_STATES[state]}}


def _waiting(version: LeaseVersion, tenant: str, park: str) -> dict[str, object]:
    amends = version.number > 1
    if version.state == VersionState.DRAFT:
        following = _("Approve the amendment") if amends else _("Approve the lease")
        return {
            "next": following,
            "who": _("A park manager who did not draft it"),
            "by": version.since,
        }
    missing = [
        who
        for who, signature in ((park, version.operator_signature), (tenant, version.tenant_signature))
        if signature is None
    ]
    following = _("Sign the amendment") if amends else _("Sign the lease")
    return {"next": following, "who": ", ".join(missing), "by": version.since}


_LABELS = {
    "lease_approve": gettext_lazy("Approve"),
    "lease_take_over": gettext_lazy("Take over from paper"),
    "lease_sign_begin": gettext_lazy("Sign the lease"),
    "lease_redraft": gettext_lazy("Change the draft"),
    "lease_renew": gettext_lazy("Renew"),
    "lease_amend": gettext_lazy("Amend"),
    "lease_notice": gettext_lazy("Give notice"),
    "lease_notice_agree": gettext_lazy("Agree to take the notice back"),
    "lease_notice_back": gettext_lazy("Take the notice back"),
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
    elif row.state in IN_FORCE and (own or tenant) and actor.may(LeasePermission.NOTICE):
        side = Side.OPERATOR if own else Side.TENANT
        found.append("lease_notice_agree" if asked_back(row) and row.back_by != side else "lease_notice_back")
    return [
        Offer(_LABELS[name], _way(name, row), "plain" if position else "primary") for position, name in enumerate(found)
    ]


def _way(name: str, row: Lease) -> str:
    """Where an act is done; whoever agrees takes along which version they read."""
    address = reverse(name, args=[row.id])
    return f"{address}?seen={row.version}" if name in ("lease_approve", "lease_take_over") else address


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
