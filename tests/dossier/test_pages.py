"""The pages: ask for a dossier, look inside, and three clicks to any bag's story."""

import pytest
from django.test import Client

from cellpark.base.fields import new_id
from cellpark.dossier.public import InspectionView, dossiers_of
from cellpark.identity.public import Person
from cellpark.kernel.problem import Refused
from tests.dossier.conftest import Filed


def client_of(actor) -> Client:
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(Person.objects.get(id=actor.person_id))
    return client


def test_the_page_shows_what_is_inside_and_that_every_byte_fits(filed: Filed) -> None:
    client = client_of(filed.floor.quality)
    made = dossiers_of(filed.batch.id).get()
    assert f'href="/batches/{filed.batch.id}/dossier"' in client.get(f"/batches/{filed.batch.id}").content.decode()
    page = client.get(f"/batches/{filed.batch.id}/dossier").content.decode()
    assert f'href="/dossiers/{made.id}/file"' in page
    inside = client.get(f"/dossiers/{made.id}").content.decode()
    assert "Every byte fits." in inside
    assert "record/batch-record.pdf" in inside
    assert client.get(f"/dossiers/{made.id}/file").content == filed.data


def test_an_inspector_finds_a_bag_in_three_clicks_and_the_house_sees_it(filed: Filed) -> None:
    """P11-2, A11-2d: home, the page of codes, the story; read-only, until a day, and on record."""
    client = client_of(filed.inspector)
    assert 'href="/inspection"' in client.get("/home").content.decode()
    start = client.get("/inspection").content.decode()
    assert "Your access ends on" in start
    assert ">24 Dec 2026</time>" in start
    before = InspectionView.objects.count()
    answer = client.get("/inspection", {"code": "CT-A"}, follow=True)
    assert answer.redirect_chain == [(f"/inspection/container/{filed.bag.id}", 302)]
    story = answer.content.decode()
    for words in ("Rule CART-1a", "B-0001", "seal found loose", "Signatures, and which became void"):
        assert words in story
    assert InspectionView.objects.count() == before + 1
    seen = client_of(filed.floor.quality).get("/inspections").content.decode()
    assert "CT-A" in seen
    assert client.get("/inspection", {"code": "nothing"}).status_code == 200
    assert client.post(f"/batches/{filed.batch.id}/act", {"verb": "begin"}).status_code == 403


def test_an_inspector_without_an_end_is_refused_with_the_way_out(filed: Filed) -> None:
    from datetime import date

    from cellpark.identity.public import Role, grant_membership
    from tests.people import HOUSE, person

    who = person("endless@example.org")
    said = {"organisation_id": filed.regulator.id, "person_id": who.id, "role": Role.INSPECTOR}
    with pytest.raises(Refused) as refused_grant:
        grant_membership(actor=HOUSE, **said, starts_on=date(2026, 1, 1), reason="test")
    assert [each.code for each in refused_grant.value.problems] == ["identity.membership.inspection_no_end"]
    granted = grant_membership(actor=HOUSE, **said, starts_on=date(2026, 1, 1), ends_on=date(2027, 1, 1), reason="test")
    # one that was granted before an end was asked for
    type(granted).objects.filter(id=granted.id).update(ends_on=None)
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(who)
    answer = client.get(f"/inspection/container/{filed.bag.id}")
    assert answer.status_code == 409
    assert "Your inspection has no end." in answer.content.decode()
    # nor does the dossier, which says the same in one file
    made = dossiers_of(filed.batch.id)[0]
    batch = f"batches/{filed.batch.id}"
    for address in (
        "/inspection",
        "/inspection?code=CT-A",
        f"/{batch}/dossier",
        f"/dossiers/{made.id}",
        f"/dossiers/{made.id}/file",
        f"/api/v1/{batch}/dossiers",
        f"/api/v1/dossiers/{made.id}",
        f"/api/v1/dossiers/{made.id}/file",
    ):
        refused = client.get(address)
        assert refused.status_code == (409 if "api" in address else 422), address
    before = dossiers_of(filed.batch.id).count()
    client.post(f"/batches/{filed.batch.id}/dossier", {"idempotency_key": str(new_id())})
    assert dossiers_of(filed.batch.id).count() == before


def test_the_example_inspector_looks_until_a_day() -> None:
    """A11-2d: whoever tries the examples finds an inspection that works."""
    from pathlib import Path

    from cellpark.identity.example_file import read_example_people

    people = read_example_people(Path(__file__).parents[2] / "examples" / "people.yaml").people
    ends = {held.ends_on for each in people for held in each.memberships if held.role == "inspector"}
    assert ends
    assert None not in ends
