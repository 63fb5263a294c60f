"""Milestones in words."""

from collections.abc import Sequence

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from cellpark.companies.facts import FINANCING, GRANTED, NO, YES
from cellpark.companies.models import Milestone
from cellpark.companies.standing import Glide
from cellpark.recognition.public import Recognition, Vocabulary


def kind_words(kind: str, vocabulary: Vocabulary, recognitions: Sequence[Glide | Recognition] = ()) -> str:
    """What a milestone says, in the reader's language; the key where no rule names it any more."""
    language = get_language() or "en"
    if kind == FINANCING:
        return _("Round of financing")
    if kind.startswith(GRANTED):
        key = kind.removeprefix(GRANTED)
        rules = (each.recognition if isinstance(each, Glide) else each for each in recognitions)
        name = next((each.words.in_language(language) for each in rules if each.key == key), key)
        return _("Granted: %(name)s") % {"name": name}
    datum = vocabulary.get(kind)
    return kind if datum is None else datum.words.in_language(language)


def value_words(row: Milestone) -> str:
    """A value with its unit; truths as words, numbers with their thousands apart."""
    if row.value in (YES, NO):
        return pgettext("datum", "Yes") if row.value == YES else pgettext("datum", "No")
    whole, point, rest = row.value.partition(".")
    figures = f"{int(whole):,}{point}{rest}" if whole.lstrip("-").isdecimal() else row.value
    return f"{figures} {row.unit}".strip()
