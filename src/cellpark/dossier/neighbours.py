"""What orders, quality, shipments and release add to a dossier: their streams, and the raw files behind results."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from cellpark.batches.public import Batch
from cellpark.kernel.problem import Refused
from cellpark.orders.public import TreatmentOrder, order_of
from cellpark.quality.public import (
    Investigation,
    QualitySample,
    Result,
    Test,
    certificate,
    environment_of,
    result_views,
    streams_beside_tests,
)
from cellpark.release.public import supplies_of
from cellpark.shipments.public import Shipment, shipment_epcis, shipments_of


def streams_beside(batch: Batch) -> set[str]:
    """Streams of other apps that tell of this batch and of nobody else's."""
    tests = list(Test.objects.filter(batch=batch.id))
    return {
        *(f"quality-specification/{each.specification_id}" for each in tests),
        *(f"quality-sample/{each.id}" for each in QualitySample.objects.filter(batch=batch.id)),
        *(f"quality-test/{each.id}" for each in tests),
        *streams_beside_tests(each.id for each in tests),
        *(f"quality-investigation/{each.id}" for each in Investigation.objects.filter(batch=batch.id)),
        f"release/{batch.id}",
        *(f"supply/{each.id}" for each in supplies_of(batch.id)),
        *(f"shipment/{each.id}" for each in own_shipments(batch)),
        *(each.stream for each in environment_of(batch.id).readings),
    }


def orders_of(cois: Iterable[str]) -> list[TreatmentOrder]:
    """The orders in scope of these chains of identity; whose they are stands with the hospital alone (T20)."""
    return [found for coi in sorted(set(cois) - {""}) if (found := order_of(coi)) is not None]


def roads_of(batch: Batch, *, at: datetime) -> Iterator[tuple[Shipment, dict[str, Any]]]:
    """The shipments that were sealed, each with its EPCIS document."""
    for each in own_shipments(batch):
        try:
            yield each, shipment_epcis(each, at=at)
        except Refused:  # nothing happened on this road yet
            continue


def own_shipments(batch: Batch) -> list[Shipment]:
    """The shipments of this chain of identity that carried no other one (T19)."""
    if not batch.coi:
        return []
    found = shipments_of(batch.coi)
    return [each for each in found if {one.get("coi") or batch.coi for one in each.contents} == {batch.coi}]


def raw_digests(batch: Batch) -> set[str]:
    """The raw files behind results and shipments of this batch, by SHA-256."""
    results = Result.objects.filter(test__batch=batch.id)
    found = {digest for each in results for digest in each.files.values()}
    return found | {each.file_sha256 for each in own_shipments(batch)}


def certificates(batch: Batch) -> list[tuple[str, bytes]]:
    """The certificate of analysis in both languages, by path; none while nothing is tested."""
    if not result_views(batch.id):
        return []
    return [(f"certificate/certificate.{language}.pdf", certificate(batch.id, language)) for language in ("zh", "en")]
