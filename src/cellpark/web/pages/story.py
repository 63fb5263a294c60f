"""The example story on the desk of example people: how far it is, and where each patient's way can be seen."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cellpark.base.actor import Actor
from cellpark.base.messages import explain
from cellpark.identity.public import Person
from cellpark.kernel.problem import Problem
from cellpark.orders.public import OrderPermission
from cellpark.plays.public import Telling, TellingLine, telling_lines, tellings


@dataclass(frozen=True, slots=True)
class StoryCard:
    """One story as its card shows it; ``stopped`` is the sentence of what stopped it."""

    now: str
    stopped: str
    done: int
    patients: int
    lines: list[TellingLine]

    @property
    def is_over(self) -> bool:
        """Whether everybody is through."""
        return self.done >= self.patients


def stories_for(actor: Actor, person: Person) -> list[StoryCard]:
    """The stories that an example person's organisations take part in; none for anybody else."""
    if not person.example:
        return []
    may_open = actor.may(OrderPermission.SEE)
    cards = [_card(each, may_open=may_open) for each in tellings()]
    # a story that is told is for whoever may follow somebody of it
    return [each for each in cards if each.lines]


def _card(telling: Telling, *, may_open: bool) -> StoryCard:
    done, problem = len(telling.told), telling.problem
    said = {"number": done + 1, "all": telling.patients}
    if telling.is_over:
        now = _("The example story is told: follow any of its patients from the order to the end.")
    elif problem:
        now = _("The example story stopped at patient %(number)s of %(all)s.") % said
    else:
        now = _("The example story is being played: patient %(number)s of %(all)s.") % said
    lines = telling_lines(telling, may_open=may_open)
    return StoryCard(
        now=now,
        stopped=explain(Problem(problem["code"], problem["params"])).what if problem else "",
        done=done,
        patients=telling.patients,
        lines=[each for each in lines if each.order is not None or not telling.is_over],
    )
