"""The form that anybody may fill in."""

from collections.abc import Sequence
from typing import Any, Self

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cellpark.companies.public import SUFFIXES, Details, Filled, NeedKind, Speaker, Upload, Wish
from cellpark.identifiers.credit import normalised
from cellpark.web.areas.companies.desks import Desk
from cellpark.web.pages.forms.act_form import ActForm
from cellpark.web.pages.forms.fields import Text, day, long_text
from cellpark.web.pages.forms.organisations import name_en, name_zh

CONSENT = "2026-11"
"""The edition of the text that is agreed to."""
OTHER_KINDS = (NeedKind.SERVICE, NeedKind.SUPPLIER, NeedKind.PEOPLE)


class ApplicationForm(ActForm):
    """What is needed to answer an application, and nothing more."""

    desk = forms.ChoiceField(label=_("Park"), help_text=_("Whoever operates it answers you."))
    name_zh = name_zh()
    name_en = name_en()
    code = Text(
        label=_("Unified social credit code"),
        max_length=40,
        required=False,
        help_text=_("18 characters from the business licence; empty if the company is not registered yet."),
    )
    business = long_text(label=_("What the company does"), max_length=2000)
    pipeline = long_text(label=_("Products and their state"), max_length=2000, required=False)
    staff = Text(label=_("People today, and in two years"), max_length=200, required=False)
    area_least = forms.DecimalField(
        label=_("Area needed (m²)"), required=False, min_value=0, max_value=1_000_000, max_digits=9, decimal_places=2
    )
    grade = forms.ChoiceField(
        label=_("Clean-room grade"),
        required=False,
        choices=[("", "–"), *((each, each) for each in ("A", "B", "C", "D", "CNC"))],
    )
    start = day(label=_("Wanted from"), required=False)
    room = Text(
        label=_("What else the rooms need"),
        max_length=500,
        required=False,
        help_text=_("Such as power, steam, liquid nitrogen, height, bonded."),
    )
    service = Text(label=_("Services that you look for"), max_length=500, required=False)
    supplier = Text(label=_("Suppliers that you look for"), max_length=500, required=False)
    people = Text(
        label=_("People that you look for"),
        max_length=500,
        required=False,
        help_text=_("Professions, and nobody by name: what a company needs stays on record."),
    )
    file = forms.FileField(
        label=_("Presentation or business plan"),
        required=False,
        help_text=_("PDF, Word, PowerPoint or a picture, up to 3 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(sorted(SUFFIXES))}),
    )
    contact_name = Text(label=_("Name of the contact"), max_length=100)
    contact_email = Text(label=_("E-mail"), max_length=254, widget=forms.EmailInput)
    contact_phone = Text(label=_("Telephone"), max_length=30, required=False)
    consent = forms.BooleanField(
        label=_("I agree that the park uses these data to answer this application"), required=False
    )

    @classmethod
    def of(cls, request: HttpRequest, **options: Any) -> Self:
        """The form as it was sent with its file, or fresh."""
        if request.method != "POST":
            return super().of(request, **options)
        return cls(request.POST, request.FILES, **options)

    def offer(self, desks: Sequence[Desk]) -> None:
        """Whom one may apply to; nobody is asked where there is one alone."""
        field = self.fields["desk"]
        assert isinstance(field, forms.ChoiceField)
        # nothing is chosen unasked: an application to the wrong park is read by the wrong people
        field.choices = [("", "\u2013"), *((each.value, each.label) for each in desks)]
        if len(desks) == 1:
            del self.fields["desk"]

    def chosen(self, desks: Sequence[Desk]) -> Desk:
        """Whom the sender chose; the first one as long as nothing is chosen that there is."""
        chosen = self.data.get("desk", "") if self.is_bound else ""
        return next((each for each in desks if each.value == chosen), desks[0])

    def filled(self, language: str, *, park: str) -> Filled:
        """What was typed, as the act takes it."""
        sent = self.cleaned_data
        upload = sent["file"]
        return Filled(
            details=Details(name_zh=sent["name_zh"], name_en=sent["name_en"], code=normalised(sent["code"])),
            speaker=Speaker(name=sent["contact_name"], email=sent["contact_email"], phone=sent["contact_phone"]),
            consent=CONSENT if sent["consent"] else "",
            language=language,
            park=park,
            business=sent["business"],
            pipeline=sent["pipeline"],
            staff=sent["staff"],
            wishes=self._wishes(),
            upload=Upload((upload.name or "")[:200], upload.read()) if upload else None,
        )

    def _wishes(self) -> list[Wish]:
        sent = self.cleaned_data
        wanted = {name: format(sent[name], "f") for name in ("area_least",) if sent[name] is not None}
        wanted |= {"grade": sent["grade"]} if sent["grade"] else {}
        wanted |= {"from": sent["start"].isoformat()} if sent["start"] else {}
        found = []
        if wanted or sent["room"]:
            text = sent["room"] or " ".join(wanted.values())
            found.append(Wish(kind=NeedKind.ROOM, text=text, wanted=wanted))
        return found + [Wish(kind=kind, text=sent[kind.value]) for kind in OTHER_KINDS if sent[kind.value]]
