"""The tables of this app as folds of their streams."""

from collections.abc import Mapping, Sequence
from typing import Any, cast
from uuid import UUID

from cellpark.labels.states import LabelState, Stage, TemplateState
from cellpark.ledger.public import Entry, Projection, Row

ENDED = {
    "labels.label.sampled": LabelState.SAMPLED,
    "labels.label.voided": LabelState.VOIDED,
    "labels.label.destroyed": LabelState.DESTROYED,
    "labels.label.cancelled": LabelState.CANCELLED,
}
TEMPLATE_TEXTS = ("code", "name_zh", "name_en", "kind", "use", "country", "product")


def _id(value: object) -> UUID | None:
    return None if value is None else UUID(str(value))


def _list(value: object) -> list[str]:
    return [str(each) for each in cast("Sequence[object]", value)]


def template(row: Row | None, entry: Entry) -> Row | None:
    """Drafted, approved, retired."""
    data = entry.data
    if entry.type == "labels.template.drafted":
        return {
            "id": _id(data["template"]),
            "organisation_id": entry.organisation,
            **{name: str(data[name]) for name in TEMPLATE_TEXTS},
            **{name: cast("int", data[name]) for name in ("revision", "width_mm", "height_mm")},
            "fields": _list(data["fields"]),
            "statements": _list(data["statements"]),
            "state": TemplateState.DRAFT.value,
            "author": _id(data["author"]),
            "approver": None,
            "signature": None,
            "version": entry.version,
        }
    if row is None:
        return row
    if entry.type == "labels.template.approved":
        # the first version of this event carried no signature
        signed = {"approver": _id(data["approver"]), "signature": _id(data.get("signature"))}
        return {**row, **signed, "state": TemplateState.APPROVED.value, "version": entry.version}
    if entry.type == "labels.template.retired":
        return {**row, "state": TemplateState.RETIRED.value, "version": entry.version}
    return row


def label(row: Row | None, entry: Entry) -> Row | None:
    """Issued, checked, printed, applied, and its end."""
    if entry.type == "labels.label.issued":
        return _issued(entry)
    if row is None or not entry.type.startswith("labels.label."):
        return row
    return {**row, **_changed(entry), "version": entry.version}


def _issued(entry: Entry) -> Row:
    data = entry.data
    return {
        "id": _id(data["label"]),
        "organisation_id": entry.organisation,
        "number": str(data["number"]),
        "template_id": _id(data["template"]),
        "container": _id(data["container"]),
        "container_code": str(data["container_code"]),
        "batch": _id(data["batch"]),
        "batch_code": str(data["batch_code"]),
        "payload": str(data["payload"]),
        "values": _list(data["values"]),
        "statements": _list(data["statements"]),
        "replaces": _id(data["replaces"]),
        "state": LabelState.ISSUED.value,
        "issued_at": entry.at,
        "issued_by": _id(data["performer"]),
        **dict.fromkeys(("issue_checked_by", "printed_at", "printed_by", "print_checked_by", "applied_by")),
        **dict.fromkeys(("affix_checked_by", "ended_at", "kept_by", "keep_checked_by")),
        "kept_for": "",
        "version": entry.version,
    }


def _changed(entry: Entry) -> Mapping[str, Any]:
    data = entry.data
    match entry.type:
        case "labels.label.checked":
            return {f"{Stage(str(data['stage']))}_checked_by": _id(data["verifier"])} if data["matched"] else {}
        case "labels.label.printed":
            return {"state": LabelState.PRINTED.value, "printed_at": entry.at, "printed_by": _id(data["performer"])}
        case "labels.label.applied":
            return {"state": LabelState.APPLIED.value, "applied_by": _id(data["performer"]), "ended_at": entry.at}
        case "labels.label.kept":
            return {"kept_for": str(data["becomes"]), "kept_by": _id(data["performer"]), "keep_checked_by": None}
        case "labels.label.keep_agreed":
            return {"keep_checked_by": _id(data["verifier"])}
        case kind:
            return {"state": ENDED[kind].value, "ended_at": entry.at}


def check(row: Row | None, entry: Entry) -> Row | None:
    """One look by the second person."""
    if entry.type != "labels.label.checked":
        return row
    data = entry.data
    return {
        "id": _id(data["check"]),
        "organisation_id": entry.organisation,
        "label_id": _id(data["label"]),
        "stage": str(data["stage"]),
        "scanned": str(data["scanned"]),
        "matched": bool(data["matched"]),
        "person": _id(data["verifier"]),
        "at": entry.at,
        "version": entry.version,
    }


def about_check(entry: Entry) -> Sequence[str]:
    """Each look is a row of its own."""
    return (str(entry.data["check"]),) if entry.type == "labels.label.checked" else ()


TEMPLATE_COLUMNS = (
    *("id", "organisation_id", *TEMPLATE_TEXTS, "revision", "width_mm", "height_mm", "fields", "statements"),
    *("state", "author", "approver", "signature", "version"),
)
LABEL_COLUMNS = (
    *("id", "organisation_id", "number", "template_id", "container", "container_code", "batch", "batch_code"),
    *("payload", "values", "statements", "replaces", "state", "issued_at", "issued_by", "issue_checked_by"),
    *("printed_at", "printed_by", "print_checked_by", "applied_by", "affix_checked_by", "ended_at", "version"),
    *("kept_for", "kept_by", "keep_checked_by"),
)
CHECK_COLUMNS = ("id", "organisation_id", "label_id", "stage", "scanned", "matched", "person", "at", "version")

PROJECTIONS = (
    Projection(table="labels_labeltemplate", streams="label-template/", columns=TEMPLATE_COLUMNS, fold=template),
    Projection(table="labels_label", streams="label/", columns=LABEL_COLUMNS, fold=label),
    Projection(table="labels_labelcheck", streams="label/", columns=CHECK_COLUMNS, fold=check, about=about_check),
)
