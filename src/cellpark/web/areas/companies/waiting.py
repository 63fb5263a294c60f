"""What of companies waits for somebody, on the first page after sign-in."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.base.actor import Actor
from cellpark.companies.public import CompanyPermission, asleep, due_for, reviews_waiting, today, words
from cellpark.web.pages.waiting import Task, end_of

SHOWN_MAX = 8
AHEAD = timedelta(days=3)


def tasks(actor: Actor) -> list[Task]:
    """Next steps of one's own companies, reviews that were asked for, and what nobody looks after."""
    if actor.person_id is None or not actor.may(CompanyPermission.KEEP):
        return []
    on = today()
    found = [
        Task(
            str(words.step(row.next_step)),
            row.name,
            reverse("company", args=[row.id]),
            "stopped" if row.next_step_on < on else "waiting",
            end_of(row.next_step_on),
        )
        for row in due_for(actor.person_id, on + AHEAD)[:SHOWN_MAX]
        if row.next_step_on is not None
    ]
    found += [
        Task(_("Review the application"), each.company.name, reverse("company_review", args=[each.id]), "waiting")
        for each in reviews_waiting(actor.person_id)[:SHOWN_MAX]
    ]
    if actor.may(CompanyPermission.DECIDE):
        found += [
            Task(_("Name somebody who looks after it"), row.name, reverse("company_step", args=[row.id]), "stopped")
            for row in asleep(on).filter(owner_person=None)[:SHOWN_MAX]
        ]
    return found


TASKS = tasks
