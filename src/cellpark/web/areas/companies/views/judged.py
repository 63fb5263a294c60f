"""Judgements as pages show them: each condition with its standing, what is lacking, and what to ask for."""

from collections.abc import Sequence
from dataclasses import dataclass

from cellpark.companies.public import Company, Stage, stage_judgement, today, vocabulary_of, words
from cellpark.kernel.expression import shown
from cellpark.recognition.public import Judged, Judgement, Vocabulary
from cellpark.web.areas.companies.standing import STANDING_COLOURS
from cellpark.web.areas.companies.views.common import language
from cellpark.web.pages.tables import State


@dataclass(frozen=True, slots=True)
class Asked:
    """A datum to ask for, by its key and in words."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition."""

    label: str
    state: State
    lacks: Sequence[str]
    ask: Sequence[Asked]


@dataclass(frozen=True, slots=True)
class StageLine:
    """What the criteria of a stage say; ``state`` is None where the park states none."""

    label: object
    state: State | None
    conditions: Sequence[Condition]
    ways: Sequence[Condition]
    edition: str


def standing_state(standing: str) -> State:
    """Met, not met, cannot be told."""
    return State(STANDING_COLOURS[standing], words.STANDINGS[standing])


def conditions(found: Sequence[Judged], vocabulary: Vocabulary) -> list[Condition]:
    """Each condition of a judgement."""
    return [
        Condition(
            each.need.words.in_language(language()),
            standing_state(each.standing.value),
            [_lack(text, sides, vocabulary) for text, sides in ((lack.text, lack.sides) for lack in each.lacks)],
            asked(each.ask, vocabulary),
        )
        for each in found
    ]


def asked(keys: Sequence[str], vocabulary: Vocabulary) -> list[Asked]:
    """Data to ask for, in the reader's language."""
    known = [(key, vocabulary.get(key)) for key in keys]
    return [Asked(key, datum.words.in_language(language()) if datum else key) for key, datum in known]


def stage_lines(row: Company, stages: Sequence[Stage]) -> list[StageLine]:
    """What the criteria of these stages say of a company today."""
    vocabulary = vocabulary_of(row.organisation_id)
    return [_line(stage, stage_judgement(row, stage, today()), vocabulary) for stage in stages]


def _line(stage: Stage, found: Judgement | None, vocabulary: Vocabulary) -> StageLine:
    if found is None:
        return StageLine(words.STAGES[stage], None, (), (), "")
    return StageLine(
        words.STAGES[stage],
        standing_state(found.standing.value),
        conditions(found.needs, vocabulary),
        conditions(found.ways, vocabulary),
        f"{found.recognition.key} {found.recognition.edition}",
    )


def _lack(text: str, sides: Sequence[tuple[str, object]], vocabulary: Vocabulary) -> str:
    """A comparison that does not hold, its names in words, with the value that was found."""
    for name in sorted(vocabulary, key=len, reverse=True):
        if name in text:
            text = text.replace(name, vocabulary[name].words.in_language(language()))
    found = ", ".join(shown(value) for written, value in sides if written in vocabulary)  # type: ignore[arg-type]
    return f"{text} ({found})" if found else text
