"""Show the line clearance that is to be signed."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.equipment.models import LineClearance
from cellpark.equipment.permissions import EquipmentPermission
from cellpark.equipment.signing import MEANINGS, PURPOSE, clearance_text, judged, next_verb
from cellpark.identity.public import PreparedSignature, prepare_signature


def prepare_clearance_signature(
    *, actor: Actor, clearance_id: UUID, why: str = "", view: str = "", back: str = ""
) -> PreparedSignature:
    """Keep the clearance as it is shown, for the signature that it waits for: the checker's, then another's.

    It is signed with ``sign_clearance`` or ``verify_clearance`` within five minutes. ``view`` is the page fragment that
    the signer sees; without one it is the canonical text. Raises ``Refused``: what ``judged`` says.
    """
    actor.require(EquipmentPermission.CLEAR_LINE)
    with transaction.atomic():
        verb = next_verb(LineClearance.objects.get(id=clearance_id))
        clearance = judged(actor=actor, clearance_id=clearance_id, verb=verb)
        meaning = MEANINGS[verb]
        return prepare_signature(
            actor=actor,
            seen={clearance.stream: clearance.version},
            role=min(actor.roles, default=""),
            meaning=meaning,
            why=why or meaning.value,
            view=view or clearance_text(clearance),
            purpose=PURPOSE,
            subject=clearance.room.code,
            back=back,
        )
