"""Assemble a dossier: make the files, record their list, export everything with its proofs."""

from hashlib import sha256
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.locks import holding_word
from cellpark.base.scope import Scope, use_scope
from cellpark.base.time import now
from cellpark.dossier.events import DossierAssembled, DossierFailed
from cellpark.dossier.files.all import files_of
from cellpark.dossier.gather import gather
from cellpark.dossier.models import Dossier, DossierFile
from cellpark.dossier.permissions import DossierPermission
from cellpark.dossier.recording import go_on, locked, stream_of
from cellpark.dossier.states import ATTEMPTS_MAX, DOSSIER_LIFECYCLE, DossierState
from cellpark.kernel.problem import Refused
from cellpark.ledger.public import Attached, Recorded, attached_digest, make_export

LAGS = "ledger.proof.not_sealed"
BROKE_OFF = "dossier.assembly.broke_off"


def assemble_dossier(*, actor: Actor, dossier_id: UUID) -> Dossier:
    """The zip of a dossier that was asked for; nothing happens where it is made already (P11-2).

    Runs outside a transaction: the list of files must be committed before the tree can prove it. Whoever comes second
    waits and finds it made. What refuses it is recorded in the dossier; what broke off four times, by a fault or a
    killed process, ends as failed and can be asked for again. Raises ``Dossier.DoesNotExist``, and
    ``Refused(ledger.proof.not_sealed)`` where the tree lags behind: the same dossier may be tried again.
    """
    actor.require(DossierPermission.BUILD)
    wanted: Dossier = Dossier.objects.get(id=dossier_id)
    with holding_word(stream_of(wanted.id)):
        wanted.refresh_from_db()
        if wanted.state == DossierState.FAILED or DossierFile.objects.filter(dossier=wanted).exists():
            return wanted
        if wanted.attempts >= ATTEMPTS_MAX:  # the last process was killed before it could say so
            return _failed(actor, wanted.id, BROKE_OFF)
        wanted.attempts += 1
        wanted.save(update_fields=["attempts"])
        try:
            return _assembled(actor, wanted)
        except Exception:
            if wanted.attempts >= ATTEMPTS_MAX:
                _failed(actor, wanted.id, BROKE_OFF)
            raise


def _assembled(actor: Actor, wanted: Dossier) -> Dossier:
    # what belongs to others does not get in, whoever asked
    with use_scope(Scope(frozenset({wanted.organisation_id}))):
        try:
            data = _made(actor, wanted)
        except Refused as refused:
            if {each.code for each in refused.problems} == {LAGS}:
                raise
            return _failed(actor, wanted.id, *(each.code for each in refused.problems))
        with transaction.atomic():
            DossierFile(
                dossier=wanted,
                organisation_id=wanted.organisation_id,
                sha256=sha256(data).hexdigest(),
                size=len(data),
                content=data,
                made_at=now(),
            ).save(force_insert=True)
        return Dossier.objects.get(id=wanted.id)  # type: ignore[no-any-return]


def _made(actor: Actor, wanted: Dossier) -> bytes:
    found = gather(wanted.batch)
    files = files_of(found)
    recorded = _recorded(actor, wanted.id, files)
    return make_export(
        actor=actor,
        streams=[*found.streams, stream_of(wanted.id)],
        attached=files,
        recorded=(recorded.stream, recorded.version),
    )


def _recorded(actor: Actor, dossier_id: UUID, files: tuple[Attached, ...]) -> Recorded:
    with transaction.atomic():
        dossier = locked(dossier_id)
        DOSSIER_LIFECYCLE.step(dossier.state, "assemble")
        event = DossierAssembled(
            dossier=dossier_id,
            files=len(files),
            size_bytes=sum(len(each.content) for each in files),
            digest=attached_digest(files),
        )
        return go_on(dossier, event, actor=actor, organisation=dossier.organisation_id, identity=dossier_id)


def _failed(actor: Actor, dossier_id: UUID, *codes: str) -> Dossier:
    with transaction.atomic():
        dossier = locked(dossier_id)
        DOSSIER_LIFECYCLE.step(dossier.state, "fail")
        event = DossierFailed(dossier=dossier_id, codes=codes)
        go_on(dossier, event, actor=actor, organisation=dossier.organisation_id, identity=dossier_id)
    return dossier
