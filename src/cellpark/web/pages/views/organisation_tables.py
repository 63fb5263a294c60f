"""The tables on an organisation's page."""

from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cellpark.identity.public import (
    ROLES,
    Membership,
    Qualification,
    Role,
    memberships_of_organisation,
    qualifications_of_organisation,
)
from cellpark.web.pages.standing import membership_state, qualification_state
from cellpark.web.pages.tables import Choice, Column, Kind, Table

ROLE_COLUMNS: tuple[Column[Membership], ...] = (
    Column(
        key="person",
        label=_("Person"),
        value="person.name",
        sort="person__name_en",
        search=("person__name_zh", "person__name_en", "person__email"),
        link=lambda row: reverse("person", args=[row.person_id]),
    ),
    Column(key="role", label=_("Role"), value=lambda row: str(ROLES[Role(row.role)]), sort="role"),
    Column(key="state", label=_("State"), kind=Kind.STATE, value=membership_state),
    Column(key="starts_on", label=_("First day"), kind=Kind.DAY, sort="starts_on"),
    Column(key="ends_on", label=_("End"), kind=Kind.DAY, sort="ends_on"),
)
QUALIFICATION_COLUMNS: tuple[Column[Qualification], ...] = (
    Column(
        key="person",
        label=_("Person"),
        value="person.name",
        sort="person__name_en",
        search=("person__name_zh", "person__name_en"),
        link=lambda row: reverse("person", args=[row.person_id]),
    ),
    Column(
        key="title",
        label=_("Qualification"),
        value="title",
        sort="subject",
        search=("subject", "title_zh", "title_en"),
    ),
    Column(key="state", label=_("State"), kind=Kind.STATE, value=qualification_state),
    Column(key="valid_from", label=_("Valid from"), kind=Kind.DAY, sort="valid_from"),
    Column(key="valid_until", label=_("Valid until"), kind=Kind.DAY, sort="valid_until"),
)


def roles_table(request: HttpRequest, organisation_id: UUID) -> Table:
    """Who works there as what, now and before."""
    roles = tuple((role.value, str(words)) for role, words in ROLES.items())
    return Table(
        memberships_of_organisation(organisation_id),
        ROLE_COLUMNS,
        request,
        caption=_("People and roles"),
        order="-starts_on",
        name="roles",
        choices=(Choice(key="role", label=_("Role"), lookup="role", options=roles),),
        empty=_("Nobody holds a role here yet: invite somebody first."),
    )


def qualifications_table(request: HttpRequest, organisation_id: UUID) -> Table:
    """Who was found fit for what, and how long."""
    return Table(
        qualifications_of_organisation(organisation_id),
        QUALIFICATION_COLUMNS,
        request,
        caption=_("Qualifications"),
        order="valid_until",
        name="qualifications",
        empty=_("No qualification is recorded yet. They are granted on a person’s page."),
    )
