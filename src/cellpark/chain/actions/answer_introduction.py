"""Agree to an introduction, decline it, or take the question back."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.scope import widened
from cellpark.chain.events import IntroductionAgreed, IntroductionAnswered
from cellpark.chain.models import Introduction, Want
from cellpark.chain.permissions import ChainPermission
from cellpark.chain.rows import locked, write
from cellpark.chain.states import INTRODUCTION_LIFECYCLE
from cellpark.kernel.problem import Problem, Refused


def agree_introduction(*, actor: Actor, introduction_id: UUID) -> Introduction:
    """Whoever offers agrees: from now on both know each other, and what is wanted.

    Raises ``Refused``: ``chain.introduction.side``, ``lifecycle.step``.
    """
    with transaction.atomic():
        row = _of(actor, introduction_id, "agree", giver=True)
        with widened(row.organisation_id):
            want: Want = Want.objects.get(id=row.want_id)
        event = IntroductionAgreed(id=row.id, wanted=f"{want.title}\n{want.text}")
        agreed: Introduction = write(event, actor=actor, organisation=row.organisation_id)
        return agreed


def decline_introduction(*, actor: Actor, introduction_id: UUID) -> Introduction:
    """Whoever offers declines without learning who asked; the park counts demand that was refused."""
    return _answer(actor, introduction_id, "decline", giver=True)


def withdraw_introduction(*, actor: Actor, introduction_id: UUID) -> Introduction:
    """Whoever asked takes the question back."""
    return _answer(actor, introduction_id, "withdraw", giver=False)


def _answer(actor: Actor, introduction_id: UUID, verb: str, *, giver: bool) -> Introduction:
    with transaction.atomic():
        row = _of(actor, introduction_id, verb, giver=giver)
        state = INTRODUCTION_LIFECYCLE.step(row.state, verb)
        event = IntroductionAnswered(id=row.id, state=state.value)
        answered: Introduction = write(event, actor=actor, organisation=row.organisation_id)
        return answered


def _of(actor: Actor, introduction_id: UUID, verb: str, *, giver: bool) -> Introduction:
    """The introduction, for the side whose turn it is."""
    actor.require(ChainPermission.TAKE_PART)
    row: Introduction = locked(Introduction, "introduction", introduction_id)
    if actor.organisation_id != (row.giver_id if giver else row.organisation_id):
        raise Refused(Problem("chain.introduction.side", {"verb": verb}))
    INTRODUCTION_LIFECYCLE.step(row.state, verb)
    return row
