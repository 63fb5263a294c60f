"""Whatever fits the description, and much that does not: no fault, and no answer that is not documented."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import BaseSchema, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from cellpark.identity.public import OrganisationKind, Role
from cellpark.web.api import operations
from cellpark.web.api.operation import declared_operations
from tests.api.callers import token_for
from tests.people import organisation, person

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
class Tokens:
    """Three programs of different reach."""

    manager: str
    administrator: str
    courier: str


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


@pytest.fixture
def tokens(one_connection: None) -> Tokens:
    operator, carrier = organisation("Park", OrganisationKind.OPERATOR), organisation("Road", OrganisationKind.CARRIER)
    tenant = organisation("Tenant")
    return Tokens(
        token_for(person("manager@example.org", Role.PARK_MANAGER, within=operator)),
        token_for(person("admin@example.org", Role.ORGANISATION_ADMINISTRATOR, within=tenant)),
        token_for(person("courier@example.org", Role.COURIER, within=carrier)),
    )


@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.parametrize("name", [declared.name for declared in declared_operations()])
def test_a_call_gets_a_documented_answer(
    name: str, mode: GenerationMode, described: BaseSchema, tokens: Tokens
) -> None:
    declared = next(each for each in declared_operations() if each.name == name)
    operation = described[f"/api/v1/{declared.path}"][declared.method]

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    def every_call(case: schemathesis.Case) -> None:
        for token in (tokens.manager, tokens.administrator, tokens.courier):
            with transaction.atomic():
                case.call_and_validate(headers={"Authorization": f"Bearer {token}"}, checks=CHECKS)
                transaction.set_rollback(True)

    try:
        every_call()
    except Unsatisfiable:
        assert mode is GenerationMode.NEGATIVE  # nothing in this call can be wrong
