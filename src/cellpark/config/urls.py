"""All addresses of the site."""

from cellpark.web.api.urls import urlpatterns as api
from cellpark.web.pages.urls import urlpatterns as pages

urlpatterns = [*pages, *api]
handler400 = "cellpark.web.pages.views.errors.bad_request"
handler403 = "cellpark.web.pages.views.errors.not_allowed"
handler404 = "cellpark.web.pages.views.errors.not_found"
handler429 = "cellpark.web.pages.views.errors.too_many"
handler500 = "cellpark.web.pages.views.errors.broken"
