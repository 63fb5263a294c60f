"""Correcting an entry: a new one with its reason; the old one stays readable, signatures on it are void (T11)."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cellpark.access.public import actor_of
from cellpark.base.messages import explain
from cellpark.batches import public as batches
from cellpark.batches.public import BatchView, title_of, typed_twice
from cellpark.kernel.problem import Refused
from cellpark.kernel.quantity import Quantity
from cellpark.recipes.public import model
from cellpark.web.areas.batches.shown import choices_of, parsed, recorded_of, typed, unit_of
from cellpark.web.pages import formats
from cellpark.web.pages.acts import FormPage, done, show_page
from cellpark.web.pages.forms.act_form import ActForm


class CorrectionForm(ActForm):
    """Asks for the right value and the reason; which entry travels along."""

    step = forms.CharField(widget=forms.HiddenInput, max_length=80)
    field = forms.CharField(widget=forms.HiddenInput, max_length=80)
    entry = forms.UUIDField(widget=forms.HiddenInput)
    value = forms.CharField(label=_("What is right"), max_length=500)
    again = forms.CharField(label=_("Once more"), max_length=500, required=False)
    code = forms.CharField(
        label=_("Label of the container, if it was another one"),
        help_text=_("Scan it. Its lot then stands in the record and in every trace."),
        max_length=400,
        required=False,
    )
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
    if not isinstance(found, model.Use):
        del form.fields["code"]
    _ask_for_the_kind(form, found, unit_of(found) or _unit_recorded(view, step, name))
    if request.method == "POST" and form.is_valid() and _corrected(request, view, form):
        return done(request, reverse("batch", args=[batch_id]), _("The correction is recorded; the old value stays."))
    entries = recorded_of(view, view.state.steps.get(step), name)
    # of several entries in one field the one that is corrected
    present = [each.text for each in entries if each.id == asked.get("entry", "")] or [each.text for each in entries]
    title = title_of(found)
    page = FormPage(
        title=_("Correct an entry"),
        submit=_("Record the correction"),
        back=reverse("batch", args=[batch_id]),
        kicker=f"{view.batch.number} · {step} · {title.zh} | {title.en}",
        lead=_("Recorded so far: %(values)s") % {"values": " · ".join(present)},
        danger=_(
            "Signatures on the old value become void and must be given again."
            " What was computed from it in later steps becomes an exception for quality to judge."
            " An amount that was moved balances anew in its containers and in every trace."
        ),
        crumbs=(
            {"href": reverse("batches"), "label": _("Batches")},
            {"href": reverse("batch", args=[batch_id]), "label": view.batch.number},
        ),
    )
    return show_page(request, form, page)


def _ask_for_the_kind(form: CorrectionForm, field: model.Field, unit: str) -> None:
    """A yes or no, and a choice, are chosen; a bare number is in the unit that is named beside it."""
    offered: list[tuple[str, object]] = []
    if isinstance(field, model.Record) and field.kind is model.ValueKind.YES_NO:
        offered = [("yes", _("yes")), ("no", _("no"))]
    elif isinstance(field, model.Record) and field.kind is model.ValueKind.CHOICE:
        offered = [(code, f"{zh} | {en}") for code, zh, en in choices_of(field)]
    for name in ("value", "again"):
        if offered and name in form.fields:
            label, required = form.fields[name].label, form.fields[name].required
            choices = [("", _("Choose")), *offered]
            form.fields[name] = forms.ChoiceField(label=label, choices=choices, required=required)
    if not offered and unit:
        form.fields["value"].help_text = _("A number in %(unit)s, or with a unit of its own.") % {"unit": unit}


def _unit_recorded(view: BatchView, step: str, name: str) -> str:
    """The unit of what stands in a field; empty for what is no amount."""
    done = view.state.steps.get(step)
    entries = () if done is None else done.entries.get(name, ())
    return next((formats.unit(each.value.unit) for each in entries if isinstance(each.value, Quantity)), "")


def _value(view: BatchView, sent: Mapping[str, Any], text: str) -> str | bool | Quantity:
    """What was typed as a value of the field's kind; a bare number in the unit of what stands there."""
    where, done = view.plan.find(sent["step"]), view.state.steps.get(sent["step"])
    field = None if where is None else view.plan.fields.get((where.step.id, sent["field"]))
    if isinstance(field, (model.Record, model.Set)):
        return typed(field, text)
    entries = () if done is None else done.entries.get(sent["field"], ())
    units = [each.value.unit for each in entries if isinstance(each.value, Quantity)]
    return parsed(text, units[0] if units else "1")


def _corrected(request: HttpRequest, view: BatchView, form: CorrectionForm) -> bool:
    sent = form.cleaned_data
    where = {"step": sent["step"], "field": sent["field"]}
    said = {"actor": actor_of(request), "batch_id": view.batch.id, "key": form.sent_key, **where}
    said |= {"entry": sent["entry"], "reason": sent["reason"]}
    try:
        value = _value(view, sent, sent["value"])
        if sent.get("code"):
            assert isinstance(value, Quantity), "what is used has an amount"
            batches.correct_thing(**said, code=sent["code"], quantity=value)
        else:
            again = _value(view, sent, sent["again"]) if sent.get("again") else None
            batches.correct_entry(**said, value=value, again=again)
    except Refused as refused:
        form.problems += [explain(problem) for problem in refused.problems]
        return False
    return True
