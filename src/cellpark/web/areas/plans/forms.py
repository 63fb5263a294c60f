"""Forms of this area."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cellpark.base.actor import Actor
from cellpark.web.areas.plans.words import operation_name
from cellpark.web.pages.forms.act_form import ActForm
from cellpark.web.pages.forms.fields import day, long_text
from cellpark.web.pages.forms.reasons import reason_field
from cellpark.web.pages.signing_form import role_choices

if TYPE_CHECKING:
    from cellpark.web.areas.plans.source import Shown

MOMENT = "%Y-%m-%dT%H:%M"


class MoveForm(ActForm):
    """A step of a batch at another time, for whoever drags nothing."""

    job = forms.CharField(
        label=_("Batch"),
        max_length=80,
        widget=forms.TextInput(attrs={"list": "planned-batches", "autocomplete": "off"}),
    )
    operation = forms.CharField(label=_("Step"), max_length=80, help_text=_("Its id, as the table names it first."))
    start = forms.DateTimeField(
        label=_("Begins at"),
        widget=forms.DateTimeInput(format=MOMENT, attrs={"type": "datetime-local"}),
        input_formats=[MOMENT],
    )
    rest = forms.BooleanField(label=_("Move what follows as well"), required=False)

    def __init__(self, *args: Any, base: "Shown", **kwargs: Any) -> None:
        """Of a plan."""
        super().__init__(*args, **kwargs)
        self.base = base

    def clean(self) -> dict[str, Any] | None:
        """The step of the batch, by its id or its name."""
        said = super().clean()
        if said is None or "job" not in said or "operation" not in said:
            return said
        job = self.base.held.jobs.get(said["job"].strip())
        if job is None:
            self.add_error("job", _("This batch is not in the plan. Take one from the table."))
            return said
        wanted = said["operation"].strip().casefold()
        known = {each.key.casefold(): each.key for each in job.operations}
        known |= {operation_name(self.base.beside, job.key, each.key).casefold(): each.key for each in job.operations}
        if wanted not in known:
            self.add_error("operation", _("The batch has no such step in this plan. Take one from the table."))
            return said
        return said | {"job": job.key, "operation": known[wanted]}

    @property
    def unit(self) -> int:
        """The unit in which the step shall begin."""
        at = self.cleaned_data["start"]
        return self.base.clock.since(at if timezone.is_aware(at) else timezone.make_aware(at))


class SignForm(ActForm):
    """In which role, and why."""

    role = forms.ChoiceField(label=_("In which role you sign"))
    why = long_text(label=_("Why you sign"), max_length=500)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        """Offer the roles that the actor holds in the organisation for which they act."""
        super().__init__(*args, **kwargs)
        field = self.fields["role"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = role_choices(actor)


class DrawForm(ActForm):
    """How far ahead, and how hard the search tries."""

    days = forms.IntegerField(
        label=_("How many days ahead"),
        min_value=1,
        max_value=1_000,
        help_text=_("Nothing is planned to end after them."),
    )
    turns = forms.IntegerField(
        label=_("Turns of the search"),
        min_value=1,
        max_value=1_000_000,
        help_text=_("More turns find better plans and take longer; the same number gives the same plan."),
    )
    keep_published = forms.BooleanField(
        label=_("Keep to the published plan"),
        required=False,
        help_text=_("A step begins elsewhere only where others gain more than the policy of changes says."),
    )


class EditionForm(ActForm):
    """A document as it is kept, and from when on it holds."""

    since = day(label=_("Holds from"))
    text = long_text(
        label=_("The document"),
        max_length=100_000,
        strip=False,
        help_text=_("As the files that planning reads by command; what stands here is kept byte for byte."),
    )
    reason = reason_field()


class NothingForm(ActForm):
    """Nothing to write: what is done stands above."""
