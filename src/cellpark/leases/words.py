"""Words for leases, in the reader's language."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cellpark.leases.permissions import LeasePermission
from cellpark.leases.states import HoldState, LeaseState, OccupationState, Side, VersionState

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Words = Mapping[str, "StrOrPromise"]

APP_WORDS: Words = {"leases": _("Leases")}
PERMISSION_WORDS: Words = {
    LeasePermission.SEE: _("See leases"),
    LeasePermission.DRAFT: _("Draft, amend and withdraw leases"),
    LeasePermission.APPROVE: _("Approve leases that somebody else drafted"),
    LeasePermission.SIGN: _("Sign leases"),
    LeasePermission.NOTICE: _("Give notice of a lease"),
    LeasePermission.HOLD: _("Keep rooms for somebody"),
    LeasePermission.ROLL: _("See the rent roll, vacancies and expiries"),
    LeasePermission.INDEX: _("Record index values and asking rents"),
}
LEASE_STATES: Words = {
    LeaseState.DRAFT: pgettext_lazy("lease", "Draft"),
    LeaseState.APPROVED: pgettext_lazy("lease", "To be signed"),
    LeaseState.SIGNED: pgettext_lazy("lease", "Signed"),
    LeaseState.RUNNING: pgettext_lazy("lease", "Running"),
    LeaseState.ENDED: pgettext_lazy("lease", "Ended"),
    LeaseState.RENEWED: pgettext_lazy("lease", "Renewed"),
    LeaseState.TERMINATED: pgettext_lazy("lease", "Terminated"),
    LeaseState.WITHDRAWN: pgettext_lazy("lease", "Withdrawn"),
}
VERSION_STATES: Words = {
    VersionState.DRAFT: pgettext_lazy("lease", "Draft"),
    VersionState.APPROVED: pgettext_lazy("lease", "To be signed"),
    VersionState.AGREED: pgettext_lazy("lease", "Agreed"),
    VersionState.WITHDRAWN: pgettext_lazy("lease", "Withdrawn"),
}
HOLD_STATES: Words = {
    HoldState.OPEN: pgettext_lazy("hold", "Kept"),
    HoldState.RELEASED: pgettext_lazy("hold", "Released"),
    HoldState.LET: pgettext_lazy("hold", "Let"),
}
OCCUPATION_STATES: Words = {
    OccupationState.HELD: pgettext_lazy("room", "Held"),
    OccupationState.FIT_OUT: pgettext_lazy("room", "Fit-out"),
    OccupationState.LET: pgettext_lazy("room", "Let"),
}
SIDES: Words = {Side.OPERATOR: _("the park"), Side.TENANT: _("the tenant")}
LIFECYCLE_STATES: Mapping[str, Words] = {
    "leases.lease": LEASE_STATES,
    "leases.version": VERSION_STATES,
    "leases.hold": HOLD_STATES,
}
EVENT_VALUES: Mapping[str, Words] = {"outcome": {**HOLD_STATES, **LEASE_STATES}, "side": SIDES}
EVENT_TITLES: Words = {
    "leases.lease.drafted": _("Lease drafted"),
    "leases.lease.redrafted": _("Lease drafted anew"),
    "leases.version.drafted": _("Amendment drafted"),
    "leases.version.approved": _("Lease approved"),
    "leases.version.withdrawn": _("Lease withdrawn"),
    "leases.version.signed": _("Lease signed"),
    "leases.version.taken_over": _("Lease taken over from paper"),
    "leases.lease.started": _("Lease started"),
    "leases.notice.given": _("Notice given"),
    "leases.notice.back_asked": _("Asked to take the notice back"),
    "leases.notice.taken_back": _("Notice taken back"),
    "leases.lease.ended": _("Lease ended"),
    "leases.hold.placed": _("Rooms held"),
    "leases.hold.reduced": _("Held rooms let in part"),
    "leases.hold.ended": _("Hold ended"),
    "leases.index.recorded": _("Index value recorded"),
    "leases.asking.set": _("Asking rent set"),
}
EVENT_SENTENCES: Words = {
    "leases.lease.drafted": _("%(actor)s drafted lease %(number)s from %(start)s up to %(end)s."),
    "leases.lease.redrafted": _("%(actor)s drafted the lease anew, from %(start)s up to %(end)s."),
    "leases.version.drafted": _("%(actor)s drafted version %(number)s, which holds from %(since)s."),
    "leases.version.approved": _("%(actor)s approved version %(number)s; its rooms are taken."),
    "leases.version.withdrawn": _("%(actor)s withdrew version %(number)s."),
    "leases.version.signed": _("%(actor)s signed version %(number)s for %(side)s."),
    "leases.version.taken_over": _("%(actor)s took over the contract on paper: %(paper)s, signed on %(signed_on)s."),
    "leases.lease.started": _("The lease started."),
    "leases.notice.given": _("%(actor)s gave notice for %(side)s: the lease ends on %(day)s."),
    "leases.notice.back_asked": _("%(actor)s asked for %(side)s to take the notice back; agree by %(until)s."),
    "leases.notice.taken_back": _("%(actor)s agreed for %(side)s: the notice is taken back."),
    "leases.lease.ended": _("The lease is over: %(outcome)s."),
    "leases.hold.placed": _("%(actor)s keeps rooms until %(until)s (%(number)s)."),
    "leases.hold.reduced": _("Some of the rooms are let to whom they were kept for; the others stay kept."),
    "leases.hold.ended": _("The hold is over: %(outcome)s."),
    "leases.index.recorded": _("%(actor)s recorded %(name)s for %(month)s: %(figure)s."),
    "leases.asking.set": _("%(actor)s set the asking rent from %(since)s to %(rate)s."),
}
EVENT_FIELDS: Words = {
    "agreed": _("Agreed by both sides"),
    "asking": _("Asking rent"),
    "billed_from": _("Billed here from"),
    "day": pgettext_lazy("lease", "Day"),
    "end": _("Up to"),
    "figure": _("Value"),
    "fit_out_until": _("Works until"),
    "follows": _("Follows lease"),
    "hold": _("Hold"),
    "lease": _("Lease"),
    "month": _("Month"),
    "notice_days": _("Days of notice"),
    "occupied": _("Rooms taken"),
    "outcome": _("Outcome"),
    "paper": _("Contract on paper"),
    "published_on": _("Published on"),
    "rate": _("Rate"),
    "rooms": _("Rooms"),
    "signed_on": _("Signed on"),
    "side": pgettext_lazy("lease", "Side"),
    "since": _("From"),
    "start": _("First day"),
    "tenant": _("Tenant"),
    "text": _("Lease file"),
    "until": _("Until"),
    "use": _("Use"),
    "value": _("Index value"),
}
