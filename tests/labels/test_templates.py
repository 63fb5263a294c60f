"""Templates are controlled documents: complete, approved by somebody else, kept when obsolete (LBL-2, LBL-4)."""

import pytest

from cellpark.base.scope import Scope, use_scope
from cellpark.identity.public import Organisation, OrganisationKind
from cellpark.kernel.problem import NotAllowed, Problem, Refused
from cellpark.labels.public import (
    Country,
    Field,
    LabelKind,
    LabelTemplate,
    Statement,
    TemplateState,
    Use,
    approve_template,
    approved_template,
    draft_template,
    issue_label,
    prepare_template_signature,
    retire_template,
    templates,
)
from cellpark.labels.rules import size_problems, template_problems
from cellpark.ledger.public import Envelope, Signature, read_statement
from tests.labels.plant import FIELDS, Plant, approved, design
from tests.people import organisation
from tests.signing.device import proof_of

pytestmark = pytest.mark.django_db
WRONG = "identity.signature.wrong_proof"


def problems_of(*, kind: LabelKind, use: Use, country: Country, fields: object, statements: object) -> set[str]:
    found = template_problems(kind=kind, use=use, country=country, fields=fields, statements=statements)  # type: ignore[arg-type]
    return {
        f"{each.code.removeprefix('labels.template.')} {' '.join(map(str, each.params.values()))}".strip()
        for each in found
    }


def test_a_complete_template_for_a_product_has_no_problems() -> None:
    found = problems_of(
        kind=LabelKind.PRODUCT,
        use=Use.AUTOLOGOUS,
        country=Country.CHINA,
        fields=FIELDS,
        statements=[Statement.AUTOLOGOUS],
    )
    assert found == set()


def test_one_identifier_is_not_enough() -> None:
    """LBL-4: at least two independent identifiers."""
    fields = [each for each in FIELDS if each is not Field.DIN]
    found = problems_of(
        kind=LabelKind.PRODUCT,
        use=Use.AUTOLOGOUS,
        country=Country.UNITED_STATES,
        fields=fields,
        statements=[Statement.AUTOLOGOUS],
    )
    assert found == {"one_identifier"}


def test_there_is_no_field_for_a_name() -> None:
    """LBL-4, T20, 1271-1b: a label cannot carry a patient's name, for no field takes one."""
    assert not {each for each in Field if "name" in each or "patient" in each or "birth" in each}


def test_autologous_cells_say_so() -> None:
    """1271-1a, ATMP-4b."""
    found = problems_of(
        kind=LabelKind.PRODUCT, use=Use.AUTOLOGOUS, country=Country.UNITED_STATES, fields=FIELDS, statements=[]
    )
    assert found == {"statement_missing autologous"}
    found = problems_of(
        kind=LabelKind.PRODUCT,
        use=Use.ALLOGENEIC,
        country=Country.UNITED_STATES,
        fields=FIELDS,
        statements=[Statement.AUTOLOGOUS],
    )
    assert found == {"not_autologous"}


def test_starting_material_in_china_names_time_amount_and_hospital() -> None:
    """CN-4b2."""
    fields = [Field.COI, Field.DIN, Field.BATCH, Field.CONTAINER]
    found = problems_of(
        kind=LabelKind.STARTING,
        use=Use.AUTOLOGOUS,
        country=Country.CHINA,
        fields=fields,
        statements=[Statement.AUTOLOGOUS],
    )
    assert found == {"field_missing collected_at", "field_missing hospital", "field_missing quantity"}


@pytest.mark.parametrize(
    ("width", "height", "fields"), [(39, 25, ["width_mm"]), (40, 298, ["height_mm"]), (0, 0, ["width_mm", "height_mm"])]
)
def test_a_size_that_no_printer_has_is_refused(width: int, height: int, fields: list[str]) -> None:
    assert [each.field for each in size_problems(width_mm=width, height_mm=height)] == fields


@pytest.mark.parametrize("code", ["", "cart", "A B", "\u00c4", "A" * 31, "A_B"])
def test_a_code_that_cannot_be_printed_is_refused(plant: Plant, code: str) -> None:
    with pytest.raises(Refused) as refused:
        plant.draft(design(code=code))
    assert {each.code for each in refused.value.problems} == {"labels.template.code"}


