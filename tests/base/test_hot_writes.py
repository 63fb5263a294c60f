"""Rows written through prepared statements: what ``save`` would write, within the scope in force (T19)."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import DatabaseError

from cellpark.base.hot_writes import insert_row, update_row
from cellpark.base.models import Delivery
from cellpark.base.scope import EVERYTHING, OutOfScope, Scope, Unscoped, use_scope
from cellpark.batches.models import Batch
from cellpark.identity.public import Organisation, Qualification
from tests.people import organisation, person

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 1)


def qualification(home: Organisation, subject: str = "MBR-1") -> Qualification:
    who = person(f"{uuid4()}@example.org")
    return Qualification(
        id=uuid4(),
        organisation=home,
        person=who,
        subject=subject,
        title_en="Training",
        valid_from=DAY,
        valid_until=date(2027, 3, 1),
    )


def test_a_row_is_inserted_as_save_inserts_it() -> None:
    with use_scope(EVERYTHING):
        saved, written = (
            Batch(id=uuid4(), organisation=organisation("Home"), number=number, recipe="0" * 64, devices=["EQ-1"])
            for number in ("B-1", "B-2")
        )
        saved.save(force_insert=True)
        insert_row(written)
        assert not written._state.adding
        left, right = Batch.objects.filter(number__startswith="B-").order_by("number").values()
    own = {"id", "number", "organisation_id"}
    assert {name: right[name] for name in own} == {name: getattr(written, name) for name in own}
    assert left | {name: right[name] for name in own} == right


def test_the_named_columns_are_written_and_no_others() -> None:
    with use_scope(EVERYTHING):
        row = qualification(organisation("Home"))
        insert_row(row)
        row.subject, row.title_en = "MBR-2", "not written"
        update_row(row, ["subject"])
        found = Qualification.objects.get(id=row.id)
    assert (found.subject, found.title_en, found.valid_from) == ("MBR-2", "Training", DAY)


def test_rows_of_others_are_not_written() -> None:
    """T19: the lock of ``save`` holds here as well."""
    home, other = organisation("Home"), organisation("Other")
    foreign, new = qualification(other), qualification(other, "MBR-2")
    with use_scope(EVERYTHING):
        insert_row(foreign)
    with use_scope(Scope(frozenset({home.id}))):
        with pytest.raises(OutOfScope):
            insert_row(new)
        with pytest.raises(OutOfScope):
            update_row(foreign, ["subject"])
    with pytest.raises(Unscoped):
        insert_row(new)
    with use_scope(EVERYTHING):
        assert list(Qualification.objects.values_list("subject", flat=True)) == ["MBR-1"]


def test_a_row_that_is_not_there_is_not_written_over() -> None:
    with use_scope(EVERYTHING), pytest.raises(DatabaseError):
        update_row(qualification(organisation("Home")), ["subject"])


def test_a_row_that_is_written_once_is_not_written_over() -> None:
    """P11-5a."""
    with pytest.raises(AssertionError, match="written once"):
        update_row(Delivery(id=1), ["subscriber"])
