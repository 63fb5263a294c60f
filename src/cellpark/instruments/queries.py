"""Reading what is kept."""

import zlib
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from cellpark.instruments.blocks import Heard, digest, read_block, unpacked
from cellpark.instruments.events import BlockKept
from cellpark.instruments.media_types import PICTURES
from cellpark.instruments.models import RawFile, Stream, StreamBlock
from cellpark.kernel.problem import Problem
from cellpark.ledger.public import events_of, typed


def raw_file(file_id: UUID) -> RawFile:
    """One file in scope with its bytes. Raises ``RawFile.DoesNotExist``."""
    found: RawFile = RawFile.objects.get(id=file_id)
    return found


def raw_file_by_digest(sha256: str) -> RawFile:
    """The file in scope that a value names. Raises ``RawFile.DoesNotExist``."""
    found: RawFile | None = RawFile.objects.filter(sha256=sha256).first()
    if found is None:
        raise RawFile.DoesNotExist
    return found


def kept_picture(name: str, organisation_id: UUID) -> RawFile | None:
    """The picture that was kept first under ``name`` or the last part of that path, without its bytes."""
    named = RawFile.objects.filter(name__in=[name, name.rpartition("/")[2]], organisation_id=organisation_id)
    found: RawFile | None = named.filter(media_type__in=PICTURES).defer("content").order_by("kept_at", "id").first()
    return found


def raw_files() -> "QuerySet[RawFile]":
    """The files in scope without their bytes."""
    rows: QuerySet[RawFile] = RawFile.objects.defer("content")
    return rows


def stream_in_scope(stream_id: UUID) -> Stream:
    """One stream in scope. Raises ``Stream.DoesNotExist``."""
    found: Stream = Stream.objects.get(id=stream_id)
    return found


def streams() -> "QuerySet[Stream]":
    """The streams in scope."""
    rows: QuerySet[Stream] = Stream.objects.all()
    return rows


def readings_of(stream_id: UUID, *, since: datetime, until: datetime) -> tuple[Heard, ...]:
    """What was heard from ``since`` up to, not including, ``until``, in the order in which it was heard."""
    blocks = StreamBlock.objects.filter(stream_id=stream_id, first_at__lt=until, last_at__gte=since).order_by("number")
    heard = (each for block in blocks for each in read_block(unpacked(bytes(block.content))))
    return tuple(each for each in heard if since <= each.at < until)


def newest_reading(stream_id: UUID, *, name: str, since: datetime, until: datetime) -> tuple[Heard, str] | None:
    """The last that was heard of a value from ``since`` up to, not including, ``until``, and its block's digest.

    A block whose bytes are not those of its digest is no source (P11-8): nothing is read from it.
    """
    blocks = StreamBlock.objects.filter(stream_id=stream_id, first_at__lt=until, last_at__gte=since)
    for block in blocks.order_by("-number"):
        if not _is_whole(block, block.sha256):
            continue
        heard = read_block(unpacked(bytes(block.content)))
        found = [each for each in heard if each.name == name and since <= each.at < until]
        if found:
            return max(found, key=lambda each: each.at), block.sha256
    return None


def block_problems(stream_id: UUID) -> list[Problem]:
    """Blocks that are not what the ledger says: missing, or other bytes than were kept (P11-8)."""
    blocks = {block.number: block for block in StreamBlock.objects.filter(stream_id=stream_id)}
    problems = []
    for event in events_of(f"instrument_stream/{stream_id}").filter(type="instruments.stream.block_kept"):
        said: BlockKept | None = typed(event)
        assert said is not None, "the kind of this event is known here"
        block = blocks.pop(said.number, None)
        if block is None:
            problems.append(Problem("instruments.block.missing", {"number": said.number}))
        elif not _is_whole(block, said.sha256):
            problems.append(Problem("instruments.block.changed", {"number": said.number}))
    return [*problems, *(Problem("instruments.block.unknown", {"number": number}) for number in sorted(blocks))]


def _is_whole(block: StreamBlock, sha256: str) -> bool:
    try:
        return digest(unpacked(bytes(block.content))) == sha256
    except (zlib.error, ValueError):
        return False
