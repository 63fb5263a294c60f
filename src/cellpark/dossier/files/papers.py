"""What people read in a dossier: the record, the labels with their balance, custody, and the page of contents."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from html import escape
from typing import Any

from cellpark.batches.public import record_labels, record_pdf
from cellpark.dossier.files.data import attached, safe
from cellpark.dossier.files.html import both, page, table
from cellpark.dossier.files.record import record_page
from cellpark.dossier.files.words import FILES, TITLES, said
from cellpark.dossier.gather import Gathered
from cellpark.dossier.spoken import people_of, title_of
from cellpark.labels.public import Balance, label_png, reconciliation
from cellpark.ledger.public import Attached, events_of
from cellpark.materials.public import Container
from cellpark.recipes.public import text_of

LABEL_PPI = 203
BALANCE = ("printed", "applied", "sampled", "voided", "destroyed", "cancelled", "missing")


def paper_files(found: Gathered, record: dict[str, Any]) -> Iterator[Attached]:
    """The record as page and as PDF/A, the recipe, labels and custody."""
    yield attached("record/batch-record.html", record_page(record, record_labels()), "record_page")
    yield attached("record/batch-record.pdf", record_pdf(found.view, record), "record_paper")
    yield attached("record/recipe.mbr.md", text_of(found.batch.recipe).encode(), "recipe")
    for each in found.labels:
        yield attached(f"labels/LB-{safe(each.number)}.png", label_png(each, ppi=LABEL_PPI), "label")
    yield attached("labels/labels.html", _labels_page(found), "labels")
    yield attached("custody/custody.html", _custody_page(found), "custody")


def contents_page(found: Gathered, files: Sequence[Attached], *, at: datetime) -> Attached:
    """The page to begin with: what is inside and how it is checked."""
    title = said(TITLES, "dossier", number=found.batch.number)
    made = said(TITLES, "made", at=f"{at:%Y-%m-%d %H:%M:%S} UTC", count=len(found.streams))
    heads = [said(TITLES, key) for key in ("file", "what", "bytes")]
    rows = [
        [
            f'<a href="{escape(each.path)}">{escape(each.path)}</a>',
            both({"zh": each.zh, "en": each.en}),
            f"{len(each.content):,}",
        ]
        for each in sorted(files, key=lambda each: each.path)
    ]
    lead = "".join(f"<p>{both(words)}</p>" for words in (made, said(TITLES, "check"), said(TITLES, "no_patient")))
    return attached("index.html", page(title, lead + table(heads, rows)), "contents")


def _labels_page(found: Gathered) -> bytes:
    balance = reconciliation(found.batch.id)
    verdict = said(TITLES, "balanced" if balance.balanced else "unbalanced")
    heads = [said(TITLES, key) for key in ("label", "container", "state")]
    rows = [
        [
            f'LB-{escape(each.number)}<br><img alt="LB-{escape(each.number)}" src="LB-{safe(each.number)}.png">',
            escape(each.container_code),
            escape(each.state),
        ]
        for each in found.labels
    ]
    body = f"<p>{both(verdict)}</p><p>{escape(_sum(balance))}</p>{table(heads, rows)}"
    return page(said(TITLES, "balance"), body)


def _sum(balance: Balance) -> str:
    return " \u00b7 ".join(f"{name} {getattr(balance, name)}" for name in BALANCE)


def _custody_page(found: Gathered) -> bytes:
    return page(said(FILES, "custody"), "".join(_container(each) for each in found.containers))


def _container(container: Container) -> str:
    events = list(events_of(f"container/{container.id}"))
    people = people_of(each.actor for each in events)
    heads = [said(TITLES, key) for key in ("when", "what_happened", "who")]
    rows = [
        [f"{each.at:%Y-%m-%d %H:%M:%S} UTC", both(title_of(each)), escape(people.get(each.actor, each.actor))]
        for each in events
    ]
    coi = f" <code>{escape(container.coi)}</code>" if container.coi else ""
    return f"<h2>{escape(container.code)}{coi}</h2><p>{escape(container.material.name)}</p>{table(heads, rows)}"
