"""The addresses of this area."""

from django.urls import URLPattern

from cellpark.access.public import requires, route
from cellpark.studies.public import StudyPermission as May
from cellpark.web.areas.studies.views import asking, studies

SEE, ASK = requires(May.SEE), requires(May.ASK)
STUDY = "studies/<uuid:study_id>"

urlpatterns: list[URLPattern] = [
    route("studies", studies.listed, access=SEE, name="studies"),
    route("studies/ask", asking.ask, access=ASK, name="study_ask"),
    route(STUDY, studies.one, access=SEE, name="study"),
    route(f"{STUDY}/stop", studies.stop, access=ASK, name="study_stop"),
]
