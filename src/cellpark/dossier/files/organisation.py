"""Everything of an organisation as files: every table in scope, EPCIS, FHIR, raw files, and how to read it all."""

import json
from collections.abc import Iterator
from itertools import islice
from uuid import UUID

from django.apps import apps
from django.db import models

from cellpark.base.models import ScopedWrites
from cellpark.base.scope import current_scope
from cellpark.base.time import now
from cellpark.dossier.files.all import raw_copies
from cellpark.dossier.files.data import attached, fhir_bundle
from cellpark.dossier.files.tables import csv_file
from cellpark.exchange.public import epcis_document
from cellpark.identity.public import people_in_sight
from cellpark.instruments.public import raw_files
from cellpark.kernel.problem import Refused
from cellpark.ledger.public import Attached, streams_of
from cellpark.materials.public import Container
from cellpark.orders.public import OrderStep, TreatmentOrder, never_submitted
from cellpark.shipments.public import shipment_epcis, shipments

# the ledger travels with its proofs, not as tables; secrets of accounts leave with nobody
LEFT_OUT = frozenset({"ledger.Event", "ledger.Signature", "identity.AccessToken", "identity.PreparedSignature"})
IN_ONE_DOCUMENT = 500
# the manager of a table that reads what was corrected too, where the usual one gives what stands
EVER = "ever"
PEOPLE = ("id", "name_zh", "name_en", "email", "duty", "state")


def organisation_files() -> Iterator[Attached]:
    """The files of whatever organisation the scope covers."""
    for model in _tables():
        yield attached(f"csv/{model._meta.label_lower}.csv", _csv(model), "table")  # noqa: SLF001 -- documented API
    rows = people_in_sight().order_by("id").values_list(*PEOPLE)
    yield attached("csv/people.csv", csv_file(PEOPLE, rows), "table")
    containers = Container.objects.select_related("material", "lot__material").order_by("code", "id").iterator(500)
    for number, batch in enumerate(iter(lambda: tuple(islice(containers, IN_ONE_DOCUMENT)), ()), 1):
        at = now()
        lines = [json.dumps(epcis_document(each, at=at), ensure_ascii=False, sort_keys=True) for each in batch]
        yield attached(f"epcis/containers-{number:04}.jsonl", ("\n".join(lines) + "\n").encode(), "epcis")
        yield attached(f"fhir/bundle-{number:04}.json", fhir_bundle(batch), "fhir")
    yield from _orders()
    yield from _roads()
    yield from raw_copies(tuple(raw_files().order_by("sha256", "id")))


def _orders() -> Iterator[Attached]:
    """Orders with their collections as FHIR; a draft is its hospital's alone (T19), and no patient is named (T20)."""
    rows = TreatmentOrder.objects.exclude(id__in=_drafts_of_others()).order_by("number", "id")
    told = rows.iterator(IN_ONE_DOCUMENT)
    for number, orders in enumerate(iter(lambda: tuple(islice(told, IN_ONE_DOCUMENT)), ()), 1):
        yield attached(f"fhir/orders-{number:04}.json", fhir_bundle((), orders), "orders")


def _roads() -> Iterator[Attached]:
    """Shipments in sight as EPCIS, one document a line."""
    lines = []
    for each in shipments().order_by("number", "id").iterator(IN_ONE_DOCUMENT):
        try:
            document = shipment_epcis(each, at=now())
        except Refused:  # nothing happened on this road yet
            continue
        lines.append(json.dumps(document, ensure_ascii=False, sort_keys=True))
    if lines:
        yield attached("epcis/shipments.jsonl", ("\n".join(lines) + "\n").encode(), "road")


def _tables() -> list[type[models.Model]]:
    found = [
        model
        for model in apps.get_models()
        if issubclass(model, ScopedWrites) and model._meta.label not in LEFT_OUT  # noqa: SLF001 -- documented API
    ]
    return sorted(found, key=lambda model: model._meta.label)  # noqa: SLF001 -- documented API


def _csv(model: type[models.Model]) -> bytes:
    """One table; encrypted and other binary columns stay, for nobody reads them without the house's keys."""
    fields = [
        field.attname
        for field in model._meta.concrete_fields  # noqa: SLF001 -- documented API
        if not isinstance(field, models.BinaryField)
    ]
    rows = _told(model).order_by("pk").values_list(*fields)
    return csv_file(fields, rows.iterator(2_000))


def _told(model: type[models.Model]) -> models.QuerySet[models.Model]:
    """The rows that leave: a draft and its steps are its hospital's alone, in tables as on pages (T19)."""
    rows: models.QuerySet[models.Model] = getattr(model, EVER, model._default_manager).all()  # noqa: SLF001 -- documented API
    if model in (TreatmentOrder, OrderStep):
        rows = rows.exclude(**{"id__in" if model is TreatmentOrder else "order_id__in": _drafts_of_others()})
    return rows


def organisation_streams(organisation: UUID) -> list[tuple[str, int]]:
    """The streams that leave with ``organisation``, with their versions: all but drafts of other hospitals (T19)."""
    others = {f"order/{each}" for each in _drafts_of_others()}
    return [each for each in streams_of(organisation) if each[0] not in others]


def _drafts_of_others() -> list[UUID]:
    drafts = TreatmentOrder.objects.filter(never_submitted()).values_list("id", "hospital_id")
    scope = current_scope()
    return [order for order, hospital in drafts if not scope.covers(hospital)]
