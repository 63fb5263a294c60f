"""Who may do a step: qualified for the process, gowned for the grade, in a role that the recipe names (T2, P11-4)."""

from datetime import datetime
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.batches.run.plan import Plan, Where
from cellpark.batches.run.recipe import Sign
from cellpark.batches.states import QUALITY, signers_for
from cellpark.identity.public import subjects_held
from cellpark.kernel.problem import Problem

GOWNING = "gowning-grade-"
NOT_GOWNED = "batches.operator.not_gowned"
# grades in which nobody needs a gown of the clean room
UNGOWNED = frozenset({"", "D", "CNC"})
GRADES = ("A", "B", "C")


def operator_problems(
    *, plan: Plan, where: Where, person: UUID | None, organisation: UUID, at: datetime
) -> list[Problem]:
    """T2: no step starts without somebody who is trained for it and current in gowning (A1-1b)."""
    if person is None:
        return [Problem("batches.operator.nobody", rule="P11-4")]
    held = subjects_of(person, organisation=organisation, at=at)
    unit = plan.units[where.unit]
    problems = []
    if not held & process_subjects(plan, unit.id):
        problems.append(
            Problem("batches.operator.not_qualified", {"mbr": plan.recipe.mbr, "unit": unit.id}, rule="P11-4")
        )
    grade = "" if where.place is None else where.place.grade.upper()
    if grade not in UNGOWNED and not held & gowning_subjects(grade):
        problems.append(Problem(NOT_GOWNED, {"grade": grade}, rule="A1-1b"))
    return problems


def performer_problems(
    *, plan: Plan, where: Where | None, actor: Actor, organisation: UUID, at: datetime, handles: bool = True
) -> list[Problem]:
    """T2 holds as long as a step lasts: whoever does, records or checks something in it is trained for it as well.

    ``handles`` False, for who reads a value again or signs: no gown is needed for it, and the quality unit, whose role
    is to judge, needs no training in doing it. An instrument's own program is no person.
    """
    if where is None or actor.person_id is None or (not handles and actor.roles & QUALITY):
        return []
    problems = operator_problems(plan=plan, where=where, person=actor.person_id, organisation=organisation, at=at)
    return problems if handles else [each for each in problems if each.code != NOT_GOWNED]


def process_subjects(plan: Plan, unit: str) -> frozenset[str]:
    """The subjects of which one qualifies for a unit: the recipe, the recipe's unit, the product."""
    recipe = plan.recipe
    subjects = {recipe.mbr, f"{recipe.mbr}/{unit}", recipe.product or recipe.mbr}
    return frozenset(subject.lower() for subject in subjects)


def gowning_subjects(grade: str) -> frozenset[str]:
    """The subjects of which one qualifies for a grade: this one or a cleaner one."""
    if grade not in GRADES:
        return frozenset()
    return frozenset(f"{GOWNING}{each.lower()}" for each in GRADES[: GRADES.index(grade) + 1])


def gowning_wanted(where: Where) -> frozenset[str]:
    """The subjects of which one is needed at the place of a step; empty where nobody needs a gown."""
    grade = "" if where.place is None else where.place.grade.upper()
    return frozenset() if grade in UNGOWNED else gowning_subjects(grade)


def subjects_of(person: UUID, *, organisation: UUID, at: datetime) -> frozenset[str]:
    """What somebody is qualified for on the day, in lower case."""
    return frozenset(subject.lower() for subject in subjects_held(person, organisation=organisation, day=at.date()))


def signer_problems(sign: Sign, actor: Actor) -> list[Problem]:
    """A signature is given in a role that the recipe asks for (P11-4, P11-8a)."""
    if signing_role(sign, actor) is not None:
        return []
    return [Problem("batches.signature.role", {"name": sign.name, "role": sign.role}, rule="P11-4")]


def signing_role(sign: Sign, actor: Actor) -> str | None:
    """The actor's role that fits the signature; None when none does."""
    fitting = signers_for(sign.role)
    return next((role for role in sorted(actor.roles) if role in fitting), None)
