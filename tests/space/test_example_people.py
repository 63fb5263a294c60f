"""The example organisations and people are fictional, say so, and cover every kind and every role."""

from pathlib import Path
from typing import Any

import yaml

from cellpark.identity.public import OrganisationKind, Role
from cellpark.identity.states import ROLES_BY_KIND, duty_of

EXAMPLES: dict[str, Any] = yaml.safe_load((Path(__file__).parents[2] / "examples" / "people.yaml").read_text())
KINDS = {each["key"]: OrganisationKind(each["kind"]) for each in EXAMPLES["organisations"]}
MEMBERSHIPS = [(person, each) for person in EXAMPLES["people"] for each in person["memberships"]]
EXAMPLE_ZH = "\u793a\u4f8b"


def test_every_name_says_that_it_is_an_example() -> None:
    for each in (*EXAMPLES["organisations"], *EXAMPLES["people"]):
        assert each["name_en"].startswith("Example ")
        assert each["name_zh"].startswith(EXAMPLE_ZH)


def test_every_address_lies_where_nobody_lives() -> None:
    """RFC 2606 keeps example.org for examples."""
    addresses = [person["email"] for person in EXAMPLES["people"]]
    assert {address.split("@")[1] for address in addresses} == {"example.org"}
    assert len(set(addresses)) == len(addresses)


def test_every_kind_of_organisation_and_every_role_has_an_example() -> None:
    assert set(KINDS.values()) == set(OrganisationKind)
    assert {membership["role"] for _, membership in MEMBERSHIPS} == set(Role)


def test_roles_fit_their_organisation_and_the_persons_side() -> None:
    """CN-2d: nobody who works for the business administers the system."""
    for person, membership in MEMBERSHIPS:
        role = Role(membership["role"])
        assert role in ROLES_BY_KIND[KINDS[membership["organisation"]]], person["key"]
        assert duty_of(role) == person["duty"], person["key"]


def test_qualifications_belong_to_an_organisation_of_the_person() -> None:
    for person in EXAMPLES["people"]:
        inside = {membership["organisation"] for membership in person["memberships"]}
        for qualification in person.get("qualifications", ()):
            assert qualification["organisation"] in inside
            assert qualification["valid_from"] < qualification["valid_until"]
