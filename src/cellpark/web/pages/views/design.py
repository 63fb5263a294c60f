"""The gallery: every component in all its states, in both languages, light and dark. Looked at before every change."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.web.pages import design_samples as samples
from cellpark.web.pages.tables import Table, table_response

MOODS = ("desk", "plant", "door")


def gallery(request: HttpRequest) -> HttpResponseBase:
    """The page; what is sent to it is thanked for and forgotten, so that forms can be tried."""
    if request.method == "POST":
        messages.success(request, _("Nothing was recorded: this is the gallery."))
        return HttpResponseRedirect(reverse("design"))
    asked = request.GET.get("mood", "desk")
    mood = asked if asked in MOODS else "desk"
    table = Table(
        samples.batches(),
        samples.BATCH_COLUMNS,
        request,
        caption=_("Batches of the example"),
        order="code",
        choices=samples.BATCH_CHOICES,
        empty=_("No batch yet. Order one first."),
        keep=("mood",),
    )
    nothing = Table(
        [],
        samples.BATCH_COLUMNS,
        request,
        name="none",
        caption=_("Batches of a new company"),
        order="code",
        empty=_("No batch yet. Order one first."),
    )
    context = {
        "mood": mood,
        "moods": samples.mood_tabs(mood),
        "nothing": nothing,
        "form": samples.SampleForm(),
        "wrong_form": samples.wrong_form(),
        "problems": samples.problems(),
        "history": samples.history(),
        "times": samples.times(),
        "changes": samples.changes(),
        "crumbs": samples.crumbs(),
        "deadline": samples.at(26, 16),
        "signed_at": samples.at(22, 9),
        "meaning": samples.meaning(),
        "chart": samples.chart(),
        "digest": samples.DIGEST,
        "long_name": samples.long_name(),
        "viability": samples.VIABILITY,
        "count": samples.CELLS,
        "volume": samples.VOLUME,
    }
    return table_response(request, "design/gallery.html", table, context)
