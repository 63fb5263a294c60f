"""My work: what is true now, what comes next, who has to act, by when."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.identity.public import IdentityPermission, Person, Role, own_memberships, own_qualifications
from cellpark.ledger.public import last_checkpoint, sealing
from cellpark.web.pages.history import History, history_of_organisation
from cellpark.web.pages.standing import qualification_state
from cellpark.web.pages.story import stories_for
from cellpark.web.pages.waiting import Task, tasks_of
from cellpark.web.pages.words import role_names

RECENT = 8


def home(request: HttpRequest) -> HttpResponse:
    """The first page after sign-in."""
    actor = actor_of(request)
    person = request.user
    assert isinstance(person, Person), "the address is open to people who signed in"
    memberships = own_memberships(person.id)
    qualifications = own_qualifications(person.id)
    tasks = tasks_of(actor, person, memberships=memberships, qualifications=qualifications)
    overseer = actor.scope.everything
    here = actor.organisation_id
    recent = history_of_organisation(here, limit=RECENT) if here else History([], more=False)
    context = {
        "tasks": tasks,
        "stories": stories_for(actor, person),
        "first": tasks[0] if tasks else None,
        "now": true_now(tasks),
        "by": tasks[0].limit if tasks else None,
        "memberships": [{"row": each, "name": role_names([Role(each.role)])} for each in memberships],
        "qualifications": [{"row": each, "state": qualification_state(each)} for each in qualifications],
        "has_organisation": actor.organisation_id is not None,
        "sealing": sealing() if overseer else None,
        "checkpoint": last_checkpoint() if overseer else None,
        "history": recent,
        "may_see_ledger": actor.may("ledger:event:see"),
        "may_invite": actor.may(IdentityPermission.INVITE_PERSON),
    }
    return render(request, "home/home.html", context)


def true_now(tasks: list[Task]) -> str:
    """One sentence."""
    if not tasks:
        return _("Nothing waits for you.")
    if len(tasks) == 1:
        return _("One thing waits for you.")
    return _("%(count)s things wait for you.") % {"count": len(tasks)}
