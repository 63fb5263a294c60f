"""Attempts without an account are counted for all processes at once, in a window that ends (P11-9b)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from cellpark.base.attempts import take_attempt
from cellpark.kernel.clock import FixedClock

WINDOW = timedelta(minutes=10)


@pytest.mark.django_db
def test_a_window_begins_with_the_first_attempt_and_is_not_prolonged(clock: FixedClock) -> None:
    tried = []
    for _ in range(4):
        tried.append(take_attempt("link", limit=3, window=WINDOW))
        clock.advance(timedelta(minutes=3))
    assert tried == [True, True, True, False]
    assert take_attempt("another", limit=3, window=WINDOW)
    # twelve minutes after the first one, although the last was three minutes ago
    assert take_attempt("link", limit=3, window=WINDOW)


def test_attempts_that_come_at_once_are_all_counted(durable: str) -> None:
    """P11-9b: between reading a count and writing it nobody else counts."""

    def attempt(_n: int) -> bool:
        try:
            return take_attempt("flood", limit=10, window=WINDOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        tried = list(threads.map(attempt, range(40)))
    assert sum(tried) == 10
