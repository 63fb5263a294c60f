"""One event: in words, in bytes, in its stream and in the tree; checked here or in the reader's own browser."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.ledger.public import Checkpoint, Event, envelope, event_at, get_event, last_checkpoint, leaf_index
from cellpark.web.pages.event_values import fields_of, sentences
from cellpark.web.pages.event_words import title_of
from cellpark.web.pages.ledger_check import answers, event_proof, path_picture, unasked
from cellpark.web.pages.ledger_names import mentioned, names_for


def event(request: HttpRequest, event_id: UUID) -> HttpResponse:
    """The event in full; with ``?check`` the server answers the questions of the proof."""
    found = _event(event_id)
    said = envelope(found)
    names = names_for([found.actor, found.organisation, said["on_behalf_of"], *mentioned(said["data"])])
    place = leaf_index(found)
    checkpoint = _covering(place)
    proof = event_proof(found, checkpoint)
    checked = "check" in request.GET
    found_answers = answers(proof) if checked else unasked()
    context = {
        "crumbs": [
            {"href": reverse("ledger"), "label": _("Ledger")},
            {"href": reverse("ledger-stream", args=[found.stream]), "label": found.stream},
        ],
        "event": found,
        "title": title_of(found.type),
        "sentences": sentences(found.type, said["data"], found.actor, names),
        "fields": fields_of(said["data"], names),
        "said": said,
        "who": names.actor(found.actor),
        "on_behalf_of": names.organisation(said["on_behalf_of"]) if said["on_behalf_of"] else "",
        "organisation": names.organisation(found.organisation) if found.organisation else "",
        "text": bytes(found.payload).decode(),
        "bytes": len(found.payload),
        "hash": bytes(found.hash).hex(),
        "before": event_at(found.stream, found.version - 1),
        "after": event_at(found.stream, found.version + 1),
        "place": place,
        "checkpoint": checkpoint,
        "proof": proof,
        "answers": found_answers,
        "checked": checked,
        "verdict": {"done": "verified", "stopped": "failed"}.get(found_answers[0].colour, "unchecked"),
        "picture": path_picture(proof),
    }
    return render(request, "ledger/event.html", context)


def event_proof_file(request: HttpRequest, event_id: UUID) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """The proof as a file: bytes, chain, path, checkpoint and keys, for anybody who wants to check without us."""
    found = _event(event_id)
    answer = JsonResponse(event_proof(found, _covering(leaf_index(found))), json_dumps_params={"indent": 1})
    answer["Content-Disposition"] = f'attachment; filename="event-{found.id}.json"'
    return answer


def _event(event_id: UUID) -> Event:
    found = get_event(event_id)
    if found is None:
        raise Event.DoesNotExist
    return found


def _covering(place: int | None) -> Checkpoint | None:
    """The newest checkpoint, when it covers the leaf."""
    newest = last_checkpoint()
    return newest if newest is not None and place is not None and place < newest.size else None