def test_a_draft_needs_a_reason_and_the_right_to_write(plant: Plant) -> None:
    with pytest.raises(Refused) as refused:
        draft_template(actor=plant.author, organisation_id=plant.home.id, design=design(), reason=" ")
    assert refused.value.problems == (Problem("base.reason_required", field="reason", rule="CN-2f"),)
    with pytest.raises(NotAllowed):
        draft_template(actor=plant.first, organisation_id=plant.home.id, design=design(), reason="x")


def test_nobody_writes_a_template_for_another_organisation(plant: Plant) -> None:
    """T19: one out of sight is not there."""
    other = organisation("Other plant", OrganisationKind.PLATFORM_PROVIDER)
    with use_scope(Scope(frozenset({plant.home.id}))), pytest.raises(Organisation.DoesNotExist):
        draft_template(actor=plant.author, organisation_id=other.id, design=design(), reason="x")
    assert LabelTemplate.objects.count() == 0


def test_a_template_is_approved_by_the_signature_of_somebody_who_did_not_write_it(plant: Plant) -> None:
    """LBL-2, P11-8a, P11-8b: not by the author, not by a statement about another, not without a proof."""
    draft = plant.draft()
    with pytest.raises(Refused) as refused:
        prepare_template_signature(actor=plant.author, template_id=draft.id, reason="fine")
    assert refused.value.problems == (Problem("labels.template.own", rule="LBL-2"),)
    other = prepare_template_signature(
        actor=plant.head, template_id=plant.draft(design(code="OTHER")).id, reason="fine"
    )
    for prepared, proof, code in (
        (other, proof_of(other), "labels.template.signature_of_other"),
        (prepare_template_signature(actor=plant.head, template_id=draft.id, reason="fine"), {}, WRONG),
    ):
        with pytest.raises(Refused) as refused:
            approve_template(actor=plant.head, template_id=draft.id, prepared_id=prepared.id, proof=proof)
        assert [each.code for each in refused.value.problems] == [code]
    made = approved(plant.head, draft)
    assert (made.state, made.approver) == (TemplateState.APPROVED, plant.head.person_id)
    said = read_statement(Envelope.parse(bytes(Signature.objects.get(id=made.signature).statement)))
    assert [(each.stream, each.version) for each in said.heads] == [(made.stream, 1)]
    assert said.meaning_en.startswith("Approved:")


def test_a_new_revision_retires_the_old_one_which_is_kept(plant: Plant) -> None:
    """LBL-2: one approved revision at a time; obsolete ones stay readable."""
    first = plant.template
    second = plant.draft(design(width_mm=80))
    assert (second.revision, second.state) == (2, TemplateState.DRAFT)
    assert approved_template(organisation=plant.home.id, code="CART-PRODUCT") == first
    approved(plant.head, second, "smaller")
    assert [(each.revision, each.state) for each in templates().order_by("revision")] == [
        (1, TemplateState.RETIRED),
        (2, TemplateState.APPROVED),
    ]
    assert LabelTemplate.objects.get(id=first.id).width_mm == 100


def test_no_label_is_issued_from_a_draft_or_a_retired_template(plant: Plant) -> None:
    draft = plant.draft(design(code="OTHER"))
    retired = plant.template
    retire_template(actor=plant.head, template_id=retired.id, reason="product ended")
    for template in (draft, retired):
        with pytest.raises(Refused) as refused:
            issue_label(actor=plant.first, request=plant.request(template_id=template.id))
        assert [each.code for each in refused.value.problems] == ["labels.template.not_approved"]


def test_a_retired_template_stays_retired(plant: Plant) -> None:
    retired = retire_template(actor=plant.head, template_id=plant.template.id, reason="product ended")
    with pytest.raises(Refused) as refused:
        approved(plant.head, retired, "again")
    assert [each.code for each in refused.value.problems] == ["lifecycle.step"]


def test_an_act_on_an_old_version_is_refused(plant: Plant) -> None:
    draft = plant.draft()
    prepared = prepare_template_signature(actor=plant.head, template_id=draft.id, reason="fine")
    retire_template(actor=plant.author, template_id=draft.id, reason="wrong size")
    with pytest.raises(Refused) as refused:
        approve_template(actor=plant.head, template_id=draft.id, prepared_id=prepared.id, proof=proof_of(prepared))
    assert [each.code for each in refused.value.problems] == ["lifecycle.step"]
