"""Forms of this area."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cellpark.release.public import Trial
from cellpark.release.words import TRIALS
from cellpark.web.pages.forms.act_form import ActForm
from cellpark.web.pages.forms.fields import day, long_text


class ReasonForm(ActForm):
    """Why."""

    reason = long_text(label=_("Reason"), max_length=500)


class ReviewForm(ActForm):
    """What was found; what stands for the records that were read travels along."""

    trail = forms.CharField(widget=forms.HiddenInput, max_length=64)
    finding = long_text(label=_("What you found, and what it means"), max_length=4000)


class PlanForm(ActForm):
    """The plan for results that come late."""

    plan = long_text(label=_("How the physician is told, and what is done, if a late result fails"), max_length=4000)


class WitnessForm(ActForm):
    """Nothing to write: what is confirmed stands above."""


class HowForm(ActForm):
    """How something was done, and who saw it."""

    how = long_text(label=_("How, when and by whom; no names of patients"), max_length=4000)


class OpenSupplyForm(ActForm):
    """What failed, and under which rules the product is used."""

    failed = long_text(label=_("What is out of specification; no names of patients"), max_length=4000)
    trial = forms.ChoiceField(label=_("Trial or market"), choices=[(each.value, TRIALS[each]) for each in Trial])
    hospital_id = forms.UUIDField(
        label=_("Hospital (its id), where there is no order"), required=False, help_text=_("The order names it.")
    )


class WhyForm(ActForm):
    """Why a decision is signed."""

    why = long_text(label=_("Why you sign"), max_length=500)


class RequestForm(ActForm):
    """The physician's request."""

    hazard = long_text(label=_("Which immediate significant hazard it averts; no name of the patient"), max_length=4000)
    alternatives = long_text(label=_("Which alternatives were weighed"), max_length=4000)


class EvaluateForm(ActForm):
    """The maker's evaluation."""

    risks = long_text(label=_("The risks, and how grave they are"), max_length=4000)


class NoticeForm(ActForm):
    """The notice to the physician."""

    notice = long_text(label=_("The notice: what is out of specification, with the evaluation"), max_length=4000)


class AnswerForm(ActForm):
    """The physician's answer."""

    accepted = forms.ChoiceField(
        label=_("Your answer"),
        choices=[("yes", _("I accept the product, knowing the risks")), ("no", _("I decline the product"))],
    )
    answer = long_text(label=_("Why"), max_length=4000)


class TellForm(ActForm):
    """Who was told, and how."""

    told = forms.ChoiceField(
        label=_("Who was told"), choices=[("sponsor", _("the sponsor")), ("authority", _("the authority"))]
    )
    how = long_text(label=_("How, when, under which number"), max_length=4000)


class RadiusForm(ActForm):
    """Which batches are stopped, and why."""

    batches = forms.MultipleChoiceField(label=_("Batches to stop"), widget=forms.CheckboxSelectMultiple, required=False)
    reason = long_text(label=_("Reason"), max_length=500)

    def __init__(self, *args: Any, offered: list[tuple[str, str]], **kwargs: Any) -> None:
        """Offer the batches that are touched and not stopped."""
        super().__init__(*args, **kwargs)
        self.fields["batches"].choices = offered  # type: ignore[attr-defined]


class FindForm(forms.Form):
    """What a recall begins with."""

    code = forms.CharField(label=_("Number of a batch, or code of a lot, room, device or container"), max_length=200)


DAYS_MAX = 400


def _days(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=DAYS_MAX)


class RescueForm(forms.Form):
    """What a plan rests on."""

    slot_on = day(label=_("Earliest slot in a suite"))
    collect_on = day(label=_("Earliest collection at the hospital"))
    wash_out_days = _days(_("Days of wash-out before a collection"))
    make_days = _days(_("Days of manufacture"))
    test_days = _days(_("Days of testing and release"))
    ship_days = _days(_("Days of transport"))
    record_days = _days(_("Days for the records of a supply out of specification"))
