"""Listen to a device."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.instruments.events import StreamNode, StreamOpened
from cellpark.instruments.models import Stream
from cellpark.instruments.permissions import InstrumentPermission
from cellpark.instruments.rules import stream_problems
from cellpark.kernel.problem import refuse_any
from cellpark.kernel.units import unit
from cellpark.ledger.public import record


def open_stream(
    *,
    actor: Actor,
    title: str,
    device: str,
    endpoint: str,
    nodes: Sequence[StreamNode],
    reason: str,
    organisation_id: UUID | None = None,
) -> Stream:
    """From now on the listener subscribes to ``nodes`` of the device at ``endpoint``, such as ``opc.tcp://bio1:4840``.

    ``device`` is the equipment's code in the house.
    """
    actor.require(InstrumentPermission.MANAGE_STREAMS)
    owner = organisation_id or actor.organisation_id
    assert owner is not None, "a stream belongs to an organisation"
    refuse_any(stream_problems(title=title, device=device, endpoint=endpoint, nodes=nodes))
    # one spelling for each unit
    nodes = tuple(StreamNode(name=each.name, unit=unit(each.unit).text, node=each.node.strip()) for each in nodes)
    with transaction.atomic():
        stream = Stream(
            id=new_id(),
            organisation_id=owner,
            title=title,
            device=device,
            endpoint=endpoint,
            nodes=[f"{each.name} {each.unit} {each.node}" for each in nodes],
            version=1,
        )
        stream.save(force_insert=True)
        record(
            stream=f"instrument_stream/{stream.id}",
            event=StreamOpened(stream=stream.id, title=title, device=device, endpoint=endpoint, nodes=nodes),
            actor=actor,
            organisation=owner,
            reason=reason,
        )
    return stream
