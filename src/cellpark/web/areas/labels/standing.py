"""How labels and templates stand, and what comes next: colours, words, addresses."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cellpark.labels.public import (
    LABEL_STATES,
    TEMPLATE_STATES,
    Label,
    LabelPermission,
    LabelState,
    LabelTemplate,
    Stage,
    TemplateState,
    stage_of,
)
from cellpark.web.pages.tables import State

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LABEL_COLOURS = {
    LabelState.ISSUED: "planned",
    LabelState.PRINTED: "waiting",
    LabelState.APPLIED: "running",
    LabelState.SAMPLED: "done",
    LabelState.VOIDED: "stopped",
    LabelState.DESTROYED: "stopped",
    LabelState.CANCELLED: "stopped",
}
TEMPLATE_COLOURS = {
    TemplateState.DRAFT: "planned",
    TemplateState.APPROVED: "running",
    TemplateState.RETIRED: "done",
}


@dataclass(frozen=True, slots=True)
class Step:
    """What comes next with a label: said, done where, by whom."""

    words: "StrOrPromise"
    act: "StrOrPromise"
    route: str
    permission: str
    icon: str
    second: bool = False

    def href(self, label: Label) -> str:
        """The address of the act."""
        return reverse(self.route, args=[label.id])


def label_state(label: Label) -> State:
    """The colour and the word of a label."""
    state = LabelState(label.state)
    colour = "done" if state is LabelState.APPLIED and stage_of(label) is None else LABEL_COLOURS[state]
    return State(colour, LABEL_STATES[state])


def template_state(template: LabelTemplate) -> State:
    """The colour and the word of a template."""
    state = TemplateState(template.state)
    return State(TEMPLATE_COLOURS[state], TEMPLATE_STATES[state])


def next_step(label: Label) -> Step | None:
    """What somebody has to do with the label now, or None."""
    stage = stage_of(label)
    if stage is not None:
        words = {
            Stage.ISSUE: _("A second person scans the container and compares it with the label."),
            Stage.PRINT: _("A second person scans the printed label."),
            Stage.AFFIX: _("A second person scans the label on its container."),
        }[stage]
        return Step(words, _("Verify by scan"), "label_verify", LabelPermission.VERIFY, "shield-check", second=True)
    if label.state == LabelState.ISSUED:
        return Step(_("Print the label."), _("Print"), "label_print", LabelPermission.PRINT, "printer")
    if label.state == LabelState.PRINTED:
        words = _("Put the label on its container before the container is detached.")
        return Step(words, pgettext("label", "Apply"), "label_apply", LabelPermission.USE, "check")
    return None
