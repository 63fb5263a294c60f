"""Write a template, or the next revision of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.locks import lock_word
from cellpark.base.text import text_problems
from cellpark.identity.public import organisation
from cellpark.kernel.problem import Problem, refuse_any
from cellpark.labels.contents import Field, Statement
from cellpark.labels.events import TemplateDrafted
from cellpark.labels.models import LabelTemplate
from cellpark.labels.permissions import LabelPermission
from cellpark.labels.recording import begin
from cellpark.labels.rules import code_problems, reason_problems, size_problems, template_problems
from cellpark.labels.states import Country, LabelKind, Use

NAME_LIMIT = 200
PRODUCT_LIMIT = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateDesign:
    """How a label looks: its kind, what it carries, its size in millimetres. No ``product`` means any."""

    code: str
    name_zh: str = ""
    name_en: str = ""
    kind: LabelKind
    use: Use
    country: Country
    product: str = ""
    width_mm: int
    height_mm: int
    fields: Sequence[Field]
    statements: Sequence[Statement]


def draft_template(*, actor: Actor, organisation_id: UUID, design: TemplateDesign, reason: str) -> LabelTemplate:
    """Keep a new revision as draft; the first of a code has number 1.

    Raises ``Organisation.DoesNotExist`` for one out of sight, and ``Refused``: ``labels.template....`` with every
    requirement that is not met (LBL-4, 1271-1a, CN-4b2).
    """
    actor.require(LabelPermission.WRITE_TEMPLATE)
    organisation(organisation_id)
    fields, statements = tuple(dict.fromkeys(design.fields)), tuple(dict.fromkeys(design.statements))
    refuse_any([*_design_problems(design), *reason_problems(reason)])
    with transaction.atomic():
        lock_word(f"label-template/{organisation_id}/{design.code}")
        rows = LabelTemplate.objects.filter(organisation_id=organisation_id, code=design.code)
        last = rows.aggregate(last=Max("revision"))["last"] or 0
        identity = new_id()
        event = TemplateDrafted(
            template=identity,
            code=design.code,
            revision=last + 1,
            name_zh=design.name_zh.strip(),
            name_en=design.name_en.strip(),
            kind=design.kind,
            use=design.use,
            country=design.country,
            product=design.product.strip(),
            width_mm=design.width_mm,
            height_mm=design.height_mm,
            fields=fields,
            statements=statements,
            author=actor.person_id,
        )
        return begin(LabelTemplate, identity, event, actor=actor, organisation=organisation_id, reason=reason)


def _design_problems(design: TemplateDesign) -> list[Problem]:
    return [
        *code_problems(design.code),
        *_name_problems(design.name_zh, design.name_en, design.product),
        *size_problems(width_mm=design.width_mm, height_mm=design.height_mm),
        *template_problems(
            kind=design.kind,
            use=design.use,
            country=design.country,
            fields=design.fields,
            statements=design.statements,
        ),
    ]


def _name_problems(name_zh: str, name_en: str, product: str) -> list[Problem]:
    if not name_zh.strip() and not name_en.strip():
        return [Problem("labels.template.no_name", field="name_zh")]
    limits = (("name_zh", name_zh, NAME_LIMIT), ("name_en", name_en, NAME_LIMIT), ("product", product, PRODUCT_LIMIT))
    too_long = [
        Problem("base.too_long", {"limit": limit}, field=field) for field, text, limit in limits if len(text) > limit
    ]
    return [*too_long, *text_problems(name_zh=name_zh, name_en=name_en, product=product)]
