"""The roles matrix: which role may do what, and who holds it."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise

from cellpark.access.public import actor_of, all_permissions, roles_matrix
from cellpark.identity.public import Membership, Role, holders_by_role
from cellpark.web.pages.words import APPS, PERMISSIONS, ROLES, role_names

HOLDERS_NAMED = 12


@dataclass(frozen=True, slots=True)
class Line:
    """One permission: its words and, for each role in the order of the matrix, whether it holds it."""

    code: str
    words: Promise
    holds: tuple[tuple[Promise, bool], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The permissions of one app."""

    label: Promise
    lines: tuple[Line, ...]


def roles(request: HttpRequest) -> HttpResponse:
    """The matrix as a table, then the people."""
    holders = holders_by_role(HOLDERS_NAMED + 1)
    context = {
        "roles": [ROLES[role] for role in Role],
        "groups": groups(),
        "holders": [held(role, found) for role, found in holders.items() if found],
        "nobody": role_names(role for role, found in holders.items() if not found),
        "mine": [ROLES[role] for role in Role if role.value in actor_of(request).roles],
    }
    return render(request, "roles/roles.html", context)


def groups() -> list[Group]:
    """All permissions by app, in the order of ``APPS``."""
    matrix = roles_matrix()
    found = []
    for app, label in APPS.items():
        lines = tuple(
            Line(code, PERMISSIONS[code], tuple((ROLES[role], code in matrix[role]) for role in Role))
            for code in all_permissions()
            if code.startswith(f"{app}:")
        )
        if lines:
            found.append(Group(label, lines))
    return found


def held(role: Role, memberships: list[Membership]) -> dict[str, object]:
    """A role with the people who hold it today, as far as they are named."""
    named = memberships[:HOLDERS_NAMED]
    return {"role": ROLES[role], "memberships": named, "more": len(memberships) > HOLDERS_NAMED}
