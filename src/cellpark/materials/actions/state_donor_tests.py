"""State what the infectious-disease tests of a donor found."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.genealogy.public import NodeKind, forward
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.materials.container_events import ContainerHeld, DonorTested, MarkerResult
from cellpark.materials.models import Container
from cellpark.materials.permissions import MaterialsPermission
from cellpark.materials.rows import locked, write
from cellpark.materials.rules import donor_state_of, donor_test_problems, time_problems
from cellpark.materials.states import (
    CONTAINER_LIFECYCLE,
    PRESENT,
    ContainerState,
    DonorMarker,
    DonorState,
    MarkerFinding,
)

REACHED = (*(each.value for each in PRESENT), ContainerState.EXPECTED.value)


def state_donor_tests(
    *,
    actor: Actor,
    organisation_id: UUID,
    results: Mapping[DonorMarker, MarkerFinding],
    report_sha256: str,
    tested_at: datetime,
    reason: str,
    coi: str = "",
    din: str = "",
) -> tuple[Container, ...]:
    """Every container of a chain of identity or of a donation gets the status, and what was made of it follows (T7).

    One positive marker makes the donor positive; negative takes every needed marker (CN-4b2). What becomes positive is
    on hold at once, so that nobody opens it before quality has said where (ATMP-3b, CN-4d). A pool with cells of other
    donors becomes positive with one of them, and never negative by the tests of one. Raises ``Refused``:
    ``materials.donor....``, ``materials.certificate.hash``, ``materials.time.future``.
    """
    actor.require(MaterialsPermission.STATE_DONOR_TESTS)
    refuse_any(
        [
            *donor_test_problems(origin=coi or din, results=results, sha256=report_sha256, reason=reason),
            *time_problems(tested_at, now()),
        ]
    )
    state = donor_state_of(results)
    said = tuple(
        MarkerResult(marker=each.value, finding=results[each].value) for each in DonorMarker if each in results
    )
    with transaction.atomic():
        rows = _reached(organisation_id, coi, din, state)
        if not rows:
            raise Refused(Problem("materials.donor.not_here", {"origin": (coi or din)[:40]}, rule="CN-4b2"))
        changed = []
        for row in rows:
            event = DonorTested(
                container=row.id,
                donor_state=state.value,
                was=row.donor_state,
                results=said,
                report_sha256=report_sha256,
                tested_at=tested_at,
                person=actor.person_id,
            )
            changed.append(_told(actor, row, event, reason))
    return tuple(changed)


def _told(actor: Actor, row: Container, event: DonorTested, reason: str) -> Container:
    owner = row.organisation_id
    told, _ = write(Container, row.id, event, actor=actor, organisation=owner, row=row, reason=reason)
    becomes_positive = event.donor_state == DonorState.POSITIVE and event.was != DonorState.POSITIVE
    if becomes_positive and CONTAINER_LIFECYCLE.problem(told.state, "hold") is None:
        held = ContainerHeld(container=told.id)
        told, _ = write(Container, told.id, held, actor=actor, organisation=owner, row=told, reason=reason)
    return told


def _reached(organisation: UUID, coi: str, din: str, state: DonorState) -> list[Container]:
    """The containers concerned, locked; what was made while they were being locked is looked for again."""
    known: dict[UUID, Container] = {}
    while found := _concerned(organisation, coi, din, state) - known.keys():
        known |= locked(Container, *found)
    return [known[each] for each in sorted(known) if known[each].state in REACHED]


def _concerned(organisation: UUID, coi: str, din: str, state: DonorState) -> set[UUID]:
    origin = Q(coi=coi) if coi else Q(din=din)
    own = set(Container.objects.filter(origin, organisation_id=organisation).values_list("id", flat=True))
    if state is not DonorState.POSITIVE:
        return own
    made = Container.objects.filter(id__in=_made_of(own), organisation_id=organisation)
    return own | set(made.values_list("id", flat=True))


def _made_of(containers: Iterable[UUID]) -> set[UUID]:
    kinds = (NodeKind.CONTAINER, NodeKind.SAMPLE)
    return {node.id for each in containers for node in forward(NodeKind.CONTAINER, each) if node.kind in kinds}
