"""The forms of this area."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cellpark.web.pages.forms.act_form import ActForm
from cellpark.web.pages.forms.fields import Text


class TubeForm(ActForm):
    """The raw file of one tube."""

    file = forms.FileField(label=_("File of the cytometer"), help_text=_("FCS 2.0, 3.0 or 3.1, one tube."))


class Several(forms.ClearableFileInput):
    """A choice of several files."""

    allow_multiple_selected = True


class SeveralFiles(forms.FileField):
    """Several files, each as one."""

    widget = Several

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """The files; one that is no file refuses them all."""
        given = data if isinstance(data, list) else [data]
        return [super(SeveralFiles, self).clean(each, initial) for each in given or [None]]


class QueueForm(ActForm):
    """Several tubes and the strategy that they are looked at with."""

    tubes = SeveralFiles(
        label=_("Files of the cytometer"), help_text=_("FCS 2.0, 3.0 or 3.1, one tube a file, up to 20 at once.")
    )
    strategy = forms.ChoiceField(label=_("Gating strategy"))

    def __init__(self, *args: Any, strategies: list[tuple[str, str]], **kwargs: Any) -> None:
        """What may be chosen is what is in sight."""
        super().__init__(*args, **kwargs)
        self.fields["strategy"].choices = strategies  # type: ignore[attr-defined]

    @classmethod
    def sent(cls, request: HttpRequest, *, strategies: list[tuple[str, str]]) -> "QueueForm":
        """The form with the files that came along."""
        form = cls.of(request, strategies=strategies)
        if request.method == "POST":
            form.files = request.FILES
        return form


class StrategyForm(ActForm):
    """A Gating-ML document and the code that its versions share."""

    code = Text(
        label=_("Code of the strategy"), max_length=40, help_text=_("The same code again makes the next version.")
    )
    file = forms.FileField(label=_("Gating-ML 2.0 document"))


class ChooseForm(forms.Form):
    """Which tube is looked at with which strategy."""

    file = forms.ChoiceField(label=_("Tube"))
    strategy = forms.ChoiceField(label=_("Gating strategy"))

    def __init__(self, data: object, *, files: list[tuple[str, str]], strategies: list[tuple[str, str]]) -> None:
        """What may be chosen is what is in sight."""
        super().__init__(data)  # type: ignore[arg-type]
        self.fields["file"].choices = files  # type: ignore[attr-defined]
        self.fields["strategy"].choices = strategies  # type: ignore[attr-defined]
