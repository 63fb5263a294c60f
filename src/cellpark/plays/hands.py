"""How an act of a play reaches the house: by the acts themselves; a test puts a program's calls in their place."""

from collections.abc import Mapping
from typing import Any, Protocol
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.batches import public as batches
from cellpark.batches.public import Done
from cellpark.equipment import public as plant
from cellpark.equipment.public import ClearanceState
from cellpark.identity.public import ExampleKeys
from cellpark.labels import public as labels


class Hands(Protocol):
    """Whoever does what the player decides."""

    def do(self, who: str, verb: str, **said: Any) -> Done:
        """Do one act as ``who`` of the cast; raises ``Refused``."""

    def sign(self, who: str, batch_id: UUID, step: str, name: str) -> Done:
        """Sign as ``who`` of the cast; raises ``Refused``."""

    def sign_clearance(self, who: str, clearance_id: UUID) -> None:
        """Give the signature that a line clearance waits for; raises ``Refused``."""


class OwnHands:
    """Calls the acts of ``cellpark.batches.public`` and ``cellpark.labels.public`` directly."""

    def __init__(self, cast: Mapping[str, Actor], keys: ExampleKeys) -> None:
        """``keys``: what the cast signs with."""
        self.cast = cast
        self.keys = keys

    def do(self, who: str, verb: str, **said: Any) -> Done:
        """Do one act."""
        act = getattr(batches if hasattr(batches, verb) else labels, verb)
        done: Done = act(actor=self.cast[who], **said)
        return done

    def sign(self, who: str, batch_id: UUID, step: str, name: str) -> Done:
        """Prepare the statement, authenticate again, sign."""
        actor = self.cast[who]
        prepared = batches.prepare_step_signature(actor=actor, batch_id=batch_id, step=step, name=name)
        with self.keys.proof(prepared) as proof:
            return batches.sign_step(
                actor=actor, batch_id=batch_id, step=step, name=name, prepared_id=prepared.id, proof=proof
            )

    def sign_clearance(self, who: str, clearance_id: UUID) -> None:
        """The same under a line clearance: first whoever checked it, then somebody else."""
        actor = self.cast[who]
        noted = plant.clearance(clearance_id).state == ClearanceState.NOTED
        act = plant.sign_clearance if noted else plant.verify_clearance
        prepared = plant.prepare_clearance_signature(actor=actor, clearance_id=clearance_id)
        with self.keys.proof(prepared) as proof:
            act(actor=actor, clearance_id=clearance_id, prepared_id=prepared.id, proof=proof)
