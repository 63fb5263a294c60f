"""What of companies waits for somebody, on the first page after sign-in."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.companies.public import (
    ERASED_WITHIN_DAYS,
    CompanyPermission,
    applications_beside,
    contacts_to_erase,
    due_for,
    reviews_waiting,
    today,
    unowned,
    unrecorded,
    words,
)
from cellpark.web.pages.waiting import Task, end_of

SHOWN_MAX = 8
AHEAD = timedelta(days=3)
ANSWERED_WITHIN = timedelta(days=14)
"""So long an application that changed no state stands here."""


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
    found += [
        Task(
            _("Confirm the erasure of a contact"),
            row.company.name,
            reverse("company_contact_erase", args=[row.id]),
            "waiting",
            asked.requested_at + timedelta(days=ERASED_WITHIN_DAYS),
        )
        for row, asked in contacts_to_erase()[:SHOWN_MAX]
        if asked.requested_by != actor.person_id
    ]
    found += [
        Task(
            _("Answer an application of a company that is known"),
            row.company.name,
            reverse("company_application", args=[row.id]),
            "waiting",
        )
        for row in applications_beside(now() - ANSWERED_WITHIN)[:SHOWN_MAX]
    ]
    found += [
        Task(_("Its lease is in force; bring its record up"), row.name, reverse("company", args=[row.id]), "stopped")
        for row in unrecorded()[:SHOWN_MAX]
    ]
    if actor.may(CompanyPermission.DECIDE):
        found += [
            Task(_("Name somebody who looks after it"), row.name, reverse("company_step", args=[row.id]), "stopped")
            for row in unowned(on)[:SHOWN_MAX]
        ]
    return found


TASKS = tasks
