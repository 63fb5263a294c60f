"""Judgements as pages show them: each condition with its standing, what is lacking, and what to ask for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cellpark.companies.public import Company, Stage, stage_judgement, today, vocabulary_of, words
from cellpark.kernel.expression import shown
from cellpark.recognition.public import Judged, Judgement, Vocabulary
from cellpark.web.areas.companies.standing import STANDING_COLOURS
from cellpark.web.areas.companies.views.common import language
from cellpark.web.pages import formats
from cellpark.web.pages.tables import State

# a number of the expression language, not a digit of a name
NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?:e\d+)?(?![\w.])")


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
            [lack_words(text, sides, vocabulary) for text, sides in ((lack.text, lack.sides) for lack in each.lacks)],
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
        found.recognition.words.in_language(language()),
    )


def lack_words(text: str, sides: Sequence[tuple[str, object]], vocabulary: Vocabulary) -> str:
    """A comparison that does not hold, its names in words, with the value that was found."""
    text = NUMBER.sub(lambda found: formats.number(Decimal(f"{Decimal(found[0]):f}")), text)
    text = text.replace(">=", "\u2265").replace("<=", "\u2264")
    for name in sorted(vocabulary, key=len, reverse=True):
        if name in text:
            text = text.replace(name, vocabulary[name].words.in_language(language()))
    found = str(_(", ")).join(_found(value) for written, value in sides if written in vocabulary)
    return _("%(condition)s: it is %(found)s") % {"condition": text, "found": found} if found else text


def _found(value: object) -> str:
    """A value that was found, as people write it."""
    if isinstance(value, bool):
        return pgettext("datum", "Yes") if value else pgettext("datum", "No")
    return formats.number(value) if isinstance(value, (Decimal, int)) else shown(value)  # type: ignore[arg-type]


def edition_words(edition: str) -> str:
    """The edition of a rule where it names a year; a list of the year has none."""
    return edition if any(sign.isdecimal() for sign in edition) else ""
