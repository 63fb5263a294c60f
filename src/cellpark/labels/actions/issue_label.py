"""Issue a label for a container, before the container is detached."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.locks import lock_word
from cellpark.base.time import now
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.labels.contents import ADDED, Field
from cellpark.labels.events import LabelIssued
from cellpark.labels.models import Label, LabelTemplate
from cellpark.labels.payload import payload_of, phone_address
from cellpark.labels.permissions import LabelPermission
from cellpark.labels.recording import begin
from cellpark.labels.rules import reason_problems, value_problems
from cellpark.labels.states import Donor, LabelState, TemplateState

STANDING = (LabelState.ISSUED, LabelState.PRINTED, LabelState.APPLIED)


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelRequest:
    """What a label is wanted for. ``donor`` adds the statements of 21 CFR 1271.90(c).

    ``scan_key`` is what the label must say to a scanner where no donation and product are known. ``specimen`` asks for
    a further label, for the batch record. ``detached``: the container has already left the one it was filled from.
    """

    template_id: UUID
    container: UUID
    container_code: str
    values: Mapping[Field, str]
    donor: Donor
    scan_key: str = ""
    batch: UUID | None = None
    batch_code: str = ""
    detached: bool = False
    specimen: bool = False


def issue_label(*, actor: Actor, request: LabelRequest, replaces: UUID | None = None, reason: str = "") -> Label:
    """Decide what will be printed for one container, before the container is detached (LBL-3).

    A container has one standing label beside specimens; ``replaces`` with a ``reason`` names the label, void or
    destroyed, that this one stands for. Raises ``Refused``: ``labels.label....``, ``identifiers....``.
    """
    actor.require(LabelPermission.ISSUE)
    with transaction.atomic():
        template: LabelTemplate = LabelTemplate.objects.get(id=request.template_id)
        lock_word(f"labels-of/{request.container}")
        filled = _filled(template, request)
        refuse_any(
            [
                *_template_problems(template),
                *_moment_problems(request),
                *value_problems(fields=template.chosen_fields, values=filled),
                *_standing_problems(request, replaces=replaces, reason=reason),
            ]
        )
        identity = new_id()
        event = LabelIssued(
            label=identity,
            number=_number(template.organisation_id),
            template=template.id,
            container=request.container,
            container_code=request.container_code,
            batch=request.batch,
            batch_code=request.batch_code,
            payload=payload_of(filled, request.scan_key),
            values=tuple(f"{field}={filled[field]}" for field in template.chosen_fields),
            statements=tuple(dict.fromkeys((*template.chosen_statements, *ADDED[request.donor]))),
            replaces=replaces,
            performer=actor.person_id,
        )
        return begin(Label, identity, event, actor=actor, organisation=template.organisation_id, reason=reason)


def _filled(template: LabelTemplate, request: LabelRequest) -> Mapping[Field, str]:
    """The values with what the request itself says: the container, the batch, the template's product."""
    known = {
        Field.CONTAINER: request.container_code,
        Field.BATCH: request.batch_code,
        Field.PRODUCT: template.product,
    }
    fields = template.chosen_fields
    told = {**{field: value for field, value in known.items() if value and field in fields}, **request.values}
    if Field.PHONE in fields:
        # nobody else says where the site is
        told[Field.PHONE] = phone_address(settings.CELLPARK_ADDRESS, request.container_code)
    return told


def _moment_problems(request: LabelRequest) -> list[Problem]:
    if not request.detached:
        return []
    return [Problem("labels.label.detached", {"container": request.container_code}, rule="LBL-3")]


def _template_problems(template: LabelTemplate) -> list[Problem]:
    if template.state == TemplateState.APPROVED:
        return []
    return [Problem("labels.template.not_approved", {"template": str(template)}, field="template_id", rule="LBL-2")]


def _standing_problems(request: LabelRequest, *, replaces: UUID | None, reason: str) -> list[Problem]:
    standing = Label.objects.filter(container=request.container, state__in=STANDING).order_by("issued_at").first()
    if replaces is not None:
        before: Label = Label.objects.get(id=replaces)
        if problems := reason_problems(reason):
            return problems
        if before.container != request.container or before.state not in (LabelState.VOIDED, LabelState.DESTROYED):
            return [Problem("labels.label.not_void", {"number": before.number}, rule="211-3a")]
    if standing is None or request.specimen:
        return []
    return [Problem("labels.label.second", {"number": standing.number}, rule="211-3a")]


def _number(organisation: UUID) -> str:
    year = f"{now():%y}"
    lock_word(f"label-number/{organisation}/{year}")
    used = Label.objects.filter(organisation_id=organisation, number__startswith=f"{year}-").count()
    if used >= 10**6 - 1:
        raise Refused(Problem("labels.label.numbers_used_up", {"year": year}))
    return f"{year}-{used + 1:06d}"
