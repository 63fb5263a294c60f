"""The examples that an empty site is filled with: two parks and the people of fictional organisations."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

import cellpark

if TYPE_CHECKING:
    from uuid import UUID

    from cellpark.runtime.places import Places

# Examples are part of the source tree, not of the package: a production installation has none.
EXAMPLES = Path(cellpark.__file__).resolve().parents[2] / "examples"


@dataclass(frozen=True, slots=True)
class ExampleSignIn:
    """How to sign in as one of the example people."""

    email: str
    name: str
    roles: str


def example_password(places: "Places") -> str:
    """The password of all example people: made at random for each installation, so that no site has a known one."""
    path = places.keys / "example-password"
    if not path.exists():
        text = "-".join(["example", *(secrets.token_hex(2) for _ in range(3))])
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:  # noqa: PTH123
            file.write(text)
    return path.read_text(encoding="ascii").strip()


def read_people() -> Mapping[str, Any]:
    """The file of example people."""
    return dict(yaml.safe_load((EXAMPLES / "people.yaml").read_text(encoding="utf-8")))


def load_people(password: str) -> int:
    """Make the example organisations, people, roles and qualifications through the same acts as in life.

    Returns the number of people. Django is set up, and the caller holds a transaction.
    """
    from cellpark.base.actor import Actor
    from cellpark.base.time import now
    from cellpark.identity import public as identity

    file, actor, reason = read_people(), Actor.system("examples"), "example"
    organisations = {
        entry["key"]: identity.register_organisation(
            actor=actor,
            kind=identity.OrganisationKind(entry["kind"]),
            name_zh=entry["name_zh"],
            name_en=entry["name_en"],
            example=True,
        ).id
        for entry in file["organisations"]
    }
    for entry in file["people"]:
        person = identity.invite_person(
            actor=actor,
            email=entry["email"],
            name_zh=entry["name_zh"],
            name_en=entry["name_en"],
            duty=identity.Duty(entry["duty"]),
            example=True,
        )
        identity.activate_person(actor=actor, person_id=person.id, password=password)
        for membership in entry["memberships"]:
            identity.grant_membership(
                actor=actor,
                organisation_id=organisations[membership["organisation"]],
                person_id=person.id,
                role=identity.Role(membership["role"]),
                starts_on=now().date(),
                reason=reason,
            )
        _qualify(person.id, entry.get("qualifications", []), organisations)
    return len(file["people"])


def _qualify(person: "UUID", qualifications: list[dict[str, Any]], organisations: Mapping[str, "UUID"]) -> None:
    from cellpark.base.actor import Actor
    from cellpark.identity.public import grant_qualification

    for entry in qualifications:
        values = {**entry, "organisation_id": organisations[entry["organisation"]]}
        del values["organisation"]
        grant_qualification(actor=Actor.system("examples"), person_id=person, reason="example", **values)


def example_sign_ins(language: str) -> list[ExampleSignIn]:
    """The example people who exist in this database, in the order of the file."""
    from cellpark.base.scope import EVERYTHING, use_scope
    from cellpark.identity.public import Person

    if not (EXAMPLES / "people.yaml").exists():
        return []
    people = read_people()["people"]
    with use_scope(EVERYTHING):
        emails = [entry["email"] for entry in people]
        known = set(Person.objects.filter(email__in=emails, example=True).values_list("email", flat=True))
    name = "name_zh" if language == "zh-hans" else "name_en"
    return [
        ExampleSignIn(entry["email"], entry[name], ", ".join(held["role"] for held in entry["memberships"]))
        for entry in people
        if entry["email"] in known
    ]
