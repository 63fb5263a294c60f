"""Load example templates from a file, by the same acts as people do."""

from pathlib import Path
from typing import Literal
from uuid import UUID

import yaml
from django.db import transaction
from pydantic import BaseModel, ConfigDict, ValidationError

from cellpark.base.actor import Actor
from cellpark.base.locks import lock_word
from cellpark.identity.public import Organisation
from cellpark.kernel.problem import Problem, Refused
from cellpark.labels.actions.approve_template import approve_template
from cellpark.labels.actions.draft_template import TemplateDesign, draft_template
from cellpark.labels.contents import Field, Statement
from cellpark.labels.models import LabelTemplate
from cellpark.labels.states import Country, LabelKind, Use

SIZE_MAX = 100_000
REASON = "example plant"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=False)


class ExampleTemplate(_Part):
    """One template; sizes in millimetres."""

    code: str
    zh: str
    en: str
    kind: LabelKind
    use: Use
    country: Country
    size: tuple[int, int]
    fields: tuple[Field, ...]
    statements: tuple[Statement, ...] = ()


class TemplatesFile(_Part):
    """The whole file; ``organisation`` is the English name of the example organisation that owns the plant."""

    format: Literal["cellpark.labels/1"]
    organisation: str
    templates: tuple[ExampleTemplate, ...]


def load_example_templates(path: Path) -> int:
    """Write and approve the templates of ``path`` that the example organisation has not yet; how many were new.

    Safe to repeat. Raises ``Refused``: ``labels.template.file``, ``labels.template....``.
    """
    found = _read(path.read_bytes())
    owner: UUID = Organisation.objects.get(example=True, name_en=found.organisation).id
    house = Actor.system("examples")
    with transaction.atomic():
        lock_word(f"labels.templates/{owner}")
        known = set(LabelTemplate.objects.filter(organisation_id=owner).values_list("code", flat=True))
        missing = [each for each in found.templates if each.code not in known]
        for each in missing:
            made = draft_template(actor=house, organisation_id=owner, design=_design(each), reason=REASON)
            approve_template(actor=house, template_id=made.id, reason=REASON)
    return len(missing)


def _read(content: bytes) -> TemplatesFile:
    if len(content) > SIZE_MAX:
        raise Refused(Problem("labels.template.file", {"what": f"> {SIZE_MAX}"}))
    try:
        return TemplatesFile.model_validate(yaml.safe_load(content.decode("utf-8")))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"])
        raise Refused(Problem("labels.template.file", {"what": f"{where}: {first['msg']}"})) from error
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        raise Refused(Problem("labels.template.file", {"what": "YAML"})) from error


def _design(each: ExampleTemplate) -> TemplateDesign:
    width, height = each.size
    return TemplateDesign(
        code=each.code,
        name_zh=each.zh,
        name_en=each.en,
        kind=each.kind,
        use=each.use,
        country=each.country,
        width_mm=width,
        height_mm=height,
        fields=each.fields,
        statements=each.statements,
    )
