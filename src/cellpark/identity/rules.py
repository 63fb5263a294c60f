"""What must hold of organisations, people, memberships and qualifications. Pure: values in, problems out."""

import re
from datetime import date
from uuid import UUID

from cellpark.base.text import text_problems
from cellpark.identifiers import credit
from cellpark.identity.states import ROLES_BY_KIND, Duty, OrganisationKind, Role, duty_of
from cellpark.kernel.problem import Problem

NAME_LIMIT = 200
REASON_LIMIT = 500
SUBJECT_LIMIT = 80
EMAIL = re.compile(r"[!-?A-~]{1,64}@[!-?A-~]{1,185}\.[A-Za-z0-9-]{2,63}")


def name_problems(*, name_zh: str, name_en: str) -> list[Problem]:
    """A name in at least one language, each of a printable length."""
    if not name_zh.strip() and not name_en.strip():
        return [Problem("identity.name.missing", field="name_zh")]
    too_long = [
        Problem("base.too_long", {"limit": NAME_LIMIT}, field=field)
        for field, value in (("name_zh", name_zh), ("name_en", name_en))
        if len(value) > NAME_LIMIT
    ]
    return [*too_long, *text_problems(name_zh=name_zh, name_en=name_en)]


def email_problems(email: str) -> list[Problem]:
    """An address that mail can reach."""
    # 254 characters is the longest address that mail can carry (RFC 5321, erratum 1690)
    fits = EMAIL.fullmatch(email) and len(email) <= 254
    return [] if fits else [Problem("identity.email.malformed", {"value": email}, field="email")]


def credit_code_problems(code: str) -> list[Problem]:
    """An empty code, or a unified social credit code whose check character is right (GB 32100-2015)."""
    if not code:
        return []
    if len(code) != credit.LENGTH or any(symbol not in credit.ALPHABET for symbol in code):
        return [Problem("identity.credit_code.malformed", {"value": code}, field="credit_code")]
    expected = credit.check_character(code[:-1])
    if code[-1] == expected:
        return []
    return [Problem("identity.credit_code.check", {"value": code, "expected": expected}, field="credit_code")]


def membership_problems(
    *, role: Role, kind: OrganisationKind, duty: Duty, granting: UUID | None, person: UUID
) -> list[Problem]:
    """A role that fits the organisation and the person's side (CN-2d), granted by somebody else."""
    problems = []
    if role not in ROLES_BY_KIND[kind]:
        problems.append(Problem("identity.membership.role_misfit", {"role": role, "kind": kind}, field="role"))
    if duty_of(role) != duty:
        problems.append(Problem("identity.membership.both_sides", field="role", rule="CN-2d"))
    if granting == person:
        problems.append(Problem("identity.membership.own", field="role", rule="P11-4"))
    return problems


def fitting_roles(kind: OrganisationKind, duty: Duty) -> tuple[Role, ...]:
    """The roles that somebody on this side may hold in an organisation of this kind, in the order of the matrix."""
    return tuple(role for role in Role if role in ROLES_BY_KIND[kind] and duty_of(role) == duty)


def period_problems(*, starts: date, ends: date | None, field: str) -> list[Problem]:
    """A half-open period that contains at least one day, or is open."""
    return [Problem("base.ends_before_start", field=field)] if ends is not None and ends <= starts else []


def inspection_problems(*, role: Role, ends: date | None) -> list[Problem]:
    """Whoever looks from outside does so for a time that was set (A11-2d)."""
    endless = role is Role.INSPECTOR and ends is None
    return [Problem("identity.membership.inspection_no_end", field="ends_on", rule="A11-2d")] if endless else []


def reason_problems(reason: str) -> list[Problem]:
    """A change to a record says why (CN-2f, A11-2e1)."""
    if not reason.strip():
        return [Problem("base.reason_required", field="reason", rule="CN-2f")]
    too_long = [Problem("base.too_long", {"limit": REASON_LIMIT}, field="reason")] if len(reason) > REASON_LIMIT else []
    return [*too_long, *text_problems(reason=reason)]


def subject_problems(subject: str) -> list[Problem]:
    """What a qualification is for: a short text that is there and can be kept."""
    if not subject.strip():
        return [Problem("base.required", field="subject")]
    too_long = len(subject) > SUBJECT_LIMIT
    problems = [Problem("base.too_long", {"limit": SUBJECT_LIMIT}, field="subject")] if too_long else []
    return [*problems, *text_problems(subject=subject)]
