"""Which specification a batch is tested against."""

from typing import TYPE_CHECKING
from uuid import UUID

from cellpark.batches.public import Batch
from cellpark.kernel.problem import Problem, Refused
from cellpark.quality.models import QualitySample, Specification
from cellpark.quality.states import SpecificationState

if TYPE_CHECKING:
    from django.db.models import QuerySet


def in_force(found: Batch) -> "QuerySet[Specification]":
    """The specifications in force for the product of a batch."""
    rows: QuerySet[Specification] = Specification.objects.filter(
        organisation_id=found.organisation_id, product=found.product or found.mbr, state=SpecificationState.APPROVED
    )
    return rows.order_by("site", "phase", "market")


def settled(batch_id: UUID) -> Specification | None:
    """The specification that the samples of a batch are tested against; None before the first sample."""
    first = QualitySample.objects.filter(batch=batch_id).select_related("specification").order_by("id").first()
    return None if first is None else first.specification


def specification_for(found: Batch, wanted: UUID | None) -> Specification:
    """The one specification of a batch: settled by its first sample, named, or the only one in force.

    Raises ``Refused``: ``quality.specification.other``, ``.not_in_force``, ``.none``, ``.several``.
    """
    standing = settled(found.id)
    if standing is not None:
        if wanted is not None and wanted != standing.id:
            named: dict[str, str | int] = {"product": standing.product, "number": standing.number}
            raise Refused(Problem("quality.specification.other", dict(named), field="specification"))
        return standing
    rows = list(in_force(found))
    if wanted is not None:
        chosen = next((each for each in rows if each.id == wanted), None)
        if chosen is None:
            raise Refused(Problem("quality.specification.not_in_force", field="specification", rule="211-160a"))
        return chosen
    if len(rows) == 1:
        return rows[0]
    code = "quality.specification.several" if rows else "quality.specification.none"
    raise Refused(Problem(code, {"product": found.product or found.mbr}, field="specification", rule="211-160a"))
