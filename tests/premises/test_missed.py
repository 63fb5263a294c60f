"""A search for a place that finds none is kept, once a day for each person and kind of place."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.identity.public import Role
from cellpark.kernel.clock import FixedClock
from cellpark.leases.public import find_free_places
from cellpark.ledger.public import Event, check_rebuild, envelope
from cellpark.premises.public import MissedPlace, Needs, PremisesPermission, miss_visitors_place, missed_places, words
from tests.people import acting, person
from tests.premises.world import DAY, World, make_world

CLEAN = Needs(day=DAY, grade="B", uses=frozenset({"production"}), area_min=Decimal(300), ln2=True, bonded=False)


def look(actor: Actor, needs: Needs = CLEAN) -> int:
    with use_scope(actor.scope):
        find_free_places(actor=actor, needs=needs)
        return missed_places(since=DAY).count()


def test_the_same_search_counts_once_a_day_for_each_person(world: World, clock: FixedClock) -> None:
    other = acting(person("other-manager@example.org", Role.PARK_STAFF, within=world.operator))
    assert [look(world.manager), look(world.manager)] == [1, 1]
    assert look(world.manager, replace(CLEAN, area_min=Decimal(200))) == 1  # the same place, looked for again
    assert look(world.manager, replace(CLEAN, grade="A")) == 2
    assert look(other) == 3
    clock.advance(timedelta(days=1))
    assert look(world.manager) == 4


def test_a_search_with_a_hit_and_a_look_around_are_no_demand(world: World) -> None:
    inspector = replace(world.manager, permissions=frozenset({PremisesPermission.SEE}))
    assert look(world.manager, Needs(day=DAY, grade="C", area_min=Decimal(240))) == 0
    assert look(inspector) == 0


def test_what_was_asked_for_is_kept_and_nobody_is_named(world: World) -> None:
    look(world.manager)
    with use_scope(EVERYTHING):
        row = MissedPlace.objects.get()
        event = Event.objects.get(type="premises.place.missed")
    said = {"area_min": "300", "uses": "production", "grade": "B", "ln2": "yes", "bonded": "no"}
    assert row.wanted == said
    assert words.wanted_in_words(row.wanted).startswith("Net area from, m\u00b2: 300; Use: Production; Grade: Grade B")
    assert str(world.manager.person_id) not in str(envelope(event)["data"])


def test_visitors_of_a_day_are_not_told_apart(world: World) -> None:
    with use_scope(EVERYTHING):
        made = [miss_visitors_place(needs=CLEAN, park=None, on=DAY) for _visitor in range(3)]
        assert [len(each) for each in made] == [1, 0, 0]
        assert MissedPlace.objects.get().visitor


@pytest.mark.usefixtures("durable")
def test_P11_5a_the_searches_are_folds_of_their_streams(clock: FixedClock) -> None:
    """P11-5a: rebuild --check finds nothing that the ledger does not say."""
    with use_scope(EVERYTHING):
        world = make_world()
    look(world.manager)
    with use_scope(EVERYTHING):
        found = check_rebuild()
        assert [each for each in found.differences if each.table == "premises_missedplace"] == []
        assert found.rows["premises_missedplace"] == 1
