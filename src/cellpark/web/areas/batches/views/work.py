"""The operator's page: one step at a time, for a tablet in gloves."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cellpark.access.public import actor_of
from cellpark.base.messages import Explained
from cellpark.batches.public import BatchPermission, BatchState, BatchView, OpenStep, batch_view, both
from cellpark.identity.public import names_of_people
from cellpark.instruments.public import InstrumentPermission, RawFile, kept_picture
from cellpark.web.areas.batches.shown import countdowns, lines_of, sentence
from cellpark.web.areas.batches.words import STOP, batch_state, signer_words


def work(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """The step at hand; ``step`` in the address chooses among those that are open."""
    return page(request, batch_id)


def page(
    request: HttpRequest, batch_id: UUID, problems: Sequence[Explained] = (), *, stop: bool = False
) -> HttpResponse:
    """The page, with what was just refused; ``stop`` makes it a hard stop."""
    view = batch_view(batch_id)
    opened = _chosen(view, request.GET.get("step") or request.POST.get("step", ""))
    context: dict[str, Any] = {
        "view": view,
        "batch": view.batch,
        "state": batch_state(view.batch.state),
        "is_running": view.batch.state == BatchState.RUNNING,
        "opened": opened,
        "others": [each for each in view.next.open if each is not opened],
        "timers": countdowns(view.next.timers, view.at),
        "problems": problems,
        "stop": stop,
        "stop_words": both(STOP),
        "me": _me(request),
        "may_run": actor_of(request).may(BatchPermission.RUN),
        "may_sign": actor_of(request).may(BatchPermission.SIGN),
        "keys": [str(uuid4()) for _ in range(60)],
        **_step(request, view, opened),
    }
    return render(request, "batches/work.html", context, status=422 if problems else 200)


def _me(request: HttpRequest) -> dict[str, str]:
    """Who reads the page: each input that it sends or keeps is of that person."""
    identity = actor_of(request).person_id
    if identity is None:
        return {"id": "", "name": ""}
    return {"id": str(identity), "name": names_of_people({identity}).get(identity, "")}


def _chosen(view: BatchView, key: str) -> OpenStep | None:
    """The step asked for, else one that was begun, else the next."""
    found = view.next.open
    asked = next((each for each in found if each.key == key), None)
    begun = next((each for each in found if each.has_begun), None)
    return asked or begun or (found[0] if found else None)


def _step(request: HttpRequest, view: BatchView, opened: OpenStep | None) -> dict[str, Any]:
    if opened is None:
        return {}
    lines = lines_of(view, opened)
    asked = [each for each in lines if each.ask]
    # what needs another value first waits for it
    now = next((each for each in asked if not each.needs), asked[0] if asked else None)
    me = actor_of(request).reference
    awaited = [
        {
            "name": each.sign.name,
            "role": signer_words(each.sign.role),
            "meaning": each.sign.meaning,
            "barred": me in each.barred,
        }
        for each in opened.awaited
    ]
    return {
        "lines": lines,
        "now": now if opened.has_begun else None,
        "sentence": sentence(opened.step),
        "picture": _picture(request, view, opened.step.picture),
        "awaited": awaited,
        "to_sign": awaited[0] if awaited and opened.has_begun and now is None else None,
        "progress": _progress(view, opened),
    }


def _picture(request: HttpRequest, view: BatchView, name: str | None) -> RawFile | None:
    """The picture of the step, where one was kept under the name that the recipe says."""
    if not name or not actor_of(request).may(InstrumentPermission.SEE_FILES):
        return None
    return kept_picture(name, view.batch.organisation_id)


def _progress(view: BatchView, opened: OpenStep) -> dict[str, int]:
    keys = [line.key for unit in view.units for line in unit.steps if line.standing != "branch"]
    return {"place": keys.index(opened.key) + 1 if opened.key in keys else len(keys), "of": len(keys)}
