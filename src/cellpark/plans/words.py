"""Words for plans, in the reader's language."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cellpark.plans.event_words import EVENT_FIELDS, EVENT_SENTENCES, EVENT_TITLES
from cellpark.plans.permissions import PlanPermission
from cellpark.plans.states import EditionKind, EditionState, HoldState, PlanKind, PlanState, WorkKind, WorkState

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Words = Mapping[str, "StrOrPromise"]

APP_WORDS: Words = {"plans": _("Production plans")}
PERMISSION_WORDS: Words = {
    PlanPermission.SEE: _("See plans"),
    PlanPermission.DRAW: _("Draw up and change plans"),
    PlanPermission.PUBLISH: _("Sign that a plan shall hold"),
    PlanPermission.APPROVE: _("Publish a plan as the second person"),
    PlanPermission.SET: _("Set the times of the plant and the policy of plans"),
    PlanPermission.HOLD: _("Hold slots for orders, and give them back"),
}
PLAN_KINDS: Words = {
    PlanKind.DRAWN: pgettext_lazy("plan", "drawn up"),
    PlanKind.ADJUSTED: pgettext_lazy("plan", "adjusted by hand"),
    PlanKind.REPLANNED: pgettext_lazy("plan", "changed after a disturbance"),
}
PLAN_STATES: Words = {
    PlanState.DRAFT: pgettext_lazy("plan", "draft"),
    PlanState.SUBMITTED: pgettext_lazy("plan", "waits for the second person"),
    PlanState.PUBLISHED: pgettext_lazy("plan", "published"),
    PlanState.SUPERSEDED: pgettext_lazy("plan", "superseded"),
    PlanState.DISCARDED: pgettext_lazy("plan", "discarded"),
}
EDITION_KINDS: Words = {
    EditionKind.TIMES: _("Times of the plant"),
    EditionKind.POLICY: _("Policy of plans"),
}
EDITION_STATES: Words = {
    EditionState.PROPOSED: pgettext_lazy("edition", "proposed"),
    EditionState.APPROVED: pgettext_lazy("edition", "approved"),
    EditionState.DECLINED: pgettext_lazy("edition", "declined"),
}
HOLD_STATES: Words = {
    HoldState.HELD: pgettext_lazy("slot", "held"),
    HoldState.TAKEN: pgettext_lazy("slot", "taken by its order"),
    HoldState.GIVEN_BACK: pgettext_lazy("slot", "given back"),
    HoldState.EXPIRED: pgettext_lazy("slot", "ran out"),
    HoldState.DONE: pgettext_lazy("slot", "ready"),
}
LIFECYCLE_STATES: Mapping[str, Words] = {
    "plans.plan": PLAN_STATES,
    "plans.edition": EDITION_STATES,
    "plans.hold": HOLD_STATES,
}
WORK_KINDS: Words = {
    WorkKind.DRAW: _("Draw up a plan"),
    WorkKind.REPLAN: _("Change the plan"),
    WorkKind.CHANCE: _("Count a chance"),
    WorkKind.LEARN: _("Compare with executed batches"),
}
WORK_STATES: Words = {
    WorkState.WAITING: pgettext_lazy("work", "waiting"),
    WorkState.RUNNING: pgettext_lazy("work", "running"),
    WorkState.DONE: pgettext_lazy("work", "done"),
    WorkState.REFUSED: pgettext_lazy("work", "refused"),
    WorkState.STOPPED: pgettext_lazy("work", "stopped"),
}

__all__ = [
    "APP_WORDS",
    "EDITION_KINDS",
    "EDITION_STATES",
    "EVENT_FIELDS",
    "EVENT_SENTENCES",
    "EVENT_TITLES",
    "HOLD_STATES",
    "PERMISSION_WORDS",
    "PLAN_KINDS",
    "PLAN_STATES",
    "WORK_KINDS",
    "WORK_STATES",
]
