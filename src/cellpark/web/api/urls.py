"""The addresses of the API: operations under ``/api/v1/``, their description, and words for everything else."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, URLResolver, include, path
from ninja.responses import NinjaJSONEncoder

from cellpark.access.public import PUBLIC, route
from cellpark.web.api import operations
from cellpark.web.api.description import PREFIX, api
from cellpark.web.api.document import document
from cellpark.web.api.documentation import documentation
from cellpark.web.api.mount import mounted
from cellpark.web.api.problems import answer

operations.load()
PATTERNS = api.urls[0]  # rebuilt at each access, so it is held here


def description(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """The description of the API (OpenAPI 3.1)."""
    return JsonResponse(document(), encoder=NinjaJSONEncoder)


def unknown(request: HttpRequest, rest: str = "") -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """An address that no operation has: refused in the form of the API, not as a page."""
    return answer(request, Http404())


urlpatterns: list[URLPattern | URLResolver] = [
    route(f"{PREFIX}openapi.json", description, access=PUBLIC, name="api-description"),
    route(f"{PREFIX}docs", documentation, access=PUBLIC, name="api-documentation"),
    path(PREFIX, include((mounted(PATTERNS), "api"))),
    route("api/<path:rest>", unknown, access=PUBLIC, name="api-unknown"),
]
