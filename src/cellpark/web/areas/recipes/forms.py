"""Forms of the pages of recipes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cellpark.base.actor import Actor
from cellpark.recipes.public import MAX_LENGTH
from cellpark.web.pages.forms.act_form import ActForm
from cellpark.web.pages.forms.fields import Text, long_text
from cellpark.web.pages.signing_form import role_choices


def source_field() -> Text:
    """The text of a recipe, as it is written."""
    widget = forms.Textarea(attrs={"rows": 30, "spellcheck": "false", "class": "form-control recipe-source"})
    return Text(label=_("Text of the recipe"), max_length=MAX_LENGTH, strip=False, widget=widget)


class RegisterForm(ActForm):
    """A first text."""

    text = source_field()


class CommentForm(ActForm):
    """What a reviewer says about a step."""

    step = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    text = long_text(label=_("Comment"), max_length=2000)


class AnswerForm(ActForm):
    """How a comment was dealt with."""

    answer = long_text(label=_("Answer"), max_length=2000)


class SignForm(ActForm):
    """In which role, and why."""

    role = forms.ChoiceField(label=_("In which role you sign"))
    why = long_text(label=_("Why you sign"), max_length=500)

    def __init__(self, *args: object, actor: Actor, **kwargs: object) -> None:
        """Offer the roles that the actor holds in the organisation for which they act."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["role"].choices = role_choices(actor)  # type: ignore[attr-defined]


class WriteForm(ActForm):
    """The draft."""

    text = source_field()
