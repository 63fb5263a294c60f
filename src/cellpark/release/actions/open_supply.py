"""Ask a hospital whether its physician wants a product out of specification."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.ledger.public import lock_stream, record
from cellpark.release.case import stream_of
from cellpark.release.deciding import standing_supply
from cellpark.release.desk import sit_down
from cellpark.release.models import Supply
from cellpark.release.neighbours import order_of, results_of, treats_for
from cellpark.release.permissions import ReleasePermission
from cellpark.release.projections import parties_of
from cellpark.release.rules import texts_problems
from cellpark.release.states import DispositionState, Stage, Trial
from cellpark.release.supply_events import SupplyOpened


def open_supply(
    *,
    actor: Actor,
    batch_id: UUID,
    failed: str,
    trial: Trial,
    hospital_id: UUID | None = None,
    seen_version: int | None = None,
) -> Supply:
    """Open the case of a batch whose result failed; its hospital sees it from now on (ATMP-1a, T14).

    The hospital is that of the order; ``hospital_id`` names it where the plant keeps no order. Raises ``Refused``:
    a batch that is decided or not out of specification, ``release.supply.no_hospital``,
    ``release.supply.unknown_hospital`` for an organisation that is no hospital, or none that works with the maker.
    """
    actor.require(ReleasePermission.OPEN_SUPPLY)
    with transaction.atomic():
        desk = sit_down(actor, batch_id, seen_version=seen_version)
        order = order_of(desk.batch.coi)
        hospital = order.hospital if order is not None else hospital_id
        problems = texts_problems(failed=failed)
        if desk.file.state != DispositionState.PENDING:
            problems.append(Problem("release.supply.decided", {"number": desk.batch.number}, rule="ATMP-1d"))
        if not results_of(batch_id, stage=Stage.FULL).failed:
            problems.append(Problem("release.supply.nothing_failed", {"number": desk.batch.number}, rule="ATMP-1a"))
        if standing_supply(batch_id) is not None:
            problems.append(Problem("release.supply.open_already", {"number": desk.batch.number}))
        if hospital is None or not desk.batch.coi:
            problems.append(Problem("release.supply.no_hospital", field="hospital_id", rule="ATMP-1b"))
        elif order is None and not treats_for(desk.batch.organisation_id, hospital):
            problems.append(Problem("release.supply.unknown_hospital", field="hospital_id", rule="ATMP-1b"))
        refuse_any(problems)
        if hospital is None:
            raise Refused(*problems)
        sponsor = order.sponsor if order is not None else None
        event = SupplyOpened(
            supply=new_id(),
            batch=batch_id,
            number=desk.batch.number,
            coi=desk.batch.coi,
            hospital=hospital,
            sponsor=sponsor,
            trial=trial.value,
            failed=failed.strip(),
        )
        lock_stream(stream_of(event.supply))
        made = record(stream=stream_of(event.supply), event=event, actor=actor, organisation=desk.batch.organisation_id)
        names = ("batch", "number", "coi", "hospital", "sponsor", "trial", "failed")
        row = Supply(
            id=event.supply,
            organisation_id=desk.batch.organisation_id,
            parties=parties_of(hospital, sponsor),
            opened_at=made.at,
            version=made.version,
            **{name: getattr(event, name) for name in names},
        )
        row.save(force_insert=True)
    return row
