"""Register a building with its floors, or change it."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.locks import lock_word
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.premises.events import BuildingChanged, BuildingFacts, BuildingRegistered
from cellpark.premises.models import Building, Room
from cellpark.premises.permissions import PremisesPermission
from cellpark.premises.rows import locked, write
from cellpark.premises.rules import building_problems, plate_problems
from cellpark.space.public import Park

WIDTH_DM, DEPTH_DM = 600, 240


def register_building(
    *,
    actor: Actor,
    organisation: UUID,
    code: str,
    name_zh: str = "",
    name_en: str = "",
    floors: tuple[int, int],
    phase: str = "",
    park: UUID | None = None,
    width_dm: int = WIDTH_DM,
    depth_dm: int = DEPTH_DM,
) -> Building:
    """Register a building of ``organisation``, the operator, with its lowest and highest floor.

    Raises ``Refused``: ``premises.building.*``.
    """
    actor.require(PremisesPermission.REGISTER_BUILDING)
    _check(code=code, name_zh=name_zh, name_en=name_en, phase=phase, floors=floors, plate=(width_dm, depth_dm))
    identity = new_id()
    with transaction.atomic():
        # two registrations of one code meet here
        lock_word(f"premises/{organisation}")
        _refuse_taken(organisation, code, other_than=None)
        event = BuildingRegistered(
            building=identity,
            code=code,
            park=_park(park),
            phase=phase.strip(),
            name_zh=name_zh.strip(),
            name_en=name_en.strip(),
            lowest_floor=floors[0],
            highest_floor=floors[1],
            width_dm=width_dm,
            depth_dm=depth_dm,
        )
        row = Building(id=identity, organisation_id=organisation)
        write(event, actor=actor, building=row)
    return row


def change_building(
    *,
    actor: Actor,
    building_id: UUID,
    code: str,
    name_zh: str,
    name_en: str,
    floors: tuple[int, int],
    phase: str,
    park: UUID | None,
) -> Building:
    """Change what is kept of a building; its floors may not leave a room outside.

    The same facts again change nothing. Raises ``Refused``: ``premises.building.*``; ``DoesNotExist``.
    """
    actor.require(PremisesPermission.REGISTER_BUILDING)
    _check(code=code, name_zh=name_zh, name_en=name_en, phase=phase, floors=floors)
    with transaction.atomic():
        row = locked(building_id)
        lock_word(f"premises/{row.organisation_id}")
        _refuse_taken(row.organisation_id, code, other_than=row.id)
        rooms = Room.objects.filter(building_id=row.id)
        if rooms.filter(floor__lt=floors[0]).exists() or rooms.filter(floor__gt=floors[1]).exists():
            raise Refused(Problem("premises.building.rooms_outside", field="highest_floor"))
        names: dict[str, str | int | UUID | None] = {
            "code": code,
            "name_zh": name_zh.strip(),
            "name_en": name_en.strip(),
            "phase": phase.strip(),
            "park": _park(park),
            "lowest_floor": floors[0],
            "highest_floor": floors[1],
        }
        before: BuildingFacts = _facts(row)
        event = BuildingChanged(
            building=row.id,
            width_dm=row.width_dm,
            depth_dm=row.depth_dm,
            **names,  # type: ignore[arg-type]
        )
        if any(getattr(before, name) != value for name, value in names.items()):
            write(event, actor=actor, building=row)
    return row


def _facts(row: Building) -> BuildingFacts:
    return BuildingFacts(
        building=row.id,
        code=row.code,
        park=row.park_id,
        phase=row.phase,
        name_zh=row.name_zh,
        name_en=row.name_en,
        lowest_floor=row.lowest_floor,
        highest_floor=row.highest_floor,
        width_dm=row.width_dm,
        depth_dm=row.depth_dm,
    )


def _check(
    *,
    code: str,
    name_zh: str,
    name_en: str,
    phase: str,
    floors: tuple[int, int],
    plate: tuple[int, int] = (WIDTH_DM, DEPTH_DM),
) -> None:
    refuse_any(
        [
            *building_problems(code=code, name_zh=name_zh, name_en=name_en, phase=phase, floors=floors),
            *plate_problems(width_dm=plate[0], depth_dm=plate[1]),
        ]
    )


def _refuse_taken(organisation: UUID, code: str, *, other_than: UUID | None) -> None:
    if Building.objects.filter(organisation_id=organisation, code=code).exclude(id=other_than).exists():
        raise Refused(Problem("premises.building.taken", {"code": code}, field="code"))


def _park(park: UUID | None) -> UUID | None:
    if park is not None and not Park.objects.filter(id=park).exists():
        raise Refused(Problem("premises.building.park", field="park"))
    return park
