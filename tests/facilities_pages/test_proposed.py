"""When a form for a permit proposes that the work is done: on one day, as the permit asks."""

from datetime import UTC, datetime

import pytest

from cellpark.web.areas.facilities.views.permit_acts import PROPOSED, proposed_start


@pytest.mark.parametrize(
    ("at", "start"),
    [
        # at the site it is eight hours later
        (datetime(2026, 11, 23, 1, 20, tzinfo=UTC), datetime(2026, 11, 23, 2, 0, tzinfo=UTC)),
        (datetime(2026, 11, 23, 12, 59, tzinfo=UTC), datetime(2026, 11, 23, 13, 0, tzinfo=UTC)),
        (datetime(2026, 11, 23, 13, 0, tzinfo=UTC), datetime(2026, 11, 24, 1, 0, tzinfo=UTC)),
        (datetime(2026, 11, 23, 15, 30, tzinfo=UTC), datetime(2026, 11, 24, 1, 0, tzinfo=UTC)),
        (datetime(2026, 11, 23, 16, 30, tzinfo=UTC), datetime(2026, 11, 23, 17, 0, tzinfo=UTC)),
    ],
)
def test_the_proposed_time_begins_and_ends_on_one_day_of_the_site(at: datetime, start: datetime) -> None:
    found = proposed_start(at)
    assert found == start
    assert found > at
    assert found.date() == (found + PROPOSED).date()
