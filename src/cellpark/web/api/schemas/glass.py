"""The sponsor's glass room in the API."""

from collections.abc import Mapping
from typing import Annotated, Any, Self
from uuid import UUID

from ninja import Schema
from pydantic import Field

from cellpark.orders.public import TreatmentOrder
from cellpark.quality.public import ResultView
from cellpark.release.public import DispositionState, GlassRoom
from cellpark.web.api.values import Body, Moment, Text


class GlassLineOut(Schema):
    """A batch of the sponsor's own orders."""

    order: UUID
    number: str
    coi: str
    product: str
    waits: bool

    @classmethod
    def of(cls, order: TreatmentOrder, *, waits: bool) -> Self:
        """The line as answers show it."""
        return cls(order=order.id, number=order.batch_number, coi=order.coi, product=order.product, waits=waits)


class GlassResultOut(Schema):
    """A result against its criterion."""

    code: str
    name_zh: str
    name_en: str
    stage: str
    method: str
    criterion: str
    value: str
    verdict: str
    state: str
    counts: bool

    @classmethod
    def of(cls, view: ResultView) -> Self:
        """The result as answers show it."""
        return cls(**{name: getattr(view, name) for name in cls.model_fields})


class InquiryOut(Schema):
    """An investigation of a result out of specification."""

    number: str
    seen: str
    state: str
    hypothesis: str
    outcome: str
    finding: str
    cause: str
    capa: str
    opened_at: Moment
    closed_at: Moment | None


class CosignedOut(Schema):
    """A cosignature over a version of the record."""

    version: int
    sha256: str
    at: Moment


class GlassRoomOut(Schema):
    """What the sponsor reads: the record with what deviated first; ``entries`` is what a cosignature names."""

    order: UUID
    number: str
    state: str
    record: Mapping[str, Any]
    results: list[GlassResultOut]
    inquiries: list[InquiryOut]
    decision: DispositionState
    decided_at: Moment | None
    decided_by: str
    cosigned: list[CosignedOut]
    may_be_cosigned: bool
    entries: int
    sha256: str

    @classmethod
    def of(cls, room: GlassRoom) -> Self:
        """The room as answers show it."""
        return cls(
            order=room.order.id,
            number=room.number,
            state=room.state.value,
            record=room.record,
            inquiries=[
                InquiryOut(**{name: getattr(each, name) for name in InquiryOut.model_fields}) for each in room.inquiries
            ],
            cosigned=[CosignedOut(version=each.version, sha256=each.sha256, at=each.at) for each in room.cosigned],
            may_be_cosigned=room.may_be_cosigned,
            entries=room.entries,
            results=[GlassResultOut.of(each) for each in room.results],
            decision=room.decided.state,
            decided_at=room.decided.at,
            decided_by=room.decided.by,
            sha256=room.sha256,
        )


class GlassReviewIn(Body):
    """Why the sponsor signs, and the ``entries`` of the room that was read."""

    why: Text
    entries: Annotated[int, Field(ge=0)]
