"""The clean rooms now: the map, and the question of the bench."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cellpark.access.public import actor_of
from cellpark.base.messages import explain
from cellpark.base.time import now
from cellpark.equipment import public as plant
from cellpark.equipment.public import ClearanceState, Openness
from cellpark.kernel.problem import Problem, Refused
from cellpark.web.areas.equipment.forms import QuestionForm
from cellpark.web.areas.equipment.scanning import scanned_container
from cellpark.web.areas.equipment.scene import scene


def clean_rooms(request: HttpRequest) -> HttpResponse:
    """Every clean room as it is now; the page asks again by itself."""
    found = scene()
    waiting, stopped = found.waiting, found.stopped
    working = ngettext("%(count)s room has open work", "%(count)s rooms have open work", found.working) % {
        "count": found.working
    }
    following, by = "", None
    if stopped:
        following = _("Look at %(room)s: %(state)s.") % {"room": stopped[0].room.code, "state": stopped[0].state.label}
    elif waiting:
        clearance = waiting[0].clearance
        unsigned = clearance is not None and clearance.state == ClearanceState.NOTED
        said = _("Whoever checked the line in %(room)s signs.") if unsigned else _("Verify the line in %(room)s.")
        following = said % {"room": waiting[0].room.code}
        by = clearance.valid_until if clearance else None
    context = {
        "scene": found,
        "now": _("%(working)s, %(waiting)s wait for a second person, %(stopped)s are stopped.")
        % {"working": working, "waiting": len(waiting), "stopped": len(stopped)},
        "next": following,
        "who": _("Head of quality") if stopped else _("A second person") if waiting else "",
        "by": by,
        "question": QuestionForm(),
        "at": now(),
    }
    return render(request, "equipment/clean_rooms.html", context)


def question(request: HttpRequest) -> HttpResponse:
    """May this container be opened here, now, by me? Nothing is changed."""
    asked = "container" in request.GET
    form = QuestionForm(request.GET if asked else None)
    problems: list[Problem] = []
    answered = False
    if asked and form.is_valid():
        try:
            problems = _answer(request, form)
            answered = True
        except Refused as refusal:
            form.tell(refusal.problems)
    context = {
        "form": form,
        "answered": answered,
        "room": form.cleaned_data.get("room", "") if answered else "",
        "container": form.cleaned_data.get("container", "") if answered else "",
        "openness": plant.words.OPENNESSES[form.cleaned_data["openness"]] if answered else "",
        "problems": [explain(problem) for problem in problems],
        "at": now(),
    }
    return render(request, "equipment/question.html", context)


def _answer(request: HttpRequest, form: QuestionForm) -> list[Problem]:
    sent = form.cleaned_data
    actor = actor_of(request)
    assert actor.person_id is not None, "the page is for members"
    return plant.opening_problems(
        room=plant.find_room(sent["room"]),
        container_facts=plant.facts_of(scanned_container(sent["container"])),
        batch=sent["batch"],
        person=actor.person_id,
        openness=Openness(sent["openness"]),
        at=now(),
    )
