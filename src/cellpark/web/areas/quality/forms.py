"""Forms of the laboratory."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cellpark.quality import words
from cellpark.quality.public import Attribute
from cellpark.web.pages.forms.act_form import ActForm
from cellpark.web.pages.forms.fields import Text, long_text
from cellpark.web.pages.signing_form import role_choices

TEXT_MAX = 100_000
WITH_SAMPLES = frozenset({"dpcr-copies", "qpcr-copies"})
"""Analyses whose file may hold several samples, of which one is named."""


class ReceiveForm(ActForm):
    """A scan, and where the sample is put."""

    raw = forms.CharField(label=_("Scan the sample"), max_length=400, widget=forms.TextInput(attrs={"autofocus": True}))
    place = forms.CharField(label=_("Place"), max_length=120, required=False)


class EndForm(ActForm):
    """What becomes of a sample."""

    place = forms.CharField(label=_("Place"), max_length=120, required=False)
    reason = long_text(label=_("Reason"), max_length=500)


class RegisterForm(ActForm):
    """A sample of a batch, and for what it is."""

    code = forms.CharField(label=_("Scan the sample"), max_length=60)
    stage = forms.ChoiceField(label=_("Stage"), choices=[(each.value, said) for each, said in words.STAGES.items()])
    specification = forms.ChoiceField(label=_("Specification"), required=False)
    attributes = forms.MultipleChoiceField(
        label=_("Attributes"),
        required=False,
        help_text=_("None chosen: all of the stage."),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, chosen: Any = (), wanted: Any = (), **kwargs: Any) -> None:
        """``chosen``: the specifications in force; ``wanted``: the attributes of the one that is settled."""
        super().__init__(*args, **kwargs)
        if len(chosen) > 1:
            self.fields["specification"].choices = [("", ""), *chosen]  # type: ignore[attr-defined]
        else:
            del self.fields["specification"]
        if wanted:
            self.fields["attributes"].choices = wanted  # type: ignore[attr-defined]
        else:
            del self.fields["attributes"]


class ResultForm(ActForm):
    """A reading: a value or the file from which it is computed, and the devices."""

    value = forms.CharField(label=_("Value"), max_length=80, required=False)
    file = forms.FileField(label=_("Raw file of the instrument"), required=False)
    kept = forms.ChoiceField(label=_("Or a file that is kept already"), required=False)
    sample = forms.CharField(
        label=_("Sample in the file"),
        max_length=80,
        required=False,
        help_text=_("As the instrument calls it, where the file holds several."),
    )
    equipment = forms.CharField(
        label=_("Devices"), required=False, max_length=400, help_text=_("Codes, parted by spaces.")
    )
    reason = forms.CharField(
        label=_("Why the file is of this sample"),
        max_length=500,
        required=False,
        help_text=_("Only where the file names another sample, or none."),
    )

    def __init__(self, *args: Any, attribute: Attribute, kept: Any = (), **kwargs: Any) -> None:
        """Offer what the attribute takes; ``kept``: raw files from which it may be computed."""
        super().__init__(*args, **kwargs)
        computed = attribute.computed
        if computed is None or computed.kind not in WITH_SAMPLES or "sample" in computed.parameters:
            del self.fields["sample"]
        if computed is None:
            del self.fields["reason"]
        if computed is None or not kept:
            del self.fields["kept"]
        else:
            self.fields["kept"].choices = [("", ""), *kept]  # type: ignore[attr-defined]
        if computed is not None:
            del self.fields["value"]
            self.fields["file"].required = not kept
        elif attribute.choices:
            offered = [("", ""), *((each, each) for each in attribute.choices)]
            self.fields["value"] = forms.ChoiceField(label=_("Value"), choices=offered)
            self.order_fields(["value"])
        else:
            self.fields["value"].required = True
            self.fields["value"].help_text = attribute.unit if attribute.unit != "1" else ""

    @classmethod
    def sent(cls, request: HttpRequest, *, attribute: Attribute, kept: Any, version: int) -> "ResultForm":
        """The form with the file that came along."""
        form = cls.of(request, attribute=attribute, kept=kept, version=version)
        if request.method == "POST":
            form.files = request.FILES
        return form


class HypothesisForm(ActForm):
    """What may have gone wrong in the laboratory."""

    hypothesis = long_text(label=_("What may have gone wrong in the laboratory, and how it is looked into"))


class ConcludeForm(ActForm):
    """What the investigation found."""

    outcome = forms.ChoiceField(
        label=_("Outcome"), choices=[(each.value, said) for each, said in words.OUTCOMES.items()]
    )
    finding = long_text(label=_("Finding"), max_length=4000)
    cause = forms.CharField(label=_("Assignable cause"), max_length=300, required=False)


class CloseForm(ActForm):
    """Nothing remains to be done."""

    capa = forms.CharField(label=_("Corrective and preventive action (CAPA)"), max_length=80, required=False)
    reason = long_text(label=_("Reason"), max_length=500)


class SpecificationForm(ActForm):
    """The text of a version."""

    text = Text(
        label=_("Text of the specification"),
        max_length=TEXT_MAX,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 30, "spellcheck": "false", "class": "form-control mono"}),
    )


class SignForm(ActForm):
    """In which role, and why."""

    role = forms.ChoiceField(label=_("In which role you sign"))
    why = long_text(label=_("Why you sign"), max_length=500)

    def __init__(self, *args: Any, actor: Any, **kwargs: Any) -> None:
        """Offer the roles that the actor holds in the organisation for which they act."""
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = role_choices(actor)  # type: ignore[attr-defined]


class EnvironmentForm(ActForm):
    """A reading of the environment."""

    room = forms.CharField(label=_("Scan the room"), max_length=120)
    location = forms.CharField(label=_("Location"), max_length=80)
    method = forms.ChoiceField(label=_("Method"), choices=[(each.value, said) for each, said in words.METHODS.items()])
    value = forms.CharField(label=_("Count"), max_length=20)
