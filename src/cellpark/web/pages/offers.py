"""What a reader may do next with a thing, and for what they may not: why, and who can."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cellpark.access.public import roles_with
from cellpark.base.actor import Actor
from cellpark.base.messages import explain
from cellpark.kernel.problem import Problem
from cellpark.web.pages.words import role_names

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Offer:
    """A button, or the same button shut with its reason beside it."""

    label: "StrOrPromise"
    href: str
    icon: str = ""
    look: str = "plain"
    reason: str = ""
    remedy: str = ""
    rule: str = ""
    who: str = ""

    @property
    def open(self) -> bool:
        """Whether it can be used."""
        return not self.reason


def offer(
    actor: Actor,
    permission: str,
    label: "StrOrPromise",
    href: str,
    *,
    icon: str = "",
    look: str = "plain",
    unless: Problem | None = None,
) -> Offer:
    """The offer of an act: shut when ``permission`` is missing, or when ``unless`` already says why not."""
    if not actor.may(permission):
        names = role_names(roles_with(permission))
        return Offer(label, href, icon, look, reason=_("Your roles do not allow this."), who=names)
    if unless is not None:
        words = explain(unless)
        return Offer(label, href, icon, look, reason=words.what, remedy=words.remedy, rule=words.rule or "")
    return Offer(label, href, icon, look)
