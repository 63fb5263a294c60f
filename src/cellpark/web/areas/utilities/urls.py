"""The addresses of this area."""

from django.urls import URLPattern

from cellpark.access.public import requires, route
from cellpark.utilities.public import UtilityPermission as May
from cellpark.web.areas.utilities.views import files, meters, own, periods, readings, tariffs

METER = "utilities/meters/<uuid:point_id>"
TARIFF = "utilities/tariffs/<uuid:tariff_id>"

urlpatterns: list[URLPattern] = [
    route("utilities/meters", meters.listed, access=requires(May.SEE), name="utility_meters"),
    route("utilities/meters/register", meters.register, access=requires(May.MANAGE), name="utility_meter_register"),
    route(METER, meters.one, access=requires(May.SEE), name="utility_meter"),
    route(f"{METER}/read", readings.read, access=requires(May.READ), name="utility_meter_read"),
    route(f"{METER}/replace", meters.replace, access=requires(May.MANAGE), name="utility_meter_replace"),
    route(f"{METER}/close", meters.close, access=requires(May.MANAGE), name="utility_meter_close"),
    route(f"{METER}/key", meters.key, access=requires(May.MANAGE), name="utility_meter_key"),
    route("utilities/round", readings.round_, access=requires(May.READ), name="utility_round"),
    route("utilities/estimate", readings.estimate, access=requires(May.READ), name="utility_estimate"),
    route("utilities/import", files.upload, access=requires(May.READ), name="utility_import"),
    route("utilities/import/take-in", files.take_in, access=requires(May.READ), name="utility_import_take_in"),
    route(
        "utilities/readings/<uuid:reading_id>/correct",
        readings.correct,
        access=requires(May.CORRECT),
        name="utility_reading_correct",
    ),
    route("utilities/tariffs", tariffs.listed, access=requires(May.SEE), name="utility_tariffs"),
    route(
        "utilities/tariffs/register", tariffs.register, access=requires(May.SET_TARIFF), name="utility_tariff_register"
    ),
    route(TARIFF, tariffs.one, access=requires(May.SEE), name="utility_tariff"),
    route(f"{TARIFF}/price", tariffs.price, access=requires(May.SET_TARIFF), name="utility_tariff_price"),
    route("utilities/periods", periods.listed, access=requires(May.SEE), name="utility_periods"),
    route("utilities/periods/close", periods.close, access=requires(May.CLOSE), name="utility_period_close"),
    route("utilities/periods/<uuid:period_id>", periods.one, access=requires(May.SEE), name="utility_period"),
    route("utilities/shares/<uuid:share_id>", own.share, access=requires(May.SEE_OWN), name="utility_share"),
    route("utilities/own", own.listed, access=requires(May.SEE_OWN), name="utility_own"),
    route("utilities/own/<uuid:point_id>", own.one, access=requires(May.SEE_OWN), name="utility_own_meter"),
]
