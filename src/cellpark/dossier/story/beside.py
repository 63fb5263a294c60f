"""What other desks know of a batch: its order, its roads, the rooms' environment, results that failed, its release."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from cellpark.base.fields import in_reader_language
from cellpark.base.messages import explain
from cellpark.batches.public import Batch, State
from cellpark.dossier.story.model import Cell, Late, Names
from cellpark.kernel.problem import Problem
from cellpark.orders.public import (
    EVENT_TITLES,
    ORDER_STATES,
    SIDES,
    OrderState,
    TreatmentOrder,
    steps_of,
)
from cellpark.quality.public import (
    UNITS,
    EnvironmentState,
    Investigation,
    InvestigationState,
    Monitoring,
    Outcome,
    Verdict,
    environment_of,
    result_views,
)
from cellpark.quality.public import words as quality_words
from cellpark.release.public import (
    DispositionState,
    SupplyState,
    checklist_of,
    disposition_of,
    recall_orders,
    supplies_of,
)
from cellpark.release.public import words as release_words
from cellpark.shipments.public import (
    Condition,
    ExcursionState,
    FindingKind,
    Shipment,
    ShipmentState,
    excursions_among,
    party_names,
    shipments_of,
)
from cellpark.shipments.public import words as shipment_words

Row = Sequence[Cell | datetime]
NOTHING = Cell("")


def shipments_in_sight(cois: Iterable[str]) -> list[Shipment]:
    """Every road of these chains of identity that the reader sees."""
    found = {each.id: each for coi in sorted(set(cois) - {""}) for each in shipments_of(coi)}
    return list(found.values())


def order_rows(orders: Iterable[TreatmentOrder]) -> Iterator[Row]:
    """What was ordered and when it is due; whose it is stands with the hospital alone (T20)."""
    for each in orders:
        yield (
            Cell(each.number, "order", each.id),
            Cell(each.product),
            Cell(each.coi),
            Cell(ORDER_STATES[OrderState(each.state)]),
            Cell(each.din),
            each.collect_at or NOTHING,
            each.manufacture_from or NOTHING,
            each.infuse_at or NOTHING,
        )


def order_step_rows(orders: Iterable[TreatmentOrder], names: Names) -> Iterator[Row]:
    """From the physician's signature to the infusion: who did it, on which side."""
    for order in orders:
        steps = list(steps_of(order.id))
        for each in steps:
            sides = order.sides_of(each.by_organisation)
            side = Cell(SIDES[min(sides)]) if sides else NOTHING
            title = Cell(EVENT_TITLES.get(f"orders.order.{each.type}", each.type))
            yield Cell(order.number, "order", order.id), each.at, title, side, names.of(each.by), Cell(each.reason)


def shipment_rows(shipments: Sequence[Shipment]) -> Iterator[Row]:
    """Each road with what its logger felt, in degC."""
    names = party_names(side for each in shipments for side in (each.sender_id, each.receiver_id))
    for each in shipments:
        felt = each.evaluation
        yield (
            Cell(each.number, "shipment", each.id),
            Cell(names.get(each.sender_id, "")),
            Cell(names.get(each.receiver_id, "")),
            Cell(shipment_words.CONDITIONS[Condition(each.condition)]),
            Cell(shipment_words.SHIPMENT_STATES[ShipmentState(each.state)]),
            Cell(" \u2192 ".join(code for code in (each.seal, each.seal_seen) if code)),
            each.sealed_at or NOTHING,
            each.arrived_at or NOTHING,
            Cell(_span(str(felt.get("lowest", "")), str(felt.get("highest", "")))),
            Cell(str(felt.get("kinetic", ""))),
            Cell(shipment_words.SIGNATURES.get(str(felt.get("signature", "")), "")),
        )


def excursion_rows(shipments: Iterable[Shipment], names: Names) -> Iterator[Row]:
    """What went wrong on the way, and what was decided."""
    found = list(shipments)
    opened = excursions_among(each.id for each in found)
    for shipment in found:
        for each in opened.get(shipment.id, ()):
            yield (
                Cell(each.number),
                Cell(shipment.number, "shipment", shipment.id),
                Cell(_findings(each.findings)),
                Cell(shipment_words.EXCURSION_STATES[ExcursionState(each.state)]),
                Cell(each.reason),
                each.decided_at or NOTHING,
                names.of(_person(each.decided_by)),
            )


