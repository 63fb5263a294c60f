"""The pages of labels: what waits, one label, verification by scan, templates, the balance; in both languages."""

import json
from uuid import UUID, uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from cellpark.base.actor import Actor
from cellpark.identity.public import OrganisationKind, Person, PreparedSignature, Role
from cellpark.kernel.quantity import Quantity
from cellpark.labels.payload import number_payload
from cellpark.labels.public import (
    Field,
    Label,
    LabelState,
    Stage,
    Statement,
    TemplateState,
    labels,
    stage_of,
    templates,
)
from cellpark.materials.public import DonorUse, MaterialKind, StorageCondition, describe_material, expect_container
from tests.labels.plant import FIELDS, PAYLOAD, VALUES, Plant, design
from tests.pages.conftest import signed_in
from tests.pages.sending import form_at
from tests.people import HOUSE, acting, organisation, person
from tests.signing.device import proof_of

pytestmark = pytest.mark.django_db


def as_user(actor: Actor, language: str = "en") -> Client:
    return signed_in(Person.objects.get(id=actor.person_id), language)


def container(plant: Plant) -> UUID:
    material = describe_material(
        actor=HOUSE,
        organisation_id=plant.home.id,
        code="MAT-1",
        name_en="Product",
        name_zh="",
        kind=MaterialKind.PRODUCT,
        unit="mL",
        storage=StorageCondition.CRYOGENIC,
        donor_use=DonorUse.NONE,
    )
    made = expect_container(
        actor=HOUSE, material_id=material.id, lot_id=None, quantity=Quantity.parse("20 mL"), code="CT-26-000123", coi=""
    )
    found: UUID = made.id
    return found


def send(client: Client, address: str, **values: object) -> HttpResponse:
    """Open a form and send it as a browser would."""
    return client.post(address, {**form_at(client, address), **values})  # type: ignore[return-value]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_page_opens(plant: Plant, language: str) -> None:
    batch = uuid4()
    label, template = plant.ready(batch=batch), plant.template
    reader, writer = as_user(plant.first, language), as_user(plant.author, language)
    names = ("label", "label_picture", "label_paper", "label_apply", "label_specimen", "label_void", "label_destroy")
    pages = [reverse(name, args=[label.id]) for name in (*names, "label_reprint", "label_verify", "label_print")]
    pages += [reverse(name) for name in ("labels", "label_balances", "label_templates")]
    pages += [reverse("label_balance", args=[batch]), reverse("label_template", args=[template.id])]
    pages += [reverse("label_issue", args=[template.id])]
    pages += [reverse("label_template_picture", args=[template.id, each]) for each in ("unknown", "positive")]
    assert {page: reader.get(page).status_code for page in pages} == dict.fromkeys(pages, 200)
    forms = [reverse("label_template_new")]
    forms += [reverse(f"label_template_{each}", args=[template.id]) for each in ("revise", "approve", "retire")]
    assert {page: writer.get(page).status_code for page in forms} == dict.fromkeys(forms, 200)


def test_a_scan_leads_to_the_label_and_an_unknown_one_is_explained(plant: Plant) -> None:
    label, reader = plant.issued(), as_user(plant.first)
    for scan in (number_payload(label.number), label.number):
        answer = reader.get(reverse("labels"), {"scan": scan})
        assert (answer.status_code, answer["Location"]) == (302, reverse("label", args=[label.id]))
    page = reader.get(reverse("labels"), {"scan": "26-999999"}).content.decode()
    assert "is no label of this house" in page


def test_the_label_says_what_is_true_what_comes_next_and_who_acts(plant: Plant) -> None:
    label = plant.issued()
    page = as_user(plant.first).get(reverse("label", args=[label.id])).content.decode()
    assert "Label 26-000001 is issued." in page
    assert "A second person scans the container and compares it with the label." in page
    assert "Somebody other than Example first.plant." in page


def test_T9_the_label_says_which_amounts_are_compared_with_nothing(plant: Plant) -> None:
    """T9, T11: an amount that somebody typed for what was left in a bag is never found to be out of date."""
    page = as_user(plant.first).get(reverse("label", args=[plant.issued().id])).content.decode()
    assert "An amount that was typed by hand and never recorded as filled is compared with nothing" in page


def test_two_people_carry_a_label_through_the_pages(plant: Plant) -> None:
    """LBL-3, from issue to affix."""
    container(plant)
    first, second = as_user(plant.first), as_user(plant.second)
    values = {field.value: text for field, text in VALUES.items()}
    answer = send(
        first,
        reverse("label_issue", args=[plant.template.id]),
        container="CT-26-000123",
        batch_code="CART-26-0007",
        donor="negative",
        attached="on",
        **values,
    )
    assert answer.status_code == 303, answer.content.decode()
    label = labels().get()
    act = {name: reverse(f"label_{name}", args=[label.id]) for name in ("verify", "print", "apply")}
    assert send(first, act["verify"], scanned="CT-26-000123").status_code == 422
    assert send(second, act["verify"], scanned="CT-26-000123").status_code == 303
    assert send(first, act["print"]).status_code == 303
    assert send(second, act["verify"], scanned=PAYLOAD).status_code == 303
    assert send(first, act["apply"], scanned="CT-26-000123").status_code == 303
    assert send(second, act["verify"], scanned=PAYLOAD).status_code == 303
    label = labels().get()
    assert (label.state, stage_of(label)) == (LabelState.APPLIED, None)


