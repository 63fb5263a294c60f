"""Load example templates from a file, by the same acts as people do."""

from pathlib import Path
from typing import Literal
from uuid import UUID

import yaml
from django.db import transaction
from pydantic import BaseModel, ConfigDict, ValidationError

from cellpark.access.public import actor_for, running_memberships
from cellpark.base.actor import Actor
from cellpark.base.locks import lock_word
from cellpark.identity.public import Organisation, Person, example_proof
from cellpark.kernel.problem import Problem, Refused
from cellpark.labels.actions.approve_template import approve_template
from cellpark.labels.actions.draft_template import TemplateDesign, draft_template
from cellpark.labels.actions.prepare_template_signature import prepare_template_signature
from cellpark.labels.contents import Field, Statement
from cellpark.labels.models import LabelTemplate
from cellpark.labels.states import Country, LabelKind, Use

SIZE_MAX = 100_000
REASON = "example plant"
# who writes and who approves there (examples/people.yaml)
AUTHOR, APPROVER = "quality.cell@example.org", "quality-head.cell@example.org"


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


def load_example_templates(path: Path, *, password: str) -> int:
    """Write the templates of ``path`` that the example organisation has not yet, and approve them by signing, as two of
    its people; how many were new. ``password``: that of all example people.

    Safe to repeat. Raises ``Refused``: ``labels.template.file``, ``labels.template....``.
    """
    found = _read(path.read_bytes())
    owner: UUID = Organisation.objects.get(example=True, name_en=found.organisation).id
    with transaction.atomic():
        lock_word(f"labels.templates/{owner}")
        known = set(LabelTemplate.objects.filter(organisation_id=owner).values_list("code", flat=True))
        missing = [each for each in found.templates if each.code not in known]
        for each in missing:
            made = draft_template(
                actor=_actor(AUTHOR, owner), organisation_id=owner, design=_design(each), reason=REASON
            )
            head = _actor(APPROVER, owner)
            prepared = prepare_template_signature(actor=head, template_id=made.id, reason=REASON)
            with example_proof(person=prepared.person, password=password) as proof:
                approve_template(actor=head, template_id=made.id, prepared_id=prepared.id, proof=proof)
    return len(missing)


def _actor(email: str, owner: UUID) -> Actor:
    person = Person.objects.get(email=email, example=True)
    return actor_for(person.id, owner, running_memberships(person.id), channel="command")


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
