"""A plant with two operators, the quality unit, an approved template and containers."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID, uuid4

from cellpark.base.actor import Actor
from cellpark.identity.public import Organisation, OrganisationKind, Person, Role
from cellpark.labels.public import (
    Country,
    Donor,
    Field,
    Label,
    LabelKind,
    LabelRequest,
    LabelTemplate,
    Stage,
    Statement,
    TemplateDesign,
    Use,
    approve_template,
    draft_template,
    issue_label,
    prepare_template_signature,
    print_label,
    verify_label,
)
from tests.people import acting, organisation, person
from tests.signing.device import proof_of

FIELDS = (
    *(Field.PRODUCT, Field.COI, Field.DIN, Field.PRODUCT_CODE, Field.BATCH, Field.CONTAINER),
    *(Field.QUANTITY, Field.EXPIRES_AT, Field.STORAGE),
)
VALUES = {
    Field.PRODUCT: "CD19 CAR-T",
    Field.COI: "CHA999926000A1B",
    Field.DIN: "A999926123456",
    Field.PRODUCT_CODE: "S12951A0",
    Field.QUANTITY: "20 mL",
    Field.EXPIRES_AT: "2027-11-22T14:30",
    Field.STORAGE: "\u2264 -150 \u00b0C",
}
PAYLOAD = "=+04000=A99992612345689=<S12951A0&>0273261430&/CHA999926000A1B"


def approved(actor: Actor, draft: LabelTemplate, reason: str = "read and compared") -> LabelTemplate:
    prepared = prepare_template_signature(actor=actor, template_id=draft.id, reason=reason)
    return approve_template(actor=actor, template_id=draft.id, prepared_id=prepared.id, proof=proof_of(prepared))


def design(
    *,
    code: str = "CART-PRODUCT",
    kind: LabelKind = LabelKind.PRODUCT,
    use: Use = Use.AUTOLOGOUS,
    country: Country = Country.CHINA,
    fields: Sequence[Field] = FIELDS,
    statements: Sequence[Statement] = (Statement.AUTOLOGOUS,),
    width_mm: int = 100,
    height_mm: int = 70,
) -> TemplateDesign:
    return TemplateDesign(
        code=code,
        name_en=f"Template {code}",
        kind=kind,
        use=use,
        country=country,
        width_mm=width_mm,
        height_mm=height_mm,
        fields=fields,
        statements=statements,
    )


@dataclass
class Plant:
    """People of one plant; ``first`` and ``second`` are the two pairs of eyes."""

    name: str = "Example Cell Works"
    mail: str = "plant"

    @cached_property
    def home(self) -> Organisation:
        return organisation(self.name, OrganisationKind.PLATFORM_PROVIDER)

    def _actor(self, name: str, role: Role) -> Actor:
        who: Person = person(f"{name}.{self.mail}@example.org", role, within=self.home)
        return acting(who)

    @cached_property
    def first(self) -> Actor:
        return self._actor("first", Role.PRODUCTION_OPERATOR)

    @cached_property
    def second(self) -> Actor:
        return self._actor("second", Role.PRODUCTION_OPERATOR)

    @cached_property
    def author(self) -> Actor:
        return self._actor("author", Role.QUALITY_STAFF)

    @cached_property
    def head(self) -> Actor:
        return self._actor("head", Role.QUALITY_HEAD)

    def draft(self, wanted: TemplateDesign | None = None) -> LabelTemplate:
        return draft_template(
            actor=self.author, organisation_id=self.home.id, design=wanted or design(), reason="new product"
        )

    @cached_property
    def template(self) -> LabelTemplate:
        return approved(self.head, self.draft())

    def request(self, container: UUID | None = None, **more: object) -> LabelRequest:
        facts: dict[str, object] = {
            "template_id": self.template.id,
            "container": container or uuid4(),
            "container_code": "CT-26-000123",
            "values": VALUES,
            "donor": Donor.NEGATIVE,
            "batch_code": "CART-26-0007",
            **more,
        }
        return LabelRequest(**facts)  # type: ignore[arg-type]

    def issued(self, container: UUID | None = None, **more: object) -> Label:
        return issue_label(actor=self.first, request=self.request(container, **more))

    def ready(self, container: UUID | None = None, **more: object) -> Label:
        """Issued, verified, printed, verified: ready to be put on."""
        label = self.issued(container, **more)
        assert verify_label(actor=self.second, label_id=label.id, stage=Stage.ISSUE, scanned="CT-26-000123").ok
        print_label(actor=self.first, label_id=label.id)
        verdict = verify_label(actor=self.second, label_id=label.id, stage=Stage.PRINT, scanned=f"]d1{PAYLOAD}\r")
        assert verdict.ok
        return verdict.label
