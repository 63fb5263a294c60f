"""The file of example organisations and people: its shape, checked."""

from datetime import date
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

from cellpark.identity.states import Duty, OrganisationKind, Role


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ExampleOrganisation(_Part):
    """A fictional organisation."""

    key: str
    kind: OrganisationKind
    name_zh: str
    name_en: str


class ExampleMembership(_Part):
    """A role in one of the file's organisations, until a day where it has an end."""

    organisation: str
    role: Role
    ends_on: date | None = None


class ExampleQualification(_Part):
    """A qualification in one of the file's organisations."""

    organisation: str
    subject: str
    title_zh: str
    title_en: str
    valid_from: date
    valid_until: date


class ExamplePerson(_Part):
    """A fictional person."""

    key: str
    email: str
    name_zh: str
    name_en: str
    duty: Duty
    memberships: tuple[ExampleMembership, ...] = ()
    qualifications: tuple[ExampleQualification, ...] = ()


class ExamplePeople(_Part):
    """The whole file."""

    format: Literal["cellpark.people/1"]
    organisations: tuple[ExampleOrganisation, ...]
    people: tuple[ExamplePerson, ...]


def read_example_people(path: Path) -> ExamplePeople:
    """The file's contents. A fault in it is a bug of ours: it ships with the program."""
    return ExamplePeople.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
