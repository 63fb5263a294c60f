"""Say by what common use is shared out."""

from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.premises.public import rooms
from cellpark.utilities.events import PointKeyed
from cellpark.utilities.models import Point
from cellpark.utilities.permissions import UtilityPermission
from cellpark.utilities.rating.settling import KeyKind
from cellpark.utilities.states import PointRole
from cellpark.utilities.streams import locked, write

WEIGHT_MAX = Decimal(1_000_000)


def set_key(*, actor: Actor, point_id: UUID, key: KeyKind, weights: Mapping[UUID, Decimal] | None = None) -> Point:
    """Share the common use of a point by ``key`` from the next closing on; all keys but ``area`` take weights by room.

    With the key ``submeter`` the weights only name the rooms. Raises ``Refused``: ``utilities.key....``.
    """
    actor.require(UtilityPermission.MANAGE)
    given = dict(weights or {})
    with transaction.atomic():
        point = locked(point_id)
        if point.role == PointRole.ROOM:
            raise Refused(Problem("utilities.key.own", {"code": point.code}))
        problems = []
        if (key is KeyKind.AREA) == bool(given):
            problems.append(Problem("utilities.key.weights", field="weights"))
        if any(not 0 <= each < WEIGHT_MAX or -int(each.as_tuple().exponent) > 3 for each in given.values()):
            problems.append(Problem("utilities.key.range", field="weights"))
        if rooms().filter(id__in=given, organisation_id=point.organisation_id).count() != len(given):
            problems.append(Problem("utilities.key.room", field="weights"))
        refuse_any(problems)
        point.key = key.value
        point.weights = {str(room): f"{weight:f}" for room, weight in given.items()}
        event = PointKeyed(point=point.id, key=key.value, weights={str(room): weight for room, weight in given.items()})
        write(point, event, actor=actor)
    return point
