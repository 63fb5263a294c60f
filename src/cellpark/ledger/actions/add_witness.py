"""Let somebody outside vouch for our checkpoints."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import clock
from cellpark.kernel.problem import Problem, Refused
from cellpark.ledger.actions.append import record
from cellpark.ledger.events import WitnessAdded
from cellpark.ledger.models import Witness
from cellpark.ledger.permissions import LedgerPermission
from cellpark.ledger.proof.keys import Algorithm, NotAKey, VerifierKey


def add_witness(*, actor: Actor, vkey: str, organisation: UUID | None = None) -> Witness:
    """Register a witness by its public key (a C2SP vkey); ``organisation`` is whom it belongs to, if to one of ours."""
    actor.require(LedgerPermission.MANAGE_WITNESSES)
    try:
        key = VerifierKey.parse(vkey)
    except NotAKey as error:
        raise Refused(Problem("ledger.witness.bad_key", field="vkey")) from error
    if key.algorithm is Algorithm.ED25519:
        raise Refused(Problem("ledger.witness.bad_key", field="vkey"))
    with use_scope(EVERYTHING), transaction.atomic():
        if Witness.objects.filter(name=key.name).exists():
            raise Refused(Problem("ledger.witness.known", {"name": key.name}, field="vkey"))
        witness = Witness.objects.create(
            name=key.name, vkey=key.encode(), organisation=organisation, since=clock().now()
        )
        record(
            stream="system/witnesses",
            event=WitnessAdded(name=key.name, vkey=witness.vkey),
            actor=actor,
            organisation=None,
        )
    return witness