def test_a_wrong_scan_says_stop_in_large_letters_and_is_kept(plant: Plant) -> None:
    """T1."""
    label, second = plant.issued(), as_user(plant.second)
    answer = send(second, reverse("label_verify", args=[label.id]), scanned="CT-26-000124")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'class="scan-stop"' in page
    assert "A mismatch may be somebody else" in page
    assert [(each.scanned, each.matched) for each in label.checks.all()] == [("CT-26-000124", False)]
    # the same page takes the right scan afterwards
    assert send(second, reverse("label_verify", args=[label.id]), scanned="CT-26-000123").status_code == 303


def test_a_label_on_another_container_is_refused(plant: Plant) -> None:
    container(plant)
    label = plant.ready()
    answer = send(as_user(plant.first), reverse("label_apply", args=[label.id]), scanned="CT-26-000999")
    assert answer.status_code == 422
    assert "was issued for the container CT-26-000123" in answer.content.decode()


def test_a_detached_or_unknown_container_gets_no_label(plant: Plant) -> None:
    values = {field.value: text for field, text in VALUES.items()}
    address = reverse("label_issue", args=[plant.template.id])
    asked = {"batch_code": "B", "donor": "negative", **values}
    answer = send(as_user(plant.first), address, container="CT-26-000123", attached="on", **asked)
    assert "is no container of this house" in answer.content.decode()
    container(plant)
    answer = send(as_user(plant.first), address, container="CT-26-000123", **asked)
    assert (answer.status_code, Label.objects.count()) == (422, 0)


def test_a_template_is_written_refused_and_approved_on_pages(plant: Plant) -> None:
    """LBL-2, LBL-4."""
    writer, head = as_user(plant.author), as_user(plant.head)
    asked: dict[str, object] = {
        "code": "CART-US",
        "name_en": "Product label",
        "kind": "product",
        "use": "autologous",
        "country": "US",
        "width_mm": "100",
        "height_mm": "50",
        "fields_chosen": [each.value for each in FIELDS if each is not Field.DIN],
        "statements": [Statement.AUTOLOGOUS.value],
        "reason": "new product",
    }
    answer = send(writer, reverse("label_template_new"), **asked)
    assert "fewer than two independent identifiers" in answer.content.decode()
    answer = send(writer, reverse("label_template_new"), **{**asked, "fields_chosen": [each.value for each in FIELDS]})
    assert answer.status_code == 303
    made = templates().get()
    address = reverse("label_template_approve", args=[made.id])
    assert send(writer, address, reason="mine").status_code == 422
    to = send(head, address, reason="compared")["Location"]
    shown = head.get(to).content.decode()
    assert "Product label" in shown
    assert "FOR AUTOLOGOUS USE ONLY" in shown
    assert writer.get(to).status_code == 404
    proof = proof_of(PreparedSignature.objects.get(id=to.rpartition("/")[2]))
    assert head.post(to, {"assertion": json.dumps(proof)}).status_code == 302
    assert templates().get().state == TemplateState.APPROVED
    assert send(head, reverse("label_template_retire", args=[made.id]), reason="over").status_code == 303


def test_the_balance_is_a_picture_and_a_table(plant: Plant) -> None:
    """T9 on a page."""
    batch = uuid4()
    plant.ready(batch=batch)
    page = as_user(plant.author).get(reverse("label_balance", args=[batch])).content.decode()
    assert "Labels missing in the balance: 1" in page
    assert '<g class="bar bar-missing"><rect x="0" y="98" width="600"' in page
    assert "T9" in page
    assert "CART-26-0007" in as_user(plant.author).get(reverse("label_balances")).content.decode()


def test_spoilt_paper_is_replaced_on_a_page(plant: Plant) -> None:
    label, first = plant.ready(), as_user(plant.first)
    answer = send(first, reverse("label_reprint", args=[label.id]), reason="smeared")
    assert answer.status_code == 303
    again = labels().exclude(id=label.id).get()
    assert answer["Location"] == reverse("label", args=[again.id])
    assert stage_of(again) is Stage.ISSUE


def test_pages_of_another_plant_do_not_exist(plant: Plant) -> None:
    """T19."""
    batch = uuid4()
    label = plant.ready(batch=batch)
    other = organisation("Other plant", OrganisationKind.PLATFORM_PROVIDER)
    stranger = as_user(acting(person("stranger@example.org", Role.PRODUCTION_OPERATOR, within=other)))
    for name, key in (
        ("label", label.id),
        ("label_picture", label.id),
        ("label_verify", label.id),
        ("label_balance", batch),
        ("label_template", plant.template.id),
        ("label_issue", plant.template.id),
    ):
        assert stranger.get(reverse(name, args=[key])).status_code == 404, name
    assert design().code not in stranger.get(reverse("label_templates")).content.decode()


def test_a_specimen_of_an_unknown_kind_does_not_exist(plant: Plant) -> None:
    address = reverse("label_template_picture", args=[plant.template.id, "maybe"])
    assert as_user(plant.first).get(address).status_code == 404
