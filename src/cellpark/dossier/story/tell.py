"""Tell the story of one thing."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from cellpark.batches.public import Batch, BatchException, BatchView, batch_view
from cellpark.batches.public import words as batch_words
from cellpark.dossier.models import Dossier
from cellpark.dossier.neighbours import orders_of
from cellpark.dossier.spoken import here, people_of
from cellpark.dossier.states import DossierState, Subject
from cellpark.dossier.story.about import ROWS_MAX, About, about
from cellpark.dossier.story.beside import (
    disposition_rows,
    environment_rows,
    excursion_rows,
    investigation_rows,
    order_rows,
    order_step_rows,
    recall_rows,
    result_rows,
    shipment_rows,
    shipments_in_sight,
    supply_rows,
)
from cellpark.dossier.story.model import Cell, Names, Section, Story
from cellpark.dossier.story.words import HEADS, SECTIONS, STANDS, VOID
from cellpark.dossier.words import DOSSIER_STATES
from cellpark.equipment.public import Activity
from cellpark.equipment.public import words as equipment_words
from cellpark.identity.public import ROLES, Role
from cellpark.labels.public import LABEL_STATES, Label, LabelState
from cellpark.ledger.public import Event
from cellpark.materials.public import words as material_words

Row = Sequence[Cell | datetime]
STEPS_OF_BATCHES_MAX = 5


def tell_story(kind: Subject, thing_id: UUID) -> Story:
    """Everything on record about a thing in scope. Raises the ``DoesNotExist`` of its model."""
    found = about(kind, thing_id)
    batches = found.batches[:STEPS_OF_BATCHES_MAX]
    views = [batch_view(each.id, named=False) for each in batches]
    names = Names(people_of)
    cois = {found.coi, *(each.coi for each in batches)} - {""}
    orders, roads = orders_of(cois), shipments_in_sight(cois)
    events = _events(found)
    told: Mapping[str, Sequence[Row]] = {
        "identity": list(_identity(found)),
        "journey": list(_journey(found, events, names)),
        "origins": list(_origins(found)),
        "batches": list(_batches(found)),
        "steps": [row for view in views for row in _steps(view, names)],
        "people": list(_people(events, names)),
        "equipment": list(_equipment(found, names)),
        "order": list(order_rows(orders)),
        "order_steps": list(order_step_rows(orders, names)),
        "shipments": list(shipment_rows(roads)),
        "excursions": list(excursion_rows(roads, names)),
        "environment": list(environment_rows(batches, names, {each.batch.id: each.state for each in views})),
        "results": list(result_rows(batches, names)),
        "investigations": list(investigation_rows(batches)),
        "labels": list(_labels(found)),
        "exceptions": list(_exceptions(found, views)),
        "signatures": [row for view in views for row in _signatures(view, names)],
        "disposition": list(disposition_rows(batches, names)),
        "supplies": list(supply_rows(batches)),
        "recalls": list(recall_rows(batches, names)),
        "dossiers": list(_dossiers(found)),
    }
    names.fetch()
    sections = [section(key, told[key]) for key in SECTIONS if key in told]
    return Story(
        kind=found.kind,
        id=found.id,
        code=found.code,
        coi=found.coi,
        organisation=found.organisation,
        sections=sections,
    )


def section(key: str, rows: Sequence[Row]) -> Section:
    """One question with its answer; what is too much for a page is counted."""
    title, rules = SECTIONS[key]
    left = max(len(rows) - ROWS_MAX, 0)
    return Section(key=key, title=title, rules=rules, heads=HEADS[key], rows=rows[:ROWS_MAX], left_out=left)


def _events(found: About) -> list[Event]:
    """The entries about its containers and batches, and about itself, in the order of time."""
    streams = [
        *(f"container/{each.id}" for each in found.containers),
        *(f"batch/{each.id}" for each in found.batches),
        *([f"lot/{found.id}"] if found.kind is Subject.LOT else []),
        *([f"equipment/{found.id}"] if found.kind is Subject.EQUIPMENT else []),
    ]
    return list(Event.objects.filter(stream__in=streams).order_by("at", "rid"))


def _identity(found: About) -> Iterator[Row]:
    for each in found.containers:
        lot = Cell(each.lot.number, "lot", each.lot_id) if each.lot is not None else Cell("")
        state = Cell(material_words.CONTAINER_STATES[each.state])
        code = Cell(each.code, "container", each.id)
        yield code, Cell(each.material.name), lot, Cell(each.coi), state, Cell(str(each.quantity)), Cell(each.place)


def _journey(found: About, events: Sequence[Event], names: Names) -> Iterator[Row]:
    codes = {f"container/{each.id}": Cell(each.code, "container", each.id) for each in found.containers}
    if found.kind in (Subject.LOT, Subject.EQUIPMENT):
        codes[f"{found.kind}/{found.id}"] = Cell(found.code, found.kind.value, found.id)
    for each in events:
        if each.stream in codes:
            yield each.at, Cell(here(each)), codes[each.stream], names.of(each.actor)


def _origins(found: About) -> Iterator[Row]:
    for each in found.lots:
        expires = each.expires_at or Cell("")
        state = Cell(material_words.LOT_STATES[each.state])
        yield Cell(each.number, "lot", each.id), Cell(each.material.name), state, expires


def _batches(found: About) -> Iterator[Row]:
    for each in found.batches:
        state = Cell(batch_words.BATCH_STATES[each.state])
        times = (each.started_at or Cell(""), each.ended_at or Cell(""))
        yield Cell(each.number, "batch", each.id), Cell(each.product), Cell(each.coi), state, *times


def _steps(view: BatchView, names: Names) -> Iterator[Row]:
    batch = _named(view.batch)
    for unit in view.units:
        for line in unit.steps:
            if line.state is None:
                continue
            by = names.of(line.state.begun_by)
            what = Cell(f"{line.step.title.zh} | {line.step.title.en}")
            yield batch, Cell(line.key), what, line.state.begun_at, by, line.state.completed_at or Cell("")


def _people(events: Sequence[Event], names: Names) -> Iterator[Row]:
    counted = Counter(each.actor for each in events)
    for actor, count in counted.most_common():
        yield names.known(actor), Cell(actor), Cell(str(count))


def _equipment(found: About, names: Names) -> Iterator[Row]:
    for each in found.uses:
        code = Cell(each.equipment.code, "equipment", each.equipment_id)
        activity = Cell(equipment_words.ACTIVITIES[Activity(each.activity)])
        yield code, activity, Cell(each.batch), each.began_at, each.ended_at or Cell(""), names.of(each.by)


def _labels(found: About) -> Iterator[Row]:
    near = Q(container__in=[each.id for each in found.containers]) | Q(batch__in=[each.id for each in found.batches])
    for each in Label.objects.filter(near).order_by("number"):
        code, batch = Cell(each.container_code, "container", each.container), Cell(each.batch_code)
        number = Cell(f"LB-{each.number}", "label", each.id)
        yield number, code, batch, Cell(LABEL_STATES[LabelState(each.state)]), each.issued_at


def _exceptions(found: About, views: Sequence[BatchView]) -> Iterator[Row]:
    rows = [each for view in views for each in view.exceptions]
    further = [each.id for each in found.batches[len(views) :]]
    if further:
        rows += BatchException.objects.filter(batch__in=further)
    for each in sorted(rows, key=lambda each: (each.opened_at, each.number)):
        number = Cell(each.number, "exception", each.id)
        grade = batch_words.CLASSIFICATIONS.get(each.classification, "")
        state = Cell(batch_words.EXCEPTION_STATES[each.state])
        said = (Cell(each.step), Cell(each.seen), Cell(grade), Cell(each.finding), state)
        yield number, *said, each.opened_at


def _signatures(view: BatchView, names: Names) -> Iterator[Row]:
    batch = _named(view.batch)
    for unit in view.units:
        for line in unit.steps:
            if line.state is None:
                continue
            standing = [(each, STANDS) for each in line.state.signed.values()]
            for signed, stands in (*standing, *((each, VOID) for each in line.state.voided)):
                yield (
                    batch,
                    Cell(line.key),
                    Cell(_role(signed.role)),
                    Cell(signed.meaning),
                    names.of(signed.by),
                    signed.at,
                    Cell(stands),
                )


def _role(role: str) -> str:
    """The role in words; the recipe's own word where it is none of the house's."""
    return str(ROLES[Role(role)]) if role in set(Role) else role


def _dossiers(found: About) -> Iterator[Row]:
    rows = Dossier.objects.filter(batch__in=[each.id for each in found.batches]).order_by("-requested_at")
    for each in rows:
        state = Cell(DOSSIER_STATES[DossierState(each.state)])
        yield Cell(each.number, "dossier", each.batch), state, each.requested_at, Cell(each.digest)


def _named(batch: Batch) -> Cell:
    return Cell(batch.number, "batch", batch.id)
