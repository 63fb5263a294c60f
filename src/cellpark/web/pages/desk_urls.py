"""The addresses of the desk: my work, organisations, people, roles, my account."""

from django.urls import URLPattern

from cellpark.access.public import IN_PERSON, PUBLIC, SIGNED_IN, requires, route
from cellpark.identity.public import IdentityPermission as May
from cellpark.ledger.public import LedgerPermission
from cellpark.web.pages.views import (
    erasure,
    home,
    invitations,
    memberships,
    organisation_acts,
    organisations,
    people,
    people_acts,
    profile,
    qualifications,
    roles,
    tokens,
)

ORGANISATION = "organisations/<uuid:organisation_id>"
PERSON = "people/<uuid:person_id>"

urlpatterns: list[URLPattern] = [
    route("", home.home, access=SIGNED_IN, name="home"),
    route("organisations", organisations.organisations, access=requires(May.SEE_ORGANISATIONS), name="organisations"),
    route(
        "organisations/register",
        organisation_acts.register,
        access=requires(May.REGISTER_ORGANISATION),
        name="organisation_register",
    ),
    route(ORGANISATION, organisations.organisation, access=requires(May.SEE_ORGANISATIONS), name="organisation"),
    route(
        f"{ORGANISATION}/rename",
        organisation_acts.rename,
        access=requires(May.CHANGE_ORGANISATION),
        name="organisation_rename",
    ),
    route(
        f"{ORGANISATION}/close",
        organisation_acts.close,
        access=requires(May.REGISTER_ORGANISATION),
        name="organisation_close",
    ),
    route("people", people.people, access=requires(May.SEE_PEOPLE), name="people"),
    route("people/invite", invitations.invite, access=requires(May.INVITE_PERSON), name="person_invite"),
    route("people/add", memberships.add, access=requires(May.GRANT_MEMBERSHIP), name="person_add"),
    route(PERSON, people.person, access=requires(May.SEE_PEOPLE), name="person"),
    route(f"{PERSON}/suspend", people_acts.suspend, access=requires(May.SUSPEND_PERSON), name="person_suspend"),
    route(f"{PERSON}/restore", people_acts.restore, access=requires(May.SUSPEND_PERSON), name="person_restore"),
    route(f"{PERSON}/invitation", invitations.send_again, access=requires(May.INVITE_PERSON), name="person_invitation"),
    route(f"{PERSON}/roles/grant", memberships.grant, access=requires(May.GRANT_MEMBERSHIP), name="membership_grant"),
    route(
        "people/roles/<uuid:membership_id>/end",
        memberships.end,
        access=requires(May.GRANT_MEMBERSHIP),
        name="membership_end",
    ),
    route(
        f"{PERSON}/qualifications/grant",
        qualifications.grant,
        access=requires(May.GRANT_QUALIFICATION),
        name="qualification_grant",
    ),
    route(
        "people/qualifications/<uuid:qualification_id>/withdraw",
        qualifications.withdraw,
        access=requires(May.GRANT_QUALIFICATION),
        name="qualification_withdraw",
    ),
    route(
        f"{PERSON}/erasure",
        erasure.erasure_page,
        access=requires(LedgerPermission.ERASE_SUBJECT),
        name="person_erasure",
    ),
    route(
        f"{PERSON}/erasure/<uuid:request_id>/confirm",
        erasure.confirm,
        access=requires(LedgerPermission.ERASE_SUBJECT),
        name="person_erasure_confirm",
    ),
    route("invitation/<uuid:person_id>/<str:token>", invitations.accept, access=PUBLIC, name="invitation"),
    route("roles", roles.roles, access=requires(May.SEE_ROLES), name="roles"),
    route("profile", profile.profile, access=SIGNED_IN, name="profile"),
    route("profile/tokens/issue", tokens.issue, access=IN_PERSON, name="token_issue"),
    route("profile/tokens/<uuid:token_id>/revoke", tokens.revoke, access=SIGNED_IN, name="token_revoke"),
]
