"""Words for buildings and rooms, in the reader's language."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from cellpark.premises.permissions import PremisesPermission
from cellpark.premises.states import Ending, RoomGrade, RoomKind, RoomUse, Waste

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Words = Mapping[str, "StrOrPromise"]

APP_WORDS: Words = {"premises": _("Premises")}
PERMISSION_WORDS: Words = {
    PremisesPermission.SEE: _("See buildings, rooms and who rents them"),
    PremisesPermission.REGISTER_BUILDING: _("Register and change buildings"),
    PremisesPermission.CHANGE_ROOM: _("Change, split, merge, close and import rooms"),
}
KINDS: Words = {
    RoomKind.ROOM: pgettext_lazy("premises", "Room"),
    RoomKind.BENCH: pgettext_lazy("premises", "Bench"),
}
USES: Words = {
    RoomUse.LABORATORY: pgettext_lazy("premises", "Laboratory"),
    RoomUse.PILOT: pgettext_lazy("premises", "Pilot"),
    RoomUse.PRODUCTION: pgettext_lazy("premises", "Production"),
    RoomUse.OFFICE: pgettext_lazy("premises", "Office"),
    RoomUse.STORAGE: pgettext_lazy("premises", "Storage"),
    RoomUse.ANIMAL: pgettext_lazy("premises", "Animal"),
}
GRADES: Words = {
    RoomGrade.A: pgettext_lazy("premises", "Grade A"),
    RoomGrade.B: pgettext_lazy("premises", "Grade B"),
    RoomGrade.C: pgettext_lazy("premises", "Grade C"),
    RoomGrade.D: pgettext_lazy("premises", "Grade D"),
    RoomGrade.CNC: pgettext_lazy("premises", "CNC"),
    RoomGrade.NONE: pgettext_lazy("premises", "no grade"),
}
WASTES: Words = {
    Waste.NONE: pgettext_lazy("premises", "none"),
    Waste.CHEMICAL: pgettext_lazy("premises", "chemical"),
    Waste.BIOLOGICAL: pgettext_lazy("premises", "biological"),
    Waste.BOTH: pgettext_lazy("premises", "chemical and biological"),
}
ENDINGS: Words = {
    Ending.OPEN: pgettext_lazy("premises", "no end"),
    Ending.CLOSED: pgettext_lazy("premises", "closed"),
    Ending.SPLIT: pgettext_lazy("premises", "split"),
    Ending.MERGED: pgettext_lazy("premises", "merged"),
}
COLUMNS: Words = {
    "building": _("Building"),
    "floor": _("Floor"),
    "code": _("Room"),
    "kind": _("Kind"),
    "inside": _("Stands in room"),
    "use": pgettext_lazy("premises", "Use"),
    "area_gross_m2": _("Gross area, m²"),
    "area_net_m2": _("Net area, m²"),
    "grade": _("Grade"),
    "height_m": _("Clear height, m"),
    "floor_load_kn_m2": _("Floor load, kN/m²"),
    "power_kw": _("Power, kW"),
    "steam_kg_h": _("Steam, kg/h"),
    "purified_water_l_h": _("Purified water, L/h"),
    "ln2": _("Liquid nitrogen"),
    "exhaust_m3_h": _("Exhaust, m³/h"),
    "waste": _("Treated waste water"),
    "bonded": _("Bonded"),
    "public": _("Shown to visitors"),
    "valid_from": _("There from"),
    "valid_until": _("There until"),
    "outline_dm": _("Outline, dm"),
}
EVENT_VALUES: Mapping[str, Words] = {"ending": ENDINGS}
EVENT_TITLES: Words = {
    "premises.building.registered": _("Building registered"),
    "premises.building.changed": _("Building changed"),
    "premises.rooms.imported": _("Rooms imported"),
    "premises.room.changed": _("Room changed"),
    "premises.room.split": _("Room split"),
    "premises.rooms.merged": _("Rooms merged"),
    "premises.room.closed": _("End of a room changed"),
    "premises.benches.placed": _("Benches placed"),
    "premises.place.missed": _("Search for a place without a hit"),
}
EVENT_SENTENCES: Words = {
    "premises.building.registered": _("%(actor)s registered building %(code)s."),
    "premises.building.changed": _("%(actor)s changed building %(code)s."),
    "premises.rooms.imported": _("%(actor)s imported rooms from a file."),
    "premises.room.changed": _("%(actor)s changed a room."),
    "premises.room.split": _("%(actor)s split a room from %(day)s on."),
    "premises.rooms.merged": _("%(actor)s merged rooms from %(day)s on."),
    "premises.room.closed": _("%(actor)s changed the day on which a room ends."),
    "premises.benches.placed": _("%(actor)s said in which rooms benches stand."),
    "premises.place.missed": _("%(actor)s looked for a place and none had all of it."),
}
EVENT_FIELDS: Words = {
    **COLUMNS,
    "park": _("Park"),
    "phase": _("Phase"),
    "lowest_floor": _("Lowest floor"),
    "highest_floor": _("Highest floor"),
    "width_dm": _("Width of the plate, dm"),
    "depth_dm": _("Depth of the plate, dm"),
    "sha256": _("SHA-256"),
    "opened": _("New rooms"),
    "changed": _("Changed rooms"),
    "room": _("Room"),
    "rooms": _("Rooms"),
    "into": _("New rooms"),
    "number": _("Number"),
    "ending": _("End"),
    "outline": _("Outline, dm"),
    "came_from": _("Came from"),
    "benches": _("Benches"),
    "search": _("Search"),
    "day": pgettext_lazy("premises", "Day"),
    "uses": pgettext_lazy("premises", "Use"),
    "wanted": _("What was asked for"),
    "visitor": _("On the public page"),
    "once": _("Token that tells repetitions"),
}
_WANTED: Words = {
    "area_min": _("Net area from, m²"),
    "area_max": _("Net area to, m²"),
    "uses": COLUMNS["use"],
    **COLUMNS,
}


def wanted_in_words(wanted: Mapping[str, str]) -> str:
    """What somebody looked for (``MissedPlace.wanted``) as one line."""
    said = {"uses": USES, "grade": GRADES, "waste": WASTES}
    parts = []
    for name, label in _WANTED.items():
        value = wanted.get(name, "")
        if not value:
            continue
        if name in said:
            value = ", ".join(str(said[name].get(each, each)) for each in value.split())
        elif value in ("yes", "no"):
            value = gettext("yes") if value == "yes" else gettext("no")
        parts.append(f"{label}: {value}")
    return "; ".join(parts)
