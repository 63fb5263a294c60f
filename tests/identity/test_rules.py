"""The pure rules of organisations and people."""

from datetime import date
from uuid import uuid4

import pytest

from cellpark.identity.rules import (
    credit_code_problems,
    email_problems,
    membership_problems,
    name_problems,
    period_problems,
    reason_problems,
)
from cellpark.identity.states import Duty, OrganisationKind, Role


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("", []),
        ("91350100M000100Y43", []),  # the worked example of GB 32100-2015, annex
        ("91350100M000100Y44", ["identity.credit_code.check"]),
        ("91350100M000100Y4", ["identity.credit_code.malformed"]),
        ("91350100M000100Y4I", ["identity.credit_code.malformed"]),
        ("91350100m000100y43", ["identity.credit_code.malformed"]),
    ],
)
def test_the_check_character_of_a_credit_code(code: str, expected: list[str]) -> None:
    """GB 32100-2015."""
    assert [problem.code for problem in credit_code_problems(code)] == expected


@pytest.mark.parametrize("address", ["a@example.org", "first.last+tag@sub.example.org"])
def test_addresses_that_mail_can_reach(address: str) -> None:
    assert email_problems(address) == []


@pytest.mark.parametrize(
    "address", ["", "a", "a@b", "a b@example.org", "a@example.org\n", "\u540d@example.org", "@x.org"]
)
def test_addresses_that_mail_cannot_reach(address: str) -> None:
    assert [problem.code for problem in email_problems(address)] == ["identity.email.malformed"]


def test_a_name_is_needed_in_one_language() -> None:
    assert [p.code for p in name_problems(name_zh=" ", name_en="")] == ["identity.name.missing"]
    assert name_problems(name_zh="\u540d", name_en="") == []
    assert [p.field for p in name_problems(name_zh="", name_en="x" * 201)] == ["name_en"]


def test_nobody_serves_the_business_and_the_system() -> None:
    """CN-2d."""
    problems = membership_problems(
        role=Role.SYSTEM_ADMINISTRATOR,
        kind=OrganisationKind.OPERATOR,
        duty=Duty.BUSINESS,
        granting=uuid4(),
        person=uuid4(),
    )
    assert [(p.code, p.rule) for p in problems] == [("identity.membership.both_sides", "CN-2d")]


def test_nobody_grants_a_role_to_themselves() -> None:
    """P11-4."""
    me = uuid4()
    problems = membership_problems(
        role=Role.MEMBER, kind=OrganisationKind.TENANT, duty=Duty.BUSINESS, granting=me, person=me
    )
    assert [p.code for p in problems] == ["identity.membership.own"]


def test_a_role_fits_the_kind_of_organisation() -> None:
    problems = membership_problems(
        role=Role.COURIER, kind=OrganisationKind.HOSPITAL, duty=Duty.BUSINESS, granting=None, person=uuid4()
    )
    assert [p.code for p in problems] == ["identity.membership.role_misfit"]


def test_periods_hold_at_least_one_day() -> None:
    day = date(2026, 11, 22)
    assert period_problems(starts=day, ends=None, field="f") == []
    assert [p.code for p in period_problems(starts=day, ends=day, field="f")] == ["base.ends_before_start"]


def test_a_change_says_why() -> None:
    """CN-2f, A11-2e1."""
    assert [p.code for p in reason_problems("  ")] == ["base.reason_required"]
    assert reason_problems("because") == []
    assert [p.code for p in reason_problems("x" * 501)] == ["base.too_long"]
