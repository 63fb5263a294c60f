"""What hospital and sponsor of an order get with its product: the certificate of analysis, and the product as FHIR."""

import json
from typing import Any
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.base.scope import widened
from cellpark.exchange.public import fhir_product
from cellpark.kernel.problem import Problem, Refused
from cellpark.materials.public import Container
from cellpark.orders import public as orders
from cellpark.orders.public import OrderPermission, TreatmentOrder
from cellpark.quality.public import certificate
from cellpark.release.glass.naming import roles_in
from cellpark.release.models import BatchDisposition
from cellpark.release.states import DispositionState

# after these the product may go to its patient; what was held, rejected or recalled has no papers any more
GIVEN = (DispositionState.STAGE_ONE, DispositionState.CERTIFIED, DispositionState.SUPPLIED)


def has_papers(order: TreatmentOrder) -> bool:
    """Whether the product of an order in sight was let go, so that its papers can be read."""
    if order.batch_id is None:
        return False
    with widened(order.organisation_id):
        return BatchDisposition.objects.filter(batch_id=order.batch_id, state__in=GIVEN).exists()


def product_certificate(*, actor: Actor, order_id: UUID, language: str) -> tuple[str, bytes]:
    """The number of the batch and its certificate of analysis, which names roles and no patient (T20).

    Raises ``NotAllowed``, ``TreatmentOrder.DoesNotExist`` out of sight, ``Refused(release.papers.not_given)`` before
    the product is let go.
    """
    order = _given(actor, order_id)
    with widened(order.organisation_id):
        assert order.batch_id is not None, "settled before"
        paper = certificate(order.batch_id, language, naming=roles_in(order.organisation_id))
    return order.batch_number, paper


def product_resources(*, actor: Actor, order_id: UUID) -> dict[str, Any]:
    """The bags of the product as a FHIR R5 Bundle of BiologicallyDerivedProduct; the patient is the chain of identity.

    Raises like ``product_certificate``.
    """
    order = _given(actor, order_id)
    with widened(order.organisation_id):
        rows = Container.objects.select_related("material", "lot").filter(coi=order.coi).order_by("code")
        bags = [(each.id, fhir_product(each)) for each in rows if orders.product_of(order, each)]
    kind = {"resourceType": "BiologicallyDerivedProduct"}
    entries = [{"fullUrl": f"urn:uuid:{bag}", "resource": json.loads(said) | kind} for bag, said in bags]
    return {"resourceType": "Bundle", "type": "collection", "entry": entries}


def _given(actor: Actor, order_id: UUID) -> TreatmentOrder:
    actor.require(OrderPermission.SEE)
    found: TreatmentOrder = orders.orders(actor).get(id=order_id)
    if not has_papers(found):
        raise Refused(Problem("release.papers.not_given", {"number": found.number}, rule="T14"))
    return found
