"""How long an inspector may look (A11-2d): an inspection is a membership with an end."""

from datetime import date

from cellpark.access.public import running_memberships
from cellpark.base.actor import Actor
from cellpark.identity.public import Role
from cellpark.kernel.problem import Problem, refuse_any


def is_inspector(actor: Actor) -> bool:
    """Whether somebody looks from outside."""
    return Role.INSPECTOR.value in actor.roles


def inspection_end(actor: Actor) -> date | None:
    """The day on which an inspector's access ends; None for others, and where nobody has set an end."""
    if not is_inspector(actor) or actor.person_id is None:
        return None
    ends = [
        each.ends_on
        for each in running_memberships(actor.person_id)
        if each.role == Role.INSPECTOR and each.organisation_id == actor.organisation_id
    ]
    return None if None in ends else max((end for end in ends if end is not None), default=None)


def inspection_problems(actor: Actor) -> list[Problem]:
    """Why an inspector may not look now: an access without an end is none."""
    if not is_inspector(actor) or inspection_end(actor) is not None:
        return []
    return [Problem("dossier.inspection.no_end", rule="A11-2d")]


def refuse_endless(actor: Actor) -> None:
    """Raise ``Refused(dossier.inspection.no_end)`` for an inspector whose access has no end (A11-2d)."""
    refuse_any(inspection_problems(actor))
