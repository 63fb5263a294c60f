"""The tables of this app as folds of their streams. Names and addresses of people are not in the ledger."""

from datetime import date
from uuid import UUID

from cellpark.identity.states import MembershipState, OrganisationState, PersonState, QualificationState
from cellpark.ledger.public import Entry, Projection, Row


def organisation(row: Row | None, entry: Entry) -> Row | None:
    """Registered, renamed, closed."""
    match entry.type:
        case "identity.organisation.registered":
            return {
                "id": UUID(str(entry.data["organisation"])),
                **{name: str(entry.data[name]) for name in ("kind", "name_zh", "name_en", "credit_code")},
                "example": bool(entry.data["example"]),
                "state": OrganisationState.ACTIVE.value,
                "version": entry.version,
            }
        case "identity.organisation.renamed":
            assert row is not None, "a stream starts with its registration"
            return {
                **row,
                "name_zh": str(entry.data["name_zh"]),
                "name_en": str(entry.data["name_en"]),
                "version": entry.version,
            }
        case "identity.organisation.closed":
            assert row is not None, "a stream starts with its registration"
            return {**row, "state": OrganisationState.CLOSED.value, "version": entry.version}
        case _:
            return row


PERSON_STATES = {
    "identity.person.activated": PersonState.ACTIVE,
    "identity.person.suspended": PersonState.SUSPENDED,
    "identity.person.restored": PersonState.ACTIVE,
}


def person(row: Row | None, entry: Entry) -> Row | None:
    """Invited, activated, suspended, restored; sign-ins change nothing."""
    if entry.type == "identity.person.invited":
        return {
            "id": UUID(str(entry.data["person"])),
            "duty": str(entry.data["duty"]),
            "home_id": None if entry.data["home"] is None else UUID(str(entry.data["home"])),
            "example": bool(entry.data["example"]),
            "state": PersonState.INVITED.value,
            "version": entry.version,
        }
    if row is not None and entry.type in PERSON_STATES:
        return {**row, "state": PERSON_STATES[entry.type].value, "version": entry.version}
    if row is not None and entry.type == "identity.person.details_changed":
        return {**row, "version": entry.version}
    return row


def membership(row: Row | None, entry: Entry) -> Row | None:
    """Granted, ended."""
    data = entry.data
    match entry.type:
        case "identity.membership.granted":
            return {
                "id": UUID(str(data["membership"])),
                "organisation_id": entry.organisation,
                "person_id": UUID(str(data["person"])),
                "duty": str(data["duty"]),
                "role": str(data["role"]),
                "state": MembershipState.GRANTED.value,
                "starts_on": date.fromisoformat(str(data["starts_on"])),
                "ends_on": None if data["ends_on"] is None else date.fromisoformat(str(data["ends_on"])),
                "version": entry.version,
            }
        case "identity.membership.ended":
            assert row is not None, "a stream starts with its grant"
            return {
                **row,
                "state": MembershipState.ENDED.value,
                "ends_on": date.fromisoformat(str(data["ends_on"])),
                "version": entry.version,
            }
        case _:
            return row


def qualification(row: Row | None, entry: Entry) -> Row | None:
    """Granted, withdrawn."""
    data = entry.data
    match entry.type:
        case "identity.qualification.granted":
            return {
                "id": UUID(str(data["qualification"])),
                "organisation_id": entry.organisation,
                "person_id": UUID(str(data["person"])),
                "subject": str(data["subject"]),
                "title_zh": str(data["title_zh"]),
                "title_en": str(data["title_en"]),
                "state": QualificationState.GRANTED.value,
                "valid_from": date.fromisoformat(str(data["valid_from"])),
                "valid_until": date.fromisoformat(str(data["valid_until"])),
                "version": entry.version,
            }
        case "identity.qualification.withdrawn":
            assert row is not None, "a stream starts with its grant"
            return {**row, "state": QualificationState.WITHDRAWN.value, "version": entry.version}
        case _:
            return row


PROJECTIONS = (
    Projection(
        table="identity_organisation",
        streams="organisation/",
        columns=("id", "kind", "name_zh", "name_en", "credit_code", "example", "state", "version"),
        fold=organisation,
    ),
    Projection(
        table="identity_person",
        streams="person/",
        columns=("id", "duty", "home_id", "example", "state", "version"),
        fold=person,
    ),
    Projection(
        table="identity_membership",
        streams="membership/",
        columns=(
            "id",
            "organisation_id",
            "person_id",
            "duty",
            "role",
            "state",
            "starts_on",
            "ends_on",
            "version",
        ),
        fold=membership,
    ),
    Projection(
        table="identity_qualification",
        streams="qualification/",
        columns=(
            "id",
            "organisation_id",
            "person_id",
            "subject",
            "title_zh",
            "title_en",
            "state",
            "valid_from",
            "valid_until",
            "version",
        ),
        fold=qualification,
    ),
)
