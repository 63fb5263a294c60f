"""Play a script: find its people, its recipe and its plant, set the clock, and let the player carry it out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from cellpark.access.public import actor_for, running_memberships
from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now, use_clock
from cellpark.batches import public as batches
from cellpark.identity.public import Organisation, Person, example_keys
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import Problem, Refused
from cellpark.plays.hands import Hands, OwnHands
from cellpark.plays.player import Player, Told
from cellpark.plays.script import Script
from cellpark.plays.stage import Stage
from cellpark.recipes.public import approved_versions

SLOT = timedelta(days=40)
HandsOf = Callable[[dict[str, Actor]], Hands]
"""The hands of a cast."""


@dataclass(frozen=True, slots=True)
class Performance:
    """What a play left behind."""

    batch: UUID
    number: str
    acts: int
    refused: int
    exceptions: int
    began: datetime
    ended: datetime


def perform(
    script: Script,
    *,
    password: str,
    tell: Callable[[Told], None] = lambda _told: None,
    hands: HandsOf | None = None,
    desk: HandsOf | None = None,
) -> Performance:
    """Carry out the whole history, by the house's own acts where no other ``hands`` (at the steps) and ``desk`` (beside
    them: start, labels) are given. Raises ``Refused``: ``plays.no_organisation``, ``plays.no_person``,
    ``plays.no_recipe``, ``plays.played`` (the batch exists), or whatever stops the play.
    """
    with use_scope(EVERYTHING):
        home = Organisation.objects.filter(name_en=script.organisation).first()
        if home is None or not home.example:
            raise Refused(Problem("plays.no_organisation", {"organisation": script.organisation}))
        cast: dict[str, Actor] = {str(part): _actor(email, home) for part, email in script.cast.items()}
        if batches.batches().filter(organisation_id=home.id, number=script.batch).exists():
            raise Refused(Problem("plays.played", {"batch": script.batch}))
        version = approved_versions().filter(organisation_id=home.id, recipe__mbr=script.recipe).first()
        if version is None:
            raise Refused(Problem("plays.no_recipe", {"recipe": script.recipe}))
        clock = FixedClock(script.starts_at or now() - timedelta(days=script.started_days_ago))
        with use_clock(clock), example_keys(password=password) as keys:
            own: HandsOf = partial(OwnHands, keys=keys)
            pairs = (hands or own)(cast), (desk or own)(cast)
            return _played(script, home, version.sha256, cast, clock, tell, pairs)


def _played(
    script: Script,
    home: Organisation,
    sha256: str,
    cast: dict[str, Actor],
    clock: FixedClock,
    tell: Callable[[Told], None],
    pairs: tuple[Hands, Hands],
) -> Performance:
    began = now()
    stage = Stage(home.id, cast["planner"], cast["store"])
    for code, said in script.start_material.items():
        stage.starting_material(code, coi=script.coi, what=said)
    batch = batches.plan_batch(
        actor=cast["planner"],
        organisation_id=home.id,
        number=script.batch,
        recipe=sha256,
        coi=script.coi,
        example=True,
    )
    _, desk = pairs
    suite = next(unit.place.suite for unit in batches.batch_view(batch.id).recipe.units if unit.place is not None)
    desk.do("planner", "take_slot", batch_id=batch.id, suite=suite, starts_at=began, ends_at=began + SLOT)
    desk.do("planner", "start_batch", batch_id=batch.id)
    return carry_out(script, batch.id, cast, pairs, stage, clock, tell)


def carry_out(
    script: Script,
    batch_id: UUID,
    cast: Mapping[str, Actor],
    pairs: tuple[Hands, Hands],
    stage: Stage,
    clock: FixedClock,
    tell: Callable[[Told], None],
) -> Performance:
    """Carry a batch that was started through to its end, as the script says. Raises whatever stops it."""
    began = now()
    heard: list[Told] = []

    def listen(told: Told) -> None:
        heard.append(told)
        tell(told)

    player = Player(script, batch_id, cast, *pairs, stage, clock, listen)
    ended = player.play()
    refused = sum(bool(told.problems) for told in heard)
    return Performance(batch_id, script.batch, player.acts, refused, len(ended.exceptions), began, now())


def _actor(email: str, home: Organisation) -> Actor:
    person = Person.objects.filter(email__iexact=email, example=True).first()
    if person is None:
        raise Refused(Problem("plays.no_person", {"email": email}))
    return actor_for(person.id, home.id, running_memberships(person.id), channel="command")
