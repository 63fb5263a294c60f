"""All addresses of the site: of the pages, of each area of work, of the API, in the order of INSTALLED_APPS."""

from cellpark.base.contributed import contributed

urlpatterns = [pattern for patterns in contributed("urls", "urlpatterns") for pattern in patterns]
handler400 = "cellpark.web.pages.views.errors.bad_request"
handler403 = "cellpark.web.pages.views.errors.not_allowed"
handler404 = "cellpark.web.pages.views.errors.not_found"
handler429 = "cellpark.web.pages.views.errors.too_many"
handler500 = "cellpark.web.pages.views.errors.broken"
