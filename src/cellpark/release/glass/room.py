"""The sponsor's glass room: the record by exception, investigations, results, the decision, and what is cosigned.

The right is settled on the order, which maker and sponsor share; only then are the maker's rows read, and of them the
fields below alone. The chain of identity is all that stands for the patient (T20).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet

from cellpark.base.actor import Actor
from cellpark.base.scope import widened
from cellpark.batches.public import Batch, BatchState, BatchView, batch_view, record_of, record_pdf
from cellpark.identity.public import role_names, roles_of_people
from cellpark.ledger.public import peek_head
from cellpark.orders import public as orders
from cellpark.orders.public import OrderPermission, OrderStep, Side, TreatmentOrder
from cellpark.quality.public import Investigation, ResultView, certificate, result_views
from cellpark.release.glass.naming import roles_in
from cellpark.release.models import BatchDisposition
from cellpark.release.states import DispositionState

ROWS_MAX = 500
NAMED = ("id", "number", "organisation_id", "state", "batch_id", "batch_number", "product", "coi")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """An investigation of a result out of specification as the sponsor reads it."""

    number: str
    seen: str
    state: str
    hypothesis: str
    outcome: str
    finding: str
    cause: str
    capa: str
    opened_at: datetime
    closed_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What was decided about the batch, when, and by which role."""

    state: DispositionState
    at: datetime | None
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cosigned:
    """A cosignature: over which version of the record, and when."""

    version: int
    sha256: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class GlassRoom:
    """Everything that a sponsor reads of the batch of one order.

    ``shown`` are the records behind it with their versions, ``entries`` the sum of these: it grows with every change,
    and a cosignature names the one that was looked at (P11-8b). ``record`` is that of the printed batch record.
    """

    order: TreatmentOrder
    number: str
    state: BatchState
    record: Mapping[str, Any]
    results: tuple[ResultView, ...]
    inquiries: tuple[Inquiry, ...]
    decided: Decided
    cosigned: tuple[Cosigned, ...]
    shown: Mapping[str, int]
    entries: int
    sha256: str

    @property
    def may_be_cosigned(self) -> bool:
        """Whether the record is complete and nobody cosigned it as it is."""
        last = self.cosigned[-1].sha256 if self.cosigned else ""
        return self.state is BatchState.FINISHED and last != self.sha256


def order_in_glass(actor: Actor, order_id: UUID) -> TreatmentOrder:
    """An order of which the actor's organisation is the sponsor.

    Raises ``NotAllowed``, ``TreatmentOrder.DoesNotExist`` for any other and before there is a batch (T19).
    """
    actor.require(OrderPermission.COSIGN)
    found: TreatmentOrder = orders.orders(actor).get(id=order_id)
    if Side.SPONSOR not in found.sides_of(actor.organisation_id) or found.batch_id is None:
        raise TreatmentOrder.DoesNotExist
    return found


def glass_room(*, actor: Actor, order_id: UUID) -> GlassRoom:
    """The room of one order. Raises like ``order_in_glass``."""
    order = order_in_glass(actor, order_id)
    assert order.batch_id is not None, "settled before"
    steps = orders.steps_of(order.id).filter(type="cosigned")
    cosigned = tuple(_cosigned(each) for each in steps if each.details["batch"] == str(order.batch_id))
    naming = roles_in(order.organisation_id)
    with widened(order.organisation_id):
        view = batch_view(order.batch_id, named=False)
        head = peek_head(f"batch/{order.batch_id}")
        assert head is not None, "a batch has a record"
        results = result_views(order.batch_id)
        inquiries = list(Investigation.objects.filter(batch=order.batch_id).order_by("opened_at", "id"))
        shown = _shown(view, results, inquiries)
        return GlassRoom(
            order=order,
            number=view.batch.number,
            state=BatchState(view.batch.state),
            record=record_of(view, naming=naming),
            results=results,
            inquiries=tuple(_inquiry(each) for each in inquiries),
            decided=_decided(order.batch_id),
            cosigned=cosigned,
            shown=shown,
            entries=sum(shown.values()),
            sha256=head.hash.hex(),
        )


def glass_record(*, actor: Actor, order_id: UUID) -> tuple[str, bytes]:
    """The batch record as PDF/A with roles for names, and the number of the batch. Raises like ``order_in_glass``."""
    order = order_in_glass(actor, order_id)
    assert order.batch_id is not None, "settled before"
    with widened(order.organisation_id):
        view = batch_view(order.batch_id, named=False)
        record = record_of(view, naming=roles_in(order.organisation_id, bilingual=True))
        return view.batch.number, record_pdf(view, record)


