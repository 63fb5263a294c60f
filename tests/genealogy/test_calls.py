"""Traces, recalls and documents through the API."""

from datetime import timedelta

import pytest
from django.test import Client

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now
from cellpark.genealogy.public import GenealogyPermission
from cellpark.identity.public import issue_token
from cellpark.kernel.clock import FixedClock
from tests.materials.plant import COI, make_plant

pytestmark = pytest.mark.django_db


def program(actor: Actor) -> Client:
    with use_scope(EVERYTHING):
        issued = issue_token(
            actor=actor,
            title="trace",
            scopes=[GenealogyPermission.SEE_TRACE.value],
            expires_on=now().date() + timedelta(days=30),
        )
    return Client(headers={"Authorization": f"Bearer {issued.secret}"})


def test_a_program_traces_and_takes_documents_home_and_a_stranger_does_neither(clock: FixedClock) -> None:
    """T16, T19: what lies in another organisation is not there."""
    plant, elsewhere = make_plant(), make_plant("Elsewhere")
    with use_scope(EVERYTHING):
        lot = plant.lot()
        bottle, bag = plant.stock(lot), plant.patient_bag()
    ours, theirs = program(plant.quality), program(elsewhere.quality)
    paths = [
        f"/api/v1/traces/lot/{lot.id}",
        f"/api/v1/containers/{bag.id}/epcis",
        f"/api/v1/containers/{bag.id}/fhir?release=R4B",
    ]
    trace, epcis, fhir = (ours.get(path) for path in paths)
    assert (trace.status_code, epcis.status_code, fhir.status_code) == (200, 200, 200)
    assert trace.json()["direct"] == [{"kind": "container", "id": str(bottle.id)}]
    assert epcis.json()["type"] == "EPCISDocument"
    assert fhir.json()["collection"]["source"]["identifier"]["value"] == COI
    assert [theirs.get(path).status_code for path in paths] == [404, 404, 404]
    assert ours.get(f"/api/v1/traces/nonsense/{lot.id}").status_code == 422
