"""Disturbances that a planner gathers before a proposal is asked for; they stay in the session until then."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from cellpark.kernel.problem import Refused
from cellpark.plans.public import DISTURBANCES_MAX, Said, as_form, read_disturbances

KEY = "planning_disturbances"


def of(request: HttpRequest, plan_id: UUID) -> tuple[Said, ...]:
    """What was gathered for a published plan; what was gathered for another one is of no use any more."""
    said = request.session.get(KEY)
    if not isinstance(said, dict) or said.get("plan") != str(plan_id) or not said.get("said"):
        return ()
    try:
        return read_disturbances(said["said"])
    except Refused:  # kept by an older release
        return ()


def keep(request: HttpRequest, plan_id: UUID, said: Sequence[Said]) -> None:
    """Remember them."""
    request.session[KEY] = {"plan": str(plan_id), "said": as_form(tuple(said))}


def forget(request: HttpRequest) -> None:
    """Throw them away."""
    request.session.pop(KEY, None)


def joined(before: Sequence[Said], more: Sequence[dict[str, Any]]) -> tuple[Said, ...]:
    """One more, said once. Raises ``Refused``: a wrong field, or more than a proposal takes in."""
    found = dict.fromkeys((*before, *read_disturbances(list(more))))
    return read_disturbances(as_form(tuple(found)))


FULL = DISTURBANCES_MAX