def glass_certificate(*, actor: Actor, order_id: UUID, language: str) -> tuple[str, bytes]:
    """The certificate of analysis as it stands now, with roles for names; the sponsor reads it before the release too.

    Raises like ``order_in_glass``, and ``Refused`` while nothing is tested.
    """
    order = order_in_glass(actor, order_id)
    assert order.batch_id is not None, "settled before"
    with widened(order.organisation_id):
        paper = certificate(order.batch_id, language, naming=roles_in(order.organisation_id))
    return order.batch_number, paper


def _shown(view: BatchView, results: Iterable[ResultView], inquiries: Iterable[Investigation]) -> dict[str, int]:
    streams = [
        f"batch/{view.batch.id}",
        *(f"exception/{each.id}" for each in view.exceptions),
        *(f"quality-test/{each.test}" for each in results),
        *(each.stream for each in inquiries),
        # the statement says what was decided
        f"release/{view.batch.id}",
    ]
    heads = {stream: peek_head(stream) for stream in streams}
    return {stream: head.version for stream, head in heads.items() if head is not None}


def _inquiry(row: Investigation) -> Inquiry:
    return Inquiry(**{name: getattr(row, name) for name in Inquiry.__dataclass_fields__})


def _decided(batch_id: UUID) -> Decided:
    file = BatchDisposition.objects.filter(batch_id=batch_id).first()
    if file is None:
        return Decided(state=DispositionState.PENDING, at=None, by="")
    ids = [] if file.decided_by is None else [file.decided_by]
    by = role_names(roles_of_people(ids, file.organisation_id).values())
    return Decided(state=DispositionState(file.state), at=file.decided_at, by=by)


def _cosigned(step: OrderStep) -> Cosigned:
    said = step.details
    return Cosigned(version=int(said["record_version"]), sha256=str(said["record_sha256"]), at=step.at)


def orders_in_glass(actor: Actor) -> "QuerySet[TreatmentOrder]":
    """The sponsor's orders that have a batch. Raises ``NotAllowed``."""
    actor.require(OrderPermission.COSIGN)
    if actor.organisation_id is None:
        return TreatmentOrder.objects.none()
    rows: QuerySet[TreatmentOrder] = orders.orders(actor).filter(sponsor_id=actor.organisation_id)
    return rows.exclude(batch_id=None)


def batches_in_glass(actor: Actor) -> list[tuple[TreatmentOrder, bool]]:
    """The sponsor's orders that have a batch, at most 500, those whose finished record waits for a review first."""
    rows = list(orders_in_glass(actor).order_by("-drafted_at", "-id")[:ROWS_MAX])
    waiting = _waiting(rows)
    return sorted(((row, row.id in waiting) for row in rows), key=lambda each: not each[1])


def records_to_read(actor: Actor, *, own: bool) -> list[TreatmentOrder]:
    """Of the newest 500 of a sponsor's orders those whose finished record waits for a review, as far as a list names.

    ``own``: what it makes for itself as well, which it reviews at its own desk. Raises ``NotAllowed``.
    """
    made = orders_in_glass(actor).order_by("-drafted_at", "-id")
    asked = made if own else made.exclude(organisation_id=F("sponsor_id"))
    rows = list(asked.only(*NAMED)[:ROWS_MAX])
    waiting = _waiting(rows)
    return [row for row in rows if row.id in waiting]


def _waiting(rows: list[TreatmentOrder]) -> set[UUID]:
    """The orders whose finished record nobody cosigned as it stands: one query of each kind."""
    if not rows:
        return set()
    signed: dict[str, int] = {}
    for step in OrderStep.objects.filter(order_id__in=[row.id for row in rows], type="cosigned"):
        batch = str(step.details["batch"])
        signed[batch] = max(signed.get(batch, 0), int(step.details["record_version"]))
    with widened(*{row.organisation_id for row in rows}):
        done = Batch.objects.filter(id__in=[row.batch_id for row in rows], state=BatchState.FINISHED)
        versions = dict(done.values_list("id", "version"))
    return {row.id for row in rows if row.batch_id in versions and _moved(row.batch_id, versions, signed)}


def _moved(batch: UUID | None, versions: Mapping[UUID, int], signed: Mapping[str, int]) -> bool:
    assert batch is not None, "chosen so"
    return versions[batch] > signed.get(str(batch), 0)
