"""What people read in a dossier: the record, the labels with their balance, custody, and the page of contents."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from html import escape
from typing import Any

from cellpark.batches.public import both as in_both
from cellpark.batches.public import record_labels, record_pdf
from cellpark.dossier.files.chapters import CHAPTERS, Told, moment
from cellpark.dossier.files.data import attached, safe
from cellpark.dossier.files.html import Both, both, facts, page, table
from cellpark.dossier.files.record import record_page
from cellpark.dossier.files.words import FILES, TITLES, said
from cellpark.dossier.gather import Gathered
from cellpark.dossier.spoken import people_of, title_of
from cellpark.dossier.story.model import Cell
from cellpark.labels.public import LABEL_STATES, Balance, LabelState, label_png, reconciliation
from cellpark.ledger.public import Attached, events_of
from cellpark.materials.public import Container
from cellpark.recipes.public import text_of

LABEL_PPI = 203
# papers in the order in which somebody who decides or inspects reads them
READING = (
    "release/release.html",
    "record/batch-record.html",
    *(f"{each}/{each}.html" for each in CHAPTERS if each != "release"),
    "custody/custody.html",
    "labels/labels.html",
    "certificate/certificate.zh.pdf",
    "certificate/certificate.en.pdf",
    "record/batch-record.pdf",
    "record/recipe.mbr.md",
)
BALANCE = (
    LabelState.PRINTED,
    LabelState.APPLIED,
    LabelState.SAMPLED,
    LabelState.VOIDED,
    LabelState.DESTROYED,
    LabelState.CANCELLED,
)


def paper_files(found: Gathered, record: dict[str, Any]) -> Iterator[Attached]:
    """The record as page and as PDF/A, the recipe, labels and custody."""
    yield attached("record/batch-record.html", record_page(record, record_labels()), "record_page")
    yield attached("record/batch-record.pdf", record_pdf(found.view, record), "record_paper")
    yield attached("record/recipe.mbr.md", text_of(found.batch.recipe).encode(), "recipe")
    for each in found.labels:
        yield attached(f"labels/LB-{safe(each.number)}.png", label_png(each, ppi=LABEL_PPI), "label")
    yield attached("labels/labels.html", _labels_page(found), "labels")
    yield attached("custody/custody.html", _custody_page(found), "custody")


def contents_page(found: Gathered, told: Told, files: Sequence[Attached], *, at: datetime) -> Attached:
    """The page to begin with: what was decided, what is inside, how it is checked."""
    title = said(TITLES, "dossier", number=found.batch.number)
    made = said(TITLES, "made", at=moment(at), count=len(found.streams))
    decision = told.decision() or said(TITLES, "undecided")
    papers = {each.path: each for each in files}
    ordered = [papers[path] for path in READING if path in papers]
    body = [
        *(f"<p>{both(words)}</p>" for words in (made, said(TITLES, "no_patient"))),
        f'<p class="verdict">{both(decision)}</p>',
        f"<h2>{both(said(TITLES, 'at_glance'))}</h2>",
        facts(_glance(found, told)),
        f"<h2>{both(said(TITLES, 'chapters'))}</h2>",
        "<ol>" + "".join(f"<li>{_link(each.path, _what(each))}</li>" for each in ordered) + "</ol>",
        f"<p>{both(said(TITLES, 'check'))}</p>",
        f"<h2>{both(said(TITLES, 'all_files'))}</h2>",
        _files(files),
    ]
    return attached("index.html", page(title, "".join(body)), "contents")


def _glance(found: Gathered, told: Told) -> Iterator[tuple[Both, str]]:
    batch, lines = found.batch, told.rows["checklist"]
    holds = sum(1 for line in lines if isinstance(line[2], Cell) and not str(line[2].text))
    shown = {
        "batch": batch.number,
        "product": batch.product,
        "coi": batch.coi,
        "started": moment(batch.started_at) if batch.started_at else "",
        "ended": moment(batch.ended_at) if batch.ended_at else "",
        "lines": f"{holds} / {len(lines)}",
        "exceptions": str(len(found.view.exceptions)),
        "out": str(len(told.rows["investigations"])),
        "road": str(len(told.rows["shipments"])),
    }
    return ((said(TITLES, key), escape(text)) for key, text in shown.items())


def _files(files: Sequence[Attached]) -> str:
    heads = [said(TITLES, key) for key in ("file", "what", "bytes")]
    rows = [
        [_link(each.path, escape(each.path)), _what(each), f"{len(each.content):,}"]
        for each in sorted(files, key=lambda each: each.path)
    ]
    return table(heads, rows)


def _what(file: Attached) -> str:
    return both({"zh": file.zh, "en": file.en})


def _link(path: str, words: str) -> str:
    return f'<a href="{escape(path)}">{words}</a>'


def _labels_page(found: Gathered) -> bytes:
    balance = reconciliation(found.batch.id)
    verdict = said(TITLES, "balanced" if balance.balanced else "unbalanced")
    heads = [said(TITLES, key) for key in ("label", "container", "state")]
    rows = [
        [
            f'LB-{escape(each.number)}<br><img alt="LB-{escape(each.number)}" src="LB-{safe(each.number)}.png">',
            escape(each.container_code),
            both(in_both(LABEL_STATES[LabelState(each.state)])),
        ]
        for each in found.labels
    ]
    body = f'<p class="verdict">{both(verdict)}</p>{facts(_sums(balance))}{table(heads, rows)}'
    return page(said(TITLES, "balance"), body, back=said(TITLES, "back"))


def _sums(balance: Balance) -> Iterator[tuple[Both, str]]:
    for state in BALANCE:
        yield in_both(LABEL_STATES[state]), str(getattr(balance, state.value))
    yield said(TITLES, "missing"), str(balance.missing)


def _custody_page(found: Gathered) -> bytes:
    body = "".join(_container(each) for each in found.containers)
    return page(said(FILES, "custody"), body, back=said(TITLES, "back"))


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
