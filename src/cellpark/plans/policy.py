"""The policy by which a published plan is changed, as a file (``cellpark.policy/1``) that somebody signs. Pure."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from cellpark.kernel.problem import Problem, Refused
from cellpark.kernel.yaml_text import NotYaml, read_yaml
from cellpark.planning.replanning import Policy

FORMAT = "cellpark.policy/1"
SIZE_LIMIT_BYTES = 100_000
HOUR_MINUTES = 60
HOLD_HOURS = 72
"""A weekend passes, and nobody waits for it much longer."""


class PolicyFile(BaseModel):
    """``frozen_hours``: what was published to begin within them stays. ``moved_hours``: the weighted hours that others
    have to gain for each operation that is moved. ``moved_share``: of the operations of who is not hit, as a share.
    ``hold_hours``: so long a slot is kept for an order that is not submitted.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: Literal["cellpark.policy/1"]
    frozen_hours: Annotated[int, Field(strict=True, ge=0, le=720)]
    moved_hours: Annotated[int, Field(strict=True, ge=0, le=10_000)]
    moved_share: Annotated[Decimal, Field(ge=0, le=1)]
    hold_hours: Annotated[int, Field(strict=True, ge=1, le=720)] = HOLD_HOURS
    turns: Annotated[int, Field(strict=True, ge=1, le=100_000)] = 1_000
    seed: Annotated[int, Field(strict=True, ge=0, le=2**32)] = 1

    def policy(self, unit_minutes: int) -> Policy:
        """In units of the facts."""
        units = HOUR_MINUTES // unit_minutes
        return Policy(
            frozen_for=self.frozen_hours * units,
            moved=self.moved_hours * units,
            share_moved=float(self.moved_share),
            turns=self.turns,
            seed=self.seed,
        )


def read_policy(content: bytes) -> PolicyFile:
    """The policy in a file.

    Raises ``Refused``: ``plans.policy.unreadable``, ``plans.policy.field`` for each field that is missing, unknown or
    not what it should be.
    """
    try:
        form = read_yaml(content, limit_bytes=SIZE_LIMIT_BYTES)
    except NotYaml:
        form = None
    if not isinstance(form, dict) or form.get("format") != FORMAT:
        raise Refused(Problem("plans.policy.unreadable", {"format": FORMAT}))
    try:
        return PolicyFile.model_validate(form)
    except ValidationError as error:
        places = [".".join(map(str, each["loc"])) for each in error.errors(include_url=False, include_input=False)]
        raise Refused(*(Problem("plans.policy.field", {"place": each}) for each in places)) from None
