"""Raw files of instruments, values read from them, and streams of readings."""

import base64
from typing import Annotated, Self
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Query, Schema
from ninja.responses import Status
from pydantic import Field

from cellpark.access.public import actor_of, requires
from cellpark.instruments.public import (
    InstrumentPermission,
    RawFile,
    Reading,
    Stream,
    StreamNode,
    close_stream,
    keep_file,
    open_stream,
    raw_file,
    raw_files,
    read_file,
    readings_of,
    receive,
    stream_in_scope,
    streams,
)
from cellpark.web.api.calls import page, perform, repeated, seen_version, tag
from cellpark.web.api.operation import OCTETS, operation
from cellpark.web.api.schemas.files import FileIn
from cellpark.web.api.schemas.lists import After, Limit
from cellpark.web.api.schemas.organisations import ReasonIn
from cellpark.web.api.values import Body, Moment, MomentIn, Search, Text

TAG = "instruments"
SEE = requires(InstrumentPermission.SEE_FILES)
READINGS_MAX = 20_000
FileName = Annotated[str, Query(min_length=1, max_length=200, description="name of the file")]


class FileOut(Schema):
    """A raw file without its bytes."""

    id: UUID
    organisation: UUID
    sha256: str
    name: str
    media_type: str
    size: int
    kept_at: Moment

    @classmethod
    def of(cls, row: RawFile) -> Self:
        """The file as answers show it."""
        return cls(
            id=row.id,
            organisation=row.organisation_id,
            sha256=row.sha256,
            name=row.name,
            media_type=row.media_type,
            size=row.size,
            kept_at=row.kept_at,
        )


class ReadingOut(Schema):
    """One value of a file; ``as_written`` says that the digits stand so in the file."""

    sample: str
    name: str
    detail: str
    value: str
    unit: str
    as_written: bool
    measured_at: Moment
    device: str
    flag: str

    @classmethod
    def of(cls, reading: Reading) -> Self:
        """The value as answers show it."""
        return cls(
            sample=reading.sample,
            name=reading.name,
            detail=reading.detail,
            value=str(reading.quantity.value),
            unit=reading.quantity.unit,
            as_written=reading.as_written,
            measured_at=reading.measured_at,
            device=reading.device,
            flag=reading.flag,
        )


class FileReadingOut(Schema):
    """All values of a file, and what read them."""

    sha256: str
    reader: str
    reader_version: str
    zone: str
    readings: list[ReadingOut]


class NodeIn(Body):
    """One value of a device."""

    name: Annotated[Text, Field(max_length=60)]
    unit: Annotated[Text, Field(max_length=40)]
    node: Annotated[Text, Field(max_length=200)]


class StreamIn(Body):
    """A device to listen to."""

    title: Annotated[Text, Field(max_length=200)]
    device: Annotated[Text, Field(max_length=80)]
    endpoint: Annotated[Text, Field(max_length=300)]
    nodes: Annotated[list[NodeIn], Field(max_length=200)]
    reason: Text


class StreamOut(Schema):
    """A stream and how far it has come."""

    id: UUID
    organisation: UUID
    title: str
    device: str
    endpoint: str
    state: str
    blocks: int
    readings: int
    last_sha256: str
    last_at: Moment | None
    version: int

    @classmethod
    def of(cls, row: Stream) -> Self:
        """The stream as answers show it."""
        return cls(organisation=row.organisation_id, **{name: getattr(row, name) for name in _STREAM})


_STREAM = ("id", "title", "device", "endpoint", "state", "blocks", "readings", "last_sha256", "last_at", "version")


class HeardOut(Schema):
    """One reading of a stream; without a value where ``status`` says why not."""

    at: Moment
    name: str
    value: str | None
    status: str


@operation(
    "GET", "instrument-files", access=SEE, answers={200: list[FileOut]}, tag=TAG, summary=_("List the raw files")
)
def list_files(
    request: HttpRequest, response: HttpResponse, sha256: Search = "", after: After = None, limit: Limit = 50
) -> list[FileOut]:
    """The files in scope, the oldest first."""
    rows = raw_files().filter(sha256=sha256) if sha256 else raw_files()
    return [FileOut.of(row) for row in page(request, response, rows, after=after, limit=limit)]


@operation(
    "POST",
    "instrument-files",
    access=requires(InstrumentPermission.KEEP_FILE),
    answers={201: FileOut},
    tag=TAG,
    summary=_("Keep a raw file byte for byte"),
)
def keep_a_file(request: HttpRequest, response: HttpResponse, body: FileIn) -> Status[FileOut]:
    """The same bytes again are the file that is there already."""
    content = body.raw
    done = perform(
        request,
        lambda: keep_file(actor=actor_of(request), content=content, name=body.name, media_type=body.media_type).id,
    )
    repeated(response, done)
    return Status(201, FileOut.of(raw_file(done.id)))


