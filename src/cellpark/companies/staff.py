"""The people of the house who look after companies."""

from uuid import UUID

from cellpark.access.public import roles_with
from cellpark.companies.permissions import CompanyPermission
from cellpark.identity.public import Person, memberships_of_organisation
from cellpark.kernel.problem import Problem, Refused


def staff_of(organisation_id: UUID) -> list[Person]:
    """Who holds a role today that keeps companies, by name; one query."""
    roles = {each.value for each in roles_with(CompanyPermission.KEEP)}
    found = memberships_of_organisation(organisation_id).filter(role__in=roles, state="granted")
    people = {each.person_id: each.person for each in found.select_related("person")}
    return sorted(people.values(), key=lambda each: each.name)


def refuse_stranger(person: UUID, organisation_id: UUID, *, field: str) -> None:
    """Raise ``Refused`` (``companies.owner.stranger``) for somebody who does not look after companies here."""
    if person not in {each.id for each in staff_of(organisation_id)}:
        raise Refused(Problem("companies.owner.stranger", field=field))
