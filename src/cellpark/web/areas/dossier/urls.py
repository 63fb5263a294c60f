"""The addresses of this area."""

from django.urls import URLPattern

from cellpark.access.public import requires, route
from cellpark.dossier.public import DossierPermission as May
from cellpark.orders.public import OrderPermission
from cellpark.web.areas.dossier.views import dossiers, inspection, leaving

urlpatterns: list[URLPattern] = [
    route("batches/<uuid:batch_id>/dossier", dossiers.dossiers, access=requires(May.BUILD), name="dossiers"),
    route("dossiers/<uuid:dossier_id>", dossiers.inside, access=requires(May.BUILD), name="dossier"),
    route("dossiers/<uuid:dossier_id>/file", dossiers.download, access=requires(May.BUILD), name="dossier_file"),
    route("leaving", leaving.leaving, access=requires(May.EXPORT), name="leaving"),
    route("leaving/parts/<uuid:part_id>", leaving.part, access=requires(May.EXPORT), name="leaving_part"),
    route(
        "leaving/patients", leaving.patients, access=requires(OrderPermission.KEEP_PATIENTS), name="leaving_patients"
    ),
    route("inspection", inspection.find, access=requires(May.INSPECT), name="inspection"),
    route("inspection/<slug:kind>/<uuid:thing_id>", inspection.story, access=requires(May.INSPECT), name="story"),
    route("inspections", inspection.inspections, access=requires(May.SEE_INSPECTIONS), name="inspections"),
]
