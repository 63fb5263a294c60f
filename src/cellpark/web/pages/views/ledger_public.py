"""For anybody, without an account: checkpoint and consistency proof as text, and how to check an export."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cellpark.ledger.public import (
    checkpoint_note,
    consistency_proof,
    last_checkpoint,
    log_keys,
    origin,
    proof_text,
    shipped,
)
from cellpark.web.pages.offline_page import offline_response


def checkpoint(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """The newest checkpoint (C2SP tlog-checkpoint): what a witness fetches. 404 while none is signed."""
    newest = last_checkpoint()
    if newest is None:
        return HttpResponse("no checkpoint is signed yet\n", status=404, content_type="text/plain; charset=utf-8")
    answer = HttpResponse(checkpoint_note(newest), content_type="text/plain; charset=utf-8")
    answer["Cache-Control"] = "no-store"
    return answer


def consistency(request: HttpRequest, old: int, new: int) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """The proof that the tree of ``new`` entries continues that of ``old``: one hash a line in base64, lowest first.

    With ``/checkpoint`` it is all that a witness needs. 404 for sizes that no checkpoint has reached.
    """
    newest = last_checkpoint()
    if newest is None or not 0 < old <= new <= newest.size:
        return HttpResponse("no checkpoint covers these sizes\n", status=404, content_type="text/plain; charset=utf-8")
    return HttpResponse(proof_text(consistency_proof(old, new)), content_type="text/plain; charset=utf-8")


def verify(request: HttpRequest) -> HttpResponse:
    """How to check an export, with and without a browser."""
    return render(request, "ledger/verify.html", {"newest": last_checkpoint(), "origin": origin(), "keys": log_keys()})


def verifier(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """The checking page that travels in every export, word for word: it works offline and sends nothing."""
    return offline_response(shipped("verify.html"))
