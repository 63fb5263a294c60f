"""The signature under a template: who may approve, over what."""

from cellpark.base.actor import Actor
from cellpark.kernel import canonical
from cellpark.kernel.plain import plain
from cellpark.kernel.problem import Problem
from cellpark.labels.models import LabelTemplate
from cellpark.labels.states import TEMPLATE_LIFECYCLE

PURPOSE = "label-template"
SHOWN = (
    *("code", "revision", "name_zh", "name_en", "kind", "use", "country", "product", "width_mm", "height_mm"),
    *("fields", "statements"),
)


def approval_problems(*, actor: Actor, template: LabelTemplate) -> list[Problem]:
    """Why this person may not approve; asked before the ceremony too, so that nobody signs in vain (LBL-2).

    Raises ``Refused(lifecycle.step)`` for what is no draft.
    """
    TEMPLATE_LIFECYCLE.step(template.state, "approve")
    if actor.person_id is not None and actor.person_id != template.author:
        return []
    return [Problem("labels.template.own", rule="LBL-2")]


def template_text(template: LabelTemplate) -> str:
    """The revision in canonical bytes: what is signed where no page shows it."""
    return canonical.encode(plain({name: getattr(template, name) for name in SHOWN})).decode()
