"""The park's page for visitors: what is to let today, and nothing of who rents the rest."""

import gzip
import re
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import find
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.kernel.clock import FixedClock
from cellpark.leases import public as leases
from cellpark.premises.public import Building, Room
from cellpark.space.public import Park as Published
from cellpark.space.public import load_park
from tests.leases.park import Park, make_park, make_room
from tests.people import HOUSE

SMALL_PARK = Path(__file__).parents[1] / "space" / "small-park.yaml"
BUDGET_BYTES = 300_000


@pytest.fixture
def park(db: None, clock: FixedClock) -> Park:
    with use_scope(EVERYTHING):
        made = make_park()
        Room.objects.update(public=True)
        load_park(actor=HOUSE, content=SMALL_PARK.read_bytes(), file=SMALL_PARK.name)
    return made


def page(path: str = "/visit", language: str = "en") -> str:
    answer = Client(headers={"Accept-Language": language}).get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def codes(html: str) -> set[str]:
    return set(re.findall(r"R-\d\d", html))


def test_rooms_that_are_public_and_free_are_offered_without_signing_in(park: Park) -> None:
    with use_scope(EVERYTHING):
        Room.objects.filter(code="R-01").update(public=False)
        Room.objects.filter(code="R-02").update(valid_until=date(2026, 1, 1), ending="closed")
    assert codes(page()) == {"R-00", "R-03"}
    assert "2 rooms with 200 m\u00b2 are to let." in page()
    assert "\u73b0\u6709 2 \u95f4" in page(language="zh-Hans")


def test_buildings_are_named_in_the_language_of_each_reader_and_not_of_the_one_before(park: Park) -> None:
    with use_scope(EVERYTHING):
        Building.objects.update(name_zh="\u4e00\u53f7\u697c", name_en="Building one")
    for language, named, other in (
        ("en", "Building one", "\u4e00\u53f7\u697c"),
        ("zh-Hans", "\u4e00\u53f7\u697c", "Building one"),
    ):
        assert named in page(language=language)
        assert other not in page(language=language)


def test_a_room_that_somebody_holds_or_rents_is_not_offered_and_nobody_is_named(park: Park) -> None:
    park.signed("LEASE-77", rooms=(0,))
    wanted = {"number": "H-1", "rooms": [park.wanted(1)], "for_whom": "Secret Prospect", "until": date(2026, 12, 31)}
    park.do(leases.hold_room, park.staff, **wanted)
    html = page()
    assert codes(html) == {"R-02", "R-03"}
    assert not [word for word in ("LEASE-77", "Secret Prospect", "Tenant", "9000") if word in html]


def test_a_park_offers_its_own_rooms_alone(park: Park) -> None:
    with use_scope(EVERYTHING):
        building = park.rooms[0].building
        building.park = Published.objects.get(key="small")
        building.save()
    assert codes(page("/visit/small")) == {"R-00", "R-01", "R-02", "R-03"}
    with use_scope(EVERYTHING):
        building.park = None
        building.save()
    assert codes(page("/visit/small")) == set()
    assert "No room is offered at this moment." in page("/visit/small")
    assert Client().get("/visit/nowhere").status_code == 404


def test_a_visitor_asks_for_use_grade_and_area(park: Park) -> None:
    with use_scope(EVERYTHING):
        make_room(park.rooms[0].building, 8, public=True, ln2=True, grade="C")
    assert codes(page("/visit?ln2=on")) == codes(page("/visit?grade=C&area=100")) == {"R-08"}
    assert codes(page("/visit?area=100.5")) == codes(page("/visit?use=office")) == set()
    assert "No free room fits." in page("/visit?use=office")


@pytest.mark.parametrize(
    "asked", ["use=palace", "area=-1", "area=1e999", "page=-3", "page=99999999999", "page=x", "grade=%00"]
)
def test_what_makes_no_sense_is_said_or_left_out(park: Park, asked: str) -> None:
    assert codes(page(f"/visit?{asked}")) == {"R-00", "R-01", "R-02", "R-03"}


def test_the_queries_do_not_grow_with_the_rooms(park: Park) -> None:
    numbers = count(70)

    def queries() -> int:
        with use_scope(EVERYTHING):  # what is kept of before answers nothing
            make_room(park.rooms[0].building, next(numbers), public=True)
        with CaptureQueriesContext(connection) as asked:
            page()
        return len(asked)

    page()
    before = queries()
    with use_scope(EVERYTHING):
        for number in range(10, 60):
            make_room(park.rooms[0].building, number, public=True)
    assert queries() == before
    assert len(codes(page())) == 24
    assert codes(page("/visit?page=2")).isdisjoint(codes(page()))


def test_the_page_is_light_and_asks_no_other_server(park: Park) -> None:
    html = page("/visit/small")
    named = re.findall(r'(?:href|src)="/static/([^"#]+)', html)
    assert not re.findall(r'(?:href|src|action)="(?:https?:)?//', html)
    sizes = [len(gzip.compress(Path(str(find(name))).read_bytes())) for name in set(named)]
    assert sum(sizes) + len(html) < BUDGET_BYTES


def test_a_visitor_gets_no_cookie_that_follows_them(park: Park) -> None:
    client = Client()
    client.get("/visit")
    assert set(client.cookies) <= {"csrftoken"}
