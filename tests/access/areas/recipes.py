"""Recipes: one version in draft, one that waits for its author's signature and has a comment."""

from dataclasses import replace
from hashlib import sha256
from typing import Any

from django.db import transaction

from cellpark.access.public import actor_for
from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now
from cellpark.ledger.public import record
from cellpark.recipes import public as recipes
from cellpark.recipes.events import StepCommented
from tests.access.areas import code_of
from tests.access.sample import OK, Sample
from tests.recipes.conftest import TEXT
from tests.recipes.test_overlays import OVERLAY

DRAFT = {"version_id": "recipe_draft"}
FROZEN = {"version_id": "recipe_frozen"}
COMMENT = {"comment_id": "recipe_comment"}
# closed lists, numbers and digests
NOT_WRITTEN = {
    "recipes.OverlayEdition": {"sha256", "based_on"},
    "recipes.RecipeText": {"sha256"},
    "recipes.RecipeVersion": {"number", "state", "sha256", "change"},
    "recipes.StepComment": {"step"},
}
STEP = {"unit": "U1", "number": 1}

ROUTES = {
    "recipes": Sample(),
    "recipe-register": Sample(own=OK, post=(422,)),
    "recipe-version": Sample(FROZEN),
    "recipe-text": Sample(FROZEN),
    "recipe-file": Sample(FROZEN, fixed={"kind": "json"}),
    "recipe-write": Sample(DRAFT, own=OK, post=(422,)),
    "recipe-step": Sample(DRAFT, fixed=STEP, own=OK, post=(422,)),
    "recipe-review": Sample(FROZEN),
    "recipe-comment": Sample(FROZEN, own=OK, post=(422,)),
    "recipe-answer": Sample(COMMENT, own=OK, post=(422,)),
    "recipe-start": Sample(FROZEN, own=OK, post=(422,)),
    "recipe-submit": Sample(DRAFT, own=OK, post=(422,)),
    "recipe-return": Sample(FROZEN, own=OK, post=(422,)),
    "recipe-reopen": Sample(FROZEN, own=OK, post=(422,)),
    "recipe-discard": Sample(DRAFT, own=OK, post=(422,)),
    "recipe-retire": Sample(FROZEN, own=OK, post=(422,)),
    # who may sign follows from the state: here the author alone
    "recipe-sign": Sample(FROZEN, own=(*OK, 403), post=(403, 422)),
    "recipe-signing": Sample({**FROZEN, "prepared_id": "prepared"}, own=(404,), post=(404,), personal=True),
}
# each is refused for what it says, so that the version is there for the next caller
REFUSED = (409, 422)
OPERATIONS = {
    "list_recipe_versions": Sample(),
    "read_recipe_version": Sample(FROZEN),
    "list_recipe_changes": Sample(FROZEN),
    "register_a_recipe": Sample(body=lambda _side: {"text": "no head"}, own=REFUSED),
    "start_recipe_version": Sample(FROZEN, body=lambda _side: {}, own=REFUSED),
    "return_recipe_version": Sample(FROZEN, body=lambda _side: {"reason": " "}, own=REFUSED),
    "reopen_recipe_version": Sample(FROZEN, body=lambda _side: {"reason": " "}, own=REFUSED),
    "discard_recipe_version": Sample(DRAFT, body=lambda _side: {"reason": " "}, own=REFUSED),
    "retire_recipe_version": Sample(FROZEN, body=lambda _side: {"reason": " "}, own=REFUSED),
    "check_recipe_text": Sample(body=lambda _side: {"text": TEXT}),
    "read_recipe_text": Sample(DRAFT),
    "read_recipe_document": Sample(FROZEN),
    "save_recipe_draft": Sample(FROZEN, body=lambda _side: {"text": "x"}, own=REFUSED),
    "submit_recipe_version": Sample(FROZEN, body=lambda _side: {}, own=REFUSED),
    "list_recipe_comments": Sample(FROZEN),
    "comment_on_recipe": Sample(FROZEN, body=lambda _side: {"text": "why?"}, own=REFUSED),
    "answer_recipe_comment": Sample(COMMENT, body=lambda _side: {"answer": " "}, own=REFUSED),
}
SAME = {
    "recipe-register": "register_a_recipe",
    "recipe-write": "save_recipe_draft",
    "recipe-step": "save_recipe_draft",
    "recipe-comment": "comment_on_recipe",
    "recipe-answer": "answer_recipe_comment",
    "recipe-start": "start_recipe_version",
    "recipe-submit": "submit_recipe_version",
    "recipe-return": "return_recipe_version",
    "recipe-reopen": "reopen_recipe_version",
    "recipe-discard": "discard_recipe_version",
    "recipe-retire": "retire_recipe_version",
}
IN_PERSON = "a signature needs the signer's second factor, at that moment"
REASONS = {"recipe-sign": IN_PERSON, "recipe-signing": IN_PERSON}
ONLY_PROGRAMS = ("check_recipe_text",)


def populate(home: Any, colleague: Any, label: str) -> dict[str, Any]:
    """A draft, and a frozen version with a comment; the label stands in titles and texts."""
    plain: Actor = actor_for(colleague.id, home.id, [], channel="page")
    author = replace(plain, organisation_id=home.id, permissions=frozenset(recipes.RecipePermission), scope=EVERYTHING)
    text = TEXT.replace("| Example process", f"| Example {label}").replace("Count\n", f"Count {label}\n")
    text = text.replace("\u8ba1\u6570 |", f"\u8ba1\u6570 {label} |").replace("\u5de5\u827a |", f"{label} |")
    with use_scope(EVERYTHING), transaction.atomic():
        text = text.replace("EX-001", f"EX-001-{code_of(label)}")
        draft = recipes.register_recipe(actor=author, text=text.replace("EX-001", "EX-002"))
        frozen = recipes.register_recipe(actor=author, text=text)
        frozen = recipes.submit_version(actor=author, version_id=frozen.id)
        comment = new_id()
        recorded = record(
            stream=frozen.stream,
            event=StepCommented(version=frozen.id, comment=comment, step="U1.1", text=label, author=colleague.id),
            actor=author,
            organisation=home.id,
        )
        recipes.StepComment(
            id=comment,
            organisation_id=home.id,
            recipe_version=frozen,
            step="U1.1",
            text=label,
            author=colleague.id,
            written_at=now(),
            version=recorded.version,
        ).save(force_insert=True)
        recipes.StepComment(
            id=new_id(),
            organisation_id=home.id,
            recipe_version=frozen,
            step="U1.1",
            text=label,
            author=colleague.id,
            written_at=now(),
            answer=label,
            version=recorded.version,
        ).save(force_insert=True)
        frozen.version = recorded.version
        frozen.save()
        overlay = f"# {label}\n{OVERLAY % 10}".replace("EX-001", f"EX-001-{code_of(label)}")
        recipes.OverlayEdition(
            id=new_id(),
            organisation_id=home.id,
            recipe=frozen.recipe,
            major=1,
            edition=1,
            sha256=sha256(overlay.encode()).hexdigest(),
            text=overlay,
            based_on="0" * 64,
            batches=[label],
            kept_at=now(),
            reason=label,
        ).save(force_insert=True)
    return {"recipe_draft": draft.id, "recipe_frozen": frozen.id, "recipe_comment": comment}