def environment_rows(batches: Iterable[Batch], names: Names, states: Mapping[UUID, State]) -> Iterator[Row]:
    """The readings that count for the rooms of the batches in their time (A1-1a); ``states`` of those read already."""
    for batch in batches:
        found = environment_of(batch.id, states.get(batch.id)).readings
        for each in found:
            method = Monitoring(each.method)
            yield (
                _batch(batch),
                each.sampled_at,
                Cell(f"{each.room_code} ({each.grade})"),
                Cell(each.location),
                Cell(quality_words.METHODS[method]),
                Cell(f"{each.value} {UNITS[method]}"),
                Cell(f"{each.limit} {UNITS[method]}"),
                Cell(quality_words.VERDICTS[Verdict.PASS if each.passes else Verdict.FAIL]),
                Cell(quality_words.ENVIRONMENT_STATES[EnvironmentState(each.state)]),
                names.of(_person(each.verified_by)),
            )


def result_rows(batches: Iterable[Batch], names: Names) -> Iterator[Row]:
    """Every test with its criterion, value and verdict."""
    for batch in batches:
        found = result_views(batch.id)
        for each in found:
            yield (
                _batch(batch),
                Cell(_in_two(each.name_zh, each.name_en)),
                Cell(quality_words.STAGES[each.stage]),
                Cell(each.criterion),
                Cell(each.value),
                Cell(quality_words.VERDICTS[each.verdict]),
                names.of(_person(each.verified_by)),
            )


def investigation_rows(batches: Iterable[Batch]) -> Iterator[Row]:
    """Every result out of specification with what was found (21 CFR 211.192)."""
    for each in Investigation.objects.filter(batch__in=[one.id for one in batches]).order_by("opened_at", "id"):
        outcome = Cell(quality_words.OUTCOMES[Outcome(each.outcome)]) if each.outcome else NOTHING
        yield (
            Cell(each.number, "investigation", each.id),
            Cell(each.seen),
            Cell(quality_words.INVESTIGATION_STATES[InvestigationState(each.state)]),
            outcome,
            Cell(each.finding),
            Cell(each.cause),
            Cell(each.capa),
            each.opened_at,
        )


def disposition_rows(batches: Iterable[Batch], names: Names) -> Iterator[Row]:
    """What the qualified person decided, when, and by which signature."""
    for batch in batches:
        found = disposition_of(batch.id)
        if found is None:
            continue
        yield (
            _batch(batch),
            Cell(release_words.DISPOSITIONS[DispositionState(found.state)]),
            found.decided_at or NOTHING,
            names.of(_person(found.decided_by)),
            Cell("" if found.signature is None else str(found.signature)),
            found.reviewed_at or NOTHING,
            names.of(_person(found.reviewed_by)),
            Cell(found.finding),
        )


def checklist_rows(batch: Batch) -> Iterator[Row]:
    """The release checklist as it stands now, with whatever is missing (T13)."""
    for line in checklist_of(batch.id):
        yield (
            Cell(release_words.LINES[line.code]),
            Cell(release_words.STANDINGS[line.standing]),
            Cell(_told(line.problems)),
            Cell(", ".join(dict.fromkeys(each.name for each in line.records if each.name.strip()))),
        )


def supply_rows(batches: Iterable[Batch]) -> Iterator[Row]:
    """Each case out of specification with its records in their order (Part IV 11.5)."""
    for batch in batches:
        for each in reversed(supplies_of(batch.id)):
            yield (
                Cell(each.number, "supply", each.id),
                Cell(release_words.SUPPLY_STATES[SupplyState(each.state)]),
                Cell(each.failed),
                Cell(each.hazard),
                Cell(each.alternatives),
                Cell(each.risks),
                Cell(each.notice),
                Cell(each.answer),
                each.supplied_at or NOTHING,
            )


def recall_rows(batches: Iterable[Batch], names: Names) -> Iterator[Row]:
    """The recalls that named these batches; which other batches they named is not told here (T19)."""
    ids = {str(each.id): each for each in batches}
    for each in recall_orders().order_by("ordered_at", "id"):
        for batch in (ids[one] for one in map(str, each.batches) if one in ids):
            by = names.of(_person(each.ordered_by))
            yield _batch(batch), each.ordered_at, Cell(f"{each.kind} {each.name}"), Cell(each.reason), by


def _findings(found: Sequence[Mapping[str, Any]]) -> Late:
    """The kinds in words, each with what it was about."""

    def said(each: Mapping[str, Any]) -> str:
        parts = [str(shipment_words.FINDINGS[FindingKind(each["kind"])]), each.get("peak"), each.get("said")]
        return " ".join(str(part) for part in parts if part)

    return Late(lambda: "; ".join(said(each) for each in found))


def _in_two(zh: str, en: str) -> Late:
    return Late(lambda: in_reader_language(zh, en))


def _told(problems: Sequence[Problem]) -> Late:
    return Late(lambda: " ".join(explain(each).what for each in problems))


def _span(low: str, high: str) -> str:
    return f"{low} \u2026 {high}" if low or high else ""


def _batch(batch: Batch) -> Cell:
    return Cell(batch.number, "batch", batch.id)


def _person(identity: UUID | None) -> str:
    return "" if identity is None else f"person/{identity}"
