"""What of the meters waits for somebody, on the first page after sign-in."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cellpark.base.actor import Actor
from cellpark.billing.public import today
from cellpark.utilities import public as utilities
from cellpark.utilities.public import UtilityPermission
from cellpark.web.areas.utilities.standing import DUE_AFTER
from cellpark.web.pages.waiting import Task


def tasks(actor: Actor) -> list[Task]:
    """The meters of one's own park that nobody has read for long."""
    if actor.organisation_id is None or not actor.may(UtilityPermission.READ):
        return []
    rows = utilities.points().filter(organisation_id=actor.organisation_id, closed_on=None)
    count = rows.exclude(last_day__gte=today() - timedelta(days=DUE_AFTER)).count()
    if not count:
        return []
    title = ngettext("%(count)s meter waits to be read", "%(count)s meters wait to be read", count) % {"count": count}
    return [Task(title, _("Walk the reading round"), reverse("utility_round"), "waiting")]


TASKS = tasks
