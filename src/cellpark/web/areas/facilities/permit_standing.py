"""How permits stand: colour, word, what is true now and what comes next."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.facilities.public import (
    PERMIT_LIFECYCLE,
    FacilityPermission,
    Permit,
    PermitKind,
    PermitState,
    Side,
    is_in_force,
    terms_of,
    watch_ends,
    words,
)
from cellpark.web.areas.facilities.standing import Offer
from cellpark.web.pages.tables import State

_PERMIT = {
    PermitState.REQUESTED: "waiting",
    PermitState.APPROVED: "planned",
    PermitState.ENDED: "waiting",
    PermitState.CLOSED: "done",
    PermitState.DECLINED: "stopped",
    PermitState.WITHDRAWN: "stopped",
    PermitState.REVOKED: "stopped",
}


def permit_state(row: Permit, at: datetime | None = None) -> State:
    """Where a permit stands; one that holds now says so."""
    moment = at or now()
    state = PermitState(row.state)
    if in_force(row, moment):
        return State("running", _("In force"))
    if state is PermitState.APPROVED and row.ends_at <= moment:
        return State("waiting", words.PERMIT_STATES[PermitState.ENDED])
    return State(_PERMIT[state], words.PERMIT_STATES[state])


def in_force(row: Permit, at: datetime) -> bool:
    """Whether a permit permits something now."""
    return is_in_force(state=row.state, starts_at=row.starts_at, ends_at=row.ends_at, at=at)


def check_from(row: Permit) -> datetime:
    """From when on a permit may be closed."""
    if row.kind == PermitKind.WASTE:
        found: datetime = row.starts_at
        return found
    return watch_ends(over_at=row.over_at, ends_at=row.ends_at, watch=terms_of(row).fire_watch)


def permit_truth(row: Permit, tenant: str) -> dict[str, object]:
    """What is true of a permit now, what comes next, who acts, by when."""
    at, office = now(), words.SIDES[Side.PARK]
    state = PermitState(row.state)
    told: dict[str, object] = {"now": permit_state(row, at).label, "next": "", "who": "", "by": None}
    if state is PermitState.REQUESTED:
        return told | {"next": _("Give or decline it"), "who": _("A park manager who did not ask"), "by": row.starts_at}
    if in_force(row, at):
        return told | {"next": _("End the work in time"), "who": row.contractor or tenant or office, "by": row.ends_at}
    if state is PermitState.APPROVED and at < row.starts_at:
        return told | {"next": _("Begin at its time"), "who": row.contractor or tenant or office, "by": row.starts_at}
    if state in (PermitState.APPROVED, PermitState.ENDED):
        look = _("Look once more, then close it")
        return told | {"next": look, "who": office, "by": check_from(row)}
    return told


def permit_offers(row: Permit, actor: Actor) -> list[Offer]:
    """The acts on a permit that are this reader's now, the next one first."""
    park = actor.organisation_id == row.organisation_id
    found: list[Offer] = []
    if park and actor.may(FacilityPermission.APPROVE_PERMIT) and actor.person_id != row.requested_by:
        found += _if(row, "approve", _("Give the permit"), "primary")
        found += _if(row, "decline", _("Decline"))
    side = park or actor.organisation_id == row.tenant_id
    if side and actor.may(FacilityPermission.REQUEST_PERMIT):
        found += _if(row, "withdraw", _("Withdraw"))
        if row.kind == PermitKind.HOT_WORK and in_force(row, now()):
            found += _if(row, "end", _("The work is over"))
    if park and actor.may(FacilityPermission.WORK):
        if now() >= check_from(row):
            found = [*_if(row, "close", _("Close it"), "primary"), *found]
        found += _if(row, "revoke", _("Revoke at once"), "danger")
    return found


def _if(row: Permit, verb: str, label: str, look: str = "plain") -> list[Offer]:
    if PERMIT_LIFECYCLE.problem(row.state, verb) is not None:
        return []
    return [Offer(label, reverse(f"facility_permit_{verb}", args=[row.id]), look)]
