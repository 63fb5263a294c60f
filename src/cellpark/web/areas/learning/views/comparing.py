"""Ask what the batches say, end that, and keep what it came to as an edition."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from cellpark.access.public import actor_of
from cellpark.base.actor import Actor
from cellpark.base.idempotency import Outcome
from cellpark.base.messages import sentence
from cellpark.kernel.problem import Refused
from cellpark.plans import public as plans
from cellpark.plans.public import Work
from cellpark.recipes.public import MasterRecipe
from cellpark.web.areas.learning.forms import CompareForm
from cellpark.web.areas.learning.standing import standing_of
from cellpark.web.pages.acts import FormPage, done, perform, show_page
from cellpark.web.pages.forms.reasons import ReasonForm


def compare(request: HttpRequest, recipe_id: UUID) -> HttpResponse:
    """Read the executed batches of a recipe in the background; nothing is changed by it."""
    actor, found = actor_of(request), standing_of(recipe_id)
    if not found.is_of(actor):
        raise MasterRecipe.DoesNotExist
    home = found.version.organisation_id
    back = reverse("learning_recipe", args=[recipe_id])
    form = CompareForm.of(request)

    def act() -> Outcome:
        return {"id": str(plans.ask_for_learning(actor=actor, organisation_id=home, recipe_id=recipe_id).id)}

    if perform(request, form, act) is not None:
        return done(request, back, _("The batches are being read."))
    count = found.waiting
    lead = ngettext(
        "%(count)s executed batch is read and compared with the overlay that holds. Nothing is changed by it.",
        "%(count)s executed batches are read and compared with the overlay that holds. Nothing is changed by it.",
        count,
    ) % {"count": count}
    page = FormPage(
        title=_("Compare with the batches"),
        submit=_("Compare"),
        back=back,
        kicker=found.title,
        lead=lead,
        crumbs=crumbs((back, found.title)),
    )
    return show_page(request, form, page)


@require_POST
def stop(request: HttpRequest, work_id: UUID) -> HttpResponse:
    """End it; numbers from some of the batches are not shown."""
    actor = actor_of(request)
    back = reverse("learning_recipe", args=[_own(actor, work_id).asked["recipe"]])
    try:
        plans.stop_work(actor=actor, work_id=work_id)
    except Refused as refusal:
        return done(request, back, sentence(refusal.problems[0]))
    return done(request, back, _("The comparison ends."))


def keep(request: HttpRequest, work_id: UUID) -> HttpResponse:
    """Plan with what was compared from now on; the recipe stays as it was signed."""
    actor = actor_of(request)
    row = _own(actor, work_id)
    found = plans.comparison_of(row)
    if found is None:
        raise Work.DoesNotExist
    back = reverse("learning_recipe", args=[found.recipe])
    form = ReasonForm.of(request)

    def act() -> Outcome:
        reason = form.cleaned_data["reason"]
        kept = plans.keep_learned(actor=actor, work_id=row.id, reason=reason)
        return {"id": str(kept.id), "edition": kept.edition}

    outcome = perform(request, form, act)
    if outcome is not None:
        told = _("Edition %(edition)s holds from now on. The recipe is as it was signed.")
        return done(request, back, told % {"edition": outcome["edition"]})
    standing = standing_of(found.recipe)
    differ, count = len(found.changed), len(found.batches)
    lead = [
        ngettext("Learned from %(count)s batch.", "Learned from %(count)s batches.", count) % {"count": count},
        ngettext(
            "%(count)s number differs from what was said by more than its interval, and enough to be seen.",
            "%(count)s numbers differ from what was said by more than their interval, and enough to be seen.",
            differ,
        )
        % {"count": differ},
        _("Plans that are drawn up from now on use the new numbers; the signed recipe stays as it is."),
    ]
    page = FormPage(
        title=_("Keep as an edition"),
        submit=_("Keep it"),
        back=back,
        kicker=standing.title,
        lead=" ".join(lead),
        crumbs=crumbs((back, standing.title)),
    )
    return show_page(request, form, page)


def crumbs(*more: tuple[str, str]) -> tuple[dict[str, object], ...]:
    """The way here."""
    way = ((reverse("learning"), _("Learning from batches")), *more)
    return tuple({"href": href, "label": label} for href, label in way)


def _own(actor: Actor, work_id: UUID) -> Work:
    """A comparison of the reader's house; raises ``DoesNotExist`` for anybody else's, also where it may be read."""
    row = plans.learning_row(work_id)
    if row.organisation_id != actor.organisation_id:
        raise Work.DoesNotExist
    return row
