"""The addresses of this area."""

from django.urls import URLPattern

from cellpark.access.public import requires, route
from cellpark.genealogy.public import GenealogyPermission
from cellpark.materials.public import MaterialsPermission
from cellpark.web.areas.genealogy.views import documents, hold, trace

SEE = requires(GenealogyPermission.SEE_TRACE)

urlpatterns: list[URLPattern] = [
    route("traces", trace.find, access=SEE, name="traces"),
    route("traces/<slug:kind>/<uuid:thing_id>", trace.trace, access=SEE, name="trace"),
    route(
        "traces/<slug:kind>/<uuid:thing_id>/hold",
        hold.hold,
        access=requires(MaterialsPermission.HANDLE),
        name="trace-hold",
    ),
    route("traces/container/<uuid:container_id>/epcis", documents.epcis, access=SEE, name="container-epcis"),
    route("traces/container/<uuid:container_id>/fhir", documents.fhir, access=SEE, name="container-fhir"),
]
