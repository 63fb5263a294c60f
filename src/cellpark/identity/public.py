"""What other floors use of this app."""

from cellpark.identity.accounts import answers_for, refuse_foreign_account
from cellpark.identity.actions.activate_person import activate_person
from cellpark.identity.actions.change_own_details import change_own_details
from cellpark.identity.actions.close_organisation import close_organisation
from cellpark.identity.actions.complete_signature import complete_signature
from cellpark.identity.actions.end_membership import end_membership
from cellpark.identity.actions.grant_membership import grant_membership
from cellpark.identity.actions.grant_qualification import grant_qualification
from cellpark.identity.actions.invite_person import invite_person
from cellpark.identity.actions.issue_token import IssuedToken, issue_token, token_digest
from cellpark.identity.actions.lend_example_keys import ExampleKeys, example_keys
from cellpark.identity.actions.load_example_people import ExampleSignIn, load_example_people
from cellpark.identity.actions.note_sign_in import note_sign_in
from cellpark.identity.actions.prepare_signature import digest_of_view, prepare_signature
from cellpark.identity.actions.register_organisation import register_organisation
from cellpark.identity.actions.rename_organisation import rename_organisation
from cellpark.identity.actions.restore_person import restore_person
from cellpark.identity.actions.revoke_token import revoke_token
from cellpark.identity.actions.sign_as_example import example_proof, sign_as_example
from cellpark.identity.actions.suspend_person import suspend_person
from cellpark.identity.actions.withdraw_qualification import withdraw_qualification
from cellpark.identity.events import DetailsChanged, KeyAdded, KeyRemoved, SignInRefused, SignInSucceeded
from cellpark.identity.link_folds import one_time_link
from cellpark.identity.link_secrets import new_secret, owner_of_secret, printed_secret, secret_digest, typed_secret
from cellpark.identity.models import (
    AccessToken,
    Membership,
    OneTimeLink,
    Organisation,
    Person,
    PreparedSignature,
    Qualification,
)
from cellpark.identity.permissions import IdentityPermission
from cellpark.identity.queries import (
    Colleague,
    colleague,
    holders_by_role,
    invitations_waiting,
    membership,
    memberships_of_organisation,
    open_organisations,
    organisation,
    organisations,
    own_memberships,
    own_qualifications,
    own_tokens,
    people,
    people_in_sight,
    person_by_email,
    person_in_sight,
    qualification,
    qualifications_ending,
    qualifications_of_organisation,
    roles_of_people,
    subjects_held,
)
from cellpark.identity.rules import fitting_roles
from cellpark.identity.signing.meanings import ENGLISH, MEANINGS, Meaning, meaning_in
from cellpark.identity.signing.proofs import CodeAndPassword, Worth, verify_evidence
from cellpark.identity.signing.queries import (
    Naming,
    last_signed,
    names_of_people,
    passkey_options,
    people_named,
    prepared_signature,
    running_roles,
    signed_view,
)
from cellpark.identity.signing.second_factors import Factors, factors_of, take_code
from cellpark.identity.states import (
    ROLES_BY_KIND,
    Duty,
    LinkState,
    MembershipState,
    OrganisationKind,
    OrganisationState,
    PersonState,
    QualificationState,
    Role,
)
from cellpark.identity.words import (
    KINDS,
    MEMBERSHIP_STATES,
    ORGANISATION_STATES,
    PERSON_STATES,
    QUALIFICATION_STATES,
    ROLES,
    role_names,
)

__all__ = [
    "ENGLISH",
    "KINDS",
    "MEANINGS",
    "MEMBERSHIP_STATES",
    "ORGANISATION_STATES",
    "PERSON_STATES",
    "QUALIFICATION_STATES",
    "ROLES",
    "ROLES_BY_KIND",
    "AccessToken",
    "CodeAndPassword",
    "Colleague",
    "DetailsChanged",
    "Duty",
    "ExampleKeys",
    "ExampleSignIn",
    "Factors",
    "IdentityPermission",
    "IssuedToken",
    "KeyAdded",
    "KeyRemoved",
    "LinkState",
    "Meaning",
    "Membership",
    "MembershipState",
    "Naming",
    "OneTimeLink",
    "Organisation",
    "OrganisationKind",
    "OrganisationState",
    "Person",
    "PersonState",
    "PreparedSignature",
    "Qualification",
    "QualificationState",
    "Role",
    "SignInRefused",
    "SignInSucceeded",
    "Worth",
    "activate_person",
    "answers_for",
    "change_own_details",
    "close_organisation",
    "colleague",
    "complete_signature",
    "digest_of_view",
    "end_membership",
    "example_keys",
    "example_proof",
    "factors_of",
    "fitting_roles",
    "grant_membership",
    "grant_qualification",
    "holders_by_role",
    "invitations_waiting",
    "invite_person",
    "issue_token",
    "last_signed",
    "load_example_people",
    "meaning_in",
    "membership",
    "memberships_of_organisation",
    "names_of_people",
    "new_secret",
    "note_sign_in",
    "one_time_link",
    "open_organisations",
    "organisation",
    "organisations",
    "own_memberships",
    "own_qualifications",
    "own_tokens",
    "owner_of_secret",
    "passkey_options",
    "people",
    "people_in_sight",
    "people_named",
    "person_by_email",
    "person_in_sight",
    "prepare_signature",
    "prepared_signature",
    "printed_secret",
    "qualification",
    "qualifications_ending",
    "qualifications_of_organisation",
    "refuse_foreign_account",
    "register_organisation",
    "rename_organisation",
    "restore_person",
    "revoke_token",
    "role_names",
    "roles_of_people",
    "running_roles",
    "secret_digest",
    "sign_as_example",
    "signed_view",
    "subjects_held",
    "suspend_person",
    "take_code",
    "token_digest",
    "typed_secret",
    "verify_evidence",
    "withdraw_qualification",
]
