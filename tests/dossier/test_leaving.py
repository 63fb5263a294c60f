"""A customer can leave with everything, and whoever holds the files can check them."""

import csv
import io
import json
from datetime import date
from uuid import UUID

import pytest
from click.testing import CliRunner

from cellpark.base.fields import new_id
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.command.dossier import command
from cellpark.dossier.actions import leave as leaving_job
from cellpark.dossier.files.organisation import organisation_files
from cellpark.dossier.public import export_organisation, leave, leavings, parts_of
from cellpark.identity.public import OrganisationKind, Role
from cellpark.kernel.clock import FixedClock
from cellpark.ledger.public import Event, check_export, events_of, streams_of
from cellpark.materials.public import Amended, Consumed, OperationKind, Produced, correct_operation, operate
from cellpark.orders.public import register_patient
from tests.dossier.conftest import RAW, Filed
from tests.dossier.test_pages import client_of
from tests.ledger.exports import unpacked
from tests.materials.plant import make_plant, q
from tests.people import HOUSE, acting, organisation, person


def test_an_organisation_leaves_with_its_tables_documents_files_and_records(filed: Filed) -> None:
    """P11-2, T19: everything of its own, nothing of others, and no secret of an account."""
    home = filed.floor.store.organisation
    streams = {stream for stream, _version in streams_of(home.id)}
    with use_scope(EVERYTHING):
        (data,) = list(export_organisation(actor=HOUSE, organisation_id=home.id))
    assert check_export(data).is_sound
    files = unpacked(data)
    batches = list(csv.DictReader(io.StringIO(files["csv/batches.batch.csv"].decode("utf-8-sig"))))
    assert [row["number"] for row in batches] == ["B-0001"]
    assert "Regulator" not in files["csv/identity.organisation.csv"].decode("utf-8-sig")
    assert not any(
        "accesstoken" in name or "password" in data.decode("utf-8-sig")
        for name, data in files.items()
        if name.startswith("csv/")
    )
    assert RAW in files.values()
    assert json.loads(files["epcis/containers-0001.jsonl"].splitlines()[0])["type"] == "EPCISDocument"
    assert {"README.md", "README.zh-CN.md"} <= files.keys()
    told = {json.loads(line)["stream"] for line in files["events.jsonl"].splitlines()}
    assert told >= streams


@pytest.mark.django_db
def test_T11_a_corrected_operation_leaves_beside_the_one_that_stands_for_it(clock: FixedClock) -> None:
    """T11, P11-2: what holds no longer is everything as well."""
    plant = make_plant()
    with use_scope(EVERYTHING):
        bag = plant.patient_bag()
        done = operate(
            actor=plant.operator,
            kind=OperationKind.DERIVE,
            consumed=[Consumed(container=bag.id)],
            produced=[Produced(quantity=q("60 mL"), material=plant.product.id, code="BAG-1")],
        )
        made = UUID(done.produced[0]["container"])
        changes = [Amended(container=made, quantity=q("55 mL"))]
        again = correct_operation(actor=plant.quality, operation_id=done.id, changes=changes, reason="misread")
    with use_scope(plant.quality.scope):
        files = {each.path: each.content for each in organisation_files()}
    rows = csv.DictReader(io.StringIO(files["csv/materials.operation.csv"].decode("utf-8-sig")))
    assert {row["id"]: row["corrects"] for row in rows} == {str(done.id): "", str(again.id): str(done.id)}


def test_the_command_checks_a_file_by_its_own_program(filed: Filed, tmp_path) -> None:
    path = tmp_path / "dossier.zip"
    path.write_bytes(filed.data)
    sound = CliRunner().invoke(command, ["verify", str(path)], standalone_mode=False)
    assert (sound.return_value, sound.output.splitlines()[-1]) == (0, "This export is sound.")
    path.write_bytes(filed.data[:-40])
    assert CliRunner().invoke(command, ["verify", str(path)], standalone_mode=False).return_value == 1


