"""A raw file of an instrument: what it is, its hash, its bytes."""

import base64
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cellpark.instruments.public import raw_file


def show(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """What is kept, with the hash that a value of the record names."""
    return render(request, "batches/raw_file.html", {"file": raw_file(file_id)})


def download(request: HttpRequest, file_id: UUID) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """The bytes as they came; never shown by a browser, whatever they are."""
    found = raw_file(file_id)
    answer = HttpResponse(bytes(found.content), content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="{found.sha256}"'
    answer["Repr-Digest"] = f"sha-256=:{base64.b64encode(bytes.fromhex(found.sha256)).decode()}:"
    return answer
