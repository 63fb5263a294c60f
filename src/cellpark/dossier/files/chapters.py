"""The chapters that other desks add: release, order, roads, environment, laboratory; the same answers as in a story."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape

from cellpark.batches.public import both as in_both
from cellpark.dossier.files.data import attached
from cellpark.dossier.files.html import Both, both, page, table
from cellpark.dossier.files.words import FILES, TITLES, said
from cellpark.dossier.gather import Gathered
from cellpark.dossier.neighbours import own_shipments
from cellpark.dossier.spoken import people_of
from cellpark.dossier.story.beside import (
    checklist_rows,
    disposition_rows,
    environment_rows,
    excursion_rows,
    investigation_rows,
    order_rows,
    order_step_rows,
    recall_rows,
    result_rows,
    shipment_rows,
    supply_rows,
)
from cellpark.dossier.story.model import Cell, Names
from cellpark.dossier.story.words import HEADS, SECTIONS
from cellpark.ledger.public import Attached

Rows = Sequence[Sequence[Cell | datetime]]
# the path of a chapter and its questions, in the order in which an inspector asks
CHAPTERS: Mapping[str, tuple[str, ...]] = {
    "release": ("disposition", "checklist", "supplies", "recalls"),
    "order": ("order", "order_steps"),
    "shipments": ("shipments", "excursions"),
    "environment": ("environment",),
    "laboratory": ("results", "investigations"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """All answers of these chapters, by question."""

    rows: Mapping[str, Rows]

    def decision(self) -> Both | None:
        """What was decided last; None while nothing is."""
        found = self.rows["disposition"]
        return _words(found[0][1]) if found else None


def tell(found: Gathered) -> Told:
    """Everything that the other desks know of the batch now."""
    batches, orders, roads = [found.batch], found.orders, own_shipments(found.batch)
    names = Names(people_of)
    told = Told(
        {
            "disposition": list(disposition_rows(batches, names)),
            "checklist": list(checklist_rows(found.batch)),
            "supplies": list(supply_rows(batches)),
            "recalls": list(recall_rows(batches, names)),
            "order": list(order_rows(orders)),
            "order_steps": list(order_step_rows(orders, names)),
            "shipments": list(shipment_rows(roads)),
            "excursions": list(excursion_rows(roads, names)),
            "environment": list(environment_rows(batches, names, {found.batch.id: found.view.state})),
            "results": list(result_rows(batches, names)),
            "investigations": list(investigation_rows(batches)),
        }
    )
    names.fetch()
    return told


def chapter_files(told: Told, number: str, *, at: datetime) -> Iterator[Attached]:
    """One page a chapter; a question without an answer says so."""
    for chapter, keys in CHAPTERS.items():
        title = {language: f"{words} {number}" for language, words in said(FILES, chapter).items()}
        stood = f"<p>{both(said(TITLES, 'stood', at=moment(at)))}</p>"
        body = "".join(_question(key, told.rows[key]) for key in keys)
        yield attached(f"{chapter}/{chapter}.html", page(title, stood + body, back=said(TITLES, "back")), chapter)


def moment(at: datetime) -> str:
    """An instant as every page of a dossier writes it."""
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"


def _question(key: str, rows: Rows) -> str:
    title, rules = SECTIONS[key]
    head = f"<h2>{both(in_both(title))}<code>{escape(', '.join(rules))}</code></h2>"
    if not rows:
        return f"{head}<p>{both(said(TITLES, 'nothing'))}</p>"
    heads = [in_both(each) for each in HEADS[key]]
    return head + table(heads, ([_cell(cell) for cell in row] for row in rows))


def _cell(cell: Cell | datetime) -> str:
    if isinstance(cell, datetime):
        return escape(moment(cell))
    words = _words(cell)
    return escape(words["zh"]) if words["zh"] == words["en"] else both(words)


def _words(cell: Cell | datetime) -> Both:
    assert isinstance(cell, Cell), "only words are said in two languages"
    return {"zh": cell.text, "en": cell.text} if isinstance(cell.text, str) else in_both(cell.text)
