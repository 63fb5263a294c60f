"""Let an organisation leave with everything."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.scope import Scope, use_scope
from cellpark.dossier.events import OrganisationExported
from cellpark.dossier.files.organisation import organisation_files, organisation_streams
from cellpark.dossier.permissions import DossierPermission
from cellpark.identity.public import Organisation
from cellpark.ledger.public import Attached, attached_digest, make_export, record

# what one export and its two verifiers take, with room to spare
FILES_MAX = 4_000
BYTES_MAX = 300 * 1024 * 1024
EVENTS_MAX = 40_000


@dataclass(frozen=True, slots=True)
class Part:
    """One zip, and how many further files it holds."""

    data: bytes
    files: int


def export_organisation(*, actor: Actor, organisation_id: UUID) -> Iterator[bytes]:
    """The zips of ``export_parts``."""
    for part in export_parts(actor=actor, organisation_id=organisation_id):
        yield part.data


def export_parts(*, actor: Actor, organisation_id: UUID) -> Iterator[Part]:
    """Zips that verify themselves, one after the other: all tables, documents, raw files and streams.

    Runs outside a transaction, as every export with files. Raises ``Organisation.DoesNotExist``, and ``Refused`` as
    ``make_export`` does.
    """
    actor.require(DossierPermission.EXPORT)
    found: Organisation = Organisation.objects.get(id=organisation_id)
    with use_scope(Scope(frozenset({found.id}))):
        streams = list(_stream_parts(organisation_streams(found.id)))
        for files, part in zip_longest(_file_parts(organisation_files()), streams, fillvalue=()):
            yield Part(_exported(actor, found.id, tuple(files), [str(each) for each in part]), len(files))


def _exported(actor: Actor, organisation: UUID, files: tuple[Attached, ...], streams: Sequence[str]) -> bytes:
    if not files:
        return make_export(actor=actor, streams=streams)
    with transaction.atomic():
        event = OrganisationExported(
            export=new_id(),
            files=len(files),
            size_bytes=sum(len(each.content) for each in files),
            digest=attached_digest(files),
        )
        recorded = record(stream=f"export/{event.export}", event=event, actor=actor, organisation=organisation)
    return make_export(
        actor=actor,
        streams=[*streams, recorded.stream],
        attached=files,
        recorded=(recorded.stream, recorded.version),
    )


def _file_parts(files: Iterable[Attached]) -> Iterator[list[Attached]]:
    part: list[Attached] = []
    size = 0
    for each in files:
        if part and (len(part) >= FILES_MAX or size + len(each.content) > BYTES_MAX):
            yield part
            part, size = [], 0
        part.append(each)
        size += len(each.content)
    if part:
        yield part


def _stream_parts(streams: Iterable[tuple[str, int]]) -> Iterator[list[str]]:
    part: list[str] = []
    events = 0
    for stream, version in streams:
        if part and events + version > EVENTS_MAX:
            yield part
            part, events = [], 0
        part.append(stream)
        events += version
    if part:
        yield part
