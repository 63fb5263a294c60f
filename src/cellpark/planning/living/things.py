"""Rooms and devices as planning names them, and how many of each can be used now."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cellpark.equipment.public import STORES, Equipment, Room, ServiceState
from cellpark.planning.simulation.from_recipe import suite_name


@dataclass(frozen=True, slots=True)
class Present:
    """Of one resource: how many can be used, and the codes of those that cannot."""

    usable: int
    missing: tuple[str, ...]


def device_name(device: Equipment) -> str:
    """Devices of a class in a suite, for a step uses those of its suite (CN-4e); stores serve the whole plant."""
    if device.kind in STORES or device.room is None:
        return device.kind
    return f"{device.kind}/{device.room.suite.code}"


def is_usable(device: Equipment, at: datetime) -> bool:
    """Qualified, and calibrated where it has to be (T3); what runs out later is expected to be renewed in time."""
    calibrated = not device.needs_calibration or (device.calibrated_until is not None and device.calibrated_until > at)
    return device.qualified_until is not None and device.qualified_until > at and calibrated


def present_things(organisation_id: UUID, at: datetime) -> dict[str, Present]:
    """By the resource of which they are one; stores are left out, nobody waits for them. Two queries."""
    usable: dict[str, int] = defaultdict(int)
    missing: dict[str, list[str]] = defaultdict(list)
    rooms = Room.objects.filter(organisation_id=organisation_id)
    for suite, grade, code, state in rooms.order_by("code").values_list("suite__code", "grade", "code", "state"):
        name = suite_name(f"{suite}/{grade}")
        usable[name] += state == ServiceState.IN_SERVICE
        missing[name] += [] if state == ServiceState.IN_SERVICE else [code]
    devices = Equipment.objects.filter(organisation_id=organisation_id)
    for each in devices.exclude(kind__in=STORES).select_related("room__suite").order_by("code"):
        name, there = device_name(each), each.state == ServiceState.IN_SERVICE and is_usable(each, at)
        usable[name] += there
        missing[name] += [] if there else [each.code]
    return {name: Present(count, tuple(missing[name])) for name, count in usable.items()}
