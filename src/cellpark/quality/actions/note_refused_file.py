"""Note that files of an instrument were refused."""

import re
from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import Problem
from cellpark.ledger.public import lock_stream, record
from cellpark.quality.events import FileRefused
from cellpark.quality.models import Test
from cellpark.quality.permissions import QualityPermission

FAULTS = ("assays.", "quality.result.", "quality.flag.", "quality.strategy.")
CODES_MAX = 20
FILES_MAX = 20
# a program may send anything in its place
DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)


def note_refused_file(
    *, actor: Actor, digests: Iterable[str], problems: Iterable[Problem], test_id: UUID | None = None
) -> tuple[str, ...]:
    """Keep who sent which bytes when, and which rules stopped them: an assay that is not valid is no silence (A11-1c).

    One entry for one call, however many files came with it; ``digests`` are their SHA-256. Called after the refused
    act was rolled back, in a transaction of its own. The bytes themselves are not kept. What was refused for the words
    of its form alone leaves nothing. Returns the codes on record.
    Raises ``Test.DoesNotExist`` out of scope.
    """
    actor.require(QualityPermission.SEE)
    codes = fault_codes(problems)
    files = tuple(sorted({each for each in digests if DIGEST.fullmatch(each)}))[:FILES_MAX]
    if not codes or not files:
        return ()
    owner = actor.organisation_id if test_id is None else Test.objects.get(id=test_id).organisation_id
    assert owner is not None, "a file belongs to an organisation"
    stream = refused_alone(owner, files[0]) if test_id is None else refusals_of(test_id)
    with transaction.atomic():
        lock_stream(stream)
        event = FileRefused(files=files, test=test_id, codes=codes)
        record(stream=stream, event=event, actor=actor, organisation=owner)
    return codes


def fault_codes(problems: Iterable[Problem]) -> tuple[str, ...]:
    """The rules that stopped a file; not those that stopped the form around it."""
    return tuple(dict.fromkeys(each.code for each in problems if each.code.startswith(FAULTS)))[:CODES_MAX]


def refused_alone(organisation_id: UUID, sha256: str) -> str:
    """The stream of the refusals of a file that was sent for no test."""
    return f"refused-file/{organisation_id}/{sha256}"


def refusals_of(test_id: UUID) -> str:
    """The stream of the files that were refused for a test."""
    return f"refused-file/{test_id}"
