"""From a signed-in person (or a token) to the Actor of this request."""

from datetime import date
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.http import HttpRequest

from cellpark.access.roles import permissions_in, sees_everything
from cellpark.base.actor import Actor, Channel
from cellpark.base.scope import EVERYTHING, Scope, use_scope
from cellpark.base.time import now
from cellpark.identity.public import (
    Membership,
    MembershipState,
    OrganisationKind,
    OrganisationState,
    Person,
    Role,
)

ORGANISATION_KEY = "organisation"
OTHERS = "other_operators"


def running_memberships(person_id: UUID) -> list[Membership]:
    """The memberships that run today, with their organisations; read by the house itself, before any scope.

    Each tells in ``OTHERS`` the other operators of the site, where it is one in an operator.
    """
    today = now().date()
    with use_scope(EVERYTHING):
        rows = list(
            Membership.objects.filter(person_id=person_id, starts_on__lte=today)
            .filter(Q(ends_on=None) | Q(ends_on__gt=today))
            .filter(Q(state=MembershipState.GRANTED) | Q(ends_on__gt=today))
            .filter(organisation__state=OrganisationState.ACTIVE)
            .select_related("organisation")
            .order_by("starts_on", "id")
        )
        in_operator = [row for row in rows if row.organisation.kind == OrganisationKind.OPERATOR]
        # asked apart, and only for people of an operator: most requests are of others and pay nothing for it
        operators = _operators(today) if in_operator else []
    for row in rows:
        setattr(row, OTHERS, [])
    for row in in_operator:
        setattr(row, OTHERS, [each for each in operators if each != row.organisation_id])
    return rows


def _operators(today: date) -> list[UUID]:
    """The operators in which somebody acts; while nobody does, those of the others look after it."""
    people = Membership.objects.filter(organisation__kind=OrganisationKind.OPERATOR)
    acting = people.filter(Q(ends_on=None) | Q(ends_on__gt=today)).order_by("organisation_id")
    return list(acting.values_list("organisation_id", flat=True).distinct())


def actor_of_request(request: HttpRequest) -> Actor:
    """The actor of a page request: its person, the organisation chosen in the session, what the roles there allow."""
    person = request.user
    if isinstance(person, AnonymousUser) or not isinstance(person, Person):
        return Actor.nobody()
    memberships = running_memberships(person.id)
    request.cellpark_memberships = memberships  # type: ignore[attr-defined]  # for the organisation switch in the header
    chosen = request.session.get(ORGANISATION_KEY)
    organisation_id = next(
        (m.organisation_id for m in memberships if str(m.organisation_id) == chosen),
        memberships[0].organisation_id if memberships else None,
    )
    return actor_for(person.id, organisation_id, memberships, channel="page")


def actor_for(
    person_id: UUID, organisation_id: UUID | None, memberships: list[Membership], *, channel: Channel
) -> Actor:
    """The actor that ``memberships`` make of a person who acts in ``organisation_id``."""
    here = [m for m in memberships if m.organisation_id == organisation_id]
    if not here or organisation_id is None:
        return Actor(person_id=person_id, organisation_id=None, channel=channel)
    roles = [Role(m.role) for m in here]
    kind = OrganisationKind(here[0].organisation.kind)
    own, hidden = frozenset({organisation_id}), frozenset(getattr(here[0], OTHERS))
    if not sees_everything(kind, roles):
        scope = Scope(own)
    else:
        # an operator oversees its park; what another operator of this site does is none of its business (T19)
        scope = Scope(own, everything=True, hidden=hidden) if hidden else EVERYTHING
    return Actor(
        person_id=person_id,
        organisation_id=organisation_id,
        organisation_kind=kind,
        roles=frozenset(role.value for role in roles),
        permissions=permissions_in(kind, roles),
        scope=scope,
        channel=channel,
    )
