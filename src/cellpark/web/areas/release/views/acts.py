"""Acts on a batch that need no signature, each a form of its own with what it changes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cellpark.access.public import actor_of
from cellpark.base.actor import Actor
from cellpark.base.idempotency import Outcome
from cellpark.batches import public as batches
from cellpark.kernel.problem import Problem
from cellpark.release import public as release
from cellpark.release.public import BatchDisposition, DispositionState, ReleasePermission, Trial
from cellpark.web.areas.release import forms
from cellpark.web.areas.release.shown import batch_crumbs
from cellpark.web.pages.acts import FormPage, Present, done, perform, show_page
from cellpark.web.pages.forms.act_form import ActForm

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_D = DispositionState
DESTRUCTION = frozenset({"destroy", "witness"})
REVIEW, TRAIL = "review", "trail"


@dataclass(frozen=True, slots=True)
class Act:
    """One act: its form, its right, the states in which it is offered, what it does."""

    label: "StrOrPromise"
    lead: "StrOrPromise"
    permission: str
    form: type[ActForm]
    states: frozenset[DispositionState]
    do: Callable[..., object]


def _open_supply(*, hospital_id: UUID | None, trial: str, **common: Any) -> object:
    return release.open_supply(hospital_id=hospital_id, trial=Trial(trial), **common)


ACTS: Mapping[str, Act] = {
    REVIEW: Act(
        _("Review the audit trail"),
        _(
            "You have read every entry of the batch, of its exceptions, tests, samples, investigations, labels, rooms"
            " and deliveries, and took no part in the work."
        ),
        ReleasePermission.REVIEW_TRAIL,
        forms.ReviewForm,
        frozenset({_D.PENDING, _D.STAGE_ONE, _D.QUARANTINED}),
        release.review_audit_trail,
    ),
    "plan": Act(
        _("Record the plan for late results"),
        _("Without a plan made beforehand there is no first stage of release."),
        ReleasePermission.PLAN,
        forms.PlanForm,
        frozenset({_D.PENDING}),
        release.record_plan,
    ),
    "inform": Act(
        _("Record that the physician was told"),
        _("A result failed after the batch was let go; what is left of it is on hold."),
        ReleasePermission.INFORM,
        forms.HowForm,
        frozenset(_D),
        release.inform_physician,
    ),
    "supply": Act(
        _("Open a case out of specification"),
        _("The hospital sees the case and may ask for the product. Nothing is supplied by this."),
        ReleasePermission.OPEN_SUPPLY,
        forms.OpenSupplyForm,
        frozenset({_D.PENDING}),
        _open_supply,
    ),
    "quarantine": Act(
        _("Quarantine the batch"),
        _("Its containers are put on hold; what was certified before is certified anew."),
        ReleasePermission.QUARANTINE,
        forms.ReasonForm,
        frozenset({_D.PENDING, _D.STAGE_ONE, _D.CERTIFIED}),
        release.quarantine_batch,
    ),
    "recall": Act(
        _("Recall the batch"),
        _("It is called back from wherever it is."),
        ReleasePermission.RECALL,
        forms.ReasonForm,
        frozenset({_D.STAGE_ONE, _D.CERTIFIED, _D.SUPPLIED, _D.QUARANTINED}),
        release.recall_batch,
    ),
    "destroy": Act(
        _("Record that the batch was destroyed"),
        _("You destroyed these containers; somebody else of the quality unit who saw it confirms it."),
        ReleasePermission.DESTROY,
        forms.HowForm,
        frozenset({_D.REJECTED, _D.RECALLED, _D.DESTROYING}),
        release.destroy_batch,
    ),
    "witness": Act(
        _("Confirm as a witness that it was destroyed"),
        _("You saw that these containers were destroyed. Nothing of the batch is left after this."),
        ReleasePermission.WITNESS,
        forms.WitnessForm,
        frozenset({_D.DESTROYING}),
        release.witness_destruction,
    ),
}


def offered_acts(
    actor: Actor, batch_id: UUID, state: DispositionState, file: BatchDisposition | None, *, trail: str
) -> list[dict[str, object]]:
    """What this actor may do in this state; ``trail`` stands for the records that the page shows beside it."""
    told = file is None or file.inform_due_at is None or file.informed_at is not None
    asked = {REVIEW: f"?{urlencode({TRAIL: trail})}"}
    idle = {"inform"} if told else set()
    if file is not None and file.destroyed_by == actor.person_id:
        idle.add("witness")
    return [
        {"href": f"{reverse('release_act', args=[batch_id, verb])}{asked.get(verb, '')}", "label": each.label}
        for verb, each in ACTS.items()
        if state in each.states and actor.may(each.permission) and verb not in idle
    ]


def act(request: HttpRequest, batch_id: UUID, verb: str) -> HttpResponse:
    """One act with its form."""
    if verb not in ACTS:
        raise Http404
    actor, chosen = actor_of(request), ACTS[verb]
    found = batches.batch(batch_id)
    actor.require(chosen.permission)
    file = release.disposition_of(batch_id)
    version = 0 if file is None else file.version
    # what was read is named by the page that showed it, not by how the records stand when the form opens
    trail = request.GET.get(TRAIL, "")
    form = chosen.form.of(request, version=version, initial={TRAIL: trail} if verb == REVIEW else {})
    unread = verb == REVIEW and not (form.data.get(TRAIL) if form.is_bound else trail)
    if unread:
        form.tell([Problem("release.trail.unread", {"number": found.number}, rule="A11-2e2")])

    def do() -> Outcome:
        chosen.do(actor=actor, batch_id=batch_id, seen_version=form.seen_version, **form.cleaned_data)
        return {}

    def present() -> Present:
        now = release.disposition_of(batch_id)
        return Present(0 if now is None else now.version, {})

    if perform(request, form, do, present=present) is not None:
        return done(request, reverse("release_batch", args=[batch_id]), _("Recorded."))
    page = FormPage(
        title=chosen.label,
        submit="" if unread else chosen.label,
        back=reverse("release_batch", args=[batch_id]),
        kicker=found.number,
        lead=chosen.lead,
        danger=gettext("It cannot be undone.") if verb == "witness" else "",
        crumbs=tuple(batch_crumbs(batch_id, found.number)),
    )
    if verb not in DESTRUCTION:
        return show_page(request, form, page)
    how = file.destroyed_how if file is not None and verb == "witness" else ""
    more = {"containers": release.left_of(batch_id), "how": how}
    return show_page(request, form, page, template="release/destruction.html", **more)
