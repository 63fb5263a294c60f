"""Tell the sponsor and the authority of a supply out of specification."""

from enum import StrEnum
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import Problem, refuse_any
from cellpark.release.case import Side, locked, refuse_other_side, write
from cellpark.release.models import Supply
from cellpark.release.permissions import ReleasePermission
from cellpark.release.rules import texts_problems
from cellpark.release.states import SupplyState
from cellpark.release.supply_events import AuthorityTold, SponsorTold, SupplyClosed


class Told(StrEnum):
    """Who must be told (ATMP-1c)."""

    SPONSOR = "sponsor"
    AUTHORITY = "authority"


def tell_of_supply(*, actor: Actor, supply_id: UUID, told: Told, how: str, seen_version: int | None = None) -> Supply:
    """The fourth record: who was told, how, under which number; when both were told the case is closed (ATMP-1c).

    Raises ``NotAllowed``, ``Refused``: ``release.supply.not_supplied``, ``release.supply.told_already``.
    """
    actor.require(ReleasePermission.OPEN_SUPPLY)
    with transaction.atomic():
        row = locked(supply_id, seen_version)
        refuse_other_side(actor, row, Side.MAKER, ReleasePermission.OPEN_SUPPLY)
        problems = texts_problems(how=how)
        if row.state != SupplyState.SUPPLIED:
            problems.append(Problem("release.supply.not_supplied", rule="ATMP-1b"))
        elif (row.sponsor_told_at if told is Told.SPONSOR else row.authority_told_at) is not None:
            problems.append(Problem("release.supply.told_already", rule="ATMP-1c"))
        refuse_any(problems)
        shape = SponsorTold if told is Told.SPONSOR else AuthorityTold
        write(actor, row, shape(supply=row.id, how=how.strip()))
        if row.sponsor_told_at is not None and row.authority_told_at is not None:
            write(actor, row, SupplyClosed(supply=row.id))
    return row
