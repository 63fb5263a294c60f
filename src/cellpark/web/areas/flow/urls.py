"""The addresses of this area."""

from django.urls import URLPattern

from cellpark.access.public import requires, route
from cellpark.instruments.public import InstrumentPermission
from cellpark.quality.public import QualityPermission
from cellpark.web.areas.flow.views import analysis, keeping, queue

# whoever sees raw files may see what they hold; the strategy is a raw file too
SEE = requires(InstrumentPermission.SEE_FILES)
TUBE = "flow/<uuid:file_id>/<uuid:strategy_id>"

urlpatterns: list[URLPattern] = [
    route("flow", analysis.overview, access=SEE, name="flow"),
    route("flow/files", keeping.keep_tube, access=requires(InstrumentPermission.KEEP_FILE), name="flow-keep"),
    route("flow/queue", queue.queue, access=SEE, name="flow-queue"),
    route("flow/queue/add", queue.add, access=requires(InstrumentPermission.KEEP_FILE), name="flow-queue-add"),
    route(
        "flow/strategies",
        keeping.keep_a_strategy,
        access=requires(QualityPermission.KEEP_STRATEGY),
        name="flow-keep-strategy",
    ),
    route("flow/strategies/<uuid:strategy_id>", analysis.document, access=SEE, name="flow-strategy"),
    route(TUBE, analysis.analysis, access=SEE, name="flow-analysis"),
    route(f"{TUBE}/populations.csv", analysis.table, access=SEE, name="flow-table"),
]
