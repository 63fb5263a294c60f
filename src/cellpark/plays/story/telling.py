"""Tell a story once, patient by patient: each whole or not at all, and after an interruption on with the next."""

from collections.abc import Callable
from datetime import timedelta

from django.db import transaction

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now
from cellpark.kernel.problem import Refused
from cellpark.plans.public import publish_example_plan
from cellpark.plays.models import Telling
from cellpark.plays.story.perform import Ended, home, tell_patient
from cellpark.plays.story.script import PatientScript, read_story
from cellpark.plays.story.teller import Line


def begin_telling(*, name: str, content: bytes) -> Telling:
    """The telling of this name; a new one, of which nothing is told, where there is none.

    Raises ``Refused``: what ``read_story`` refuses, and ``plays.no_organisation``.
    """
    with use_scope(EVERYTHING), transaction.atomic():
        begun: Telling | None = Telling.objects.filter(name=name).first()
        if begun is None:
            story = read_story(content)
            begun = Telling(
                name=name,
                organisation_id=home(story.maker),
                parties=[home(each) for each in (story.hospital, story.sponsor, story.carrier)],
                text=content.decode("utf-8"),
                patients=len(story.patients),
                instant=now() - timedelta(days=story.begins_days_ago),
                begun_at=now(),
            )
            begun.save(force_insert=True)
        return begun


def tell_next(
    *,
    name: str,
    password: str,
    tell: Callable[[Line], None] = lambda _line: None,
    begins: Callable[[PatientScript], None] = lambda _patient: None,
) -> Ended | None:
    """Let the next patient of a telling go the whole way, in one transaction; None when everybody is through.

    Whoever comes second waits for the first and then takes the patient after. Raises what ``tell_patient`` raises; what
    stopped it is noted with the telling.
    """
    with use_scope(EVERYTHING):
        try:
            with transaction.atomic():
                telling = Telling.objects.select_for_update().get(name=name)
                if telling.is_over:
                    return None
                story = read_story(telling.text.encode())
                patient = story.patients[len(telling.told)]
                begins(patient)
                ended = tell_patient(story, patient, begins=telling.instant, password=password, tell=tell)
                _note(telling, ended)
                return ended
        except Refused as refused:
            found = refused.problems[0]
            Telling.objects.filter(name=name).update(problem={"code": found.code, "params": dict(found.params)})
            raise


def next_telling() -> str | None:
    """The story that was begun first of those that are not over."""
    with use_scope(EVERYTHING):
        rows = Telling.objects.order_by("begun_at", "id")
        return next((each.name for each in rows if not each.is_over), None)


def plan_after(*, name: str, password: str) -> None:
    """Publish the plan of what a story that is over left to do, where the story asks for one and none is published.

    Raises ``Refused``, as ``publish_example_plan``.
    """
    with use_scope(EVERYTHING):
        telling = Telling.objects.get(name=name)
        if telling.is_over and read_story(telling.text.encode()).planned:
            publish_example_plan(password=password)


def _note(telling: Telling, ended: Ended) -> None:
    telling.told = [*telling.told, {"title": ended.patient.title, "order": str(ended.order.id)}]
    telling.instant = ended.instant
    telling.problem = {}
    if telling.is_over:
        telling.ended_at = now()
    telling.save(update_fields=["told", "instant", "problem", "ended_at"])
