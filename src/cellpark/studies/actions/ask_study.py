"""Ask for a study: it is worked out in the background."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.locks import lock_word
from cellpark.base.text import text_problems
from cellpark.base.time import now
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.recipes.public import approved
from cellpark.studies.asked import NAME_MAX, Asked, asked_problems
from cellpark.studies.house import changes_of, house_base
from cellpark.studies.models import Study
from cellpark.studies.permissions import StudyPermission
from cellpark.studies.states import UNDER_WAY


def ask_study(*, actor: Actor, name: str, recipe: str, asked: Asked, costs: str = "") -> Study:
    """Keep what is asked and queue it; one study of an organisation runs at a time.

    Raises ``Refused``: what ``asked_problems``, ``house_base`` and ``changed`` find, ``studies.study.busy``,
    ``recipes.version.not_approved``.
    """
    from cellpark.studies.tasks import work

    actor.require(StudyPermission.ASK)
    assert actor.organisation_id is not None, "a study is of somebody's plant"
    organisation: UUID = actor.organisation_id
    if not name.strip():
        raise Refused(Problem("base.required", field="name"))
    too_long = [Problem("base.too_long", {"limit": NAME_MAX}, field="name")] if len(name) > NAME_MAX else []
    refuse_any([*text_problems(name=name), *too_long, *asked_problems(asked, costs)])
    version = approved(recipe)
    changes_of(organisation, house_base(organisation, recipe, asked, costs), asked)
    with transaction.atomic():
        # two who ask at the same time meet here
        lock_word(f"studies/{organisation}")
        if Study.objects.filter(organisation_id=organisation, state__in=UNDER_WAY).exists():
            raise Refused(Problem("studies.study.busy"))
        row = Study(
            organisation_id=organisation,
            name=name.strip(),
            recipe=recipe,
            mbr=version.recipe.mbr,
            asked=asked.as_form(),
            costs=costs,
            asked_by=actor.person_id,
            asked_at=now(),
        )
        row.save(force_insert=True)
        work.defer(study_id=str(row.id))
    return row
