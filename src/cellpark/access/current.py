"""From a signed-in person (or a token) to the Actor of this request."""

from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.http import HttpRequest

from cellpark.access.roles import permissions_in, sees_everything
from cellpark.base.actor import Actor, Channel
from cellpark.base.scope import EVERYTHING, Scope, use_scope
from cellpark.base.time import now
from cellpark.identity.public import Membership, MembershipState, OrganisationKind, OrganisationState, Person, Role

ORGANISATION_KEY = "organisation"


def running_memberships(person_id: UUID) -> list[Membership]:
    """The memberships that run today, with their organisations; read by the house itself, before any scope."""
    today = now().date()
    with use_scope(EVERYTHING):
        rows = (
            Membership.objects.filter(person_id=person_id, starts_on__lte=today)
            .filter(Q(ends_on=None) | Q(ends_on__gt=today))
            .filter(Q(state=MembershipState.GRANTED) | Q(ends_on__gt=today))
            .filter(organisation__state=OrganisationState.ACTIVE)
            .select_related("organisation")
            .order_by("starts_on", "id")
        )
        return list(rows)


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
    scope = EVERYTHING if sees_everything(kind, roles) else Scope(frozenset({organisation_id}))
    return Actor(
        person_id=person_id,
        organisation_id=organisation_id,
        organisation_kind=kind,
        roles=frozenset(role.value for role in roles),
        permissions=permissions_in(kind, roles),
        scope=scope,
        channel=channel,
    )
