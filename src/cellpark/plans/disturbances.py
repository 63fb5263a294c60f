"""Disturbances as they are typed or sent by a program, and as the engine reads them on the clock of a plan."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from cellpark.kernel.problem import Problem, Refused
from cellpark.planning.drafting import Clock
from cellpark.planning.facts import Facts, Job
from cellpark.planning.replanning import Broken, Disturbance, Failed, Late, Sick, Urgent

Name = Annotated[str, Field(min_length=1, max_length=200)]
Whole = Annotated[int, Field(strict=True, ge=1, le=10_000)]
DISTURBANCES_MAX = 20


class _Said(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FailedSaid(_Said):
    """A batch is lost; with ``again`` it is made again from its reserve, from that operation on."""

    kind: Literal["failed"]
    job: Name
    at: AwareDatetime
    again: Name | None = None
    key: Annotated[str, Field(max_length=200)] = ""
    ready: AwareDatetime | None = None


class LateSaid(_Said):
    """A patient's material comes only then."""

    kind: Literal["late"]
    job: Name
    release: AwareDatetime


class AwaySaid(_Said):
    """So many of a device, a room or a kind of people cannot be had from one time to another."""

    kind: Literal["broken", "sick"]
    resource: Name
    since: AwareDatetime
    until: AwareDatetime
    count: Whole = 1


class UrgentSaid(_Said):
    """One more patient, who may not wait; ``recipe`` is the SHA-256 of the approved text."""

    kind: Literal["urgent"]
    key: Name
    recipe: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    release: AwareDatetime
    arrived: bool = False
    weight: Whole = 10


Said = Annotated[FailedSaid | LateSaid | AwaySaid | UrgentSaid, Field(discriminator="kind")]
_LIST: TypeAdapter[tuple[Said, ...]] = TypeAdapter(
    Annotated[tuple[Said, ...], Field(min_length=1, max_length=DISTURBANCES_MAX)]
)
Template = Callable[[UrgentSaid], Job]


def read_disturbances(form: Any) -> tuple[Said, ...]:
    """What somebody says went otherwise. Raises ``Refused``: ``plans.disturbance.field`` for each wrong field."""
    try:
        return _LIST.validate_python(form)
    except ValidationError as error:
        places = [".".join(map(str, each["loc"])) for each in error.errors(include_url=False, include_input=False)]
        shown = places[:DISTURBANCES_MAX]
        raise Refused(*(Problem("plans.disturbance.field", {"place": each}) for each in shown)) from None


def as_form(said: tuple[Said, ...]) -> list[dict[str, Any]]:
    """The same as JSON."""
    return [each.model_dump(mode="json") for each in said]


def disturbance_of(said: Said, facts: Facts, clock: Clock, template: Template) -> Disturbance:
    """On the clock of a plan. Raises ``Refused``: ``plans.disturbance.outside`` for a time before or after the plan."""
    if isinstance(said, FailedSaid):
        at = _unit(said.at, facts, clock)
        ready = at if said.ready is None else _unit(said.ready, facts, clock)
        return Failed(said.job, at, said.again, said.key or (f"{said.job}/2" if said.again else ""), ready)
    if isinstance(said, LateSaid):
        return Late(said.job, _unit(said.release, facts, clock))
    if isinstance(said, UrgentSaid):
        return Urgent(template(said))
    kind = Broken if said.kind == "broken" else Sick
    return kind(said.resource, _unit(said.since, facts, clock), _unit(said.until, facts, clock), said.count)


def _unit(at: datetime, facts: Facts, clock: Clock) -> int:
    found = clock.after(at)
    if not 0 <= found <= facts.horizon:
        raise Refused(Problem("plans.disturbance.outside", {"at": f"{at:%Y-%m-%d %H:%M}"}))
    return found
