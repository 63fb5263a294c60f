"""Sign a lease or its amendment, for one side and then for the other."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.scope import widened
from cellpark.identity.public import (
    CodeAndPassword,
    IdentityPermission,
    Meaning,
    PreparedSignature,
    complete_signature,
    prepare_signature,
    prepared_signature,
)
from cellpark.kernel import canonical
from cellpark.kernel.plain import plain
from cellpark.kernel.problem import Problem, Refused
from cellpark.leases.acting import lent, occupied, pending, refuse_too_late, side_of
from cellpark.leases.actions.approve_lease import as_agreed
from cellpark.leases.events import VersionSigned
from cellpark.leases.models import Lease, LeaseVersion
from cellpark.leases.permissions import LeasePermission
from cellpark.leases.rows import locked, write
from cellpark.leases.states import VERSION_LIFECYCLE, Side

PURPOSE = "lease-sign"
Proof = CodeAndPassword | Mapping[str, Any]


def prepare_lease_signature(
    *, actor: Actor, lease_id: UUID, why: str, view: str = "", back: str = ""
) -> PreparedSignature:
    """Keep the lease as it is shown in full; the same person signs it with ``sign_lease`` within five minutes.

    Raises ``Refused``: ``leases.side.stranger``, ``leases.version.signed`` by this side, ``lifecycle.step``.
    """
    with transaction.atomic():
        row, version, _side = _ready(actor, lease_id)
        with widened(row.organisation_id):
            return prepare_signature(
                actor=lent(actor, IdentityPermission.MAKE_SIGNATURE),
                seen={f"lease/{row.id}": row.version},
                role=min(actor.roles) if actor.roles else "",
                meaning=Meaning.APPROVED,
                why=why,
                view=view or signed_text(row, version),
                purpose=PURPOSE,
                subject=str(row.id),
                back=back,
            )


def sign_lease(*, actor: Actor, lease_id: UUID, prepared_id: UUID, proof: Proof) -> Lease:
    """Authenticate again and sign what was shown; with the second side's signature it is agreed (P11-8a, P11-9a).

    Raises ``Refused``: a wrong proof (noted for the signer), ``ledger.signature.moved`` when the lease went on.
    """
    made = _sign(actor, lease_id, prepared_id, proof)
    if isinstance(made, Refused):
        raise made
    return made


def _sign(actor: Actor, lease_id: UUID, prepared_id: UUID, proof: Proof) -> Lease | Refused:
    with transaction.atomic():
        row, version, side = _ready(actor, lease_id)
        prepared = prepared_signature(actor=actor, prepared_id=prepared_id)
        if (prepared.purpose, prepared.subject) != (PURPOSE, str(row.id)):
            raise Refused(Problem("leases.signature.of_other", rule="P11-8b"))
        with widened(row.organisation_id):
            try:
                signature = complete_signature(
                    actor=lent(actor, IdentityPermission.MAKE_SIGNATURE), prepared_id=prepared_id, proof=proof
                )
            except Refused as refused:
                # returned, so that its note in the signer's record commits (P11-9c)
                return refused
            other = version.tenant_signature if side is Side.OPERATOR else version.operator_signature
            agreed = other is not None
            event = VersionSigned(
                lease=row.id,
                number=version.number,
                end=version.until,
                side=side.value,
                signature=signature,
                person=actor.person_id,
                agreed=agreed,
                occupied=as_agreed(row, with_version=version.number) if agreed else occupied(row),
            )
            return write(event, actor=actor, organisation=row.organisation_id)


def _ready(actor: Actor, lease_id: UUID) -> tuple[Lease, LeaseVersion, Side]:
    actor.require(LeasePermission.SIGN)
    row = locked(lease_id)
    side = side_of(actor, row)
    if side is Side.OPERATOR:
        # for the park its manager signs, whatever else they administer
        actor.require(LeasePermission.APPROVE)
    version = pending(row)
    VERSION_LIFECYCLE.step(version.state, "sign")
    refuse_too_late(row, version)
    if getattr(version, f"{side.value}_signature") is not None:
        raise Refused(Problem("leases.version.signed", {"number": row.number}))
    return row, version, side


def signed_text(row: Lease, version: LeaseVersion) -> str:
    """What is signed in canonical bytes: the lease file, the rooms, the days."""
    form = {
        "lease": row.number,
        "version": version.number,
        "since": version.since,
        "until": version.until,
        "notice_days": row.notice_days,
        "rooms": version.rooms,
        "text": version.text,
    }
    return canonical.encode(plain(form)).decode()
