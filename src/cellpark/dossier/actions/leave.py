"""Make what an organisation asked for, part by part."""

from datetime import timedelta
from hashlib import sha256
from uuid import UUID

from django.db import transaction
from django.db.models import F

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.locks import holding_word
from cellpark.base.scope import Scope, use_scope
from cellpark.base.time import now
from cellpark.dossier.actions.export_organisation import export_parts
from cellpark.dossier.events import LeavingFailed
from cellpark.dossier.models import Leaving, LeavingPart
from cellpark.dossier.permissions import DossierPermission
from cellpark.dossier.states import ATTEMPTS_MAX
from cellpark.kernel.problem import Refused
from cellpark.ledger.public import lock_stream, record

KEPT = timedelta(days=7)
BROKE_OFF = "dossier.leaving.broke_off"


def leave(*, actor: Actor, leaving_id: UUID) -> Leaving:
    """Every part, each to be taken as soon as it is made; nothing happens where it ended already.

    Runs outside a transaction, as every export with files. Begun again, it begins anew; what broke off four times, by a
    fault or because its process was killed, ends as failed and can be asked for again. What refuses it stands in the
    row. Raises ``Leaving.DoesNotExist``.
    """
    actor.require(DossierPermission.EXPORT)
    row: Leaving = Leaving.objects.get(id=leaving_id)
    with holding_word(f"leaving/{row.id}"), use_scope(Scope(frozenset({row.organisation_id}))):
        row.refresh_from_db()
        if row.ended_at is not None:
            return row
        if row.attempts >= ATTEMPTS_MAX:  # the last process was killed before it could say so
            return _ended(actor, row, BROKE_OFF)
        row.parts.all().delete()
        row.attempts += 1
        Leaving.objects.filter(id=row.id).update(files=0, size=0, attempts=row.attempts)
        try:
            for number, part in enumerate(export_parts(actor=actor, organisation_id=row.organisation_id), 1):
                _keep(row, number, part.data, part.files)
        except Refused as refused:
            return _ended(actor, row, *(each.code for each in refused.problems))
        except Exception:
            if row.attempts >= ATTEMPTS_MAX:
                _ended(actor, row, BROKE_OFF)
            raise
        return _ended(actor, row)


def _ended(actor: Actor, row: Leaving, *codes: str) -> Leaving:
    with transaction.atomic():
        if codes:
            stream = f"leaving/{row.id}"
            lock_stream(stream)
            event = LeavingFailed(leaving=row.id, codes=codes)
            record(stream=stream, event=event, actor=actor, organisation=row.organisation_id)
        Leaving.objects.filter(id=row.id).update(ended_at=now(), failure=", ".join(codes)[:200])
    row.refresh_from_db()
    return row


def _keep(row: Leaving, number: int, data: bytes, files: int) -> None:
    with transaction.atomic():
        LeavingPart(
            id=new_id(),
            leaving=row,
            organisation_id=row.organisation_id,
            number=number,
            sha256=sha256(data).hexdigest(),
            size=len(data),
            content=data,
            made_at=now(),
        ).save(force_insert=True)
        Leaving.objects.filter(id=row.id).update(files=F("files") + files, size=F("size") + len(data))


def forget_old_parts() -> None:
    """Parts in scope that were made long ago; whoever needs them again asks again."""
    LeavingPart.objects.filter(made_at__lt=now() - KEPT).delete()
