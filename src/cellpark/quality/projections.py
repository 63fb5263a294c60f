"""The tables of this app as folds of their streams. Texts and parameters are kept by their hashes."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from cellpark.ledger.public import Entry, Projection, Row
from cellpark.quality.states import (
    EnvironmentState,
    InvestigationState,
    Outcome,
    ResultState,
    SampleState,
    SpecificationState,
    TestState,
    TubeState,
    Verdict,
)

_MADE = ("product", "site", "phase", "market", "title_zh", "title_en", "sha256")


def specification(row: Row | None, entry: Entry) -> Row | None:
    """Drafted, authored, approved, retired or discarded."""
    data = entry.data
    if entry.type == "quality.specification.drafted":
        return {
            "id": _id(data, "specification"),
            "organisation_id": entry.organisation,
            **{name: str(data[name]) for name in _MADE},
            "number": _int(data["number"]),
            "state": SpecificationState.DRAFT.value,
            "author": _maybe(data, "author"),
            "approver": None,
            "author_signature": None,
            "approver_signature": None,
            "drafted_at": entry.at,
            "approved_at": None,
            "retired_at": None,
            "example": bool(data["example"]),
            "version": entry.version,
        }
    assert row is not None, "a stream starts with its draft"
    changed: dict[str, object] = {"version": entry.version}
    match entry.type.rpartition(".")[2]:
        case "authored":
            changed |= {"state": SpecificationState.IN_REVIEW.value, "author_signature": _id(data, "signature")}
        case "approved":
            changed |= {
                "state": SpecificationState.APPROVED.value,
                "approver": _id(data, "approver"),
                "approver_signature": _id(data, "signature"),
                "approved_at": entry.at,
            }
        case "retired":
            changed |= {"state": SpecificationState.RETIRED.value, "retired_at": entry.at}
        case "discarded":
            changed["state"] = SpecificationState.DISCARDED.value
    return {**row, **changed}  # type: ignore[dict-item]


_SAMPLE = ("code", "batch_number", "product", "coi", "stage")
_ENDS = {
    "used_up": SampleState.USED_UP,
    "destroyed": SampleState.DESTROYED,
}


def sample(row: Row | None, entry: Entry) -> Row | None:
    """Registered, received, tested, retained, used up, destroyed."""
    data = entry.data
    if entry.type == "quality.sample.registered":
        return {
            "id": _id(data, "sample"),
            "organisation_id": entry.organisation,
            "container": _id(data, "container"),
            "batch": _id(data, "batch"),
            "specification_id": _id(data, "specification"),
            **{name: str(data[name]) for name in _SAMPLE},
            "state": SampleState.REGISTERED.value,
            "place": "",
            "taken_at": _instant(data["taken_at"]),
            "registered_at": entry.at,
            "received_at": None,
            "received_by": None,
            "ended_at": None,
            "version": entry.version,
        }
    assert row is not None, "a stream starts with its registration"
    changed: dict[str, object] = {"version": entry.version}
    match entry.type.rpartition(".")[2]:
        case "received":
            changed |= {
                "state": SampleState.RECEIVED.value,
                "place": str(data["place"]),
                "received_at": entry.at,
                "received_by": _maybe(data, "person"),
            }
        case "tested":
            changed["state"] = SampleState.IN_TEST.value
        case "retained":
            changed |= {"state": SampleState.RETAINED.value, "place": str(data["place"])}
        case verb:
            changed |= {"state": _ENDS[verb].value, "ended_at": entry.at}
    return {**row, **changed}  # type: ignore[dict-item]


_TEST = ("attribute", "name_zh", "name_en", "stage", "method", "method_version")


def test(row: Row | None, entry: Entry) -> Row | None:
    """Ordered, begun, entered, verified, retracted, cancelled."""
    data = entry.data
    if entry.type == "quality.test.ordered":
        return {
            "id": _id(data, "test"),
            "organisation_id": entry.organisation,
            "sample_id": _id(data, "sample"),
            "batch": _id(data, "batch"),
            "specification_id": _id(data, "specification"),
            **{name: str(data[name]) for name in _TEST},
            "required": bool(data["required"]),
            "state": TestState.ORDERED.value,
            "value": "",
            "verdict": Verdict.PENDING.value,
            "analyst": None,
            "ordered_at": entry.at,
            "begun_at": None,
            "due_at": _instant(data["due_at"]),
            "final_at": None,
            "verified_at": None,
            "retest_of_id": _maybe(data, "retest_of"),
            "version": entry.version,
        }
    assert row is not None, "a stream starts with its order"
    return {**row, **_test_changed(entry), "version": entry.version}


def _test_changed(entry: Entry) -> Row:
    data = entry.data
    match entry.type.rpartition(".")[2]:
        case "begun":
            final_at = None if data["final_at"] is None else _instant(data["final_at"])
            begun: Row = {"state": TestState.RUNNING.value, "analyst": _id(data, "analyst"), "begun_at": entry.at}
            return {**begun, "final_at": final_at}
        case "entered":
            return {
                "state": TestState.ENTERED.value,
                "value": str(data["value"]),
                "verdict": str(data["verdict"]),
                "analyst": _id(data, "analyst"),
                "verified_at": None,
            }
        case "verified":
            state = TestState.RUNNING if data["interim"] else TestState.VERIFIED
            return {"state": state.value, "verified_at": entry.at, "due_at": _instant(data["due_at"])}
        case "retracted":
            shown: Row = {"value": str(data["value"]), "verdict": str(data["verdict"])}
            return {**shown, "state": TestState.RUNNING.value, "verified_at": None}
    return {"state": TestState.CANCELLED.value}


def result(row: Row | None, entry: Entry) -> Row | None:
    """Entered, verified, retracted."""
    data = entry.data
    if entry.type == "quality.test.entered":
        return {
            "id": _id(data, "result"),
            "organisation_id": entry.organisation,
            "test_id": _id(data, "test"),
            "number": _int(data["number"]),
            **{name: str(data[name]) for name in ("value", "verdict", "kind", "kind_version", "digest")},
            "interim": bool(data["interim"]),
            "belonging": str(data.get("belonging", "")),
            "state": ResultState.ENTERED.value,
            "analyst": _id(data, "analyst"),
            "entered_at": entry.at,
            "verified_by": None,
            "verified_at": None,
            "retracted_by": None,
            "version": entry.version,
        }
    assert row is not None, "a reading is entered first"
    if entry.type == "quality.test.verified":
        seen: Row = {"state": ResultState.VERIFIED.value, "verified_by": _id(data, "verifier")}
        return {**row, **seen, "verified_at": entry.at, "version": entry.version}
    gone: Row = {"state": ResultState.RETRACTED.value, "retracted_by": _maybe(data, "person")}
    return {**row, **gone, "version": entry.version}


def its_result(entry: Entry) -> Sequence[str]:
    """The reading that an event is about."""
    return (str(entry.data["result"]),) if "result" in entry.data else ()


def investigation(row: Row | None, entry: Entry) -> Row | None:
    """Opened, in the laboratory, concluded, closed."""
    data = entry.data
    if entry.type == "quality.investigation.opened":
        return {
            "id": _id(data, "investigation"),
            "organisation_id": entry.organisation,
            "test_id": _id(data, "test"),
            "result_id": _id(data, "result"),
            "batch": _id(data, "batch"),
            **{name: str(data[name]) for name in ("number", "batch_number", "seen")},
            "state": InvestigationState.OPENED.value,
            **dict.fromkeys(("hypothesis", "outcome", "finding", "cause", "capa"), ""),
            "investigator": None,
            "concluded_by": None,
            "opened_at": entry.at,
            "closed_at": None,
            "version": entry.version,
        }
    assert row is not None, "a stream starts with its opening"
    changed: dict[str, object] = {"version": entry.version}
    match entry.type.rpartition(".")[2]:
        case "investigated":
            changed |= {
                "state": InvestigationState.LABORATORY.value,
                "hypothesis": str(data["hypothesis"]),
                "investigator": _maybe(data, "investigator"),
            }
        case "concluded":
            invalid = data["outcome"] == Outcome.INVALIDATED
            changed |= {
                "state": (InvestigationState.INVALIDATED if invalid else InvestigationState.CONFIRMED).value,
                **{name: str(data[name]) for name in ("outcome", "finding", "cause")},
                "concluded_by": _maybe(data, "person"),
            }
        case "closed":
            changed |= {"state": InvestigationState.CLOSED.value, "capa": str(data["capa"]), "closed_at": entry.at}
    return {**row, **changed}  # type: ignore[dict-item]


_READING = ("room_code", "grade", "location", "method", "value", "limit", "source")


def environment(row: Row | None, entry: Entry) -> Row | None:
    """Recorded, verified, retracted."""
    data = entry.data
    if entry.type == "quality.environment.recorded":
        return {
            "id": _id(data, "reading"),
            "organisation_id": entry.organisation,
            "room": _id(data, "room"),
            **{name: str(data[name]) for name in _READING},
            "passes": bool(data["passes"]),
            "sampled_at": _instant(data["sampled_at"]),
            "state": EnvironmentState.RECORDED.value,
            "recorded_by": _id(data, "person"),
            "recorded_at": entry.at,
            "verified_by": None,
            "verified_at": None,
            "version": entry.version,
        }
    assert row is not None, "a stream starts with its reading"
    if entry.type == "quality.environment.verified":
        seen: Row = {"state": EnvironmentState.VERIFIED.value, "verified_by": _id(data, "person")}
        return {**row, **seen, "verified_at": entry.at, "version": entry.version}
    return {**row, "state": EnvironmentState.RETRACTED.value, "version": entry.version}


def _id(data: Mapping[str, object], name: str) -> UUID:
    return UUID(str(data[name]))


def _maybe(data: Mapping[str, object], name: str) -> UUID | None:
    return None if data[name] is None else _id(data, name)


def _int(value: object) -> int:
    assert isinstance(value, int), "a whole number"
    return value


def _instant(text: object) -> datetime:
    return datetime.fromisoformat(str(text))


_STRATEGY = ("code", "title_zh", "title_en", "sha256")


def strategy(row: Row | None, entry: Entry) -> Row | None:
    """A version is kept once and never changes."""
    data = entry.data
    if entry.type != "quality.strategy.kept":
        return row
    return {
        "id": _id(data, "strategy"),
        "organisation_id": entry.organisation,
        **{name: str(data[name]) for name in _STRATEGY},
        "number": _int(data["number"]),
        "populations": _int(data["populations"]),
        "kept_at": entry.at,
    }


def tube(row: Row | None, entry: Entry) -> Row | None:
    """Queued, analysed, refused."""
    data = entry.data
    if entry.type == "quality.tube.queued":
        return {
            "id": _id(data, "run"),
            "organisation_id": entry.organisation,
            "file": _id(data, "file"),
            "strategy_id": _id(data, "strategy"),
            "state": TubeState.QUEUED.value,
            "asked_by": _maybe(data, "person"),
            "asked_at": entry.at,
            "ended_at": None,
            "digest": "",
            "version": entry.version,
        }
    assert row is not None, "a stream starts with its queueing"
    ended: Row = {"ended_at": entry.at, "version": entry.version}
    if entry.type == "quality.tube.analysed":
        return {**row, **ended, "state": TubeState.ANALYSED.value, "digest": str(data["digest"])}
    return {**row, **ended, "state": TubeState.REFUSED.value}


PROJECTIONS = (
    Projection(
        table="quality_tuberun",
        streams="quality-tube/",
        columns=(
            *("id", "organisation_id", "file", "strategy_id", "state", "asked_by", "asked_at", "ended_at", "digest"),
            "version",
        ),
        fold=tube,
    ),
    Projection(
        table="quality_gating_strategy",
        streams="quality-strategy/",
        columns=("id", "organisation_id", *_STRATEGY, "number", "populations", "kept_at"),
        fold=strategy,
    ),
    Projection(
        table="quality_specification",
        streams="quality-specification/",
        columns=(
            *("id", "organisation_id", *_MADE, "number", "state", "author", "approver", "author_signature"),
            *("approver_signature", "drafted_at", "approved_at", "retired_at", "example", "version"),
        ),
        fold=specification,
    ),
    Projection(
        table="quality_qualitysample",
        streams="quality-sample/",
        columns=(
            *("id", "organisation_id", "container", "batch", "specification_id", *_SAMPLE, "state", "place"),
            *("taken_at", "registered_at", "received_at", "received_by", "ended_at", "version"),
        ),
        fold=sample,
    ),
    Projection(
        table="quality_test",
        streams="quality-test/",
        columns=(
            *("id", "organisation_id", "sample_id", "batch", "specification_id", *_TEST, "required", "state", "value"),
            *("verdict", "analyst", "ordered_at", "begun_at", "due_at", "final_at", "verified_at", "retest_of_id"),
            "version",
        ),
        fold=test,
    ),
    Projection(
        table="quality_result",
        streams="quality-test/",
        columns=(
            *("id", "organisation_id", "test_id", "number", "value", "verdict", "kind", "kind_version", "digest"),
            *("interim", "belonging", "state", "analyst", "entered_at", "verified_by", "verified_at", "retracted_by"),
            "version",
        ),
        fold=result,
        about=its_result,
    ),
    Projection(
        table="quality_investigation",
        streams="quality-investigation/",
        columns=(
            *("id", "organisation_id", "test_id", "result_id", "batch", "number", "batch_number", "seen", "state"),
            *("hypothesis", "outcome", "finding", "cause", "capa", "investigator", "concluded_by", "opened_at"),
            *("closed_at", "version"),
        ),
        fold=investigation,
    ),
    Projection(
        table="quality_environmentresult",
        streams="quality-environment/",
        columns=(
            *("id", "organisation_id", "room", *_READING, "passes", "sampled_at", "state", "recorded_by"),
            *("recorded_at", "verified_by", "verified_at", "version"),
        ),
        fold=environment,
    ),
)
