"""Planning: a batch of an approved recipe without an order, its slot and the moving of it, the end before its time."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cellpark.access.public import actor_of
from cellpark.base.fields import in_reader_language
from cellpark.batches import public as batches
from cellpark.batches.public import Batch
from cellpark.equipment.public import suites
from cellpark.kernel.problem import Refused
from cellpark.recipes.public import approved_versions
from cellpark.web.pages.acts import FormPage, done, perform, show_page
from cellpark.web.pages.forms.act_form import ActForm
from cellpark.web.pages.forms.fields import Text, long_text
from cellpark.web.pages.forms.reasons import reason_field

MOMENT = "%Y-%m-%dT%H:%M"


def moment(label: Any) -> forms.DateTimeField:
    """A date and a time of the reader's zone."""
    widget = forms.DateTimeInput(format=MOMENT, attrs={"type": "datetime-local"})
    return forms.DateTimeField(label=label, widget=widget, input_formats=[MOMENT])


class PlanForm(ActForm):
    """Number and recipe; an identity where the recipe compares one."""

    number = Text(label=_("Batch number"), max_length=40)
    recipe = forms.ChoiceField(label=_("Recipe"))
    coi = Text(
        label=_("Chain of identity"),
        max_length=80,
        required=False,
        help_text=_("Of the patient or donor whose cells enter; empty where the recipe brings in none."),
    )
    product = Text(
        label=_("Product"), max_length=80, required=False, help_text=_("Empty means the product of the recipe.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The recipes that are in force."""
        super().__init__(*args, **kwargs)
        field = self.fields["recipe"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (each.sha256, f"{each.recipe.mbr} {each.number} \u00b7 {in_reader_language(each.title_zh, each.title_en)}")
            for each in approved_versions().select_related("recipe").order_by("recipe__mbr", "-number")
        ]


class SlotForm(ActForm):
    """A suite and devices for a time."""

    suite = forms.ChoiceField(label=_("Suite"))
    starts_at = moment(_("From"))
    ends_at = moment(_("Until"))
    devices = long_text(
        label=_("Devices"),
        max_length=1_000,
        required=False,
        help_text=_("Their codes, one in each line; they are booked for the time of the slot."),
    )

    def __init__(self, *args: Any, organisation: UUID, **kwargs: Any) -> None:
        """The suites of the plant."""
        super().__init__(*args, **kwargs)
        field = self.fields["suite"]
        assert isinstance(field, forms.ChoiceField)
        rows = suites().filter(organisation_id=organisation)
        field.choices = [(each.code, f"{each.code} \u00b7 {each.name}") for each in rows]


class MoveForm(SlotForm):
    """Another slot, and why."""

    reason = reason_field()


class AbortForm(ActForm):
    """Why the batch ends."""

    reason = reason_field()


def plan(request: HttpRequest) -> HttpResponse:
    """Plan a batch of an approved recipe; one for an order is planned on the order's page."""
    form = PlanForm.of(request)
    actor = actor_of(request)

    def act() -> dict[str, str]:
        sent = form.cleaned_data
        home = actor.organisation_id or approved_versions().filter(sha256=sent["recipe"])[0].organisation_id
        return {"id": str(batches.plan_batch(actor=actor, organisation_id=home, **sent).id)}

    outcome = perform(request, form, act)
    if outcome is not None:
        return done(request, reverse("batch", args=[outcome["id"]]), _("The batch is planned. Give it a slot next."))
    page = FormPage(
        title=_("Plan a batch"),
        submit=_("Plan the batch"),
        back=reverse("batches"),
        lead=_("Of a recipe in force. A batch for a treatment order is planned on the page of the order."),
        crumbs=({"href": reverse("batches"), "label": _("Batches")},),
    )
    return show_page(request, form, page)


def slot(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Give the batch a suite and devices for a time."""
    found = batches.batch(batch_id)
    form = SlotForm.of(request, organisation=found.organisation_id)
    page = _page(found, _("Give the batch a slot"), _("Give the slot"))
    return _act(request, form, page, found, batches.take_slot, _slot_of, _("The batch has its slot."))


def move(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Another slot, with the reason."""
    found = batches.batch(batch_id)
    now = {"suite": found.suite, "starts_at": found.slot_from, "ends_at": found.slot_until}
    form = MoveForm.of(
        request, organisation=found.organisation_id, initial={**now, "devices": "\n".join(found.devices)}
    )
    lead = _("Devices that were booked for the old time are free again. The slots of an order are moved on its page.")
    page = _page(found, _("Move the slot"), _("Move the slot"), lead=lead)
    return _act(request, form, page, found, batches.move_slot, _slot_of, _("The slot is moved."))


def abort(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """End the batch before its last step."""
    found = batches.batch(batch_id)
    form = AbortForm.of(request)
    page = _page(
        found,
        _("Abort the batch"),
        _("Abort the batch"),
        danger=_("The batch ends here for good. Its rooms and devices are free again; its record and exceptions stay."),
    )
    return _act(request, form, page, found, batches.abort_batch, lambda sent: sent, _("The batch is aborted."))


def _page(found: Batch, title: Any, submit: Any, *, lead: Any = "", danger: Any = "") -> FormPage:
    here = reverse("batch", args=[found.id])
    return FormPage(
        title=title,
        submit=submit,
        back=here,
        kicker=found.number,
        lead=lead,
        danger=danger,
        crumbs=({"href": reverse("batches"), "label": _("Batches")}, {"href": here, "label": found.number}),
    )


def _slot_of(sent: dict[str, Any]) -> dict[str, Any]:
    """The slot as the act takes it: codes of devices without what stands between them."""
    return {**sent, "devices": tuple(sent["devices"].replace(",", " ").split())}


def _act(
    request: HttpRequest,
    form: ActForm,
    page: FormPage,
    found: Batch,
    act: Callable[..., object],
    values: Callable[[dict[str, Any]], dict[str, Any]],
    toast: Any,
) -> HttpResponse:
    """The form, or the act: it takes its key itself, because a refusal stays on record after its transaction."""
    if request.method == "POST" and form.is_valid():
        sent = _kept(found, values(dict(form.cleaned_data)))
        try:
            act(actor=actor_of(request), batch_id=found.id, key=form.sent_key, **sent)
        except Refused as refused:
            form.tell(refused.problems)
        else:
            return done(request, page.back, toast)
    return show_page(request, form, page)


def _kept(found: Batch, sent: dict[str, Any]) -> dict[str, Any]:
    """A time that was not touched keeps its seconds, which the inputs of a page do not show."""
    before: dict[str, datetime | None] = {"starts_at": found.slot_from, "ends_at": found.slot_until}
    for name, was in before.items():
        if name in sent and was is not None and was.replace(second=0, microsecond=0) == sent[name]:
            sent[name] = was
    return sent
