"""What is kept of a refusal when the refused act is taken back."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from cellpark.kernel.problem import Refused


@contextmanager
def taken_back_with_notes() -> Iterator[None]:
    """A transaction; where it ends in a refusal, it is taken back and then ``Refused.afterwards`` is done.

    Where such transactions lie in each other, each does it after its own end, since what the inner one kept goes with
    the outer one: a note finds out by itself that it stands already.
    """
    try:
        with transaction.atomic():
            yield
    except Refused as refusal:
        for note in refusal.afterwards:
            note()
        raise
