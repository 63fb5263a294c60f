"""What waits for somebody: each with a sentence, a place to do it, and the day by which it should be done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache

from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cellpark.base.actor import Actor
from cellpark.base.contributed import contributed
from cellpark.identity.public import (
    IdentityPermission,
    Membership,
    Person,
    Qualification,
    invitations_waiting,
    qualifications_ending,
)
from cellpark.web.pages import formats
from cellpark.web.pages.standing import EXPIRED, SOON, qualification_state, today


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that waits."""

    title: str
    text: str
    href: str
    colour: str
    by: datetime | None = None

    @property
    def limit(self) -> date | None:
        """By when, as it is said: the day alone where a whole day is meant."""
        whole = self.by is not None and self.by == end_of(self.by.date())
        return self.by.date() if self.by is not None and whole else self.by


def tasks_of(
    actor: Actor, person: Person, *, memberships: Sequence[Membership], qualifications: Sequence[Qualification]
) -> list[Task]:
    """Everything that waits for this person in the organisation acted for: the dated first, the nearest day on top."""
    found = [*account_tasks(person), *own_qualification_tasks(qualifications)]
    if actor.organisation_id is not None:
        found += invitation_tasks(actor) + colleague_tasks(actor, person)
        found += [task for tasks in _of_areas() for task in tasks(actor)]
    if not memberships:
        found.insert(0, no_membership())
    return sorted(found, key=lambda task: (task.by is None, task.by or datetime.max.replace(tzinfo=UTC)))


@cache
def _of_areas() -> "tuple[Callable[[Actor], list[Task]], ...]":
    """What each field of work adds: ``TASKS`` of its ``waiting``, in the order of the apps."""
    return tuple(contributed("waiting", "TASKS"))


def end_of(day: date) -> datetime:
    """The instant at which a half-open period ends: the beginning of its last day, in UTC as records judge it."""
    return datetime.combine(day, time(), UTC)


def no_membership() -> Task:
    """Somebody whom no organisation gave a role."""
    text = _("What you may see and do follows from your roles. Ask an administrator of your organisation for one.")
    return Task(_("You hold no role in any organisation today."), text, reverse("profile"), "waiting")


def account_tasks(person: Person) -> list[Task]:
    """What the own account lacks."""
    kinds = set(Authenticator.objects.filter(user_id=person.id).values_list("type", flat=True))
    if kinds & {Authenticator.Type.WEBAUTHN, Authenticator.Type.TOTP}:
        return []
    text = _("A password alone can be stolen from afar. With a passkey you also sign records.")
    return [Task(_("Add a passkey to your account."), text, reverse("profile"), "waiting")]


def own_qualification_tasks(qualifications: Sequence[Qualification]) -> list[Task]:
    """One's own qualifications that expire within ninety days, or did."""
    found = []
    for each in qualifications:
        if each.valid_until > today() + SOON:
            continue
        over = qualification_state(each) is EXPIRED
        words = {"title": each.title, "day": formats.day(each.valid_until), "organisation": each.organisation.name}
        if over:
            title = _("Your qualification “%(title)s” expired on %(day)s.") % words
        else:
            title = _("Your qualification “%(title)s” expires on %(day)s.") % words
        text = _("Ask %(organisation)s for the training that renews it; without it some steps stay closed.") % words
        colour = "stopped" if over else "waiting"
        found.append(Task(title, text, reverse("profile"), colour, end_of(each.valid_until)))
    return found


def invitation_tasks(actor: Actor) -> list[Task]:
    """Invitations of one's own organisation that nobody accepted yet."""
    if actor.organisation_id is None or not actor.may(IdentityPermission.INVITE_PERSON):
        return []
    waiting = invitations_waiting(actor.organisation_id)
    if not waiting:
        return []
    names = str(_(", ")).join(person.name for person in waiting[:3])
    title = ngettext(
        "%(count)s invitation has not been accepted.", "%(count)s invitations have not been accepted.", len(waiting)
    ) % {"count": len(waiting)}
    text = _("Remind %(names)s, or send the letter again.") % {"names": names + (" …" if len(waiting) > 3 else "")}
    return [Task(title, text, f"{reverse('people')}?state=invited", "waiting")]


def colleague_tasks(actor: Actor, person: Person) -> list[Task]:
    """Qualifications of colleagues that expire soon, for those who grant them."""
    if actor.organisation_id is None or not actor.may(IdentityPermission.GRANT_QUALIFICATION):
        return []
    ending = qualifications_ending(actor.organisation_id, until=today() + SOON)
    others = [each for each in ending if each.person_id != person.id]
    if not others:
        return []
    title = ngettext(
        "%(count)s qualification of a colleague expires within 90 days or has expired.",
        "%(count)s qualifications of colleagues expire within 90 days or have expired.",
        len(others),
    ) % {"count": len(others)}
    first = others[0]
    words = {"title": first.title, "name": first.person.name, "day": formats.day(first.valid_until)}
    text = _("The first: “%(title)s” of %(name)s, on %(day)s.") % words
    href = reverse("organisation", args=[actor.organisation_id])
    return [Task(title, text, href, "waiting", end_of(first.valid_until))]
