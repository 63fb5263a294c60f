"""Meters, tariffs, periods and shares."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.premises.public import Building, Room
from cellpark.utilities import public as utilities
from cellpark.utilities.public import Device, PointRole, Step, Utility, Where
from tests.access.areas import code_of
from tests.access.sample import OK, Sample
from tests.people import HOUSE

POINT = {"point_id": "utility_point"}
TARIFF = {"tariff_id": "utility_tariff"}
PERIOD = {"period_id": "utility_period"}
SHARE = {"share_id": "utility_share"}
READING = {"reading_id": "utility_reading"}
DONE = (200, 302, 303, 409, 422)
SAID = (200, 409, 422)
DAY = date(2026, 3, 1)
FIGURE = {"all": "12"}
DEVICE = {"serial": "SN-NEW", "day": "2026-03-01", "registers": FIGURE}


def form(args: dict[str, str] | None = None) -> Sample:
    return Sample(args or {}, own=OK, post=DONE)


ROUTES = {
    "utility_meters": Sample(),
    "utility_meter_register": form(),
    "utility_meter": Sample(POINT),
    "utility_meter_read": form(POINT),
    "utility_meter_replace": form(POINT),
    "utility_meter_close": form(POINT),
    "utility_meter_key": form(POINT),
    "utility_round": Sample(),
    "utility_estimate": form(),
    "utility_import": form(),
    "utility_import_take_in": form(),
    "utility_reading_correct": form(READING),
    "utility_tariffs": Sample(),
    "utility_tariff_register": form(),
    "utility_tariff": Sample(TARIFF),
    "utility_tariff_price": form(TARIFF),
    "utility_periods": Sample(),
    "utility_period_close": form(),
    "utility_period": Sample(PERIOD),
    "utility_share": Sample(SHARE),
    "utility_own": Sample(),
    "utility_own_meter": Sample(POINT, own=(404,)),  # the meters of leased rooms alone
}
SAME = {
    "utility_meter_register": "register_a_meter",
    "utility_meter_read": "take_a_reading",
    "utility_meter_replace": "replace_a_device",
    "utility_meter_close": "close_a_measuring_point",
    "utility_meter_key": "set_a_key",
    "utility_estimate": "estimate_missing_readings",
    "utility_import": "import_a_file_of_readings",
    "utility_import_take_in": "import_a_file_of_readings",
    "utility_reading_correct": "correct_a_reading",
    "utility_tariff_register": "register_a_tariff",
    "utility_tariff_price": "set_prices",
    "utility_period_close": "close_a_period",
}


def call(args: dict[str, str] | None = None, **body: Any) -> Sample:
    return Sample(args or {}, body=lambda _side: body, own=SAID)


# a preview: the page shows it without sending anything
ONLY_PROGRAMS = {"preview_a_period"}
OPERATIONS = {
    "list_meters": Sample(),
    "register_a_meter": Sample(
        body=lambda side: {
            "code": "E-NEW",
            "tariff": str(side.thing("utility_tariff")),
            "role": "common",
            "building": str(side.thing("utility_building")),
            "device": DEVICE,
        },
        own=SAID,
        body_names_another=True,
    ),
    "get_meter": Sample(POINT),
    "list_readings": Sample(POINT),
    "take_a_reading": call(POINT, day="2026-03-05", registers=FIGURE),
    "replace_a_device": call(POINT, last=FIGURE, device=DEVICE),
    "close_a_measuring_point": call(POINT, day="2026-03-05", last=FIGURE),
    "set_a_key": call(POINT, key="area"),
    "correct_a_reading": call(READING, registers=FIGURE, reason="test"),
    "import_a_file_of_readings": call(content="point,day,value\nX,2026-01-01,1\n"),
    "estimate_missing_readings": Sample(
        body=lambda side: {"points": [str(side.thing("utility_point"))], "day": "2026-03-01"},
        own=SAID,
        body_names_another=True,
    ),
    "list_own_meters": Sample(),
    "list_tariffs": Sample(),
    "get_tariff": Sample(TARIFF),
    "register_a_tariff": call(code="T-NEW", utility="water", name_en="Water"),
    "set_prices": call(TARIFF, since="2026-03-01", prices={"all": [{"price": "1"}]}),
    "list_periods": Sample(),
    "get_period": Sample(PERIOD),
    "preview_a_period": call(utility="steam", since="2026-01-01", until="2026-02-01"),
    "close_a_period": call(utility="steam", since="2026-01-01", until="2026-02-01"),
    "list_shares": Sample(),
    "get_share": Sample(SHARE),
}
# closed lists, computed values, ids of organisations
NOT_WRITTEN = {
    "utilities.Tariff": {"utility", "bands"},
    "utilities.TariffPrice": {"prices"},
    "utilities.Point": {"utility", "role", "bands", "key", "weights"},
    "utilities.Reading": {"registers", "source", "state"},
    "utilities.Period": {"utility", "keys", "state"},
    "utilities.Share": {"utility", "why", "state", "parties"},
}


def populate(home: Any, colleague: Any, label: str) -> dict[str, Any]:
    with use_scope(EVERYTHING):
        return _things(home.id, label)


def _things(owner: UUID, label: str) -> dict[str, Any]:
    house, code = replace(HOUSE, organisation_id=owner), code_of(label)
    building = Building(
        organisation_id=owner,
        code=code[:14] + "-U",
        name_en=label,
        lowest_floor=1,
        highest_floor=1,
        width_dm=9,
        depth_dm=9,
    )
    building.save()
    number = 10**9 + owner.int % 10**9  # far from those that the acts of rooms give
    room = Room(
        organisation_id=owner,
        building=building,
        number=number,
        floor=1,
        code=f"U-{code}"[:30],
        use="laboratory",
        area_gross_m2=Decimal(10),
        area_net_m2=Decimal(9),
        height_m=Decimal(3),
        floor_load_kn_m2=Decimal(3),
        valid_from=date(2026, 1, 1),
    )
    room.save()
    tariff = utilities.register_tariff(
        actor=house, code=f"T-{code}"[:30], utility=Utility.ELECTRICITY, name_en=label, name_zh=label
    )
    utilities.set_price(
        actor=house, tariff_id=tariff.id, since=date(2026, 1, 1), prices={"all": (Step(Decimal(0), Decimal(1)),)}
    )
    point = utilities.register_point(
        actor=house,
        code=f"E-{code}"[:40],
        tariff_id=tariff.id,
        where=Where(role=PointRole.ROOM, building_id=building.id, room_id=room.id),
        device=Device(serial=label, digits=6, day=date(2026, 1, 1), registers={"all": Decimal(0)}),
    )
    reading = utilities.take_reading(
        actor=house, point_id=point.id, day=DAY - timedelta(days=28), registers={"all": Decimal(9)}, note=label
    )
    utilities.take_reading(actor=house, point_id=point.id, day=DAY, registers={"all": Decimal(19)}, confirmed=True)
    period = utilities.Period(
        organisation_id=owner,
        utility=Utility.WATER,
        since=date(2026, 1, 1),
        until=date(2026, 2, 1),
        net=Decimal(1),
        closed_at=reading.taken_at,
    )
    period.save()
    share = utilities.Share(
        organisation_id=owner,
        period=period,
        point=point,
        room=room,
        tenant_name=label,
        point_code=label[:40],
        room_code=label[:60],
        utility=Utility.WATER,
        since=period.since,
        until=period.until,
        quantity=Decimal(1),
        net=Decimal(1),
        tax=Decimal(0),
        why={"lines": []},
    )
    share.save()
    return {
        "utility_point": point.id,
        "utility_tariff": tariff.id,
        "utility_building": building.id,
        "utility_reading": reading.id,
        "utility_period": period.id,
        "utility_share": share.id,
    }
