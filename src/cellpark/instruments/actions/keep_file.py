"""Keep a raw file."""

import hashlib
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.time import now
from cellpark.instruments.events import FileKept
from cellpark.instruments.media_types import sniff
from cellpark.instruments.models import RawFile
from cellpark.instruments.permissions import InstrumentPermission
from cellpark.instruments.rules import file_problems
from cellpark.kernel.problem import refuse_any
from cellpark.ledger.public import lock_stream, record


def keep_file(
    *,
    actor: Actor,
    content: bytes,
    name: str,
    media_type: str = "",  # noqa: ARG001 -- every upload carries one; it is not trusted
    organisation_id: UUID | None = None,
) -> RawFile:
    """Keep ``content`` byte for byte; the same bytes again are the file that is there already.

    ``media_type`` is what the sender says and counts for nothing: the bytes say it. Belongs to the actor's organisation
    unless ``organisation_id`` names another one in scope.
    """
    actor.require(InstrumentPermission.KEEP_FILE)
    owner = organisation_id or actor.organisation_id
    assert owner is not None, "a file belongs to an organisation"
    refuse_any(file_problems(content=content, name=name))
    sha256 = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        # two uploads of the same bytes meet here
        lock_stream(f"raw_file/{owner}/{sha256}")
        known: RawFile | None = RawFile.objects.filter(organisation_id=owner, sha256=sha256).first()
        if known is not None:
            return known
        file = RawFile(
            id=new_id(),
            organisation_id=owner,
            sha256=sha256,
            name=name,
            media_type=sniff(content),
            size=len(content),
            content=content,
            kept_at=now(),
        )
        file.save(force_insert=True)
        record(
            stream=f"raw_file/{owner}/{sha256}",
            event=FileKept(file=file.id, sha256=sha256, media_type=file.media_type, size_bytes=file.size),
            actor=actor,
            organisation=owner,
        )
    return file
