"""One finished batch with its labels, a raw file and a dossier, committed once for all tests of this folder."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.db.models import F
from pytest_django.plugin import DjangoDbBlocker

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import use_clock
from cellpark.batches import public as batches
from cellpark.batches.public import Batch
from cellpark.batches.run.happened import ValueRecorded
from cellpark.dossier.public import build
from cellpark.identity.public import Organisation, OrganisationKind, Role, grant_membership
from cellpark.instruments.public import keep_file
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import Refused
from cellpark.labels.public import LabelKind, labels_of_batch
from cellpark.ledger.public import make_site_keys, record
from cellpark.materials.public import Container
from cellpark.runtime.provision import clone_database, drop_database
from tests.batches.floor import Floor
from tests.batches.in_force import floor_in_force
from tests.batches.test_labels import cells, printed, template
from tests.database import connected_to, template_database
from tests.materials.plant import q
from tests.people import HOUSE, acting, organisation, person

RAW = b"sample;cells per mL\nS-B-0001-1;1000000\n"
PATIENT = "Jane Roe"


@dataclass(frozen=True)
class Filed:
    floor: Floor
    batch: Batch
    bag: Container
    data: bytes
    inspector: Actor
    regulator: Organisation


def _ran(floor: Floor, bag: Container) -> Batch:
    batch, bottle = floor.started(), floor.beads()
    floor.cleared()
    floor.counted(batch, bag)
    floor.activated(batch, bottle)
    key = "U2.1#1"
    floor.begun(batch, key)
    batches.take_sample(actor=floor.one, batch_id=batch.id, step=key, field="ipc", code="S-B-0001-1")
    kept = keep_file(actor=HOUSE, content=RAW, name=f"{PATIENT}.csv", organisation_id=floor.store.organisation.id)
    value = q("1e6 cells/mL")
    with transaction.atomic():
        event = ValueRecorded(
            step=key, field="vcd", value=value, how="file", device="", file=kept.sha256, reader="", digest=""
        )
        record(stream=f"batch/{batch.id}", event=event, actor=floor.one, organisation=floor.store.organisation.id)
        Batch.objects.filter(id=batch.id).update(version=F("version") + 1)
    entry = floor.record(batch, key, "tvc", "3e9 cells")
    tvc = q("3e9 cells")
    batches.confirm_value(actor=floor.two, batch_id=batch.id, step=key, field="tvc", entry=entry.id, value=tvc)
    batches.answer_check(actor=floor.one, batch_id=batch.id, step=key, field="density")
    floor.sign(batch, key)
    floor.filled(batch)
    printed(floor, next(iter(labels_of_batch(batch.id))))
    with pytest.raises(Refused):
        batches.begin_step(actor=floor.one, batch_id=batch.id, step=key)
    batches.open_exception(actor=floor.one, batch_id=batch.id, what="seal found loose")
    return batch


@pytest.fixture(scope="package")
def filed(
    django_db_setup: None, postgres: Path, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Filed]:
    name = f"dossier_{os.getpid()}"
    clone_database(postgres, template=template_database(postgres), database=name)
    with (
        pytest.MonkeyPatch.context() as patch,
        django_db_blocker.unblock(),
        use_clock(FixedClock(datetime(2026, 11, 22, 9, 0, tzinfo=UTC))) as _,
    ):
        patch.setattr(settings, "CELLPARK_KEYS_DIRECTORY", tmp_path_factory.mktemp("keys"))
        with connected_to(name), use_scope(EVERYTHING):
            yield _filed()
        drop_database(postgres, name)


def _filed() -> Filed:
    clock = FixedClock(datetime(2026, 11, 22, 9, 0, tzinfo=UTC))
    with use_clock(clock):
        make_site_keys(actor=HOUSE)
        floor = floor_in_force(clock)
        template(floor, LabelKind.STARTING)
        bag = cells(floor)
        batch = _ran(floor, bag)
        regulator = organisation("Regulator", OrganisationKind.REGULATOR)
        looking = person("inspector@example.org")
        grant_membership(
            actor=HOUSE,
            organisation_id=regulator.id,
            person_id=looking.id,
            role=Role.INSPECTOR,
            starts_on=date(2026, 11, 1),
            ends_on=date(2026, 12, 24),
            reason="inspection",
        )
        inspector = acting(looking, regulator)
        return Filed(floor, batch, bag, build(batch.id), inspector, regulator)
