"""The code at a door: a phone's camera goes to the report with the room filled in."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cellpark.facilities.public import both, label_of
from cellpark.premises.public import rooms
from cellpark.web.areas.facilities.views.common import crumbs
from cellpark.web.pages.scan_code import scan_code


def door(request: HttpRequest, room_id: UUID) -> HttpResponse:
    """To be printed and put up: room, code, one sentence in both languages."""
    found = rooms().filter(id=room_id).select_related("building").first()
    if found is None:
        raise Http404
    address = request.build_absolute_uri(f"{reverse('facility_report')}?room={found.id}")
    said = both(_("Something is broken? Scan and report it."))
    context = {
        "said": said,
        "label": label_of(found),
        "code": scan_code(address),
        "address": address,
        "crumbs": crumbs(),
    }
    return render(request, "facilities/door.html", context)
