"""The example tariffs, meters and readings that ship with the program, for the example operator of their file."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.identity.public import Organisation
from cellpark.kernel.yaml_text import read_yaml
from cellpark.premises.public import Building, Room
from cellpark.utilities.actions.import_readings import import_readings
from cellpark.utilities.actions.register_point import Device, Where, register_point
from cellpark.utilities.actions.register_tariff import register_tariff
from cellpark.utilities.actions.set_price import set_price
from cellpark.utilities.models import Point, Tariff
from cellpark.utilities.rules import steps_of
from cellpark.utilities.states import Band, PointRole, Utility

SIZE_MAX = 1_000_000


def load_example_utilities(folder: Path) -> int:
    """Take in ``utilities.yaml`` and ``readings.csv`` of a folder; gives the number of readings, 0 when repeated."""
    said = read_yaml((folder / "utilities.yaml").read_bytes(), limit_bytes=SIZE_MAX)
    owner: Organisation = Organisation.objects.get(example=True, name_en=said["organisation"])
    if Tariff.objects.filter(organisation_id=owner.id).exists():
        return 0
    actor = replace(Actor.system("examples"), organisation_id=owner.id)
    with transaction.atomic():
        tariffs = {each["code"]: _tariff(actor, each) for each in said["tariffs"]}
        buildings = {row.code: row for row in Building.objects.filter(organisation_id=owner.id)}
        points: dict[str, Point] = {}
        for each in said["points"]:
            points[each["code"]] = _point(actor, each, tariffs[each["tariff"]], buildings, points)
        content = (folder / "readings.csv").read_text(encoding="utf-8")
        return import_readings(actor=actor, content=content, confirmed=True)


def _tariff(actor: Actor, said: dict[str, Any]) -> Tariff:
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
            since=date.fromisoformat(str(price["since"])),
            prices={band: steps_of(str(text)) or () for band, text in price["bands"].items()},
            minimum=Decimal(str(price.get("minimum", "0"))),
            tax=Decimal(str(price["tax"])),
        )
    return row


def _point(
    actor: Actor, said: dict[str, Any], tariff: Tariff, buildings: dict[str, Building], points: dict[str, Point]
) -> Point:
    building = buildings[said["building"]]
    room = None
    if "room" in said:
        room = Room.objects.get(building=building, code=str(said["room"]), valid_until=None).id
    device = Device(
        serial=said["serial"],
        digits=said.get("digits", 6),
        factor=Decimal(str(said.get("factor", "1"))),
        day=date.fromisoformat(str(said["fitted"])),
        registers={band: Decimal(str(value)) for band, value in said["first"].items()},
    )
    main = points[said["main"]].id if "main" in said else None
    where = Where(role=PointRole(said["role"]), building_id=building.id, room_id=room, main_id=main)
    return register_point(actor=actor, code=said["code"], tariff_id=tariff.id, where=where, device=device)
