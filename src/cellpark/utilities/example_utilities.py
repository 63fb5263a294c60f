"""The example tariffs, meters and readings that ship with the program, for the example operator of their file.

The days of the files are those of a site that is set up in ``last_month``; later they move on by whole months.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.example_days import on_day
from cellpark.billing.public import today
from cellpark.identity.public import Organisation
from cellpark.kernel.months import MONTHS_IN_YEAR, add_months
from cellpark.kernel.yaml_text import read_yaml
from cellpark.premises.public import Building, Room
from cellpark.utilities.actions.close_period import close_period
from cellpark.utilities.actions.import_readings import import_readings
from cellpark.utilities.actions.register_point import Device, Where, register_point
from cellpark.utilities.actions.register_tariff import register_tariff
from cellpark.utilities.actions.set_price import set_price
from cellpark.utilities.models import Period, Point, Reading, Tariff
from cellpark.utilities.rules import steps_of
from cellpark.utilities.states import Band, PointRole, Utility

SIZE_MAX = 1_000_000


def load_example_utilities(folder: Path) -> int:
    """Take in ``utilities.yaml`` and ``readings.csv`` of a folder; gives the number of readings, 0 when repeated."""
    said = read_yaml((folder / "utilities.yaml").read_bytes(), limit_bytes=SIZE_MAX)
    owner: Organisation = Organisation.objects.get(example=True, name_en=said["organisation"])
    if Tariff.objects.filter(organisation_id=owner.id).exists():
        return 0
    actor, months = _house(owner.id), _months_since(said["last_month"])
    with transaction.atomic():
        # each day's acts are done on that day, so that a period is closed after its readings
        with on_day(add_months(min(each["fitted"] for each in said["points"]), months)):
            _meters(actor, owner, said, months)
        count = 0
        for day, content in _days((folder / "readings.csv").read_text(encoding="utf-8"), months):
            with on_day(day):
                count += import_readings(actor=actor, content=content, confirmed=True)
        return count


def _meters(actor: Actor, owner: Organisation, said: dict[str, Any], months: int) -> None:
    tariffs = {each["code"]: _tariff(actor, each, months) for each in said["tariffs"]}
    buildings = {row.code: row for row in Building.objects.filter(organisation_id=owner.id)}
    points: dict[str, Point] = {}
    for each in said["points"]:
        points[each["code"]] = _point(actor, each, tariffs[each["tariff"]], buildings, points, months)


def close_example_months(organisation_id: UUID, until: date) -> None:
    """Close the days up to ``until`` of every utility of which meters were read on it, but for the last month.

    That one stays open for whoever looks at the example. Meant for a clock that stands on that day or later.
    """
    last = (
        Reading.objects.filter(organisation_id=organisation_id).order_by("-day").values_list("day", flat=True).first()
    )
    if last is None or until >= last:
        return
    for utility in Utility:
        points = Point.objects.filter(organisation_id=organisation_id, utility=utility.value)
        first = points.order_by("since").values_list("since", flat=True).first()
        read = Reading.objects.filter(meter__point__in=points, day=until)
        if first is not None and first < until and read.exists():
            closed = Period.objects.filter(organisation_id=organisation_id, utility=utility.value).exists()
            actor = _house(organisation_id)
            close_period(actor=actor, utility=utility, until=until, since=None if closed else first)


def _house(organisation_id: UUID) -> Actor:
    return replace(Actor.system("examples"), organisation_id=organisation_id)


def _months_since(month: date) -> int:
    return (today().year - month.year) * MONTHS_IN_YEAR + today().month - month.month


def _days(content: str, months: int) -> Iterator[tuple[date, str]]:
    """The readings of each day as a file of their own."""
    head, *rows = csv.reader(io.StringIO(content))
    at = head.index("day")
    for day, found in groupby(sorted(rows, key=lambda row: row[at]), key=lambda row: row[at]):
        moved = add_months(date.fromisoformat(day), months)
        out = io.StringIO()
        csv.writer(out).writerows([head, *([*row[:at], moved.isoformat(), *row[at + 1 :]] for row in found)])
        yield moved, out.getvalue()


def _tariff(actor: Actor, said: dict[str, Any], months: int) -> Tariff:
    row = register_tariff(
        actor=actor,
        code=said["code"],
        utility=Utility(said["utility"]),
        name_zh=said["name_zh"],
        name_en=said["name_en"],
        bands=[Band(each) for each in said["bands"]],
    )
    for price in said["prices"]:
        set_price(
            actor=actor,
            tariff_id=row.id,
            since=add_months(price["since"], months),
            prices={band: steps_of(str(text)) or () for band, text in price["bands"].items()},
            minimum=Decimal(str(price.get("minimum", "0"))),
            tax=Decimal(str(price["tax"])),
        )
    return row


def _point(
    actor: Actor,
    said: dict[str, Any],
    tariff: Tariff,
    buildings: dict[str, Building],
    points: dict[str, Point],
    months: int,
) -> Point:
    building = buildings[said["building"]]
    room = None
    if "room" in said:
        room = Room.objects.get(building=building, code=str(said["room"]), valid_until=None).id
    device = Device(
        serial=said["serial"],
        digits=said.get("digits", 6),
        factor=Decimal(str(said.get("factor", "1"))),
        day=add_months(said["fitted"], months),
        registers={band: Decimal(str(value)) for band, value in said["first"].items()},
    )
    main = points[said["main"]].id if "main" in said else None
    where = Where(role=PointRole(said["role"]), building_id=building.id, room_id=room, main_id=main)
    return register_point(actor=actor, code=said["code"], tariff_id=tariff.id, where=where, device=device)
