"""What the rules let in, the columns can hold."""

import pytest

from cellpark.identity import rules
from cellpark.identity.models import Organisation, Person, Qualification


@pytest.mark.parametrize(
    ("limit", "model", "column"),
    [
        (rules.NAME_LIMIT, Organisation, "name_zh"),
        (rules.NAME_LIMIT, Organisation, "name_en"),
        (rules.NAME_LIMIT, Person, "name_zh"),
        (rules.NAME_LIMIT, Person, "name_en"),
        (rules.NAME_LIMIT, Qualification, "title_zh"),
        (rules.NAME_LIMIT, Qualification, "title_en"),
        (rules.SUBJECT_LIMIT, Qualification, "subject"),
    ],
)
def test_a_text_of_the_greatest_length_fits_its_column(limit: int, model: type, column: str) -> None:
    """A limit that is greater than the column would end in a fault instead of a sentence."""
    assert limit <= model._meta.get_field(column).max_length
