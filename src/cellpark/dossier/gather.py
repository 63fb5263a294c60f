"""What belongs to a batch: its own containers, lots, labels, raw files, and the streams that tell of them.

Streams of rooms and equipment are left out, because they tell of other people's batches; their use by this batch stands
in its own entries. A bottle that serves several batches is named in them, and its lot is here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q

from cellpark.batches.public import Batch, BatchView, Happened, batch_history, batch_view
from cellpark.dossier.neighbours import orders_of, raw_digests, streams_beside
from cellpark.instruments.public import RawFile, raw_files
from cellpark.labels.public import Label, labels_of_batch
from cellpark.ledger.public import Event, head_of
from cellpark.materials.public import Container, Lot, Operation
from cellpark.orders.public import TreatmentOrder
from cellpark.recipes.public import recipe_versions

PAGE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """Everything about one batch that a dossier tells."""

    view: BatchView
    history: tuple[tuple[Event, Happened], ...]
    containers: tuple[Container, ...]
    lots: tuple[Lot, ...]
    labels: tuple[Label, ...]
    files: tuple[RawFile, ...]
    streams: tuple[str, ...]
    orders: tuple[TreatmentOrder, ...] = ()

    @property
    def batch(self) -> Batch:
        """The batch."""
        return self.view.batch


def gather(batch_id: UUID) -> Gathered:
    """All of it, as far as the scope shows it. Raises ``Batch.DoesNotExist``."""
    view = batch_view(batch_id)
    history = tuple(whole_history(batch_id))
    containers = own_containers(view.batch, [happened for _, happened in history])
    lots = _lots(containers, [happened for _, happened in history])
    labels = tuple(labels_of_batch(batch_id))
    files = _files(view.batch, [happened for _, happened in history])
    orders = tuple(orders_of([view.batch.coi]))
    wanted = {
        f"batch/{batch_id}",
        *(f"exception/{each.id}" for each in view.exceptions),
        *(f"container/{each.id}" for each in containers),
        *(f"lot/{each.id}" for each in lots),
        *(f"label/{each.id}" for each in labels),
        *(f"operation/{each}" for each in Operation.ever.filter(batch=batch_id).values_list("id", flat=True)),
        *(f"raw_file/{each.organisation_id}/{each.sha256}" for each in files),
        *(f"recipe-version/{each.id}" for each in recipe_versions().filter(sha256=view.batch.recipe)),
        *streams_beside(view.batch),
        *(f"order/{each.id}" for each in orders),
    }
    streams = tuple(sorted(each for each in wanted if head_of(each) is not None))
    return Gathered(
        view=view,
        history=history,
        containers=containers,
        lots=lots,
        labels=labels,
        files=files,
        streams=streams,
        orders=orders,
    )


def own_containers(batch: Batch, history: list[Happened]) -> tuple[Container, ...]:
    """The containers of the batch's chain of identity, and what it took in, filled or sampled without one."""
    ids = {identity for each in history for identity in _mentioned(each.data)}
    own = Q(coi=batch.coi) if batch.coi else Q(id__in=ids, lot=None)
    rows = Container.objects.select_related("material", "lot__material").filter(own | Q(id__in=ids, sample=True))
    return tuple(rows.order_by("code"))


def _mentioned(data: Any) -> Iterator[UUID]:
    found = getattr(data, "container", None)
    if found is not None:
        yield found
    yield from getattr(data, "parents", ())


def _lots(containers: tuple[Container, ...], history: list[Happened]) -> tuple[Lot, ...]:
    ids = {each.lot_id for each in containers} | {getattr(each.data, "lot", None) for each in history}
    rows = Lot.objects.select_related("material").filter(id__in=ids - {None})
    return tuple(rows.order_by("material__code", "number"))


def whole_history(batch_id: UUID) -> Iterator[tuple[Event, Happened]]:
    """Every entry of a batch, oldest first."""
    after, page = 0, None
    # a page that is not full is the last one
    while page is None or len(page) == PAGE:
        page = batch_history(batch_id, after=after, limit=PAGE)
        yield from page
        after = page[-1][0].version if page else after


def _files(batch: Batch, history: list[Happened]) -> tuple[RawFile, ...]:
    digests = {getattr(each.data, "file", "") for each in history} | raw_digests(batch)
    rows = raw_files().filter(organisation_id=batch.organisation_id, sha256__in=digests - {""})
    return tuple(rows.order_by("sha256"))
