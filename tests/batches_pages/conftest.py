"""The floor of the batches, with people who sign in to the pages."""

from collections.abc import Callable

import pytest
from django.test import Client

from cellpark.base.actor import Actor
from cellpark.identity.public import Person
from tests.batches.conftest import floor, follows, small

__all__ = ["floor", "follows", "small"]


@pytest.fixture
def browser() -> Callable[[Actor], Client]:
    """A signed-in client of somebody."""

    def open_(actor: Actor) -> Client:
        client = Client()
        client.force_login(Person.objects.get(id=actor.person_id))
        return client

    return open_
