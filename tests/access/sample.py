"""One call in the tests of access: its arguments and what somebody whom the rule admits gets."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.access.world import Side

OK = (200,)
FORM = (200, 422)


@dataclass(frozen=True, slots=True)
class Sample:
    """``args``: name in the address -> name in ``Side``. ``own``: the statuses for somebody whom the rule admits.

    ``on_record``: reading it is an act of its own, which leaves an entry. ``query_names_nothing``: what is asked for are
    days or words, not a thing of somebody.
    """

    args: Mapping[str, str] = field(default_factory=dict)
    query: Callable[["Side"], dict[str, Any]] | None = None
    body: Callable[["Side"], dict[str, Any]] | None = None
    fixed: Mapping[str, Any] = field(default_factory=dict)
    own: tuple[int, ...] = OK
    post: tuple[int, ...] = ()
    personal: bool = False
    body_names_another: bool = False
    on_record: bool = False
    query_names_nothing: bool = False

    @property
    def names_a_thing(self) -> bool:
        """Whether the call is about a thing of one organisation, so that another's is not there."""
        asked = self.query is not None and not self.query_names_nothing
        return bool(self.args) or self.body_names_another or asked
