"""The containers of a batch: what was made, what it was made with, and what stands against either."""

from uuid import UUID

from django.db.models import Q

from cellpark.batches.public import Batch
from cellpark.materials.public import (
    Container,
    ContainerState,
    HandOver,
    HandOverState,
    LotState,
    NearMiss,
    NearMissState,
    Operation,
)
from cellpark.release.lines import Behind, HeldFact

PERSON = "person/"


class Custody:
    """The containers of a batch: what was made, what it was made with, and what stands against either."""

    def __init__(self, batch: Batch) -> None:
        """Read the operations and their containers."""
        self.batch = batch
        rows = Operation.objects.filter(batch=batch.id).values_list("consumed", "produced", "performers")
        self.made: set[UUID] = set()
        used: set[UUID] = set()
        people: set[str] = set()
        for consumed, produced, performers in rows:
            people |= {f"{PERSON}{each}" for each in performers}
            used |= {UUID(str(each["container"])) for each in consumed}
            self.made |= {UUID(str(each["container"])) for each in produced}
        self.performers = frozenset(people)
        self.touched = used | self.made
        self.containers = (
            list(Container.objects.select_related("lot").filter(id__in=self.touched)) if self.touched else []
        )
        # the patient's own; a reagent is received for many batches
        self.own = {
            each.id for each in self.containers if each.id in self.made or (batch.coi and each.coi == batch.coi)
        }

    def products(self) -> tuple[Behind, ...]:
        """What the batch made, each with its custody."""
        made = sorted((each.code, each.id) for each in self.containers if each.id in self.made)
        return tuple(Behind("container", identity, code) for code, identity in made)

    def near_misses(self) -> tuple[Behind, ...]:
        """Scans that did not match and that nobody decided on (T1)."""
        concerned = Q(batch=self.batch.id) | Q(found_container__in=self.made) | Q(expected_container__in=self.made)
        rows = NearMiss.objects.filter(concerned, state=NearMissState.OPEN).order_by("happened_at", "id")
        return tuple(Behind("near_miss", row.id, row.scan[:60]) for row in rows)

    def hand_overs(self) -> tuple[Behind, ...]:
        """Containers that were handed over and that nobody accepted (CN-4k)."""
        codes = {each.id: each.code for each in self.containers if each.id in self.made}
        rows = HandOver.objects.filter(container_id__in=codes, state=HandOverState.OFFERED) if codes else ()
        return tuple(Behind("container", row.container_id, codes[row.container_id]) for row in rows)

    def held(self) -> tuple[HeldFact, ...]:
        """What is stopped: containers that the batch made, lots that it was made with (CN-4c)."""
        found = [
            HeldFact("container", each.id, each.code, rejected=False)
            for each in self.containers
            if each.id in self.made and each.state == ContainerState.QUARANTINED
        ]
        lots = {each.lot_id: each.lot for each in self.containers if each.lot is not None and each.id not in self.made}
        found += [
            HeldFact("lot", lot.id, lot.number, rejected=lot.state == LotState.REJECTED)
            for lot in lots.values()
            if lot is not None and lot.state != LotState.RELEASED
        ]
        return tuple(sorted(found, key=lambda each: (each.kind, each.name)))
