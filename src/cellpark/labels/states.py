"""Kinds and states of templates and labels, and the three moments at which two people look."""

from enum import StrEnum

from cellpark.kernel.lifecycle import Lifecycle, Transition, register
from cellpark.labels.permissions import LabelPermission


class LabelKind(StrEnum):
    """What the labelled thing is; it decides what must be printed."""

    STARTING = "starting"
    INTERMEDIATE = "intermediate"
    SAMPLE = "sample"
    PRODUCT = "product"
    SHIPPER = "shipper"


class Use(StrEnum):
    """For whom the cells are."""

    AUTOLOGOUS = "autologous"
    ALLOGENEIC = "allogeneic"


class Country(StrEnum):
    """Where the label is read (ISO 3166-1); a label for China speaks both languages."""

    CHINA = "CN"
    UNITED_STATES = "US"
    EUROPE = "EU"


class Donor(StrEnum):
    """What is known of the donor's infectious markers when the label is issued (21 CFR 1271.90(c))."""

    UNKNOWN = "unknown"
    NEGATIVE = "negative"
    POSITIVE = "positive"


class Stage(StrEnum):
    """The moments at which a second person verifies (LBL-3)."""

    ISSUE = "issue"
    PRINT = "print"
    AFFIX = "affix"


class TemplateState(StrEnum):
    """Whether labels may be issued from a template; obsolete ones are kept (LBL-2)."""

    DRAFT = "draft"
    APPROVED = "approved"
    RETIRED = "retired"


class LabelState(StrEnum):
    """Where one piece of paper is."""

    ISSUED = "issued"
    PRINTED = "printed"
    APPLIED = "applied"
    SAMPLED = "sampled"
    VOIDED = "voided"
    DESTROYED = "destroyed"
    CANCELLED = "cancelled"


TEMPLATE_LIFECYCLE = register(
    Lifecycle(
        name="labels.template",
        states=TemplateState,
        initial=TemplateState.DRAFT,
        transitions=(
            Transition(
                source=TemplateState.DRAFT,
                verb="approve",
                target=TemplateState.APPROVED,
                permission=LabelPermission.APPROVE_TEMPLATE,
            ),
            Transition(
                source=TemplateState.DRAFT,
                verb="retire",
                target=TemplateState.RETIRED,
                permission=LabelPermission.WRITE_TEMPLATE,
            ),
            Transition(
                source=TemplateState.APPROVED,
                verb="retire",
                target=TemplateState.RETIRED,
                permission=LabelPermission.APPROVE_TEMPLATE,
            ),
        ),
        final=frozenset({TemplateState.RETIRED}),
    )
)


def _step(source: LabelState, verb: str, target: LabelState, permission: LabelPermission) -> Transition[LabelState]:
    return Transition(source=source, verb=verb, target=target, permission=permission)


LABEL_LIFECYCLE = register(
    Lifecycle(
        name="labels.label",
        states=LabelState,
        initial=LabelState.ISSUED,
        transitions=(
            _step(LabelState.ISSUED, "print", LabelState.PRINTED, LabelPermission.PRINT),
            _step(LabelState.ISSUED, "cancel", LabelState.CANCELLED, LabelPermission.DISPOSE),
            _step(LabelState.PRINTED, "apply", LabelState.APPLIED, LabelPermission.USE),
            _step(LabelState.PRINTED, "sample", LabelState.SAMPLED, LabelPermission.USE),
            _step(LabelState.PRINTED, "void", LabelState.VOIDED, LabelPermission.DISPOSE),
            _step(LabelState.PRINTED, "destroy", LabelState.DESTROYED, LabelPermission.DISPOSE),
            _step(LabelState.APPLIED, "void", LabelState.VOIDED, LabelPermission.DISPOSE),
            _step(LabelState.VOIDED, "destroy", LabelState.DESTROYED, LabelPermission.DISPOSE),
        ),
        final=frozenset({LabelState.SAMPLED, LabelState.DESTROYED, LabelState.CANCELLED}),
    )
)
