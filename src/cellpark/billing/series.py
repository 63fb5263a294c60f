"""Numbers without a gap: taken in the transaction that uses them, given back when it fails."""

from datetime import date
from uuid import UUID

from django.db import connection

from cellpark.base.scope import current_scope
from cellpark.billing.states import SeriesKind

_TAKE = """
INSERT INTO billing_series (organisation_id, kind, year, last) VALUES (%s, %s, %s, %s)
ON CONFLICT (organisation_id, kind, year) DO UPDATE SET last = billing_series.last + EXCLUDED.last RETURNING last
"""


def take_numbers(organisation_id: UUID, kind: SeriesKind, day: date, count: int) -> list[str]:
    """The next ``count`` numbers of the year, such as ``B-2026-000124``; others wait until this transaction ends."""
    assert connection.in_atomic_block, "a number is taken in the transaction that uses it"
    assert current_scope().covers(organisation_id), "numbers are taken by the house that gives them"
    if not count:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [organisation_id, kind.value, day.year, count])
        last: int = cursor.fetchone()[0]
    return [f"{kind.value}-{day.year}-{number:06d}" for number in range(last - count + 1, last + 1)]
