"""Reading organisations and people: whom somebody may see follows from the organisations in scope, past or present."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import LiteralString
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from cellpark.base.hot import hot_values
from cellpark.base.scope import EVERYTHING, current_scope, use_scope
from cellpark.base.time import now
from cellpark.identity.models import AccessToken, Membership, Organisation, Person, Qualification
from cellpark.identity.states import MembershipState, OrganisationState, PersonState, QualificationState, Role

_HELD: LiteralString = """
"identity_qualification"."organisation_id" = %(organisation)s AND "identity_qualification"."person_id" = %(person)s
AND "identity_qualification"."state" = %(granted)s
AND "identity_qualification"."valid_from" <= %(day)s AND "identity_qualification"."valid_until" > %(day)s
"""


@dataclass(frozen=True, slots=True)
class Colleague:
    """A person as an organisation sees them: the roles and qualifications that lie in the reader's scope."""

    person: Person
    memberships: tuple[Membership, ...]
    qualifications: tuple[Qualification, ...]


def today() -> date:
    """The present day in UTC, by which roles and qualifications run."""
    return now().date()


def running(on: date) -> Q:
    """Memberships that run on a day: begun, and not yet over."""
    begun = Q(starts_on__lte=on) & (Q(ends_on=None) | Q(ends_on__gt=on))
    return begun & (Q(state=MembershipState.GRANTED) | Q(ends_on__gt=on))


def valid(on: date) -> Q:
    """Qualifications that stand and are in force on a day."""
    return Q(state=QualificationState.GRANTED, valid_from__lte=on, valid_until__gt=on)


def organisations() -> "QuerySet[Organisation]":
    """The organisations in scope, each with ``people``: how many people hold a role there today."""
    rows: QuerySet[Organisation] = Organisation.objects.all()
    there = Membership.objects.filter(running(today()), organisation_id=OuterRef("pk")).order_by()
    counted = there.values("organisation_id").annotate(n=Count("person_id", distinct=True)).values("n")
    return rows.annotate(people=Coalesce(Subquery(counted), 0))


def organisation(organisation_id: UUID) -> Organisation:
    """One organisation in scope. Raises ``Organisation.DoesNotExist``."""
    found: Organisation = Organisation.objects.get(id=organisation_id)
    return found


def memberships_of_organisation(organisation_id: UUID) -> "QuerySet[Membership]":
    """All roles ever held there, with their people."""
    rows: QuerySet[Membership] = Membership.objects.filter(organisation_id=organisation_id)
    return rows.select_related("person")


def qualifications_of_organisation(organisation_id: UUID) -> "QuerySet[Qualification]":
    """All qualifications ever granted there, with their people."""
    rows: QuerySet[Qualification] = Qualification.objects.filter(organisation_id=organisation_id)
    return rows.select_related("person")


def subjects_held(person: UUID, *, organisation: UUID, day: date) -> frozenset[str]:
    """The subjects for which somebody is qualified there on a day (T2). Asked with every act at the bench."""
    values = {"organisation": organisation, "person": person, "granted": QualificationState.GRANTED.value, "day": day}
    return frozenset(subject for (subject,) in hot_values(Qualification, ("subject",), _HELD, values))


def people_in_sight() -> "QuerySet[Person]":
    """The people who work or worked in an organisation in scope; to overseers also those who were only invited."""
    found, scope = Person.objects.order_by("id"), current_scope()
    if scope.everything and not scope.hidden:
        return found
    here = Exists(Membership.objects.filter(person_id=OuterRef("id")))
    if not scope.everything:
        return found.filter(here)
    return found.filter(here | Q(home_id=None) | ~Q(home_id__in=scope.hidden))


def person_in_sight(person_id: UUID) -> Person:
    """One of them. Raises ``Person.DoesNotExist`` for anybody else (T19)."""
    return people_in_sight().get(id=person_id)


def people() -> "QuerySet[Person]":
    """The people in sight, each with ``visible``: the roles that lie in scope, newest first."""
    inside: QuerySet[Membership] = Membership.objects.select_related("organisation").order_by("-starts_on", "-id")
    return people_in_sight().prefetch_related(Prefetch("memberships", queryset=inside, to_attr="visible"))


