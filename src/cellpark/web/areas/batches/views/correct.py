"""Correcting an entry: a new one with its reason; the old one stays readable, signatures on it are void (T11)."""

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cellpark.access.public import actor_of
from cellpark.base.messages import explain
from cellpark.batches import public as batches
from cellpark.batches.public import title_of, typed_twice
from cellpark.kernel.problem import Refused
from cellpark.recipes.public import model
from cellpark.web.areas.batches.shown import recorded_of, typed
from cellpark.web.pages.acts import FormPage, done, show_page
from cellpark.web.pages.forms.act_form import ActForm


class CorrectionForm(ActForm):
    """Asks for the right value and the reason; which entry travels along."""

    step = forms.CharField(widget=forms.HiddenInput, max_length=80)
    field = forms.CharField(widget=forms.HiddenInput, max_length=80)
    entry = forms.UUIDField(widget=forms.HiddenInput)
    value = forms.CharField(label=_("What is right"), max_length=500)
    again = forms.CharField(label=_("Once more"), max_length=500, required=False)
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}), max_length=500)


def correct(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """The form, and the act when it was sent."""
    view = batches.batch_view(batch_id)
    asked = request.POST if request.method == "POST" else request.GET
    step, name = asked.get("step", ""), asked.get("field", "")
    where = view.plan.find(step)
    if where is None or name not in {each.name for each in where.step.fields}:
        return HttpResponseRedirect(reverse("batch", args=[batch_id]))
    found = where.step.field(name)
    form = CorrectionForm.of(request, initial={key: asked.get(key, "") for key in ("step", "field", "entry")})
    if not typed_twice(found):
        del form.fields["again"]
    if request.method == "POST" and form.is_valid() and _corrected(request, batch_id, form, found):
        return done(request, reverse("batch", args=[batch_id]), _("The correction is recorded; the old value stays."))
    present = [each.text for each in recorded_of(view, view.state.steps.get(step), name)]
    title = title_of(found)
    page = FormPage(
        title=_("Correct an entry"),
        submit=_("Record the correction"),
        back=reverse("batch", args=[batch_id]),
        kicker=f"{view.batch.number} · {step} · {title.zh} | {title.en}",
        lead=" · ".join(present),
        danger=_(
            "Signatures on the old value become void and must be given again."
            " What was computed from it in later steps becomes an exception for quality to judge."
        ),
        crumbs=({"href": reverse("batch", args=[batch_id]), "label": view.batch.number},),
    )
    return show_page(request, form, page)


def _corrected(request: HttpRequest, batch_id: UUID, form: CorrectionForm, field: model.Field) -> bool:
    sent = form.cleaned_data
    try:
        batches.correct_entry(
            actor=actor_of(request),
            batch_id=batch_id,
            step=sent["step"],
            field=sent["field"],
            entry=sent["entry"],
            value=typed(field, sent["value"]),
            reason=sent["reason"],
            again=typed(field, sent["again"]) if sent.get("again") else None,
            key=form.sent_key,
        )
    except Refused as refused:
        form.problems += [explain(problem) for problem in refused.problems]
        return False
    return True
