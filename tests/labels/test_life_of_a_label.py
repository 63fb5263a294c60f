"""From issue to the end: two people at each moment, the right container, nothing lost (LBL-3, T1, T5)."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from cellpark.base.scope import Scope, use_scope
from cellpark.identity.public import OrganisationKind, Role
from cellpark.kernel.problem import NotAllowed, Problem, Refused
from cellpark.labels.payload import number_payload
from cellpark.labels.public import (
    Donor,
    Field,
    Label,
    LabelCheck,
    LabelState,
    LabelTemplate,
    Stage,
    Statement,
    apply_label,
    checks_of,
    destroy_label,
    find_label,
    issue_label,
    labels_of_container,
    print_label,
    reprint_label,
    retire_template,
    sample_label,
    stage_of,
    verify_label,
    void_label,
)
from cellpark.materials.public import NearMiss
from tests.labels.plant import PAYLOAD, VALUES, Plant, approved, design
from tests.people import acting, organisation, person

pytestmark = pytest.mark.django_db


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [each.code for each in refused.value.problems]


def test_a_label_goes_from_issue_to_its_container_under_four_eyes(plant: Plant) -> None:
    container = uuid4()
    label = plant.ready(container)
    assert (label.number, label.payload, stage_of(label)) == ("26-000001", PAYLOAD, None)
    label = apply_label(actor=plant.first, label_id=label.id, container=container)
    assert stage_of(label) is Stage.AFFIX
    label = verify_label(actor=plant.second, label_id=label.id, stage=Stage.AFFIX, scanned=PAYLOAD).label
    assert (label.state, stage_of(label)) == (LabelState.APPLIED, None)
    assert (label.applied_by, label.affix_checked_by) == (plant.first.person_id, plant.second.person_id)
    assert [(each.stage, each.matched) for each in checks_of(label.id)] == [
        ("issue", True),
        ("print", True),
        ("affix", True),
    ]


def test_a_container_that_is_detached_gets_no_label_any_more(plant: Plant) -> None:
    """LBL-3: a new container is labelled before it is detached."""
    with pytest.raises(Refused) as refused:
        plant.issued(detached=True)
    assert refused.value.problems == (Problem("labels.label.detached", {"container": "CT-26-000123"}, rule="LBL-3"),)


@pytest.mark.parametrize(
    ("donor", "added"),
    [
        (Donor.UNKNOWN, [Statement.NOT_EVALUATED]),
        (Donor.NEGATIVE, []),
        (Donor.POSITIVE, [Statement.BIOHAZARD]),
    ],
)
def test_the_state_of_the_donor_adds_its_statement(plant: Plant, donor: Donor, added: list[Statement]) -> None:
    """1271-1a: nobody can forget it, for nobody has to choose it."""
    assert plant.issued(donor=donor).statements == [Statement.AUTOLOGOUS, *added]


def test_nobody_verifies_what_they_did_themselves(plant: Plant) -> None:
    """T5, LBL-3."""
    label = plant.issued()
    with pytest.raises(Refused) as refused:
        verify_label(actor=plant.first, label_id=label.id, stage=Stage.ISSUE, scanned="CT-26-000123")
    assert refused.value.problems == (Problem("labels.label.same_person", rule="LBL-3"),)


def test_the_database_knows_two_people_too(plant: Plant) -> None:
    label = plant.issued()
    label.issue_checked_by = label.issued_by
    with pytest.raises(IntegrityError, match="labels_label_two_people"), transaction.atomic():
        label.save()


def test_no_moment_is_skipped(plant: Plant) -> None:
    """LBL-3: print needs the issue verified, apply needs issue and print verified."""
    container = uuid4()
    label = plant.issued(container)
    with pytest.raises(Refused) as refused:
        print_label(actor=plant.first, label_id=label.id)
    params = {"number": "26-000001", "stage": "issue"}
    assert refused.value.problems == (Problem("labels.label.unchecked", params, rule="LBL-3"),)
    verify_label(actor=plant.second, label_id=label.id, stage=Stage.ISSUE, scanned="CT-26-000123")
    print_label(actor=plant.first, label_id=label.id)
    with pytest.raises(Refused) as refused:
        apply_label(actor=plant.first, label_id=label.id, container=container)
    assert codes(refused) == ["labels.label.unchecked"]
    with pytest.raises(Refused) as refused:
        verify_label(actor=plant.second, label_id=label.id, stage=Stage.AFFIX, scanned=PAYLOAD)
    assert codes(refused) == ["labels.label.nothing_to_check"]


@pytest.mark.parametrize(
    ("scanned", "kind"),
    [
        (PAYLOAD.replace("000A1B", "000A1C"), "wrong_identity"),
        ("&/CHA999926000A1B", "wrong_label"),
        ("CT-26-000124", "unknown"),
        ("nonsense", "unreadable"),
        ("=+04000", "unreadable"),
        ("x" * 400, "unreadable"),
    ],
)
def test_a_wrong_scan_stops_the_work_and_is_kept_as_near_miss(plant: Plant, scanned: str, kind: str) -> None:
    """T1: the verdict is not ok, nothing counts as verified, and quality finds it in the list of all near misses."""
    label = plant.issued()
    verify_label(actor=plant.second, label_id=label.id, stage=Stage.ISSUE, scanned="CT-26-000123")
    print_label(actor=plant.first, label_id=label.id)
    verdict = verify_label(actor=plant.second, label_id=label.id, stage=Stage.PRINT, scanned=scanned)
    assert not verdict.ok
    assert [each.code for each in verdict.problems] == ["labels.label.mismatch"]
    assert stage_of(verdict.label) is Stage.PRINT
    assert [(each.scanned, each.matched) for each in checks_of(label.id)][1:] == [(scanned, False)]
    kept = NearMiss.objects.get()
    assert (kept.kind, kept.scan, kept.purpose, kept.state) == (kind, scanned, "26-000001 print", "open")
    assert (kept.expected_coi, kept.person, kept.batch) == ("CHA999926000A1B", plant.second.person_id, label.batch)


@pytest.mark.parametrize("scanned", ["", "  ", "x" * 401, "a\x00b"])
def test_a_scan_that_cannot_be_kept_is_refused(plant: Plant, scanned: str) -> None:
    label = plant.issued()
    with pytest.raises(Refused):
        verify_label(actor=plant.second, label_id=label.id, stage=Stage.ISSUE, scanned=scanned)
    assert LabelCheck.objects.count() == 0


def test_a_label_goes_on_no_other_container(plant: Plant) -> None:
    """T1."""
    label = plant.ready()
    with pytest.raises(Refused) as refused:
        apply_label(actor=plant.first, label_id=label.id, container=uuid4())
    assert codes(refused) == ["labels.label.other_container"]


def test_a_container_has_one_standing_label_beside_specimens(plant: Plant) -> None:
    """211-3a."""
    container = uuid4()
    plant.issued(container)
    with pytest.raises(Refused) as refused:
        plant.issued(container)
    assert refused.value.problems == (Problem("labels.label.second", {"number": "26-000001"}, rule="211-3a"),)
    specimen = plant.issued(container, specimen=True)
    assert specimen.number == "26-000002"


def test_a_specimen_is_not_put_on_a_container_that_has_its_label(plant: Plant) -> None:
    container = uuid4()
    first, specimen = plant.ready(container), plant.ready(container, specimen=True)
    apply_label(actor=plant.first, label_id=first.id, container=container)
    with pytest.raises(Refused) as refused:
        apply_label(actor=plant.first, label_id=specimen.id, container=container)
    assert codes(refused) == ["labels.label.second"]
    assert sample_label(actor=plant.first, label_id=specimen.id, reason="record").state == LabelState.SAMPLED


def test_a_spoilt_label_is_voided_and_printed_anew_with_the_reason(plant: Plant) -> None:
    container = uuid4()
    label = plant.ready(container)
    with pytest.raises(Refused) as refused:
        reprint_label(actor=plant.first, label_id=label.id, reason="")
    assert codes(refused) == ["base.reason_required"]
    again = reprint_label(actor=plant.first, label_id=label.id, reason="smeared at the printer")
    assert (again.number, again.replaces, again.payload, again.texts) == ("26-000002", label.id, PAYLOAD, label.texts)
    assert stage_of(again) is Stage.ISSUE
    assert [each.state for each in labels_of_container(container)] == [LabelState.VOIDED, LabelState.ISSUED]


def test_a_reprint_keeps_the_statements_of_the_donor(plant: Plant) -> None:
    for donor in Donor:
        label = plant.ready(donor=donor)
        assert reprint_label(actor=plant.first, label_id=label.id, reason="torn").statements == label.statements


def test_a_reprint_needs_a_template_that_is_approved_today(plant: Plant) -> None:
    label = plant.ready()
    retire_template(actor=plant.head, template_id=plant.template.id, reason="new design")
    with pytest.raises(Refused) as refused:
        reprint_label(actor=plant.first, label_id=label.id, reason="torn")
    assert codes(refused) == ["labels.template.not_approved"]
    assert Label.objects.get(id=label.id).state == LabelState.PRINTED


def test_a_label_that_stands_is_not_replaced(plant: Plant) -> None:
    label = plant.issued()
    with pytest.raises(Refused) as refused:
        issue_label(
            actor=plant.first, request=plant.request(label.container), replaces=label.id, reason="wanted another"
        )
    assert codes(refused) == ["labels.label.not_void"]


def test_what_was_never_printed_is_cancelled_and_not_void(plant: Plant) -> None:
    label = void_label(actor=plant.first, label_id=plant.issued().id, reason="typing error")
    assert (label.state, label.printed_at) == (LabelState.CANCELLED, None)


@pytest.mark.parametrize("end", [sample_label, destroy_label])
def test_an_ended_label_is_not_used_again(plant: Plant, end: object) -> None:
    label = plant.ready()
    end(actor=plant.first, label_id=label.id, reason="end")  # type: ignore[operator]
    for act in (void_label, sample_label, destroy_label):
        with pytest.raises(Refused) as refused:
            act(actor=plant.first, label_id=label.id, reason="again")
        assert codes(refused) == ["lifecycle.step"]
    with pytest.raises(Refused) as refused:
        apply_label(actor=plant.first, label_id=label.id, container=label.container)
    assert codes(refused) == ["lifecycle.step"]


def test_a_void_label_may_be_destroyed(plant: Plant) -> None:
    label = plant.ready()
    void_label(actor=plant.first, label_id=label.id, reason="smeared")
    assert destroy_label(actor=plant.first, label_id=label.id, reason="shredded").state == LabelState.DESTROYED


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({Field.COI: "CHA99992600"}, "identifiers.length", "code"),
        ({Field.DIN: "A99992612345X"}, "identifiers.character", "code"),
        ({Field.PRODUCT_CODE: "12951A0"}, "identifiers.length", "code"),
        ({Field.EXPIRES_AT: "tomorrow"}, "labels.label.moment", "expires_at"),
        ({Field.EXPIRES_AT: "2027-02-30T10:00"}, "labels.label.moment", "expires_at"),
        ({Field.QUANTITY: " "}, "labels.label.value_missing", "quantity"),
        ({Field.QUANTITY: "x" * 61}, "base.too_long", "quantity"),
        ({Field.QUANTITY: "a\u202eb"}, "base.text.control", "quantity"),
        ({Field.HOSPITAL: "H"}, "labels.label.value_foreign", "hospital"),
    ],
)
def test_a_value_that_cannot_be_printed_is_refused(
    plant: Plant, changed: dict[Field, str], code: str, field: str
) -> None:
    with pytest.raises(Refused) as refused:
        plant.issued(values={**VALUES, **changed})
    assert [(each.code, each.field) for each in refused.value.problems] == [(code, field)]


def test_a_missing_value_is_refused(plant: Plant) -> None:
    with pytest.raises(Refused) as refused:
        plant.issued(values={key: value for key, value in VALUES.items() if key is not Field.COI})
    assert codes(refused) == ["labels.label.value_missing"]


def test_without_donation_and_product_the_symbol_says_the_container(plant: Plant) -> None:
    fields = (Field.COI, Field.DIN, Field.BATCH, Field.CONTAINER, Field.EXPIRES_AT, Field.STORAGE)
    draft = plant.draft(design(code="PLAIN", fields=fields))
    template = approved(plant.head, draft)
    values = {key: VALUES[key] for key in (Field.COI, Field.DIN, Field.EXPIRES_AT, Field.STORAGE)}
    assert plant.issued(template_id=template.id, values=values).payload == "CT-26-000123"
    assert plant.issued(template_id=template.id, values=values, scan_key="CT-26-9").payload == "CT-26-9"


def test_a_label_is_found_by_its_small_symbol_or_its_number(plant: Plant) -> None:
    label = plant.issued()
    for raw in ("26-000001", "LB-26-000001", f"]d1{number_payload('26-000001')}\r", "lb-26-000001"):
        assert find_label(raw) == label
    for raw, code in [
        ("26-000002", "labels.label.unknown"),
        (PAYLOAD, "labels.label.unknown"),
        ("?", "identifiers.unknown"),
    ]:
        with pytest.raises(Refused) as refused:
            find_label(raw)
        assert codes(refused) == [code]


def test_an_operator_of_another_plant_sees_no_label(plant: Plant) -> None:
    """T19."""
    label = plant.issued()
    other = organisation("Other plant", OrganisationKind.PLATFORM_PROVIDER)
    stranger = acting(person("stranger@example.org", Role.PRODUCTION_OPERATOR, within=other))
    with use_scope(Scope(frozenset({other.id}))):
        assert (Label.objects.count(), LabelTemplate.objects.count(), LabelCheck.objects.count()) == (0, 0, 0)
        with pytest.raises(Label.DoesNotExist):
            print_label(actor=stranger, label_id=label.id)
        with pytest.raises(LabelTemplate.DoesNotExist):
            issue_label(actor=stranger, request=plant.request())


def test_acts_need_their_permissions(plant: Plant) -> None:
    label = plant.issued()
    with pytest.raises(NotAllowed):
        print_label(actor=plant.author, label_id=label.id)
    with pytest.raises(NotAllowed):
        issue_label(actor=plant.head, request=plant.request())
    planner = acting(person("planner@example.org", Role.PLANNER, within=plant.home))
    with pytest.raises(NotAllowed):
        verify_label(actor=planner, label_id=label.id, stage=Stage.ISSUE, scanned="x")
