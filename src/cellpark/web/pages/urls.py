"""The addresses of the pages, each with its access rule."""

from django.urls import URLPattern

from cellpark.access.public import PUBLIC, SIGNED_IN, route
from cellpark.web.pages import desk_urls, ledger_urls, sign_in_urls, signing_urls
from cellpark.web.pages.views import design, parks, preferences

urlpatterns: list[URLPattern] = [
    *sign_in_urls.urlpatterns,
    *desk_urls.urlpatterns,
    *ledger_urls.urlpatterns,
    *signing_urls.urlpatterns,
    route("preferences", preferences.choose, access=PUBLIC, name="preferences"),
    route("design", design.gallery, access=PUBLIC, name="design"),
    route("parks", parks.parks, access=SIGNED_IN, name="parks"),
    route("parks/<slug:key>", parks.park, access=SIGNED_IN, name="park"),
]
