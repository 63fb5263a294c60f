"""Give the site the keys that it signs checkpoints with."""

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import clock
from cellpark.ledger.actions.append import record
from cellpark.ledger.events import SigningKeyAdded
from cellpark.ledger.models import SigningKey as SigningKeyRow
from cellpark.ledger.permissions import LedgerPermission
from cellpark.ledger.proof.keys import SigningKey
from cellpark.ledger.site_keys import algorithms, make_site_key


def make_site_keys(*, actor: Actor) -> tuple[SigningKey, ...]:
    """Make each missing key, note its public half, and return them all. Safe to repeat."""
    actor.require(LedgerPermission.MAKE_CHECKPOINT)
    keys = tuple(make_site_key(algorithm) for algorithm in algorithms())
    with use_scope(EVERYTHING), transaction.atomic():
        known = set(SigningKeyRow.objects.values_list("vkey", flat=True))
        for key in keys:
            vkey = key.verifier.encode()
            if vkey not in known:
                SigningKeyRow.objects.create(vkey=vkey, since=clock().now())
                record(stream="system/keys", event=SigningKeyAdded(vkey=vkey), actor=actor, organisation=None)
    return keys
