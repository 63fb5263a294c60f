"""Keep an edition of a recipe's planning overlay: it is used from now on, and the recipe stays as it was signed."""

import hashlib
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.text import text_problems
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.ledger.public import lock_stream, record
from cellpark.recipes.dialect.plan import parse_plan, plan_problems
from cellpark.recipes.events import OverlayKept
from cellpark.recipes.models import MasterRecipe, OverlayEdition, RecipeVersion
from cellpark.recipes.permissions import RecipePermission
from cellpark.recipes.queries import recipe_of
from cellpark.recipes.states import VersionState

BATCHES_MAX = 10_000
REASON_MAX = 500


def keep_overlay(
    *, actor: Actor, recipe_id: UUID, text: str, batches: list[str], based_on: str, reason: str
) -> OverlayEdition:
    """Keep a text that was learned from ``batches`` (their numbers); ``based_on`` is the SHA-256 of the one before.

    Raises ``Refused``: what ``parse_plan`` and ``plan_problems`` find with the version in force,
    ``recipes.overlay.no_version`` without one, ``recipes.overlay.moved_on`` when somebody kept another meanwhile,
    ``base.required`` without a reason (CN-2f).
    """
    actor.require(RecipePermission.KEEP_OVERLAY)
    _refuse_reason(reason)
    plan = parse_plan(text)
    master = MasterRecipe.objects.get(id=recipe_id)
    with transaction.atomic():
        lock_stream(f"recipe-overlay/{master.id}")
        version = RecipeVersion.objects.filter(recipe=master, state=VersionState.APPROVED).first()
        if version is None:
            refuse_any([Problem("recipes.overlay.no_version", {"mbr": master.mbr})])
        assert version is not None
        refuse_any(plan_problems(plan, recipe_of(version)))
        last = OverlayEdition.objects.filter(recipe=master, major=plan.major).order_by("-edition").first()
        if last is not None and last.sha256 != based_on:
            refuse_any([Problem("recipes.overlay.moved_on", {"edition": last.edition})])
        row = OverlayEdition(
            id=new_id(),
            organisation_id=master.organisation_id,
            recipe=master,
            major=plan.major,
            edition=1 if last is None else last.edition + 1,
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            text=text,
            based_on=based_on,
            batches=batches[:BATCHES_MAX],
            kept_by=actor.person_id,
            reason=reason.strip(),
        )
        recorded = record(
            stream=f"recipe-overlay/{master.id}",
            event=OverlayKept(
                overlay=row.id,
                recipe=master.id,
                mbr=master.mbr,
                major=plan.major,
                edition=row.edition,
                sha256=row.sha256,
                based_on=based_on,
                batches=tuple(row.batches),
            ),
            actor=actor,
            organisation=master.organisation_id,
            reason=row.reason,
        )
        row.kept_at = recorded.at
        row.save(force_insert=True)
    return row


def _refuse_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused(Problem("base.required", field="reason"))
    too_long = [Problem("base.too_long", {"limit": REASON_MAX}, field="reason")] if len(reason) > REASON_MAX else []
    refuse_any([*text_problems(reason=reason), *too_long])
