"""The addresses of this area."""

from django.urls import URLPattern

from cellpark.access.public import requires, route
from cellpark.identity.public import IdentityPermission
from cellpark.recipes.public import RecipePermission
from cellpark.web.areas.recipes.views import acts, documents, files, review, signing, writing

SEE = requires(RecipePermission.SEE)
WRITE = requires(RecipePermission.WRITE)
REVIEW = requires(RecipePermission.REVIEW)
# which of the three rights a signature needs follows from the state of the version
SIGN = requires(IdentityPermission.MAKE_SIGNATURE)
VERSION = "recipes/versions/<uuid:version_id>"

urlpatterns: list[URLPattern] = [
    route("recipes", documents.recipes, access=SEE, name="recipes"),
    route("recipes/register", writing.register, access=WRITE, name="recipe-register"),
    route(VERSION, documents.version, access=SEE, name="recipe-version"),
    route(f"{VERSION}/text", documents.text, access=SEE, name="recipe-text"),
    route(f"{VERSION}/files/<slug:kind>", files.file, access=SEE, name="recipe-file"),
    route(f"{VERSION}/write", writing.write, access=WRITE, name="recipe-write"),
    route(f"{VERSION}/write/<slug:unit>.<int:number>", writing.step, access=WRITE, name="recipe-step"),
    route(f"{VERSION}/review", review.review, access=SEE, name="recipe-review"),
    route(f"{VERSION}/comment", review.comment, access=REVIEW, name="recipe-comment"),
    route("recipes/comments/<uuid:comment_id>/answer", review.answer, access=WRITE, name="recipe-answer"),
    route(f"{VERSION}/start", acts.start, access=WRITE, name="recipe-start"),
    route(f"{VERSION}/submit", acts.submit, access=WRITE, name="recipe-submit"),
    route(f"{VERSION}/return", acts.give_back, access=REVIEW, name="recipe-return"),
    route(f"{VERSION}/reopen", acts.give_back, access=WRITE, name="recipe-reopen"),
    route(f"{VERSION}/discard", acts.discard, access=WRITE, name="recipe-discard"),
    route(f"{VERSION}/retire", acts.retire, access=requires(RecipePermission.RETIRE), name="recipe-retire"),
    route(f"{VERSION}/sign", signing.begin, access=SIGN, name="recipe-sign"),
    route(f"{VERSION}/signing/<uuid:prepared_id>", signing.sign, access=SIGN, name="recipe-signing"),
]
