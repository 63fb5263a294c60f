"""Whatever fits the description, and much that does not: no fault, and no answer that is not documented."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from pytest_django.plugin import DjangoDbBlocker
from schemathesis import BaseSchema, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from cellpark.base.actor import Actor
from cellpark.identity.public import Organisation, OrganisationKind, Role
from cellpark.runtime.provision import clone_database, drop_database
from cellpark.web.api import operations
from cellpark.web.api.operation import declared_operations
from tests.api.callers import token_for
from tests.database import connected_to, template_database
from tests.people import acting, organisation, person

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
EXAMPLES = 5
operations.load()

pytestmark = pytest.mark.django_db


@dataclass(frozen=True, slots=True)
class Program:
    """A token, and for whom it calls."""

    token: str
    owner: Actor


@pytest.fixture(scope="module")
def programs(django_db_setup: None, postgres: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[list[Program]]:
    """Three programs of different reach, in a database of this file's own; what a test does there is rolled back."""
    name = f"any_call_{os.getpid()}"
    clone_database(postgres, template=template_database(postgres), database=name)
    with django_db_blocker.unblock():
        with connected_to(name):
            yield [
                _program("manager", Role.PARK_MANAGER, organisation("Park", OrganisationKind.OPERATOR)),
                _program("admin", Role.ORGANISATION_ADMINISTRATOR, organisation("Tenant")),
                _program("courier", Role.COURIER, organisation("Road", OrganisationKind.CARRIER)),
            ]
        drop_database(postgres, name)


def _program(name: str, role: Role, within: Organisation) -> Program:
    who = person(f"{name}@example.org", role, within=within)
    return Program(token_for(who), replace(acting(who), channel="api"))


@pytest.fixture(autouse=True)
def one_connection(db: None) -> Iterator[None]:
    """The server would end its connection after a request; here it is the one that the test rolls back."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def described(one_connection: None) -> BaseSchema:
    return _described()


@cache
def _described() -> BaseSchema:
    # reading the description of some hundred operations takes longer than calling one of them
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())


@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.parametrize("name", [declared.name for declared in declared_operations()])
def test_a_call_gets_a_documented_answer(
    name: str, mode: GenerationMode, programs: list[Program], described: BaseSchema
) -> None:
    """Each call by every program that may make it; the others are refused before it is read, which they are told once.

    What nobody of them may is called by the first of them, for what is wrong in its address or its headers.
    """
    declared = next(each for each in declared_operations() if each.name == name)
    operation = described[f"/api/v1/{declared.path}"][declared.method]
    admitted = [program for program in programs if declared.access.admits(program.owner)]
    callers = list(programs)

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    def every_call(case: schemathesis.Case) -> None:
        for program in callers:
            with transaction.atomic():
                case.call_and_validate(headers={"Authorization": f"Bearer {program.token}"}, checks=CHECKS)
                transaction.set_rollback(True)
        callers[:] = admitted or programs[:1]

    try:
        every_call()
    except Unsatisfiable:
        assert mode is GenerationMode.NEGATIVE  # nothing in this call can be wrong
