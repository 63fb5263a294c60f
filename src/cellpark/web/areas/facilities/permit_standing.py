"""How permits stand: colour, word, what is true now and what comes next."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.facilities.public import (
    PERMIT_LIFECYCLE,
    BesideState,
    FacilityPermission,
    Permit,
    PermitKind,
    PermitState,
    Side,
    is_in_force,
    may_have_links,
    permit_links,
    terms_of,
    watch_ends,
    words,
)
from cellpark.identity.public import LinkState
from cellpark.leases.public import names_of
from cellpark.web.areas.facilities.standing import Offer
from cellpark.web.pages.tables import State

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_PERMIT = {
    PermitState.REQUESTED: "waiting",
    PermitState.APPROVED: "planned",
    PermitState.ENDED: "waiting",
    PermitState.CLOSED: "done",
    PermitState.DECLINED: "stopped",
    PermitState.WITHDRAWN: "stopped",
    PermitState.REVOKED: "stopped",
}

_BESIDE = {BesideState.ASKED: "waiting", BesideState.ALLOWED: "done", BesideState.REFUSED: "stopped"}


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
        return told | _undecided(row, at, office)
    if in_force(row, at):
        to_begin = row.kind == PermitKind.HOT_WORK and row.begun_at is None
        ahead = _("Begin the work, and say so") if to_begin else _("End the work in time")
        return told | {"next": ahead, "who": row.contractor or tenant or office, "by": row.ends_at}
    if state is PermitState.APPROVED and at < row.starts_at:
        return told | {"next": _("Begin at its time"), "who": row.contractor or tenant or office, "by": row.starts_at}
    if state in (PermitState.APPROVED, PermitState.ENDED):
        look = _("Look once more, then close it")
        return told | {"next": look, "who": office, "by": check_from(row)}
    return told


def _undecided(row: Permit, at: datetime, office: "StrOrPromise") -> dict[str, object]:
    """Who answers first: the houses that were asked, then a second person; nobody any more when its time is over."""
    if row.ends_at <= at:
        return {"next": _("Decline or withdraw it: its time is over"), "who": office}
    if any(each["state"] == BesideState.ASKED for each in row.beside):
        answer, who = _("Say whether the work goes through beside the batch"), _("Quality of the houses beside")
        return {"next": answer, "who": who, "by": row.starts_at}
    return {"next": _("Give or decline it"), "who": _("A park manager who did not ask"), "by": row.starts_at}


def permit_offers(row: Permit, actor: Actor, *, against: bool = False) -> list[Offer]:
    """The acts on a permit that are this reader's now, the next one first; ``against``: batches stand in its way."""
    park = actor.organisation_id == row.organisation_id
    found: list[Offer] = []
    if park and actor.may(FacilityPermission.APPROVE_PERMIT) and actor.person_id != row.requested_by:
        found += [] if against or row.ends_at <= now() else _if(row, "approve", _("Give the permit"), "primary")
        found += _if(row, "decline", _("Decline the permit"))
    if str(actor.organisation_id) in {each["house"] for each in row.beside} and actor.may(
        FacilityPermission.ANSWER_BESIDE
    ):
        found += _if(row, "allow_beside", _("Let it through"), through="answer_beside")
        found += _if(row, "refuse_beside", _("Do not let it through"), through="answer_beside")
    side = park or actor.organisation_id == row.tenant_id
    if side and actor.may(FacilityPermission.REQUEST_PERMIT):
        if may_have_links(row):
            found.append(Offer(_("Link for the firm"), reverse("facility_permit_link", args=[row.id])))
        found += _if(row, "withdraw", _("Withdraw"))
        if row.kind == PermitKind.HOT_WORK and in_force(row, now()):
            found += _if(row, "begin", _("The work begins")) if row.begun_at is None else []
            found += _if(row, "end", _("The work is over"))
    if park and actor.may(FacilityPermission.WORK):
        found = [*(_if(row, "ask_beside", _("Ask the houses beside")) if against else []), *found]
        if now() >= check_from(row):
            found = [*_if(row, "close", _("Close it"), "primary"), *found]
        found += _if(row, "revoke", _("Revoke at once"), "danger")
    return found


def beside_lines(row: Permit, actor: Actor) -> list[dict[str, object]]:
    """What the houses beside say: each to the park and to itself."""
    park = actor.scope.everything or actor.organisation_id == row.organisation_id
    seen = [each for each in row.beside if park or each["house"] == str(actor.organisation_id)]
    names = names_of(UUID(each["house"]) for each in seen)
    return [
        {
            "house": names.get(UUID(each["house"]), ""),
            "state": State(_BESIDE[BesideState(each["state"])], words.BESIDE_STATES[each["state"]]),
            "at": datetime.fromisoformat(each["at"]),
            "reason": each["reason"],
        }
        for each in seen
    ]


def by_the_firm(row: Permit) -> str:
    """Who said something by a link: nobody is named by it but the firm of the permit."""
    return _("%(firm)s, by its link") % {"firm": row.contractor or _("The firm")}


def _if(row: Permit, verb: str, label: str, look: str = "plain", through: str = "") -> list[Offer]:
    if PERMIT_LIFECYCLE.problem(row.state, through or verb) is not None:
        return []
    return [Offer(label, reverse(f"facility_permit_{verb}", args=[row.id]), look)]


def link_lines(row: Permit, actor: Actor) -> list[dict[str, object]]:
    """The links of a permit, to the two sides that make them."""
    if actor.organisation_id not in (row.organisation_id, row.tenant_id):
        return []
    at, may = now(), actor.may(FacilityPermission.REQUEST_PERMIT)
    return [
        {
            "row": each,
            "state": words.LINK_STATES[each.state],
            "said": each.state == LinkState.USED,
            "may_end": may and each.state == LinkState.OPEN and each.expires_at > at,
        }
        for each in permit_links(row)
    ]
