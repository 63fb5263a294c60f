"""With what a container is compared that is to enter a step (T1): the recipe says of whom, the state who that is."""

from dataclasses import dataclass
from uuid import UUID

from cellpark.batches.run.plan import Plan, step_of
from cellpark.batches.run.recipe import In, Out
from cellpark.batches.run.state import State

SAME_PATIENT = "patient"
SAME_BATCH = "batch"


@dataclass(frozen=True, slots=True)
class Wanted:
    """One of these containers, or one with this identity; with neither nothing can be told and nothing may enter.

    ``older``: the text is older than the rule and says nothing; what has an identity is compared all the same.
    """

    containers: tuple[UUID, ...] = ()
    coi: str = ""
    older: bool = False

    @property
    def is_told(self) -> bool:
        """Whether there is anything to compare with."""
        return bool(self.containers or self.coi or self.older)

    def coi_for(self, said: str) -> str:
        """The identity with which a label is compared that says ``said``; empty for none."""
        return "" if self.older and not said else self.coi


def wanted_in(field: In, *, process: tuple[UUID, ...], coi: str) -> Wanted:
    """What fits a field.

    The batch's own is what is in process, and as long as nothing is, whatever carries the batch's identity.
    """
    if field.match == SAME_BATCH and process:
        return Wanted(containers=process)
    return Wanted(coi=coi, older=field.match not in (SAME_PATIENT, SAME_BATCH))


def made_as(plan: Plan, state: State, container: UUID) -> str | None:
    """What the recipe calls a container that this batch has filled; None for one that came from elsewhere."""
    for key, step in reversed(state.steps.items()):
        for name, entries in step.entries.items():
            field = plan.fields.get((step_of(key), name))
            if isinstance(field, Out) and any(each.thing == container for each in entries):
                return field.what
    return None


def is_called_for(plan: Plan, state: State, field: In, container: UUID) -> bool | None:
    """Whether the words of a field name this container; None where the words of the recipe alone do not tell.

    They are those of the ``out`` that filled it, or they name another ``out``, or what is in process from elsewhere.
    Words that name nothing of this are compared with the house's materials alone.
    """
    made = made_as(plan, state, container)
    if made is None:
        return None
    if same_words(made, field.what):
        return True
    named = any(isinstance(each, Out) and same_words(each.what, field.what) for each in plan.fields.values())
    return False if named or any(made_as(plan, state, each) is None for each in state.process) else None


def same_words(one: str, other: str) -> bool:
    """Whether two texts of a recipe name the same, but for case and spaces."""
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())


def compares_identity(plan: Plan) -> bool:
    """Whether material is compared with the patient, or enters before the batch has filled a container of its own."""
    fields = [each for _, step in plan.recipe.steps() for each in step.fields]
    if any(isinstance(each, In) and each.match == SAME_PATIENT for each in fields):
        return True
    first = next((each for each in fields if isinstance(each, In | Out)), None)
    return isinstance(first, In)
