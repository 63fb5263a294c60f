"""The examples that an empty site is filled with: two parks and the people of fictional organisations."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

import cellpark
from cellpark.runtime.places import Places

# Examples are part of the source tree, not of the package: a production installation has none.
EXAMPLES = Path(cellpark.__file__).resolve().parents[2] / "examples"


@dataclass(frozen=True, slots=True)
class ExampleSignIn:
    """How to sign in as one of the example people."""

    email: str
    name: str
    roles: str


def example_password(places: Places) -> str:
    """The password of all example people: made at random for each installation, so that no site has a known one."""
    path = places.keys / "example-password"
    if not path.exists():
        text = "-".join(["example", *(secrets.token_hex(2) for _ in range(3))])
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:  # noqa: PTH123
            file.write(text)
    return path.read_text(encoding="ascii").strip()


def example_sign_ins(language: str) -> list[ExampleSignIn]:
    """The example people who exist in this database, in the order of the file."""
    from cellpark.base.scope import EVERYTHING, use_scope
    from cellpark.identity.public import ROLES, Person, Role

    if not (EXAMPLES / "people.yaml").exists():
        return []
    people = yaml.safe_load((EXAMPLES / "people.yaml").read_text(encoding="utf-8"))["people"]
    with use_scope(EVERYTHING):
        emails = [entry["email"] for entry in people]
        known = set(Person.objects.filter(email__in=emails, example=True).values_list("email", flat=True))
    name = "name_zh" if language == "zh-hans" else "name_en"

    def roles(entry: dict[str, Any]) -> str:
        return ", ".join(str(ROLES[Role(held["role"])]) for held in entry["memberships"])

    return [ExampleSignIn(each["email"], each[name], roles(each)) for each in people if each["email"] in known]