def colleague(person_id: UUID) -> Colleague:
    """One person with what lies in scope. Raises ``Person.DoesNotExist`` for strangers, whether they exist or not."""
    person = person_in_sight(person_id)
    rows: QuerySet[Membership] = Membership.objects.filter(person_id=person_id)
    memberships = tuple(rows.select_related("organisation").order_by("-starts_on", "-id"))
    standing: QuerySet[Qualification] = Qualification.objects.filter(person_id=person_id)
    qualifications = tuple(standing.select_related("organisation").order_by("valid_until", "id"))
    return Colleague(person, memberships, qualifications)


def membership(membership_id: UUID) -> Membership:
    """One role in scope. Raises ``Membership.DoesNotExist``."""
    found: Membership = Membership.objects.select_related("organisation", "person").get(id=membership_id)
    return found


def qualification(qualification_id: UUID) -> Qualification:
    """One qualification in scope. Raises ``Qualification.DoesNotExist``."""
    found: Qualification = Qualification.objects.select_related("organisation", "person").get(id=qualification_id)
    return found


def person_by_email(address: str) -> Person | None:
    """The account with this address unless it is suspended; for giving a role to somebody already known."""
    rows = Person.objects.filter(email__iexact=address.strip()).exclude(state=PersonState.SUSPENDED)
    return rows.first()


def own_memberships(person_id: UUID) -> list[Membership]:
    """The roles that a person holds or will hold, wherever: one's own are never a secret."""
    with use_scope(EVERYTHING):
        rows: QuerySet[Membership] = Membership.objects.filter(person_id=person_id, state=MembershipState.GRANTED)
        future = rows.filter(Q(ends_on=None) | Q(ends_on__gt=today()))
        return list(future.select_related("organisation").order_by("starts_on", "id"))


def own_qualifications(person_id: UUID) -> list[Qualification]:
    """The qualifications of a person that stand, the next to expire first."""
    with use_scope(EVERYTHING):
        rows: QuerySet[Qualification] = Qualification.objects.filter(
            person_id=person_id, state=QualificationState.GRANTED
        )
        return list(rows.select_related("organisation").order_by("valid_until", "id"))


def own_tokens(person_id: UUID) -> list[AccessToken]:
    """A person's access tokens in every organisation, newest first; a hundred at most."""
    with use_scope(EVERYTHING):
        rows: QuerySet[AccessToken] = AccessToken.objects.filter(person_id=person_id)
        return list(rows.select_related("organisation").order_by("-created_at", "-id")[:100])


def invitations_waiting(organisation_id: UUID) -> list[Person]:
    """The people of an organisation who were invited and have not chosen a password yet, the oldest first."""
    there = Membership.objects.filter(organisation_id=organisation_id, state=MembershipState.GRANTED)
    rows = Person.objects.filter(state=PersonState.INVITED)
    return list(rows.filter(Exists(there.filter(person_id=OuterRef("pk")))).order_by("id")[:100])


def qualifications_ending(organisation_id: UUID, *, until: date) -> list[Qualification]:
    """An organisation's standing qualifications that expire before ``until`` (or did), the next first."""
    rows: QuerySet[Qualification] = Qualification.objects.filter(
        organisation_id=organisation_id, state=QualificationState.GRANTED, valid_until__lt=until
    )
    return list(rows.select_related("person").order_by("valid_until", "id")[:100])


def holders_by_role(limit: int) -> Mapping[Role, list[Membership]]:
    """Who holds each role today, in scope: at most ``limit`` people are named for each role."""
    rows: QuerySet[Membership] = Membership.objects.filter(running(today()))
    found: dict[Role, list[Membership]] = {role: [] for role in Role}
    for each in rows.select_related("person", "organisation").order_by("organisation_id", "starts_on", "id")[:5000]:
        holders = found[Role(each.role)]
        if len(holders) < limit:
            holders.append(each)
    return found


def roles_of_people(ids: Iterable[UUID], organisation_id: UUID) -> dict[UUID, Role]:
    """The first role, in the order of the matrix, that each of these people holds or held in an organisation in scope.

    Who never held one is absent.
    """
    rows = Membership.objects.filter(organisation_id=organisation_id, person_id__in=set(ids))
    held: dict[UUID, set[Role]] = {}
    for person_id, role in rows.values_list("person_id", "role"):
        held.setdefault(person_id, set()).add(Role(role))
    return {person: next(role for role in Role if role in roles) for person, roles in held.items()}


def open_organisations() -> "QuerySet[Organisation]":
    """The organisations in scope that take part."""
    rows: QuerySet[Organisation] = Organisation.objects.filter(state=OrganisationState.ACTIVE)
    return rows
