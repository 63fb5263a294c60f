"""A database of their own for the tests that walk the whole site: everything in it is committed and sealed."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django.plugin import DjangoDbBlocker

from cellpark.runtime.provision import clone_database, drop_database
from tests.access.matrix import Walk, walk
from tests.access.world import World, build
from tests.database import connected_to, template_database


@pytest.fixture(scope="package")
def world(django_db_setup: None, postgres: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    name = f"access_{os.getpid()}"
    clone_database(postgres, template=template_database(postgres), database=name)
    with django_db_blocker.unblock():
        with connected_to(name):
            yield build()
        drop_database(postgres, name)


@pytest.fixture(scope="package")
def walked(world: World) -> Walk:
    """Every route and operation, called by everybody, for what is their own and what is another's."""
    return walk(world)
