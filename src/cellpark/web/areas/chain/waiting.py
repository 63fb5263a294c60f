"""What of the exchange waits for somebody, on the first page after sign-in."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cellpark.base.actor import Actor
from cellpark.chain import public as chains
from cellpark.chain.public import ChainPermission, IntroductionState
from cellpark.web.pages.waiting import Task


def tasks(actor: Actor) -> list[Task]:
    """Introductions that were asked of one's own house."""
    if actor.organisation_id is None or not actor.may(ChainPermission.TAKE_PART):
        return []
    asked = chains.introductions().filter(giver_id=actor.organisation_id, state=IntroductionState.ASKED).count()
    if not asked:
        return []
    title = ngettext(
        "%(count)s introduction waits for your answer", "%(count)s introductions wait for your answer", asked
    )
    text = _("Agree, and both sides know each other; decline, and nobody learns who you are.")
    return [Task(title % {"count": asked}, text, reverse("exchange_introductions"), "waiting")]


TASKS = tasks
