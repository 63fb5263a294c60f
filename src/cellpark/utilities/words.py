"""Words for utilities, in the reader's language."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cellpark.utilities.permissions import UtilityPermission
from cellpark.utilities.rating.settling import KeyKind
from cellpark.utilities.states import Band, PeriodState, PointRole, ReadingSource, ReadingState, ShareState, Utility

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Words = Mapping[str, "StrOrPromise"]

APP_WORDS: Words = {"utilities": _("Utilities")}
PERMISSION_WORDS: Words = {
    UtilityPermission.SEE: _("See meters and tariffs"),
    UtilityPermission.SEE_OWN: _("See the own meters and what they cost"),
    UtilityPermission.READ: _("Read meters"),
    UtilityPermission.MANAGE: _("Register and replace meters"),
    UtilityPermission.CORRECT: _("Correct readings"),
    UtilityPermission.SET_TARIFF: _("Set tariffs"),
    UtilityPermission.CLOSE: _("Close periods of utilities"),
}
UTILITIES: Words = {
    Utility.ELECTRICITY: _("Electricity"),
    Utility.STEAM: _("Steam"),
    Utility.WATER: pgettext_lazy("utility", "Water"),
    Utility.LN2: _("Liquid nitrogen"),
}
ROLES: Words = {
    PointRole.ROOM: _("Use of one room"),
    PointRole.COMMON: _("Common use"),
    PointRole.MAIN: _("Main meter"),
}
BANDS: Words = {
    Band.ALL: pgettext_lazy("band", "All day"),
    Band.SHARP: pgettext_lazy("band", "Critical peak"),
    Band.PEAK: pgettext_lazy("band", "Peak"),
    Band.FLAT: pgettext_lazy("band", "Flat"),
    Band.VALLEY: pgettext_lazy("band", "Valley"),
}
KEYS: Words = {
    KeyKind.AREA: _("By net area and day"),
    KeyKind.HEADS: _("By people and day"),
    KeyKind.SUBMETER: _("By the rooms’ own meters"),
    KeyKind.FIXED: _("By fixed shares and day"),
}
SOURCES: Words = {
    ReadingSource.TYPED: pgettext_lazy("reading", "Typed"),
    ReadingSource.FILE: pgettext_lazy("reading", "From a file"),
    ReadingSource.ESTIMATED: pgettext_lazy("reading", "Estimated"),
    ReadingSource.FITTED: pgettext_lazy("reading", "When fitted"),
    ReadingSource.REMOVED: pgettext_lazy("reading", "When removed"),
}
READING_STATES: Words = {
    ReadingState.STANDING: pgettext_lazy("reading", "Counts"),
    ReadingState.REVERSED: pgettext_lazy("reading", "Reversed"),
}
PERIOD_STATES: Words = {
    PeriodState.CLOSING: pgettext_lazy("period", "Being charged"),
    PeriodState.CLOSED: pgettext_lazy("period", "Closed"),
}
SHARE_STATES: Words = {
    ShareState.STANDING: pgettext_lazy("share", "Owed"),
    ShareState.REVERSED: pgettext_lazy("share", "Taken back"),
}
LIFECYCLE_STATES: Mapping[str, Words] = {
    "utilities.period": PERIOD_STATES,
    "utilities.reading": READING_STATES,
    "utilities.share": SHARE_STATES,
}
EVENT_VALUES: Mapping[str, Words] = {"utility": UTILITIES, "role": ROLES, "key": KEYS, "source": SOURCES}
_T, _P, _M, _R, _S = (f"utilities.{each}." for each in ("tariff", "point", "meter", "reading", "share"))
EVENT_TITLES: Words = {
    f"{_T}registered": _("Tariff registered"),
    f"{_T}priced": _("Prices set"),
    f"{_P}registered": _("Measuring point registered"),
    f"{_P}keyed": _("Key of common use set"),
    f"{_P}closed": _("Measuring point closed"),
    f"{_M}fitted": _("Meter fitted"),
    f"{_M}removed": _("Meter removed"),
    f"{_R}taken": _("Meter read"),
    f"{_R}reversed": _("Reading reversed"),
    "utilities.period.closed": _("Period of a utility closed"),
    f"{_S}owed": _("Share of a period owed"),
    f"{_S}reversed": _("Share of a period taken back"),
}
EVENT_SENTENCES: Words = {
    f"{_T}registered": _("%(actor)s registered tariff %(code)s."),
    f"{_T}priced": _("%(actor)s set prices from %(since)s on."),
    f"{_P}registered": _("%(actor)s registered measuring point %(code)s."),
    f"{_P}keyed": _("%(actor)s set the key of common use."),
    f"{_P}closed": _("%(actor)s closed the measuring point on %(day)s."),
    f"{_M}fitted": _("%(actor)s fitted meter %(serial)s."),
    f"{_M}removed": _("%(actor)s removed the meter."),
    f"{_R}taken": _("%(actor)s kept the reading of %(day)s."),
    f"{_R}reversed": _("%(actor)s reversed the reading of %(day)s."),
    "utilities.period.closed": _("%(actor)s settled the days from %(since)s up to %(until)s: %(net)s CNY in all."),
    f"{_S}owed": _("%(net)s CNY are owed for a room and a meter."),
    f"{_S}reversed": _("%(actor)s took back what was owed for a room and a meter."),
}
EVENT_FIELDS: Words = {
    "tariff": _("Tariff"),
    "utility": _("Utility"),
    "bands": _("Bands"),
    "prices": _("Prices"),
    "minimum": _("Minimum a month"),
    "tax": _("Tax"),
    "point": _("Measuring point"),
    "role": pgettext_lazy("measuring point", "Counts"),
    "building": _("Building"),
    "room": _("Room"),
    "main": _("Main meter"),
    "key": _("Key of common use"),
    "weights": _("Shares of the rooms"),
    "meter": _("Meter"),
    "serial": _("Serial number"),
    "digits": _("Digits"),
    "factor": _("Factor"),
    "reading": _("Reading"),
    "registers": _("Registers"),
    "source": _("Source"),
    "note": _("Note"),
    "period": _("Period"),
    "shares": _("Shares"),
    "share": _("Share"),
    "net": _("Net amount"),
    "tenant": _("Tenant"),
    "charge": _("Charge"),
    "revision": _("Revision"),
    "day": _("Day"),
    "since": _("From"),
    "until": _("Until"),
}
