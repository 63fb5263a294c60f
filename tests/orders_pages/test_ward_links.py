"""The phone of a ward nurse behind a link, and how the hospital makes it; both languages, no account (T1, T20)."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.orders import public as orders
from cellpark.orders.public import OrderStep, TreatmentOrder, WardAct
from tests.orders.test_vein_to_vein import shipped
from tests.orders.ward import BORN, KIT, NAME, NUMBER, Ward
from tests.orders_pages.test_order_pages import Browser, post
from tests.pages.sending import form_in

pytestmark = pytest.mark.django_db
MATCH, STOP = "\u6838\u5bf9\u76f8\u7b26", "\u6807\u7b7e\u4e0e\u8155\u5e26\u4e0d\u76f8\u7b26"


def phone(language: str = "en") -> Client:
    return Client(headers={"Accept-Language": language})


def path_of(page: Any) -> str:
    [found] = set(re.findall(r"/go/ward/[^<\"]+", page.content.decode()))
    return str(found)


def made(ward: Ward, browser: Browser, order: TreatmentOrder, act: WardAct) -> str:
    return path_of(post(browser(ward.physician), "order_link", order.id, act=act.value, hours="12"))


def sent(client: Client, path: str, **values: str) -> Any:
    return client.post(path, form_in(client.get(path).content.decode()) | values)


def test_T20_a_ward_nurse_compares_without_an_account_and_sees_no_patient(ward: Ward, browser: Browser) -> None:
    """T1, T20, CN-4k2: match or hard stop in both languages, then the next act, which asks to sign in."""
    order, bag = shipped(ward)
    path = made(ward, browser, order, WardAct.RECEIVE_ON_WARD)
    client, chinese = phone(), phone("zh-hans")
    page = client.get(path)
    assert (page.status_code, page.headers["Cache-Control"].count("no-store")) == (200, 1)
    secrets = (NAME, NUMBER, BORN.isoformat(), order.coi, bag.code)
    assert [each for each in secrets if each in page.content.decode()] == []
    stop = sent(client, path, scan=bag.code, wristband="MRN-1")
    assert (stop.status_code, "Stop. Do not go on" in stop.content.decode()) == (422, True)
    assert STOP in sent(chinese, path, scan=bag.code, wristband="MRN-1").content.decode()
    with use_scope(EVERYTHING):
        assert OrderStep.objects.filter(order_id=order.id, type="identity_refused").count() == 2
    twice = form_in(chinese.get(path).content.decode()) | {"scan": bag.code, "wristband": NUMBER}
    done, again = chinese.post(path, twice), chinese.post(path, twice)
    # a click that comes twice is answered twice alike, and another one finds the link spent
    assert (again.status_code, MATCH in again.content.decode()) == (200, True)
    assert chinese.post(path, twice | {"idempotency_key": str(uuid4())}).status_code == 410
    assert chinese.post(path, twice | {"wristband": "MRN-1"}).status_code == 410
    html = done.content.decode()
    assert (done.status_code, MATCH in html, NUMBER in html) == (200, True, False)
    # what two qualified people do is named, with the way to sign in, and does not open by itself
    bedside = reverse("order_bedside", args=[order.id])
    assert f"next={bedside.replace('/', '%2F')}" in html or f"next={bedside}" in html
    assert client.get(bedside).status_code == 302
    assert client.get(path).status_code == 410
    assert "Bag received on the ward" in browser(ward.nurse).get(reverse("order", args=[order.id])).content.decode()


def test_CN_4k2_a_collection_nurse_is_led_by_the_number_of_the_kit(ward: Ward, browser: Browser) -> None:
    """CN-4k2: the label's code leads the phone that holds a link to its act; a page that is not its turn has no form."""
    order = ward.accepted()
    path = made(ward, browser, order, WardAct.CONFIRM_IDENTITY)
    client = phone()
    assert "idempotency_key" not in client.get(path).content.decode()
    with use_scope(ward.planner.scope):
        orders.send_kit(actor=ward.planner, order_id=order.id, kit=KIT)
    led = client.get(reverse("shipment_go"), {"c": KIT})
    assert led["Location"] == f"{path}?c={KIT}"
    assert f'value="{KIT}"' in client.get(led["Location"]).content.decode()
    done = sent(client, path, scan=KIT, wristband=NUMBER).content.decode()
    assert "They belong together" in done
    assert "Collect the cells" in done


def test_P11_9_a_link_of_the_ward_that_is_wrong_or_tried_too_often_says_so(ward: Ward, browser: Browser) -> None:
    order = ward.accepted()
    with use_scope(ward.planner.scope):
        orders.send_kit(actor=ward.planner, order_id=order.id, kit=KIT)
    path = made(ward, browser, order, WardAct.CONFIRM_IDENTITY)
    other = path.replace(str(ward.hospital.id), str(ward.sponsor.id))
    for each in (other, f"{path}X"):
        assert phone().get(each).status_code == 410
    client = phone()
    stops = [sent(client, path, scan=KIT, wristband=f"MRN-{n}") for n in range(5)]
    assert [each.status_code for each in stops] == [422] * 5
    # the last one says that the link has ended, and has no form
    ended = stops[-1].content.decode()
    assert ("works no longer" in ended, "idempotency_key" in ended, "Look again" in ended) == (True, False, False)
    assert phone().get(path).status_code == 410
    path = made(ward, browser, order, WardAct.CONFIRM_IDENTITY)
    codes = [sent(client, path, scan=KIT).status_code for _n in range(11)]
    assert codes[-1] == 429
    nurse = browser(ward.nurse)
    page = nurse.get(reverse("order", args=[order.id])).content.decode()
    [address] = re.findall(r"/ward-links/[^\"]+/revoke", page)
    assert nurse.post(address).status_code == 303
    assert phone().get(path).status_code in (410, 429)
    path = made(ward, browser, order, WardAct.CONFIRM_IDENTITY)
    with use_scope(ward.physician.scope):
        orders.cancel_order(actor=ward.physician, order_id=order.id, reason="treated elsewhere")
    over = phone().get(path)
    assert (over.status_code, "What this link was made for is over" in over.content.decode()) == (410, True)


def test_P11_4_the_link_is_offered_to_the_hospital_alone(ward: Ward, browser: Browser) -> None:
    """P11-4: on the order, and on the shipment that brings the bag."""
    order, _bag = shipped(ward)
    address = reverse("order_link", args=[order.id])
    way = orders.outbound(order)[0]
    for route, identity in (("order", order.id), ("shipment", way.id)):
        assert address in browser(ward.nurse).get(reverse(route, args=[identity])).content.decode(), route
        assert address not in browser(ward.planner).get(reverse(route, args=[identity])).content.decode(), route
    assert browser(ward.planner).get(address).status_code == 403
