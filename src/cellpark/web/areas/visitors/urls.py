"""The addresses of this area: open to anybody."""

from django.urls import URLPattern

from cellpark.access.public import PUBLIC, route
from cellpark.web.areas.visitors.views import front

urlpatterns: list[URLPattern] = [
    route("visit", front.front, access=PUBLIC, name="visit"),
    route("visit/<slug:key>", front.park, access=PUBLIC, name="visit-park"),
]
