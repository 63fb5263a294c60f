"""Words of this app for people: its name, its rights, its states, its events."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cellpark.recipes.permissions import RecipePermission
from cellpark.recipes.states import ChangeSize, VersionState

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

APP_WORDS: Mapping[str, Promise] = {"recipes": _("Recipes")}

PERMISSION_WORDS: Mapping[str, Promise] = {
    RecipePermission.SEE: _("Read recipes"),
    RecipePermission.WRITE: _("Write recipes and sign as their author"),
    RecipePermission.REVIEW: _("Review recipes, comment on steps and return them"),
    RecipePermission.APPROVE: _("Approve recipes"),
    RecipePermission.RETIRE: _("Retire recipes"),
    RecipePermission.KEEP_OVERLAY: _("Keep planning overlays of recipes"),
}

STATE_WORDS: Mapping[VersionState, "StrOrPromise"] = {
    VersionState.DRAFT: _("Draft"),
    VersionState.SUBMITTED: _("Waits for its author's signature"),
    VersionState.IN_REVIEW: _("In review"),
    VersionState.REVIEWED: _("Reviewed"),
    VersionState.APPROVED: _("Approved"),
    VersionState.RETIRED: _("Retired"),
    VersionState.DISCARDED: _("Discarded"),
}
LIFECYCLE_STATES: Mapping[str, Mapping[VersionState, "StrOrPromise"]] = {"recipes.version": STATE_WORDS}

CHANGE_WORDS: Mapping[ChangeSize, Promise] = {
    ChangeSize.MAJOR: _("Change of the process"),
    ChangeSize.MINOR: _("Change within the process"),
    ChangeSize.PATCH: _("Change of wording"),
}

EVENT_TITLES: Mapping[str, Promise] = {
    "recipes.recipe.registered": _("Recipe registered"),
    "recipes.version.started": _("Version started"),
    "recipes.version.submitted": _("Text frozen"),
    "recipes.version.authored": _("Signed by its author"),
    "recipes.version.commented": _("Step commented"),
    "recipes.version.comment_settled": _("Comment answered"),
    "recipes.version.returned": _("Returned to its author"),
    "recipes.version.reviewed": _("Reviewed"),
    "recipes.version.approved": _("Approved"),
    "recipes.version.retired": _("Retired"),
    "recipes.version.discarded": _("Discarded"),
    "recipes.overlay.kept": _("Overlay kept"),
}

EVENT_SENTENCES: Mapping[str, Promise] = {
    "recipes.recipe.registered": _("Master batch record %(mbr)s was registered."),
    "recipes.version.started": _("A draft of version %(number)s was begun: %(title)s."),
    "recipes.version.submitted": _("The text of version %(number)s was frozen with the hash %(sha256)s."),
    "recipes.version.authored": _("%(author)s signed the text as its author; it goes to review."),
    "recipes.version.commented": _("%(author)s commented on %(step)s: %(text)s"),
    "recipes.version.comment_settled": _("%(answered_by)s answered a comment: %(answer)s"),
    "recipes.version.returned": _("The text was returned to its author."),
    "recipes.version.reviewed": _("%(reviewer)s checked the text and signed the review."),
    "recipes.version.approved": _("%(approver)s approved the text; batches may run it from now on."),
    "recipes.version.retired": _("The version was retired; no new batch runs it."),
    "recipes.version.discarded": _("The draft was given up."),
    "recipes.overlay.kept": _("A planning overlay was learned from executed batches; the recipe stays as it is."),
}

EVENT_PEOPLE = frozenset({"author", "reviewer", "approver", "answered_by"})

EVENT_FIELDS: Mapping[str, Promise] = {
    "recipe": _("Recipe"),
    "mbr": _("Number of the master batch record"),
    "number": _("Version number"),
    "based_on": _("Based on"),
    "sha256": _("SHA-256 of the text"),
    "change": _("Size of the change"),
    "author": _("Author"),
    "reviewer": _("Reviewer"),
    "approver": _("Approver"),
    "comment": _("Comment"),
    "step": _("Step"),
    "text": _("Text"),
    "version": _("Version"),
    "answer": _("Answer"),
    "answered_by": _("Answered by"),
    "successor": _("Successor"),
    "overlay": _("Planning overlay"),
    "major": _("Major version"),
    "edition": _("Edition"),
    "batches": _("Batches"),
}
