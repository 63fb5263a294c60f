"""Reading templates, labels and their balance."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Max, QuerySet

from cellpark.identifiers.house import HouseCode, HouseKind
from cellpark.identifiers.scan import read
from cellpark.kernel.problem import Problem, Refused
from cellpark.labels.models import Label, LabelCheck, LabelTemplate
from cellpark.labels.models.label import WAITS
from cellpark.labels.outdated import outdated_labels
from cellpark.labels.rules import Balance, balance, balance_problems
from cellpark.labels.states import LabelState, TemplateState


def templates() -> "QuerySet[LabelTemplate]":
    """All revisions in scope."""
    rows: QuerySet[LabelTemplate] = LabelTemplate.objects.all()
    return rows


def template(template_id: UUID) -> LabelTemplate:
    """One revision in scope. Raises ``LabelTemplate.DoesNotExist``."""
    found: LabelTemplate = LabelTemplate.objects.get(id=template_id)
    return found


def approved_template(*, organisation: UUID, code: str) -> LabelTemplate | None:
    """The revision of ``code`` from which labels are issued today."""
    rows = LabelTemplate.objects.filter(organisation_id=organisation, code=code, state=TemplateState.APPROVED)
    found: LabelTemplate | None = rows.first()
    return found


def labels() -> "QuerySet[Label]":
    """All labels in scope, with their templates."""
    rows: QuerySet[Label] = Label.objects.select_related("template")
    return rows


def waiting_labels() -> "QuerySet[Label]":
    """Labels that somebody still has to do something with: to print, to verify, to apply, to dispose of."""
    return labels().filter(WAITS)


def label(label_id: UUID) -> Label:
    """One label in scope. Raises ``Label.DoesNotExist``."""
    return labels().get(id=label_id)


def find_label(raw: str) -> Label:
    """The label whose small symbol was scanned or whose number was typed.

    Raises ``Refused``: ``labels.label.unknown``, ``identifiers....``.
    """
    text = raw.strip()
    number = text
    if not (len(text) == len("26-000001") and text[2:3] == "-"):
        code = read(text)
        number = code.body if isinstance(code, HouseCode) and code.kind is HouseKind.LABEL else ""
    found = labels().filter(number=number).first() if number else None
    if found is None:
        raise Refused(Problem("labels.label.unknown", {"scanned": text[:60]}, field="scanned"))
    return found


def checks_of(label_id: UUID) -> "QuerySet[LabelCheck]":
    """Every look at a label by a second person, near misses too."""
    rows: QuerySet[LabelCheck] = LabelCheck.objects.filter(label_id=label_id).order_by("at")
    return rows


def labels_of_batch(batch: UUID) -> "QuerySet[Label]":
    """The labels that were issued for a batch, in the order of their numbers."""
    return labels().filter(batch=batch).order_by("number")


def labels_of_container(container: UUID) -> "QuerySet[Label]":
    """The labels that were issued for a container."""
    return labels().filter(container=container).order_by("number")


def reconciliation(batch: UUID) -> Balance:
    """What became of the labels of a batch (T9, 211-3a, LBL-1)."""
    return _balance(labels_of_batch(batch))


def container_reconciliation(container: UUID) -> Balance:
    """What became of the labels of a container."""
    return _balance(labels_of_container(container))


def reconciliation_problems(batch: UUID) -> list[Problem]:
    """Why the labels of a batch do not balance yet; empty when they do, or when there are none."""
    return balance_problems(reconciliation(batch))


@dataclass(frozen=True, slots=True)
class BatchBalance:
    """The balance of one batch, for lists."""

    batch: UUID
    batch_code: str
    last: datetime
    found: Balance


def newest_batches(limit: int = 100) -> list[BatchBalance]:
    """The batches in scope for which labels were issued, the newest label first, each with its balance."""
    groups = Label.objects.exclude(batch=None).values("batch").annotate(last=Max("issued_at"), code=Max("batch_code"))
    newest = list(groups.order_by("-last", "batch")[:limit])
    return [BatchBalance(row["batch"], row["code"], row["last"], reconciliation(row["batch"])) for row in newest]


def batch_named(batch_code: str, *, organisation: UUID) -> UUID | None:
    """The batch of an organisation whose labels carry this number."""
    rows = Label.objects.filter(organisation_id=organisation, batch_code=batch_code).exclude(batch=None)
    found: Label | None = rows.order_by("issued_at").first()
    return None if found is None else found.batch


def _balance(rows: "QuerySet[Label]") -> Balance:
    found = list(rows)
    facts = [(LabelState(row.state), row.printed_at is not None, row.affix_checked_by is not None) for row in found]
    return balance(facts, outdated=len(outdated_labels(found)))
