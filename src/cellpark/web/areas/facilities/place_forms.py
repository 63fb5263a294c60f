"""Where something is, as a form asks for it: a tenant chooses one of its rooms, the park types one."""

from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from cellpark.base.actor import Actor
from cellpark.facilities.public import Where, operators_of, rooms_of
from cellpark.leases.public import names_of
from cellpark.web.areas.facilities.views.common import is_park
from cellpark.web.pages.forms.act_form import ActForm
from cellpark.web.pages.forms.fields import Text

ELSEWHERE = ""


class PlaceForm(ActForm):
    """A room or a place in words; the park is asked for where a tenant rents in several."""

    room = forms.ChoiceField(label=_("Room"), required=False)
    operator = forms.ChoiceField(
        label=_("Park"), required=False, help_text=_("Needed where it is elsewhere in the park.")
    )
    place = Text(label=_("Place"), max_length=120, required=False)

    def offer_places(self, actor: Actor) -> None:
        """The reader's rooms and parks as choices; the park's own people type the room."""
        place = self.fields["place"]
        if is_park(actor) or actor.organisation_id is None:
            del self.fields["room"], self.fields["operator"]
            place.help_text = _("Building and room, such as E1 101, or where it is in words.")
            place.required = True
            return
        place.help_text = _("Where in the room; or, elsewhere in the park, where it is.")
        lets, parks = rooms_of(actor.organisation_id), names_of(operators_of(actor.organisation_id))
        several = len(parks) > 1
        self.fields["room"].choices = [  # type: ignore[attr-defined]
            *(
                (str(each.room_id), f"{each.label} \u00b7 {parks[each.operator_id]}" if several else each.label)
                for each in lets
            ),
            (ELSEWHERE, _("elsewhere in the park")),
        ]
        if several:
            named = sorted(((str(key), name) for key, name in parks.items()), key=lambda each: each[1])
            self.fields["operator"].choices = [("", "\u2013"), *named]  # type: ignore[attr-defined]
        else:
            del self.fields["operator"]
        if lets:
            self.initial.setdefault("room", str(lets[0].room_id))

    def where(self) -> Where:
        """Where it is, as the acts take it."""
        sent = self.cleaned_data
        room, operator = sent.get("room") or "", sent.get("operator") or ""
        return Where(
            room_id=UUID(room) if room else None,
            place=sent["place"],
            operator_id=UUID(operator) if operator else None,
        )
