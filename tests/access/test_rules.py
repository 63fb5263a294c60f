"""No page and no operation without a rule, and no rule that names nothing."""

import pytest
from django.test import Client

from cellpark.access.public import Access, Door, UnknownPermission, all_permissions, requires, roles_matrix
from cellpark.base.actor import Actor
from cellpark.dossier.public import DossierPermission
from cellpark.identity.public import IdentityPermission, Role
from cellpark.ledger.public import LedgerPermission
from cellpark.web.api.operation import declared_operations, operation
from tests.access.matrix import routes
from tests.people import acting, organisation, person


def test_every_address_has_a_name_and_a_rule() -> None:
    found = list(routes())
    assert [route.pattern for route in found if not route.name.rpartition(":")[2]] == []
    assert [route.name for route in found if not isinstance(route.access, Access)] == []


def test_names_of_addresses_are_unique() -> None:
    names = [route.name for route in routes()]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_the_door_of_operations_is_used_by_the_api_alone() -> None:
    """It admits everybody, because each operation behind it has a rule of its own."""
    open_doors = {route.name for route in routes() if route.access and route.access.door is Door.OPERATIONS}
    assert all(name.startswith("api:") for name in open_doors)
    assert all(declared.access.door is not Door.OPERATIONS for declared in declared_operations())


@pytest.mark.django_db
@pytest.mark.urls("tests.access.forgetful_urls")
def test_a_view_without_a_rule_is_refused_to_everybody() -> None:
    assert Client().get("/forgotten").status_code == 403
    mine = organisation("Mine")
    client = Client()
    client.force_login(person("admin@example.org", Role.ORGANISATION_ADMINISTRATOR, within=mine))
    assert client.get("/forgotten").content == b"denied"


def test_an_operation_without_a_rule_does_not_start() -> None:
    with pytest.raises(TypeError):
        operation("GET", "x", answers={200: str}, tag="health", summary="x")  # type: ignore[call-arg]
    with pytest.raises(AssertionError):
        operation("GET", "x", access=None, answers={200: str}, tag="health", summary="x")  # type: ignore[arg-type]
    with pytest.raises(AssertionError):
        operation("GET", "x", access=Access(Door.OPERATIONS), answers={200: str}, tag="health", summary="x")


@pytest.mark.parametrize("name", ["identity:organisation:sea", "", "ledger:event", "see"])
def test_a_misspelt_permission_is_refused_at_import(name: str) -> None:
    with pytest.raises(UnknownPermission):
        requires(name)


def test_every_permission_is_held_by_some_role_and_every_held_one_exists() -> None:
    held = frozenset().union(*roles_matrix().values())
    assert held == set(all_permissions())


def test_the_inspector_changes_nothing() -> None:
    """A regulator reads everything; beyond reading it takes copies that prove themselves and checks them (P11-4)."""
    held = roles_matrix()[Role.INSPECTOR]
    reading = {permission for permission in held if permission.endswith(":see")}
    assert held - reading == {LedgerPermission.MAKE_EXPORT, LedgerPermission.VERIFY, DossierPermission.BUILD}
    posts = {each.name for each in declared_operations() if each.method == "POST" and each.access.permission in held}
    # a search for places takes what is wanted in a body, and changes nothing
    assert posts == {"verify_all", "export", "ask_for_a_dossier", "find_free_places"}


def test_what_a_rule_admits() -> None:
    nobody = Actor.nobody()
    assert [door.value for door in Door if Access(door).admits(nobody)] == ["public", "operations"]


@pytest.mark.django_db
def test_a_member_enters_by_permission_only() -> None:
    mine = organisation("Mine")
    courier = acting(person("a@example.org", Role.MEMBER, within=mine))
    assert requires(IdentityPermission.SEE_PEOPLE).admits(courier) is True
    assert requires(IdentityPermission.INVITE_PERSON).admits(courier) is False
    alone = acting(person("b@example.org"))
    assert requires(IdentityPermission.SEE_PEOPLE).admits(alone) is False
    assert Access(Door.SIGNED_IN).admits(alone) is True
