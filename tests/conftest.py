"""Fixtures that every folder of tests shares."""

import gc
import os
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from psycopg import sql
from pytest_django.plugin import DjangoDbBlocker

from cellpark.base.scope import EVERYTHING, Scope, use_scope
from cellpark.base.time import use_clock
from cellpark.base.translations import compile_catalogues
from cellpark.kernel.clock import FixedClock
from cellpark.runtime.embedded import embedded
from cellpark.runtime.places import places
from cellpark.runtime.provision import clone_database, connection_urls, drop_database, provision
from tests.chromium import chromium
from tests.database import connected_to, is_foreign, template_database
from tests.spreading import ByFile, Producer, longest_first

YOUNG_OBJECTS = 20_000
__all__ = ["chromium"]  # one browser for all folders of tests

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # playwright runs an event loop beside Django's sync code


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByFile:
    """Several workers share the tests file by file."""
    return ByFile(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Workers begin with what takes longest; one process alone keeps to the order of the folders."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        longest_first(items)


def pytest_collection_finish() -> None:
    """Leave tests and program, a million objects, out of the collector's rounds; what tests make is still collected.

    A tenth of the processor's time went there. The running site does the same: see ``config/wsgi.py``.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS, 10, 10)


@pytest.fixture(scope="session", autouse=True)
def catalogues() -> None:
    """Both languages and the folder of collected files, as `make run` would have them."""
    compile_catalogues()
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture(scope="session")
def var() -> Path:
    return Path(settings.CELLPARK_VAR)


@pytest.fixture(scope="session")
def postgres(var: Path) -> Iterator[Path]:
    """The PostgreSQL of the tests, shared by all workers; the last one stops the embedded one.

    A server of somebody's own, named in CELLPARK_TEST_CLUSTER, runs already and goes on running.
    """
    with nullcontext() if is_foreign(var) else embedded(places(var)):
        provision(var)
        if not is_foreign(var):
            forget_power_cuts(var)
        yield var


def forget_power_cuts(var: Path) -> None:
    """What the tests write need not outlive the machine; the tests that kill servers have servers of their own."""
    with psycopg.connect(connection_urls(var, "postgres").superuser, autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes", "wal_compression"):
            connection.execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting)))
        connection.execute("ALTER SYSTEM SET max_wal_size = '256MB'")
        connection.execute("ALTER SYSTEM SET min_wal_size = '64MB'")
        connection.execute("SELECT pg_reload_conf()")


@pytest.fixture(scope="session")
def django_db_setup(postgres: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A copy of the migrated template for this worker; tests roll back what they do there."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    name = f"test_{worker}_{os.getpid()}"
    with django_db_blocker.unblock():
        clone_database(postgres, template=template_database(postgres), database=name)
        with connected_to(name):
            yield
    drop_database(postgres, name)


@pytest.fixture
def durable(
    django_db_setup: None, postgres: Path, django_db_blocker: DjangoDbBlocker, request: pytest.FixtureRequest
) -> Iterator[str]:
    """A database of the test's own, where commits are real and several connections see each other."""
    name = f"durable_{os.getpid()}_{abs(hash(request.node.nodeid)) % 10**8}"
    clone_database(postgres, template=template_database(postgres), database=name)
    with django_db_blocker.unblock():
        with connected_to(name):
            yield name
        drop_database(postgres, name)


@pytest.fixture
def superuser(durable: str, postgres: Path) -> Iterator[psycopg.Connection]:
    """A connection that no guard stops: the attacker of the tamper tests."""
    with psycopg.connect(connection_urls(postgres, durable).superuser, autocommit=True) as connection:
        yield connection


@pytest.fixture
def everything() -> Iterator[Scope]:
    """The scope of the house's own processes."""
    with use_scope(EVERYTHING) as scope:
        yield scope


@pytest.fixture
def clock() -> Iterator[FixedClock]:
    """A clock that stands at 2026-11-22 09:00 in UTC until the test moves it."""
    fixed = FixedClock(datetime(2026, 11, 22, 9, 0, tzinfo=UTC))
    with use_clock(fixed):
        yield fixed
