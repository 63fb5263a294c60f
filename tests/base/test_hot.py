"""Rows read through prepared statements: what Django would read, within the scope in force (T19)."""

from uuid import uuid4

import pytest

from cellpark.base.hot import hot_row, hot_rows, hot_values
from cellpark.base.scope import EVERYTHING, Scope, Unscoped, use_scope
from cellpark.identity.public import Membership, Role
from tests.people import organisation, person

pytestmark = pytest.mark.django_db
ANY_ROLE = '"identity_membership"."role" = %(role)s OR true'


def test_rows_are_those_of_the_manager_with_what_belongs_to_them() -> None:
    home = organisation("Home")
    person("one@example.org", Role.QUALITY_STAFF, within=home)
    with use_scope(Scope(frozenset({home.id}))):
        expected = list(Membership.objects.select_related("organisation").order_by("id"))
        found = hot_rows(Membership, "true", {}, related=("organisation",), tail='ORDER BY "identity_membership"."id"')
    assert expected
    assert [each.__dict__ | {"_state": None} for each in found] == [
        each.__dict__ | {"_state": None} for each in expected
    ]
    assert [each.organisation.name_en for each in found] == [each.organisation.name_en for each in expected]
    assert all(not each._state.adding and each._state.db == "default" for each in found)


def test_a_condition_does_not_reach_beyond_the_scope() -> None:
    """T19: not even a condition that is always true."""
    home, other = organisation("Home"), organisation("Other")
    person("two@example.org", Role.QUALITY_STAFF, within=other)
    with use_scope(Scope(frozenset({home.id}))):
        assert hot_rows(Membership, ANY_ROLE, {"role": "none"}) == list(Membership.objects.all())
    with use_scope(EVERYTHING):
        assert {each.organisation_id for each in hot_rows(Membership, ANY_ROLE, {"role": "none"})} >= {other.id}


def test_a_row_out_of_scope_is_not_there() -> None:
    home, other = organisation("Home"), organisation("Other")
    person("two@example.org", Role.QUALITY_STAFF, within=other)
    with use_scope(EVERYTHING):
        foreign = Membership.objects.get(organisation=other)
    with use_scope(Scope(frozenset({home.id}))), pytest.raises(Membership.DoesNotExist):
        hot_row(Membership, foreign.id)
    with use_scope(EVERYTHING), pytest.raises(Membership.DoesNotExist):
        hot_row(Membership, uuid4())


def test_without_a_scope_nothing_is_read() -> None:
    with pytest.raises(Unscoped):
        hot_rows(Membership, "true", {})


def test_single_columns_are_those_of_the_same_rows() -> None:
    """T19: with what is joined to them, and nothing beyond the scope."""
    home, other = organisation("Home"), organisation("Other")
    for number, each in enumerate((home, other)):
        person(f"{number}@example.org", Role.QUALITY_STAFF, within=each)
    names = ("organisation__name_en", "role", "starts_on")
    with use_scope(Scope(frozenset({home.id}))):
        expected = [list(row) for row in Membership.objects.values_list(*names)]
        assert hot_values(Membership, names, ANY_ROLE, {"role": "none"}) == expected
    assert [row[0] for row in expected] == ["Home"]
    with pytest.raises(Unscoped):
        hot_values(Membership, names, "true", {})
