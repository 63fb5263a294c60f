"""The example organisations and people load once, through the ordinary acts."""

from pathlib import Path

import pytest

from cellpark.base.scope import Scope
from cellpark.identity.public import Membership, Organisation, Person, Role, load_example_people
from cellpark.ledger.public import Event, check_rebuild

FILE = Path(__file__).resolve().parents[2] / "examples" / "people.yaml"


@pytest.mark.django_db
def test_loading_twice_changes_nothing_and_records_nothing(everything: Scope) -> None:
    first = load_example_people(path=FILE, password="correct horse battery")
    counts = [model.objects.count() for model in (Organisation, Person, Membership, Event)]
    assert load_example_people(path=FILE, password="another one altogether") == first
    assert [model.objects.count() for model in (Organisation, Person, Membership, Event)] == counts
    assert all(person.check_password("correct horse battery") for person in Person.objects.all())


@pytest.mark.django_db
def test_every_role_has_an_example_person(everything: Scope) -> None:
    load_example_people(path=FILE, password="correct horse battery")
    assert set(Membership.objects.values_list("role", flat=True)) == {role.value for role in Role}


def test_the_tables_are_what_their_streams_say(durable: str, everything: Scope) -> None:
    """P11-5a: regulated state is a fold of its stream; a row changed behind the ledger's back is named."""
    load_example_people(path=FILE, password="correct horse battery")
    assert check_rebuild().differences == ()
    membership = Membership.objects.filter(role=Role.COURIER).get()
    Membership.objects.filter(id=membership.id).update(role=Role.MEMBER)
    Organisation.objects.filter(name_en="Example Investor").update(kind="supplier", name_en="Renamed")
    found = {(each.table, each.kind, each.columns) for each in check_rebuild().differences}
    assert found == {
        ("identity_membership", "differs", ("role",)),
        ("identity_organisation", "differs", ("kind", "name_en")),
    }
