"""Keeping and reading what plans stand on, by the SHA-256 of the content."""

import gzip
from hashlib import sha256
from uuid import UUID

from cellpark.base.time import now
from cellpark.plans.models import PlanFile


def keep(organisation_id: UUID, content: bytes) -> str:
    """Keep a content once and return its SHA-256 in hexadecimal."""
    digest = sha256(content).hexdigest()
    if not PlanFile.objects.filter(organisation_id=organisation_id, sha256=digest).exists():
        PlanFile(
            organisation_id=organisation_id,
            sha256=digest,
            size=len(content),
            # without the time of day: the same content is the same row
            content=gzip.compress(content, mtime=0),
            kept_at=now(),
        ).save(force_insert=True)
    return digest


def content_of(organisation_id: UUID, digest: str) -> bytes:
    """The content with this SHA-256, in sight; raises ``DoesNotExist``."""
    rows = PlanFile.objects.filter(organisation_id=organisation_id)
    packed: bytes = rows.values_list("content", flat=True).get(sha256=digest)
    return gzip.decompress(packed)
