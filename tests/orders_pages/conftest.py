"""The ward of the orders, with people who sign in to the pages."""

from collections.abc import Callable

import pytest
from django.test import Client

from cellpark.base.actor import Actor
from cellpark.identity.public import Person
from tests.orders.conftest import floor, small, ward

__all__ = ["floor", "small", "ward"]


@pytest.fixture
def browser() -> Callable[..., Client]:
    """A signed-in client of somebody."""

    def open_(actor: Actor, language: str = "en") -> Client:
        client = Client(headers={"Accept-Language": language})
        client.force_login(Person.objects.get(id=actor.person_id))
        return client

    return open_
