"""The words for what stands against a place in a plan (``planning.trying``)."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message

_NEAREST = _("The nearest start that would do: %(nearest)s.")
_WORDS = {"nearest": {"": _("none, while the other steps stay where they are")}}
MESSAGES: Mapping[str, Message] = {
    "planning.try.begun": Message(
        _("“%(operation)s” stays at %(at)s."),
        _("It has begun, or it was promised for then."),
        _("Move what comes after it."),
    ),
    "planning.try.past": Message(
        _("“%(operation)s” cannot begin at %(start)s."), _("It is %(at)s now: nothing begins before."), _NEAREST, _WORDS
    ),
    "planning.try.early": Message(
        _("“%(operation)s” cannot begin at %(start)s."),
        _("What it needs is there only from %(at)s on."),
        _NEAREST,
        _WORDS,
    ),
    "planning.try.horizon": Message(
        _("“%(operation)s” cannot begin at %(start)s."), _("The plan ends at %(at)s."), _NEAREST, _WORDS
    ),
    "planning.try.least": Message(
        _("“%(operation)s” cannot begin at %(start)s."),
        _("At least %(limit)s lie between it and %(other)s, which begins at %(at)s."),
        _NEAREST,
        _WORDS,
    ),
    "planning.try.most": Message(
        _("“%(operation)s” cannot begin at %(start)s."),
        _("At most %(limit)s lie between it and %(other)s, which begins at %(at)s."),
        _NEAREST,
        _WORDS,
    ),
    "planning.try.away": Message(
        _("“%(operation)s” cannot begin at %(start)s."),
        _("%(resource)s: not enough of it is there for all of that time; the next shift begins at %(at)s."),
        _NEAREST,
        _WORDS,
    ),
    "planning.try.taken": Message(
        _("“%(operation)s” cannot begin at %(start)s."),
        _("%(resource)s: %(who)s has it until %(at)s."),
        _NEAREST,
        _WORDS,
    ),
    "planning.try.mixed": Message(
        _("“%(operation)s” cannot begin at %(start)s."),
        _("%(resource)s: %(who)s is of another patient and they are kept apart until %(at)s."),
        _NEAREST,
        _WORDS,
    ),
    "planning.try.too_many": Message(
        _("There are %(limit)s changes in this what-if already."),
        _("A what-if is looked at as a whole by whoever approves it."),
        _("Propose these changes first, or throw them away."),
    ),
}
