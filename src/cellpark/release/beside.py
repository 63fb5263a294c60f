"""What stands beside the record of a batch: who had a part in it, and what its review covers (T15, A11-2e2).

Results and samples of the laboratory, the environment of the rooms, cleared lines, labels, what came in and how.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max, Value

from cellpark.batches.public import Batch
from cellpark.equipment.public import LineClearance
from cellpark.labels.public import Label, LabelCheck
from cellpark.ledger.public import Event
from cellpark.materials.public import HandOver
from cellpark.quality.public import (
    EnvironmentResult,
    Investigation,
    QualitySample,
    Result,
    Test,
    streams_beside_tests,
)
from cellpark.shipments.public import Shipment

PERSON = "person/"
# who holds or lets a container go decides about it, and takes no part in the batch by that
HANDLED = ("received", "moved", "opened", "handed_over", "identity_confirmed")
LABEL_PEOPLE = ("issued_by", "issue_checked_by", "printed_by", "print_checked_by", "applied_by", "affix_checked_by")
READ_PEOPLE = ("recorded_by", "verified_by")
CLEARED_PEOPLE = ("checked_by", "verified_by")


@dataclass(frozen=True, slots=True)
class Beside:
    """``people`` as the ledger names them; ``heads``: the streams that are read before a release, with versions."""

    people: frozenset[str]
    heads: Mapping[str, int]
    labelled: bool


def beside(
    batch: Batch,
    *,
    readings: Sequence[EnvironmentResult],
    roads: Sequence[Shipment],
    own: Collection[UUID],
    made: Collection[UUID],
) -> Beside:
    """The people and records beside a batch, by five readings, however much there is.

    ``readings`` are those of its rooms in its time, ``roads`` the shipments of its chain of identity, ``own`` the
    containers of it that the batch used or made, ``made`` those that it made: what carries these away comes after the
    decision, which does not rest on it.
    """
    labels = list(Label.objects.filter(batch=batch.id))
    cleared = list(LineClearance.objects.filter(work__batch=batch.number, organisation_id=batch.organisation_id))
    people = {
        *_named(labels, LABEL_PEOPLE),
        *_named(readings, READ_PEOPLE),
        *_named(cleared, CLEARED_PEOPLE),
        *_noted(batch.id, own),
        *_handled(own),
    }
    heads = {f"label/{each.id}": each.version for each in labels}
    heads |= {each.stream: each.version for each in (*readings, *cleared)}
    heads |= {f"shipment/{each.id}": each.version for each in roads if not set(each.container_ids) & set(made)}
    return Beside(frozenset(people), {**heads, **_laboratory(batch.id)}, bool(labels))


def _laboratory(batch_id: UUID) -> Mapping[str, int]:
    """Samples, tests and investigations of a batch with their versions, and files that its tests refused (A11-1c).

    Also what was analysed for them and not entered: whoever reviews sees from how many a result was chosen.
    """
    first, *others = (
        kind.objects.filter(batch=batch_id).annotate(of=Value(of)).values_list("of", "id", "version")
        for of, kind in (("sample", QualitySample), ("test", Test), ("investigation", Investigation))
    )
    rows = list(first.union(*others, all=True))
    heads = {f"quality-{of}/{identity}": version for of, identity, version in rows}
    tests = [identity for of, identity, _version in rows if of == "test"]
    if tests:
        found = Event.objects.filter(stream__in=streams_beside_tests(tests)).order_by().values_list("stream")
        heads |= dict(found.annotate(last=Max("version")))
    return heads


def _noted(batch_id: UUID, own: Collection[UUID]) -> Iterable[str]:
    """Who measured or verified a result, retracted ones too, looked at a label, gave or took a container."""
    results, passed = Result.objects.filter(test__batch=batch_id), HandOver.objects.filter(container_id__in=own)
    checks = LabelCheck.objects.filter(label__batch=batch_id)
    columns = ((results, "analyst"), (results, "verified_by"), (passed, "giver"), (passed, "receiver"))
    others = [rows.order_by().values_list(name) for rows, name in columns]
    found = checks.order_by().values_list("person").union(*others)
    return (f"{PERSON}{who}" for (who,) in found if who is not None)


def _handled(own: Collection[UUID]) -> Iterable[str]:
    """Who received, moved, opened or passed on a container of the patient."""
    types = [f"materials.container.{each}" for each in HANDLED]
    streams = [f"container/{each}" for each in own]
    acted = Event.objects.filter(stream__in=streams, type__in=types).values_list("actor", flat=True).distinct()
    return (each for each in acted if each.startswith(PERSON))


def _named(rows: Iterable[object], columns: Iterable[str]) -> Iterable[str]:
    return (f"{PERSON}{who}" for row in rows for name in columns if (who := getattr(row, name)) is not None)
