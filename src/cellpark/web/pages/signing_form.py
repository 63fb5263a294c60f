"""The form that begins a signature: what it shall mean, in which role, and why."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cellpark.base.actor import Actor
from cellpark.identity.public import MEANINGS, Role
from cellpark.web.pages.words import ROLES


def role_choices(actor: Actor) -> list[tuple[str, Promise]]:
    """The roles that the actor holds where they act."""
    return [(role, ROLES[Role(role)]) for role in sorted(actor.roles)]


class SigningForm(forms.Form):
    """Asks for meaning, role and reason; the record and the version that was seen travel along."""

    stream = forms.CharField(widget=forms.HiddenInput, max_length=200)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    meaning = forms.ChoiceField(
        label=_("What your signature shall mean"), choices=[(each.value, words) for each, words in MEANINGS.items()]
    )
    role = forms.ChoiceField(label=_("In which role you sign"))
    why = forms.CharField(label=_("Why you sign"), max_length=500)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        """Offer the roles that the actor holds in the organisation for which they act."""
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = role_choices(actor)  # type: ignore[attr-defined]


class ReviewForm(forms.Form):
    """Asks for role and reason of a review; its meaning is always the same."""

    role = forms.ChoiceField(label=_("In which role you sign"))
    why = forms.CharField(
        label=_("Why you sign"), help_text=_("For example: yearly review, change of staff."), max_length=500
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        """Offer the roles that the actor holds in the organisation for which they act."""
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = role_choices(actor)  # type: ignore[attr-defined]
