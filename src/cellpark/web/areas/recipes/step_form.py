"""One step as a form: a group of inputs for each field, by the verbs and attributes of the dialect."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from django import forms
from django.forms.boundfield import BoundField
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cellpark.recipes.public import ATTRIBUTES, FLAGS, HEADLESS, NAMELESS, FieldText, StepText
from cellpark.web.pages.forms.act_form import ActForm
from cellpark.web.pages.forms.fields import Text

VALUE_MAX = 400
NAME = r"[A-Za-z][A-Za-z0-9_]{0,39}"
HEADS = ("title_zh", "title_en", "zh", "en", "help_zh", "help_en")
# a field of a step; units have the others
VERBS = tuple(verb for verb in ATTRIBUTES if verb not in NAMELESS)


@dataclass(frozen=True, slots=True)
class Group:
    """The inputs of one field."""

    verb: str
    name: str
    inputs: list[BoundField]
    flags: list[BoundField]


class StepForm(ActForm):
    """Title, sentences and fields of a step. What it writes is checked with the whole text afterwards."""

    title_zh = Text(label=gettext_lazy("Chinese title"), max_length=VALUE_MAX)
    title_en = Text(label=gettext_lazy("English title"), max_length=VALUE_MAX)
    zh = Text(label=gettext_lazy("Instruction in Chinese"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
    en = Text(label=gettext_lazy("Instruction in English"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
    help_zh = Text(label=gettext_lazy("Help in Chinese"), max_length=VALUE_MAX, required=False)
    help_en = Text(label=gettext_lazy("Help in English"), max_length=VALUE_MAX, required=False)

    def __init__(self, *args: Any, step: StepText, **kwargs: Any) -> None:
        """Add the inputs of the step's fields, and those of one more."""
        super().__init__(*args, **kwargs)
        self.step = step
        for name in HEADS:
            self.initial[name] = getattr(step, name)
        for place, each in enumerate(step.fields):
            self._add(place, each)
        verbs = [("", _("no further field")), *((verb, verb) for verb in VERBS)]
        self.fields["new_verb"] = forms.ChoiceField(label=_("A further field"), choices=verbs, required=False)
        self.fields["new_name"] = forms.RegexField(NAME, label=_("Name"), max_length=40, required=False)
        self.fields["new_head"] = Text(label=_("What it says"), max_length=VALUE_MAX, required=False)

    @classmethod
    def of(cls, request: HttpRequest, *, initial: Mapping[str, Any] | None = None, **options: Any) -> Self:
        """The form as it was sent, or as the text stands."""
        return super().of(request, initial=initial, **options)

    def _add(self, place: int, each: FieldText) -> None:
        key = f"f{place}"
        if each.verb not in HEADLESS:
            self._input(f"{key}_head", _("What it says"), each.head)
        for attribute in ATTRIBUTES[each.verb]:
            name, value = f"{key}_{attribute}", each.attributes.get(attribute)
            if attribute in FLAGS:
                self.fields[name] = forms.BooleanField(label=attribute, required=False)
                self.initial[name] = value is not None
            else:
                self._input(name, attribute, value or "")
        self.fields[f"{key}_remove"] = forms.BooleanField(label=_("remove"), required=False)

    def _input(self, name: str, label: str, value: str) -> None:
        self.fields[name] = Text(label=label, max_length=VALUE_MAX, required=False)
        self.initial[name] = value

    def clean(self) -> dict[str, Any]:
        """No value may end its attribute: a semicolon begins the next one."""
        sent = super().clean() or {}
        for name, value in list(sent.items()):
            if name.startswith(("f", "new_")) and isinstance(value, str) and ";" in value:
                self.add_error(name, _("A semicolon begins the next attribute; leave it out here."))
        if sent.get("new_verb") and not sent.get("new_name"):
            self.add_error("new_name", _("A field has a name."))
        return sent

    @property
    def heads(self) -> list[BoundField]:
        """The inputs of the step itself."""
        return [self[name] for name in HEADS]

    @property
    def groups(self) -> list[Group]:
        """The inputs of each field."""
        found = []
        for place, each in enumerate(self.step.fields):
            names = [name for name in self.fields if name.startswith(f"f{place}_")]
            flags = [self[name] for name in names if isinstance(self.fields[name], forms.BooleanField)]
            inputs = [self[name] for name in names if not isinstance(self.fields[name], forms.BooleanField)]
            found.append(Group(each.verb, each.name, inputs, flags))
        return found

    @property
    def further(self) -> list[BoundField]:
        """The inputs of one more field."""
        return [self[name] for name in ("new_verb", "new_name", "new_head")]

    @property
    def written(self) -> StepText:
        """The step as the form says it. A new field stands before the signatures, which come last."""
        sent = self.cleaned_data
        fields = [self._field(place, each) for place, each in enumerate(self.step.fields)]
        kept = [each for each in fields if each is not None]
        if sent["new_verb"]:
            head = "" if sent["new_verb"] in HEADLESS else sent["new_head"]
            more = FieldText(sent["new_verb"], sent["new_name"], head, _needed(sent["new_verb"], sent["new_head"]))
            signs = [place for place, each in enumerate(kept) if each.verb == "sign"]
            kept.insert(len(kept) if more.verb == "sign" or not signs else signs[0], more)
        texts = {name: sent[name] for name in HEADS}
        return StepText(**texts, fields=tuple(kept), others=self.step.others)

    def _field(self, place: int, each: FieldText) -> FieldText | None:
        sent, key = self.cleaned_data, f"f{place}"
        if sent[f"{key}_remove"]:
            return None
        attributes: dict[str, str] = {}
        for attribute in ATTRIBUTES[each.verb]:
            value = sent[f"{key}_{attribute}"]
            if value:
                attributes[attribute] = "" if attribute in FLAGS else str(value)
        return FieldText(each.verb, each.name, sent.get(f"{key}_head", ""), attributes)


def _needed(verb: str, said: str) -> dict[str, str]:
    """What a new field cannot be without; the rest is filled in afterwards."""
    return {"use": {"lot": "scan"}, "equip": {"class": said}, "check": {"else": "stop"}}.get(verb, {})
