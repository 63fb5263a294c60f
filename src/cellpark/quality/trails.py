"""What stands in the ledger beside the record of a test: files that were analysed or refused for it (A11-1c, T15)."""

from collections.abc import Iterable
from uuid import UUID

from cellpark.quality.actions.note_analysis import analysed_alone, analyses_of
from cellpark.quality.actions.note_refused_file import refusals_of, refused_alone
from cellpark.quality.models import Result


def streams_beside_tests(tests: Iterable[UUID]) -> set[str]:
    """Their streams, and those of the files behind their readings from the time when they were of no test yet."""
    known = set(tests)
    read = Result.objects.filter(test__in=known).exclude(files={}).values_list("organisation_id", "files")
    files = {(owner, str(digest)) for owner, named in read for digest in named.values()}
    return {
        *(stream(each) for each in known for stream in (refusals_of, analyses_of)),
        *(stream(owner, digest) for owner, digest in files for stream in (refused_alone, analysed_alone)),
    }
