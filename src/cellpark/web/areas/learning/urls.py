"""The addresses of this area."""

from django.urls import URLPattern

from cellpark.access.public import requires, route
from cellpark.plans.public import PlanPermission
from cellpark.recipes.public import RecipePermission
from cellpark.web.areas.learning.views import comparing, editions, recipes

SEE, COMPARE = requires(PlanPermission.SEE), requires(PlanPermission.DRAW)
KEEP = requires(RecipePermission.KEEP_OVERLAY)
RECIPE, WORK = "planning/learning/<uuid:recipe_id>", "planning/learning/comparisons/<uuid:work_id>"
EDITION = "planning/learning/editions/<uuid:edition_id>"

urlpatterns: list[URLPattern] = [
    route("planning/learning", recipes.listed, access=SEE, name="learning"),
    route(RECIPE, recipes.one, access=SEE, name="learning_recipe"),
    route(f"{RECIPE}/compare", comparing.compare, access=COMPARE, name="learning_compare"),
    route(f"{WORK}/stop", comparing.stop, access=COMPARE, name="learning_stop"),
    route(f"{WORK}/keep", comparing.keep, access=KEEP, name="learning_keep"),
    route(EDITION, editions.one, access=SEE, name="learning_edition"),
    route(f"{EDITION}/text", editions.text, access=SEE, name="learning_edition_text"),
]
