"""The tables of this app as folds of their streams. Texts are kept by the ledger's hashes; drafts are no record."""

from collections.abc import Sequence
from uuid import UUID

from cellpark.ledger.public import Entry, Projection, Row
from cellpark.recipes.states import VersionState


def master(row: Row | None, entry: Entry) -> Row | None:
    """Registered."""
    if entry.type != "recipes.recipe.registered":
        return row
    return {
        "id": _id(entry, "recipe"),
        "organisation_id": entry.organisation,
        "mbr": str(entry.data["mbr"]),
        "example": bool(entry.data["example"]),
        "version": entry.version,
    }


def version(row: Row | None, entry: Entry) -> Row | None:
    """Started, submitted, signed three times, returned, retired or discarded; a comment moves the version alone."""
    if entry.type == "recipes.version.started":
        return _started(entry)
    assert row is not None, "a stream starts with its beginning"
    return {**row, **_changed(entry), "version": entry.version}


def _started(entry: Entry) -> Row:
    return {
        "id": _id(entry, "version"),
        "organisation_id": entry.organisation,
        "recipe_id": _id(entry, "recipe"),
        **{name: str(entry.data[name]) for name in ("number", "title_zh", "title_en")},
        "state": VersionState.DRAFT.value,
        "sha256": "",
        "change": "",
        "based_on_id": None if entry.data["based_on"] is None else _id(entry, "based_on"),
        **dict.fromkeys(_SIGNED),
        "started_at": entry.at,
        "approved_at": None,
        "retired_at": None,
        "version": entry.version,
    }


_SIGNED = ("author", "reviewer", "approver", "author_signature", "reviewer_signature", "approver_signature")


_STATES = {
    "recipes.version.submitted": VersionState.SUBMITTED,
    "recipes.version.authored": VersionState.IN_REVIEW,
    "recipes.version.reviewed": VersionState.REVIEWED,
    "recipes.version.approved": VersionState.APPROVED,
    "recipes.version.returned": VersionState.DRAFT,
    "recipes.version.retired": VersionState.RETIRED,
    "recipes.version.discarded": VersionState.DISCARDED,
}
_SUBMITTED = ("number", "title_zh", "title_en", "sha256", "change")


def _changed(entry: Entry) -> Row:
    state = _STATES.get(entry.type)
    return {} if state is None else {"state": state.value, **_told(entry)}


def _told(entry: Entry) -> Row:
    """What an event says beyond the new state."""
    match entry.type:
        case "recipes.version.submitted":
            return {**{name: str(entry.data[name]) for name in _SUBMITTED}, "author": _id(entry, "author")}
        case "recipes.version.authored":
            return {"author_signature": _id(entry, "signature")}
        case "recipes.version.reviewed":
            return {"reviewer": _id(entry, "reviewer"), "reviewer_signature": _id(entry, "signature")}
        case "recipes.version.approved":
            signed = {"approver": _id(entry, "approver"), "approver_signature": _id(entry, "signature")}
            return {**signed, "approved_at": entry.at}
        case "recipes.version.returned":
            return {"sha256": "", "change": "", **dict.fromkeys(_SIGNED)}
    return {"retired_at": entry.at} if entry.type == "recipes.version.retired" else {}


def comment(row: Row | None, entry: Entry) -> Row | None:
    """Written, answered."""
    data = entry.data
    if entry.type == "recipes.version.commented":
        return {
            "id": _id(entry, "comment"),
            "organisation_id": entry.organisation,
            "recipe_version_id": _id(entry, "version"),
            "step": str(data["step"]),
            "text": str(data["text"]),
            "author": _id(entry, "author"),
            "written_at": entry.at,
            "settled": False,
            "answer": "",
            "answered_by": None,
            "version": entry.version,
        }
    assert row is not None, "an answer follows its comment"
    answered: Row = {"settled": True, "answer": str(data["answer"]), "answered_by": _id(entry, "answered_by")}
    return {**row, **answered, "version": entry.version}


def its_comment(entry: Entry) -> Sequence[str]:
    """The comment that an event is about."""
    commenting = entry.type in ("recipes.version.commented", "recipes.version.comment_settled")
    return (str(entry.data["comment"]),) if commenting else ()


def _id(entry: Entry, name: str) -> UUID:
    return UUID(str(entry.data[name]))


PROJECTIONS = (
    Projection(
        table="recipes_masterrecipe",
        streams="recipe/",
        columns=("id", "organisation_id", "mbr", "example", "version"),
        fold=master,
    ),
    Projection(
        table="recipes_recipeversion",
        streams="recipe-version/",
        columns=(
            *("id", "organisation_id", "recipe_id", "number", "title_zh", "title_en", "state", "sha256", "change"),
            *("based_on_id", *_SIGNED, "started_at", "approved_at", "retired_at", "version"),
        ),
        fold=version,
    ),
    Projection(
        table="recipes_stepcomment",
        streams="recipe-version/",
        columns=(
            *("id", "organisation_id", "recipe_version_id", "step", "text", "author", "written_at", "settled"),
            *("answer", "answered_by", "version"),
        ),
        fold=comment,
        about=its_comment,
    ),
)
