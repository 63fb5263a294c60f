"""All files of a dossier."""

import mimetypes
from collections.abc import Iterator

from cellpark.base.time import now
from cellpark.batches.public import record_of
from cellpark.dossier.files.chapters import chapter_files, tell
from cellpark.dossier.files.data import attached, data_files
from cellpark.dossier.files.papers import contents_page, paper_files
from cellpark.dossier.gather import Gathered
from cellpark.dossier.neighbours import certificates
from cellpark.instruments.public import RawFile, raw_file
from cellpark.ledger.public import Attached


def files_of(found: Gathered) -> tuple[Attached, ...]:
    """The files, the page of contents among them. Raises ``Refused`` without a Chinese font."""
    at = now()
    record = record_of(found.view)
    told = tell(found)
    files = [
        *chapter_files(told, found.batch.number, at=at),
        *paper_files(found, record),
        *data_files(found, record, at=at),
        *raw_copies(found.files),
        *(attached(path, content, "certificate") for path, content in certificates(found.batch)),
    ]
    return (*files, contents_page(found, told, files, at=at))


def raw_copies(files: tuple[RawFile, ...]) -> Iterator[Attached]:
    """Raw files by their digest: people write patients into names of files, so names stay here (T20)."""
    for each in files:
        ending = mimetypes.guess_extension(each.media_type) or ".bin"
        yield attached(f"raw/{each.sha256}{ending}", bytes(raw_file(each.id).content), "raw")
