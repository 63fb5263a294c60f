"""What of the laboratory waits for somebody, on the first page after sign-in: one line for each kind of work."""

from typing import Any

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.quality import public as quality
from cellpark.quality.public import EnvironmentState, InvestigationState, QualityPermission, TestState
from cellpark.web.pages.waiting import Task

OPEN_TESTS = (TestState.ORDERED, TestState.RUNNING)


def tasks(actor: Actor) -> list[Task]:
    """Tests to do and to verify, readings to verify, investigations to work on."""
    return [*_tests(actor), *_readings(actor), *_investigations(actor)]


def counts_of_tests() -> dict[str, Any]:
    """How many tests are open, late and wait for verification, and when the first is due; done ones are not read."""
    return (
        quality.tests()
        .filter(state__in=quality.WAITING)
        .order_by()
        .aggregate(
            open=Count("pk", filter=Q(state__in=OPEN_TESTS)),
            late=Count("pk", filter=quality.overdue(now())),
            waiting=Count("pk", filter=Q(state=TestState.ENTERED)),
            due=Min("due_at", filter=Q(state__in=OPEN_TESTS)),
        )
    )


def _tests(actor: Actor) -> list[Task]:
    performs, verifies = actor.may(QualityPermission.TEST), actor.may(QualityPermission.VERIFY)
    if not (performs or verifies):
        return []
    counts = counts_of_tests()
    found = []
    if performs and counts["open"]:
        title = ngettext("%(count)s test is open", "%(count)s tests are open", counts["open"])
        late = ngettext("%(count)s is overdue.", "%(count)s are overdue.", counts["late"]) % {"count": counts["late"]}
        colour = "stopped" if counts["late"] else "waiting"
        text = late if counts["late"] else _("None is overdue.")
        found.append(Task(title % {"count": counts["open"]}, text, reverse("laboratory"), colour, counts["due"]))
    if verifies and counts["waiting"]:
        title = ngettext(
            "%(count)s result waits for verification", "%(count)s results wait for verification", counts["waiting"]
        )
        text = _("Somebody who did not measure it looks at each result.")
        href = f"{reverse('laboratory')}?state={TestState.ENTERED}"
        found.append(Task(title % {"count": counts["waiting"]}, text, href, "waiting"))
    return found


def _readings(actor: Actor) -> list[Task]:
    if not actor.may(QualityPermission.VERIFY_MONITORING):
        return []
    count = quality.environment_results().filter(state=EnvironmentState.RECORDED).count()
    if not count:
        return []
    title = ngettext(
        "%(count)s reading of the environment waits for verification",
        "%(count)s readings of the environment wait for verification",
        count,
    ) % {"count": count}
    href = f"{reverse('environment')}?state={EnvironmentState.RECORDED}"
    return [Task(title, _("A second person looks at each reading."), href, "waiting")]


def _investigations(actor: Actor) -> list[Task]:
    if not (actor.may(QualityPermission.INVESTIGATE) or actor.may(QualityPermission.CONCLUDE)):
        return []
    count = quality.investigations().exclude(state=InvestigationState.CLOSED).count()
    if not count:
        return []
    title = ngettext("%(count)s investigation is not closed", "%(count)s investigations are not closed", count) % {
        "count": count
    }
    return [Task(title, _("Look into the laboratory, conclude, close."), reverse("investigations"), "stopped")]


TASKS = tasks