@operation(
    "POST",
    "instrument-files/content",
    access=requires(InstrumentPermission.KEEP_FILE),
    answers={201: FileOut},
    tag=TAG,
    summary=_("Keep a large raw file, sent as its bytes"),
    file=OCTETS,
)
def keep_a_large_file(request: HttpRequest, response: HttpResponse, name: FileName) -> Status[FileOut]:
    """The body is the file; it goes to the disk piece by piece, up to 64 MiB."""
    with receive(request.read) as received:
        done = perform(
            request,
            lambda: keep_file(actor=actor_of(request), content=received.content(), name=name).id,
            sent=f"{name}\n{received.sha256}".encode(),
        )
    repeated(response, done)
    return Status(201, FileOut.of(raw_file(done.id)))


@operation(
    "GET",
    "instrument-files/{file_id}/content",
    access=SEE,
    answers={200: None},
    tag=TAG,
    summary=_("Download a raw file"),
    file="application/octet-stream",
)
def download_file(request: HttpRequest, file_id: UUID) -> HttpResponse:  # noqa: ARG001 -- ninja's signature
    """The bytes as they came, never shown in a browser; the header Digest names their SHA-256."""
    found = raw_file(file_id)
    answer = HttpResponse(bytes(found.content), content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="{found.sha256}"'
    answer["Repr-Digest"] = f"sha-256=:{base64.b64encode(bytes.fromhex(found.sha256)).decode()}:"
    return answer


@operation(
    "GET",
    "instrument-files/{file_id}/values",
    access=SEE,
    answers={200: FileReadingOut},
    tag=TAG,
    summary=_("Read the values in a raw file"),
    refuses=(409,),
)
def read_file_values(
    request: HttpRequest,  # noqa: ARG001 -- ninja's signature
    file_id: UUID,
    reader: Search,
    sample: Search = "",
) -> FileReadingOut:
    """The same bytes and reader give the same values."""
    found = raw_file(file_id)
    read = read_file(bytes(found.content), reader, name=found.name)
    wanted = [each for each in read.readings if not sample or each.sample == sample]
    return FileReadingOut(
        sha256=found.sha256,
        reader=read.reader,
        reader_version=read.reader_version,
        zone=read.zone,
        readings=[ReadingOut.of(each) for each in wanted],
    )


@operation(
    "GET",
    "instrument-streams",
    access=requires(InstrumentPermission.SEE_STREAMS),
    answers={200: list[StreamOut]},
    tag=TAG,
    summary=_("List the streams of readings"),
)
def list_streams(
    request: HttpRequest, response: HttpResponse, after: After = None, limit: Limit = 50
) -> list[StreamOut]:
    """The streams in scope, the oldest first."""
    return [StreamOut.of(row) for row in page(request, response, streams(), after=after, limit=limit)]


@operation(
    "POST",
    "instrument-streams",
    access=requires(InstrumentPermission.MANAGE_STREAMS),
    answers={201: StreamOut},
    tag=TAG,
    summary=_("Listen to a device over OPC UA"),
)
def open_a_stream(request: HttpRequest, response: HttpResponse, body: StreamIn) -> Status[StreamOut]:
    """The listener subscribes within seconds."""
    nodes = tuple(StreamNode(name=each.name, unit=each.unit, node=each.node) for each in body.nodes)
    values = body.model_dump(exclude={"nodes"})
    done = perform(request, lambda: open_stream(actor=actor_of(request), nodes=nodes, **values).id)
    repeated(response, done)
    return Status(201, _shown(response, stream_in_scope(done.id)))


@operation(
    "POST",
    "instrument-streams/{stream_id}/close",
    access=requires(InstrumentPermission.MANAGE_STREAMS),
    answers={200: StreamOut},
    tag=TAG,
    summary=_("Stop listening to a device"),
    versioned=True,
)
def close_a_stream(request: HttpRequest, response: HttpResponse, stream_id: UUID, body: ReasonIn) -> StreamOut:
    """What was heard stays."""
    version = seen_version(request)
    done = perform(
        request,
        lambda: close_stream(actor=actor_of(request), stream_id=stream_id, reason=body.reason, seen_version=version).id,
    )
    repeated(response, done)
    return _shown(response, stream_in_scope(done.id))


@operation(
    "GET",
    "instrument-streams/{stream_id}/readings",
    access=requires(InstrumentPermission.SEE_STREAMS),
    answers={200: list[HeardOut]},
    tag=TAG,
    summary=_("Read what was heard in a time"),
)
def read_readings(
    request: HttpRequest,  # noqa: ARG001 -- ninja's signature
    stream_id: UUID,
    since: MomentIn,
    until: MomentIn,
) -> list[HeardOut]:
    """From ``since`` up to, not including, ``until``; twenty thousand at most."""
    heard = readings_of(stream_in_scope(stream_id).id, since=since, until=until)[:READINGS_MAX]
    return [HeardOut(at=each.at, name=each.name, value=each.value, status=each.status) for each in heard]


def _shown(response: HttpResponse, row: Stream) -> StreamOut:
    tag(response, row.version)
    return StreamOut.of(row)
