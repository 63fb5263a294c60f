"""After a failure: the ways to a dose side by side, from what is really there."""

from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cellpark.base.messages import explain
from cellpark.base.time import now
from cellpark.batches import public as batches
from cellpark.release import public as release
from cellpark.release.public import Option, Source
from cellpark.release.words import LEGS, NEEDS, SOURCES, WAYS
from cellpark.web.areas.release.forms import RescueForm
from cellpark.web.areas.release.shown import batch_crumbs
from cellpark.web.areas.release.words import DECIDES

FIELDS = ("slot_on", "collect_on", "wash_out_days", "make_days", "test_days", "ship_days", "record_days")


def rescue(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """The comparison; every assumption stands on the page and can be changed."""
    found = batches.batch(batch_id)
    assumed = release.assumed_for(found, today=now().date())
    values = {name: getattr(assumed, name) for name in FIELDS}
    form = RescueForm(request.GET if any(name in request.GET for name in FIELDS) else None, initial=values)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        if given["make_days"] != assumed.make_days:
            assumed = replace(assumed, make_source=Source.GIVEN, make_of="")
        assumed = replace(assumed, **given)
    reserves = release.reserves_of(found)
    ways = [_shown(each) for each in release.rescue_options(found, assumed, reserves=reserves)]
    first = ways[0] if ways and ways[0]["dose_on"] else None
    context = {
        "batch": found,
        "form": form,
        "ways": ways,
        "source": SOURCES[assumed.make_source] % {"days": assumed.make_days, "of": assumed.make_of},
        "reserves": reserves,
        "now": _("%(count)s ways were compared") % {"count": len(ways)},
        "next": first["words"] if first else _("No way is open now; look at what refuses each."),
        "who": DECIDES if first else "",
        "crumbs": batch_crumbs(batch_id, found.number),
    }
    return render(request, "release/rescue.html", context)


def _shown(option: Option) -> dict[str, object]:
    return {
        "way": option.way,
        "words": WAYS[option.way],
        "dose_on": option.dose_on,
        "legs": [{"words": LEGS[each.leg], "since": each.since, "until": each.until} for each in option.legs],
        "needs": [NEEDS[each] for each in option.needs],
        "problems": [explain(each) for each in option.problems],
    }
