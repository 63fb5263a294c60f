"""What of the batches waits for somebody, on the first page after sign-in: one line for each kind of work."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cellpark.base.actor import Actor
from cellpark.batches.public import BatchPermission, ExceptionState, exceptions, running_batches
from cellpark.web.pages.waiting import Task

NAMED_MAX = 3


def tasks(actor: Actor) -> list[Task]:
    """Batches that run, for those who work on them; exceptions that are open, for those who judge them."""
    found = []
    if actor.may(BatchPermission.RUN) and (running := list(running_batches())):
        title = ngettext("%(count)s batch runs", "%(count)s batches run", len(running)) % {"count": len(running)}
        text = str(_(", ")).join(each.number for each in running[:NAMED_MAX])
        found.append(Task(title, text, reverse("batches"), "running"))
    if actor.may(BatchPermission.JUDGE):
        count = exceptions().exclude(state=ExceptionState.CLOSED).count()
        if count:
            title = ngettext("%(count)s exception is not closed", "%(count)s exceptions are not closed", count)
            text = _("Classify, investigate, decide, close.")
            found.append(Task(title % {"count": count}, text, reverse("batch_exceptions"), "stopped"))
    return found


TASKS = tasks
