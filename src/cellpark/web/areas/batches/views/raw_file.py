"""A raw file of an instrument: what it is, its hash, its bytes."""

import base64
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from cellpark.instruments.public import PICTURES, raw_file


def show(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """What is kept, with the hash that a value of the record names."""
    return render(request, "batches/raw_file.html", {"file": raw_file(file_id)})


def picture(request: HttpRequest, file_id: UUID) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """A picture as a picture, by what its bytes are; any other file has its page alone."""
    found = raw_file(file_id)
    if found.media_type not in PICTURES:
        return HttpResponseRedirect(reverse("instrument_file", args=[file_id]))
    return HttpResponse(bytes(found.content), content_type=found.media_type)


def download(request: HttpRequest, file_id: UUID) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """The bytes as they came; never shown by a browser, whatever they are."""
    found = raw_file(file_id)
    answer = HttpResponse(bytes(found.content), content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="{found.sha256}"'
    answer["Repr-Digest"] = f"sha-256=:{base64.b64encode(bytes.fromhex(found.sha256)).decode()}:"
    return answer
