"""What of planning waits for somebody, on the first page after sign-in."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.base.actor import Actor
from cellpark.plans import public as plans
from cellpark.plans.public import PlanPermission, PlanState
from cellpark.web.areas.plans.views.common import plan_name
from cellpark.web.pages.waiting import Task

SHOWN_MAX = 5


def tasks(actor: Actor) -> list[Task]:
    """Plans that wait for their second person, for those who may be it."""
    home = actor.organisation_id
    if home is None or not actor.may(PlanPermission.APPROVE):
        return []
    rows = plans.plans(home).filter(state=PlanState.SUBMITTED).exclude(submitted_by=actor.person_id)
    return [
        Task(
            _("Approve and publish a plan, or give it back"),
            plan_name(each),
            reverse("plan", args=[each.id]),
            "waiting",
        )
        for each in rows[:SHOWN_MAX]
    ]


TASKS = tasks
