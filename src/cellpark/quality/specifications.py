"""Which specification a batch is tested against."""

from typing import TYPE_CHECKING, Final
from uuid import UUID

from cellpark.batches.public import Batch
from cellpark.kernel.problem import Problem, Refused
from cellpark.orders.public import order_of
from cellpark.quality.models import QualitySample, Specification
from cellpark.quality.states import SpecificationState

if TYPE_CHECKING:
    from django.db.models import QuerySet


EU: Final = "EU"
MEMBER_STATES: Final = frozenset(
    (
        *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU"),
        *("IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"),
    )
)
"""One authorisation serves the Union (Regulation (EC) No 726/2004); ISO 3166 codes."""


def markets_of(found: Batch) -> tuple[str, ...]:
    """The markets whose specification a batch may be tested against: that of its order's country, then the Union's.

    Empty for a batch that nobody ordered: any market.
    """
    order = order_of(found.coi) if found.coi else None
    if order is None:
        return ()
    return (order.country, EU) if order.country in MEMBER_STATES else (order.country,)


def in_force(found: Batch) -> "QuerySet[Specification]":
    """The specifications in force for the product of a batch and the market of its order."""
    rows, markets = _of_product(found), markets_of(found)
    # a country's own text goes before that of the Union
    for market in markets:
        if rows.filter(market=market).exists():
            return rows.filter(market=market)
    return rows.none() if markets else rows


def _of_product(found: Batch) -> "QuerySet[Specification]":
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

    Raises ``Refused``: ``quality.specification.other``, ``.not_in_force``, ``.none``, ``.several``, ``.market``.
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
        if chosen is None and _of_product(found).filter(id=wanted).exists():
            raise _other_market(found)
        if chosen is None:
            raise Refused(Problem("quality.specification.not_in_force", field="specification", rule="211-160a"))
        return chosen
    if len(rows) == 1:
        return rows[0]
    if not rows and _of_product(found).exists():
        raise _other_market(found)
    code = "quality.specification.several" if rows else "quality.specification.none"
    raise Refused(Problem(code, {"product": found.product or found.mbr}, field="specification", rule="211-160a"))


def _other_market(found: Batch) -> Refused:
    named = {"product": found.product or found.mbr, "market": markets_of(found)[0]}
    return Refused(Problem("quality.specification.market", dict(named), field="specification", rule="211-160a"))
