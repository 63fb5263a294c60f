"""Labels that say an amount which was corrected since: replaced, or left on with the agreement of two (T9, T11)."""

from collections.abc import Iterable
from dataclasses import dataclass

from cellpark.kernel.problem import Problem, Refused
from cellpark.kernel.quantity import Quantity
from cellpark.labels.contents import Field
from cellpark.labels.models import Label
from cellpark.labels.states import LabelState
from cellpark.materials.public import corrected_fills

STANDING = frozenset({LabelState.ISSUED, LabelState.PRINTED, LabelState.APPLIED})


@dataclass(frozen=True, slots=True)
class Outdated:
    """A label, the amount that it says and the one that is recorded now."""

    label: Label
    says: str
    becomes: str

    @property
    def proposed(self) -> bool:
        """Whether one person has said why the label may stay, for the amount of now."""
        return self.label.kept_for == self.becomes


def outdated_labels(rows: Iterable[Label]) -> list[Outdated]:
    """Those of the labels that stand with an amount which is not the recorded one any more, and are not kept for it.

    What was typed on a label by hand and was never recorded is not judged: nothing says what it was meant to be.
    """
    standing = [each for each in rows if each.state in STANDING and Field.QUANTITY in each.texts]
    fills = corrected_fills({each.container for each in standing})
    found = []
    for each in standing:
        fill, says = fills.get(each.container), each.texts[Field.QUANTITY]
        if fill is None or _amount(says) not in fill.was or _amount(says) == fill.now:
            continue
        line = Outdated(each, says, str(fill.now))
        if not (line.proposed and each.keep_checked_by is not None):
            found.append(line)
    return found


def outdated(label: Label) -> Outdated | None:
    """The same of one label."""
    return next(iter(outdated_labels([label])), None)


def outdated_problems(label: Label) -> list[Problem]:
    """Why nothing more is done with a label but to replace it (T11)."""
    line = outdated(label)
    if line is None:
        return []
    told = {"number": label.number, "says": line.says, "becomes": line.becomes}
    return [Problem("labels.label.outdated", told, rule="T11")]


def _amount(text: str) -> Quantity | None:
    try:
        return Quantity.parse(text)
    except Refused:
        return None
