"""Through the pages and the API, as people and programs do it."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.chain.public import MarketFact, Recruitment, Seat
from cellpark.identity.public import Person
from tests.chain.world import World, soon
from tests.pages.conftest import signed_in
from tests.pages.sending import form_at

pytestmark = pytest.mark.django_db


def reader(actor: Actor) -> Client:
    with use_scope(EVERYTHING):
        return signed_in(Person.objects.get(id=actor.person_id))


def page(client: Client, name: str, *args: object, query: str = "") -> str:
    answer = client.get(f"{reverse(name, args=args)}{query}")
    assert answer.status_code == 200, (name, answer.status_code)
    return answer.content.decode()


def send(client: Client, address: str, **sent: Any) -> Any:
    answer = client.post(address, form_at(client, address) | sent)
    assert answer.status_code == 303, answer.content.decode()
    return answer


def test_the_map_tells_each_link_by_colour_sign_and_word(world: World) -> None:
    world.seat("M41", "Tester")
    world.facts("city:jinan,M42,firms,0,,2026-10-01,register")
    shown = page(reader(world.staff), "chain", query="?park=lishan")
    assert 'class="chain-box chain-stopped chain-vacant"' in shown  # M42: build
    assert "\u2716" in shown
    assert "nobody in the park \u00b7 nobody in the city" in shown
    data = json.loads(shown.split('id="chain-data" type="application/json">')[1].split("</script>")[0])
    assert len(data["boxes"]) == 77
    assert next(each for each in data["boxes"] if each["code"] == "M41")["firms"] == 1
    assert page(reader(world.staff), "chain_table", query="?park=lishan&q=M42").count("<tr>") >= 2
    assert reader(world.staff).get(reverse("chain"), {"park": "nowhere"}).status_code == 404


def test_each_figure_of_a_node_opens_to_its_records(world: World) -> None:
    world.seat("U21", "Medium maker")
    world.purchases("park:lishan,U21,Maker,Medium maker,park,1000,2026-06-01,PO 77")
    world.facts("city:jinan,U21,firms,4,,2026-10-01,register of the city")
    shown = page(reader(world.staff), "chain_node", "U21", query="?park=lishan")
    for said in ("PO 77", "register of the city", "100 %", "Medium maker"):
        assert said in shown
    assert reader(world.staff).get(reverse("chain_node", args=["Z1"])).status_code == 404


def test_one_click_makes_a_lead_of_a_gap(world: World) -> None:
    member, staff = reader(world.member), reader(world.staff)
    answer = send(member, reverse("chain_search"), node="M42", area="park:lishan")
    assert "Nobody in the park does this yet." in member.get(answer.headers["Location"]).content.decode()
    gaps = page(staff, "chain_gaps", query="?park=lishan")
    address = f"{reverse('chain_recruit', args=['M42'])}?park=lishan"
    assert address in gaps
    assert "Search without a hit" in staff.get(address).content.decode()
    made = send(staff, address, name_en="Vector testers", step="invite", step_on=soon().isoformat())
    thread = staff.get(made.headers["Location"]).content.decode()
    assert "Vector testers" in thread
    assert "Search without a hit" in thread
    assert "Vector testers" in page(staff, "chain_gaps", query="?park=lishan")
    with use_scope(EVERYTHING):
        row = Recruitment.objects.get()
    send(staff, reverse("chain_recruitment_give_up", args=[row.id]), reason="no answer")


def test_a_file_is_tried_out_before_it_is_taken_in(world: World) -> None:
    staff, address = reader(world.staff), reverse("chain_import")
    good = b"area,node,metric,value,unit,day,source\ncity:jinan,M41,firms,4,,2026-10-01,register\n"
    bad = good + b"city:jinan,Z1,firms,4,,2026-10-01,register\n"

    def read(content: bytes, **more: str) -> Any:
        file = SimpleUploadedFile("facts.csv", content, content_type="text/csv")
        return staff.post(address, form_at(staff, address) | {"kind": "facts", "file": file, **more})

    shown = read(bad, take_in="on").content.decode()
    assert "There is no node \u201cZ1\u201d on the chain." in shown
    assert "1 rows are new" in read(good).content.decode() or "1 row" in read(good).content.decode()
    with use_scope(EVERYTHING):
        assert MarketFact.objects.count() == 0
    assert read(good, take_in="on").status_code == 303
    with use_scope(EVERYTHING):
        assert MarketFact.objects.count() == 1


def test_what_if_and_side_by_side(world: World) -> None:
    world.seat("M41", "Only tester")
    world.seat("M33", "Maker")
    world.seat("M42", "Elsewhere", area="park:ftz-one")
    staff = reader(world.staff)
    shown = page(staff, "chain_what_if", query="?park=lishan&who=Only tester")
    assert "1 link loses its only source" in shown
    assert "M41 tests M33" in shown
    pairs = page(staff, "chain_compare", query="?park=lishan&with=ftz-one")
    assert "Elsewhere" in pairs
    assert "Only tester" in pairs


def test_seats_are_given_and_ended_by_pages(world: World) -> None:
    staff = reader(world.staff)
    address = f"{reverse('chain_seat_take')}?park=lishan&node=M41"
    send(staff, address, name_en="Tester", evidence="contract", source="visit", day="2026-01-05")
    with use_scope(EVERYTHING):
        row = Seat.objects.get()
    assert (row.node, row.area) == ("M41", "park:lishan")
    send(staff, reverse("chain_seat_end", args=[row.id]), until="2026-11-22", reason="stopped")


def test_the_exchange_by_pages_keeps_a_want_until_it_is_introduced(world: World) -> None:
    member, doctor = reader(world.member), reader(world.doctor)
    offered = {"kind": "trial_capacity", "title": "Phase I ward", "text": "Beds for CAR-T infusion"}
    send(doctor, reverse("exchange_offer_place"), **offered)
    wanted = {"kind": "trial_capacity", "title": "Zanzibar ward", "text": "A ward for our CAR-T infusion"}
    made = send(member, reverse("exchange_want_place"), **wanted)
    shown = member.get(made.headers["Location"]).content.decode()
    assert "Phase I ward" in shown
    assert "chain-reasons" in shown
    ask = shown.split('href="/exchange/wants/')[1:]
    address = next(f"/exchange/wants/{each.split(chr(34))[0]}" for each in ask if "/ask/" in each.split('"')[0])
    asked = send(member, address).headers["Location"]
    for where in (asked, reverse("exchange_introductions"), reverse("exchange")):
        seen = doctor.get(where).content.decode()
        assert "Zanzibar" not in seen
        assert world.tenant.name_en not in seen
    send(doctor, f"{asked}/agree")
    seen = doctor.get(asked).content.decode()
    assert "Zanzibar" in seen
    assert world.tenant.name_en in seen
    send(member, f"{asked}/contract", reason="signed")
    assert doctor.get(f"{asked}/nonsense").status_code == 404
    assert reader(world.staff).get(asked).status_code == 404


def test_the_map_costs_the_same_queries_with_3_and_30_seats(world: World) -> None:
    staff = reader(world.staff)

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            page(staff, "chain", query="?park=lishan")
        return len(found.captured_queries)

    for number in range(3):
        world.seat("M41", f"Company {number}")
    page(staff, "chain", query="?park=lishan")
    few = queries()
    for number in range(3, 30):
        world.seat("M41", f"Company {number}")
    assert queries() == few