def test_an_administrator_asks_for_everything_sees_how_far_it_is_and_takes_each_part(filed: Filed) -> None:
    """P11-2, T19: on a page and by programs; strangers find neither the gathering nor its parts."""
    home = filed.floor.store.organisation
    who = person("leaver@example.org", Role.ORGANISATION_ADMINISTRATOR, within=home)
    client = client_of(acting(who, home))
    asked = client.post("/leaving", {"idempotency_key": str(new_id())})
    assert asked.status_code == 303
    page = client.get("/leaving").content.decode()
    assert "being gathered" in page
    row = leavings().get(organisation_id=home.id)
    again = client.post("/api/v1/leavings", content_type="application/json", headers={"Idempotency-Key": str(new_id())})
    assert again.status_code == 409
    leave(actor=HOUSE, leaving_id=row.id)
    (part,) = parts_of(row.id)
    told = client.get(f"/api/v1/leavings/{row.id}").json()
    assert (told["ended_at"] is not None, [each["number"] for each in told["parts"]], told["failure"]) == (
        True,
        [1],
        "",
    )
    taken = client.get(f"/leaving/parts/{part.id}").content
    assert check_export(taken).is_sound
    assert f'href="/leaving/parts/{part.id}"' in client.get("/leaving").content.decode()
    other = organisation("Leaver Hospital", OrganisationKind.HOSPITAL)
    stranger = client_of(acting(person("stranger@example.org", Role.ORGANISATION_ADMINISTRATOR, within=other), other))
    assert stranger.get(f"/leaving/parts/{part.id}").status_code == 404
    assert stranger.get(f"/api/v1/leavings/{row.id}").status_code == 404


def test_T20_a_hospital_takes_its_patients_in_plain_text_and_the_ledger_says_that_it_did(filed: Filed) -> None:
    """T20, CN-8: names leave by the hospital's own hand, made at that moment; no stored file holds them."""
    hospital = organisation("Taking Hospital", OrganisationKind.HOSPITAL)
    ward = acting(person("ward.taking@example.org", Role.HOSPITAL_STAFF, within=hospital), hospital)
    with use_scope(EVERYTHING):
        register_patient(actor=ward, hospital_id=hospital.id, name="Mary Major", born=date(1960, 2, 3), number="H-77")
    client = client_of(ward)
    assert "Before you take it" in client.get("/leaving/patients").content.decode()
    (row,) = csv.DictReader(
        io.StringIO(client.post("/leaving/patients", {"idempotency_key": str(new_id())}).content.decode("utf-8-sig"))
    )
    assert (row["name"], row["number"]) == ("Mary Major", "H-77")
    with use_scope(EVERYTHING):
        (event,) = Event.objects.filter(type="dossier.patients.taken", organisation=hospital.id)
        parts = list(export_organisation(actor=HOUSE, organisation_id=hospital.id))
    assert b"Mary" not in bytes(event.payload)
    assert not any(b"Mary Major" in content for data in parts for content in unpacked(data).values())


def test_a_gathering_that_breaks_off_four_times_ends_with_a_sentence_and_can_be_asked_for_again(
    filed: Filed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P11-2: by a fault or a killed process; nothing stays open for ever."""
    home = filed.floor.store.organisation
    who = acting(person("breaker@example.org", Role.ORGANISATION_ADMINISTRATOR, within=home), home)
    client = client_of(who)

    def breaks(**_said: object) -> None:
        raise OSError("disk full")

    real = leaving_job.export_parts
    monkeypatch.setattr(leaving_job, "export_parts", breaks)
    assert client.post("/leaving", {"idempotency_key": str(new_id())}).status_code == 303
    row = leavings().get(organisation_id=home.id, ended_at=None)
    for _attempt in range(4):
        assert leavings().get(id=row.id).ended_at is None
        with pytest.raises(OSError, match="disk full"):
            leave(actor=HOUSE, leaving_id=row.id)
    row.refresh_from_db()
    assert (row.ended_at is not None, row.failure) == (True, "dossier.leaving.broke_off")
    assert [event.type for event in events_of(f"leaving/{row.id}")][-1] == "dossier.leaving.failed"
    assert "broke off four times" in client.get("/leaving").content.decode()
    assert client.post("/leaving", {"idempotency_key": str(new_id())}).status_code == 303
    killed = leavings().get(organisation_id=home.id, ended_at=None)
    monkeypatch.setattr(leaving_job, "export_parts", real)
    type(killed).objects.filter(id=killed.id).update(attempts=4)
    assert leave(actor=HOUSE, leaving_id=killed.id).failure == "dossier.leaving.broke_off"
