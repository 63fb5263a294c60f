"""Let the place of containers follow the shipment in which they lie."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.kernel.problem import refuse_any
from cellpark.materials import clocks
from cellpark.materials.container_events import ContainerMoved
from cellpark.materials.models import Container
from cellpark.materials.permissions import MaterialsPermission
from cellpark.materials.rows import lock_one, write
from cellpark.materials.rules import place_problems
from cellpark.materials.states import PRESENT, CustodyAct


def carry_containers(
    *, actor: Actor, containers: Collection[UUID], act: CustodyAct, place: str, scan: str
) -> list[Container]:
    """What left the house with a shipment, or came out of one, is at another place; ``scan`` is the scan that said so.

    What is only announced yet, empty or destroyed is left as it is. The temperature class stays: the logger of the
    shipment says how warm it was (CN-4k). Gives the containers that moved.
    """
    actor.require(MaterialsPermission.HANDLE)
    refuse_any(place_problems(place))
    moved = []
    with transaction.atomic():
        found = Container.objects.filter(id__in=list(containers), state__in=PRESENT)
        for identity in sorted(found.values_list("id", flat=True)):
            row = lock_one(Container, identity)
            event = ContainerMoved(
                container=row.id,
                act=act.value,
                place=place,
                was=row.place,
                condition=row.condition,
                room=None,
                scan=scan,
                seal=row.seal,
                temperature_min=None,
                temperature_max=None,
                elapsed=clocks.span(max(timedelta(0), now() - row.changed_at)),
                person=actor.person_id,
                verifier=None,
            )
            row, _ = write(Container, row.id, event, actor=actor, organisation=row.organisation_id, row=row)
            moved.append(row)
    return moved
