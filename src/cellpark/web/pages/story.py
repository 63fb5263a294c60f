"""The example story on the desk of example people: how far it is, and where each patient's way can be seen."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cellpark.base.actor import Actor
from cellpark.base.messages import explain
from cellpark.identity.public import Person
from cellpark.kernel.problem import Problem
from cellpark.orders.public import OrderPermission
from cellpark.plays.public import Telling, TellingLine, telling_lines, telling_title, tellings


@dataclass(frozen=True, slots=True)
class StoryCard:
    """One story as its card shows it; ``stopped`` is the sentence of what stopped it."""

    name: str
    title: str
    now: str
    stopped: str
    done: int
    patients: int
    lines: list[TellingLine]

    @property
    def note(self) -> str:
        """What stopped it and what goes on with it; that nobody waits for it otherwise."""
        if not self.stopped:
            return _("It runs in the background; you can work meanwhile.")
        mended = _("Once that is mended, “cellpark play %(story)s” goes on with it.") % {"story": self.name}
        return f"{self.stopped} {mended}"

    @property
    def is_over(self) -> bool:
        """Whether everybody is through."""
        return self.done >= self.patients


def stories_for(actor: Actor, person: Person) -> list[StoryCard]:
    """The stories that an example person's organisations take part in; none for anybody else."""
    if not person.example:
        return []
    may_open = actor.may(OrderPermission.SEE)
    cards: list[StoryCard] = []
    for each in tellings():
        card = _card(each, may_open=may_open)
        # one that is told is for whoever may follow somebody of it; the next one begins when the one before is told
        if card.lines:
            cards.append(card)
        if not each.is_over:
            break
    return cards


def _card(telling: Telling, *, may_open: bool) -> StoryCard:
    done, problem = len(telling.told), telling.problem
    said = {"number": done + 1, "all": telling.patients}
    if telling.is_over:
        now = _("The example story is told: follow any of its patients from the order on.")
    elif problem:
        now = _("The example story stopped at patient %(number)s of %(all)s.") % said
    else:
        now = _("The example story is being played: patient %(number)s of %(all)s.") % said
    lines = telling_lines(telling, may_open=may_open)
    return StoryCard(
        name=telling.name,
        title=telling_title(telling),
        now=now,
        stopped=explain(Problem(problem["code"], problem["params"])).what if problem else "",
        done=done,
        patients=telling.patients,
        lines=[each for each in lines if each.order is not None or not telling.is_over],
    )
