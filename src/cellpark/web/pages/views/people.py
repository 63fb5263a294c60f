"""People: those who work in the organisations in sight."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of, invitation_ends
from cellpark.base.actor import Actor
from cellpark.identity import public as identity
from cellpark.identity.public import PERSON_STATES, Colleague, IdentityPermission, Person, PersonState, Role
from cellpark.kernel.problem import Problem
from cellpark.ledger.public import LedgerPermission
from cellpark.web.pages.history import history_of
from cellpark.web.pages.invitations import invitation_link
from cellpark.web.pages.offers import Offer, offer
from cellpark.web.pages.standing import ROLE_ENDED, membership_state, person_state, qualification_state
from cellpark.web.pages.tables import Choice, Column, Kind, Table, table_response
from cellpark.web.pages.words import DUTIES, role_names

CHOICES = (
    Choice(
        key="state",
        label=gettext_lazy("Account"),
        lookup="state",
        options=tuple((state.value, PERSON_STATES[state]) for state in PersonState),
    ),
)


def columns() -> tuple[Column[Person], ...]:
    """The columns, the name ordered as the reader's language writes it."""
    chinese = (get_language() or "en").startswith("zh")
    return (
        Column(
            key="name",
            label=gettext_lazy("Person"),
            value="name",
            sort="name_zh" if chinese else "name_en",
            search=("name_zh", "name_en"),
            link=lambda row: reverse("person", args=[row.id]),
        ),
        Column(key="email", label=gettext_lazy("E-mail address"), value="email", sort="email", search=("email",)),
        Column(key="roles", label=gettext_lazy("Roles today"), value=roles_today),
        Column(key="state", label=gettext_lazy("Account"), kind=Kind.STATE, value=person_state, sort="state"),
    )


def roles_today(person: Person) -> str:
    """The roles in sight that have not ended."""
    visible = getattr(person, "visible", [])
    names = dict.fromkeys(Role(each.role) for each in visible if membership_state(each) is not ROLE_ENDED)
    return role_names(names)


def people(request: HttpRequest) -> HttpResponseBase:
    """Everybody in sight."""
    actor = actor_of(request)
    table = Table(
        identity.people(),
        columns(),
        request,
        caption=_("People"),
        order="name",
        choices=CHOICES,
        empty=_("Nobody works here yet: invite somebody first."),
    )
    acts = [
        offer(
            actor,
            IdentityPermission.INVITE_PERSON,
            _("Invite somebody"),
            reverse("person_invite"),
            icon="plus",
            look="primary",
        ),
        offer(
            actor,
            IdentityPermission.GRANT_MEMBERSHIP,
            _("Give a role to somebody with an account"),
            reverse("person_add"),
            icon="user-cog",
        ),
    ]
    waiting = identity.people().filter(state=PersonState.INVITED).count()
    now = ngettext(
        "%(count)s invitation has not been accepted yet.", "%(count)s invitations have not been accepted yet.", waiting
    ) % {"count": waiting}
    context = {"offers": acts, "now": now if waiting else _("Everybody who was invited has an account.")}
    return table_response(request, "people/list.html", table, context)


def person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """One person: account, roles, qualifications, history."""
    found, actor = identity.colleague(person_id), actor_of(request)
    acts = offers(actor, found)
    streams = [f"person/{person_id}"]
    streams += [f"membership/{each.id}" for each in found.memberships]
    streams += [f"qualification/{each.id}" for each in found.qualifications]
    invited = found.person.state == PersonState.INVITED
    shows_link = invited and actor.may(IdentityPermission.INVITE_PERSON) and identity.answers_for(actor, found.person)
    context = {
        "crumbs": [{"href": reverse("people"), "label": _("People")}],
        "person": found.person,
        "duty": DUTIES[identity.Duty(found.person.duty)],
        "state": person_state(found.person),
        "offers": acts,
        "shut": [each for each in acts if not each.open],
        "roles": [role_line(actor, each) for each in found.memberships],
        "qualifications": [qualification_line(actor, each) for each in found.qualifications],
        "link": invitation_link(found.person) if shows_link else "",
        "link_ends": invitation_ends(),
        "history": history_of(streams),
    }
    return render(request, "people/page.html", context)


def role_line(actor: Actor, membership: identity.Membership) -> dict[str, object]:
    """One role as the page draws it."""
    state = membership_state(membership)
    ends = actor.may(IdentityPermission.GRANT_MEMBERSHIP) and membership.state == identity.MembershipState.GRANTED
    return {
        "name": role_names([Role(membership.role)]),
        "row": membership,
        "state": state,
        "end": reverse("membership_end", args=[membership.id]) if ends and state is not ROLE_ENDED else "",
    }


def qualification_line(actor: Actor, qualification: identity.Qualification) -> dict[str, object]:
    """One qualification as the page draws it."""
    stands = qualification.state == identity.QualificationState.GRANTED
    withdraws = stands and actor.may(IdentityPermission.GRANT_QUALIFICATION)
    return {
        "row": qualification,
        "state": qualification_state(qualification),
        "withdraw": reverse("qualification_withdraw", args=[qualification.id]) if withdraws else "",
    }


def offers(actor: Actor, found: Colleague) -> list[Offer]:
    """What may be done with this person now."""
    whom = found.person
    own = whom.id == actor.person_id
    acts = [
        offer(
            actor,
            IdentityPermission.GRANT_MEMBERSHIP,
            _("Grant a role"),
            reverse("membership_grant", args=[whom.id]),
            icon="user-cog",
            look="primary",
            unless=Problem("identity.membership.own", rule="P11-4") if own else None,
        ),
        offer(
            actor,
            IdentityPermission.GRANT_QUALIFICATION,
            _("Grant a qualification"),
            reverse("qualification_grant", args=[whom.id]),
            icon="circle-check",
        ),
    ]
    foreign = None if identity.answers_for(actor, whom) else Problem("identity.person.foreign", rule="P11-4")
    if whom.state == PersonState.ACTIVE:
        problem = Problem("identity.person.own_suspension") if own else foreign
        to, label, icon = reverse("person_suspend", args=[whom.id]), _("Suspend the account"), "lock"
        acts.append(offer(actor, IdentityPermission.SUSPEND_PERSON, label, to, icon=icon, unless=problem))
    if whom.state == PersonState.SUSPENDED:
        to, label, icon = reverse("person_restore", args=[whom.id]), _("Restore the account"), "key"
        acts.append(
            offer(actor, IdentityPermission.SUSPEND_PERSON, label, to, icon=icon, look="primary", unless=foreign)
        )
    to, label = reverse("person_erasure", args=[whom.id]), _("Erase personal data")
    acts.append(offer(actor, LedgerPermission.ERASE_SUBJECT, label, to, icon="trash", unless=foreign))
    return acts
