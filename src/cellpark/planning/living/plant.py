"""Rooms, devices and people as they are now, in the form that both engines read."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from cellpark.batches.public import Plan as Indexed
from cellpark.batches.public import gowning_wanted, process_subjects, signers_for
from cellpark.equipment.public import STORES, Equipment, Reservation, ReservationState, Room, ServiceState
from cellpark.identity.public import (
    Membership,
    MembershipState,
    PersonState,
    QualificationState,
    Role,
    qualifications_of_organisation,
)
from cellpark.kernel.problem import Problem, refuse_any
from cellpark.planning.living.things import device_name, is_usable
from cellpark.planning.simulation.from_recipe import OPERATOR
from cellpark.planning.simulation.plant import Away, People, Plant, Things
from cellpark.planning.simulation.sessions import QUALITY
from cellpark.recipes.dialect.plan import LABORATORY

STORE_PLACES = 100
"""Nobody waits for a store while somebody else's bag is in it: so many batches reach into one at the same time."""
ROLES: Mapping[str, frozenset[Role]] = {
    OPERATOR: signers_for("operator"),
    QUALITY: signers_for("qa"),
    LABORATORY: frozenset({Role.ANALYST}),
}


def living_plant(
    organisation_id: UUID, times: Plant, recipes: Iterable[Indexed], *, at: datetime, planned: frozenset[str]
) -> Plant:
    """What an organisation has now; ``times`` says the shifts, holidays and clearances, ``planned`` are batch numbers
    whose own bookings keep nobody out.

    A thing that cannot be used now is not counted: nobody knows when it can. Raises ``Refused``:
    ``planning.living.no_shifts`` for a role of which there are people and no shifts.
    """
    people = _people(organisation_id, at)
    refuse_any(Problem("planning.living.no_shifts", {"role": role}) for role in people if role not in times.people)
    qualified = _qualified(organisation_id, people.get(OPERATOR, frozenset()), recipes, at)
    return Plant(
        suites=dict(_suites(organisation_id, times)),
        devices=dict(_devices(organisation_id, times, at, planned)),
        people={
            role: replace(_shifts(times.people[role], len(holders)), qualified=qualified if role == OPERATOR else {})
            for role, holders in people.items()
        },
        patients=times.patients,
        urgencies=times.urgencies,
        due=times.due,
        holidays=times.holidays,
    )


def _suites(organisation_id: UUID, times: Plant) -> Iterator[tuple[str, Things]]:
    """Rooms of a suite and a grade: a step is done in the grade that its recipe names (CN-4h)."""
    rows = Room.objects.filter(organisation_id=organisation_id, state=ServiceState.IN_SERVICE)
    counted: dict[tuple[str, str], int] = defaultdict(int)
    for suite, grade in rows.order_by("code").values_list("suite__code", "grade"):
        counted[suite, grade] += 1
    for (suite, grade), count in counted.items():
        name = f"{suite}/{grade}"
        said = times.suites.get(name) or times.suites.get(suite)
        yield name, Things(count, 0.0 if said is None else said.clearance, None if said is None else said.faults)


def _devices(
    organisation_id: UUID, times: Plant, at: datetime, planned: frozenset[str]
) -> Iterator[tuple[str, Things]]:
    rows = Equipment.objects.filter(organisation_id=organisation_id, state=ServiceState.IN_SERVICE)
    found: dict[str, list[Equipment]] = defaultdict(list)
    for each in rows.select_related("room__suite").order_by("code"):
        if is_usable(each, at):
            found[device_name(each)].append(each)
    booked = _booked(organisation_id, at, planned)
    for name, devices in found.items():
        kind = devices[0].kind
        store = STORE_PLACES if kind in STORES else 1
        away = tuple(span for each in devices for span in booked.get(each.id, ()) if kind not in STORES)
        said = times.devices.get(name) or times.devices.get(kind)
        clearance, faults = (0.0, None) if said is None else (said.clearance, said.faults)
        yield name, Things(len(devices) * store, clearance, faults, away)


def _booked(organisation_id: UUID, at: datetime, planned: frozenset[str]) -> Mapping[UUID, list[Away]]:
    rows = Reservation.objects.filter(
        organisation_id=organisation_id, state=ReservationState.BOOKED, ends_at__gt=at
    ).order_by("starts_at", "id")
    found: dict[UUID, list[Away]] = defaultdict(list)
    for each in rows:
        if each.batch not in planned:
            found[each.equipment_id].append(Away(each.starts_at, each.ends_at))
    return found


def _people(organisation_id: UUID, at: datetime) -> dict[str, frozenset[UUID]]:
    """Who holds which role of planning today; nobody is counted who cannot sign in."""
    rows = Membership.objects.filter(
        organisation_id=organisation_id,
        state=MembershipState.GRANTED,
        starts_on__lte=at.date(),
        person__state=PersonState.ACTIVE,
    )
    held: dict[str, set[UUID]] = defaultdict(set)
    for person, role, ends_on in rows.values_list("person_id", "role", "ends_on"):
        for name, roles in ROLES.items():
            if role in roles and (ends_on is None or ends_on > at.date()):
                held[name].add(person)
    return {name: frozenset(held[name]) for name in ROLES if held[name]}


def _shifts(said: People, count: int) -> People:
    """Shifts as they are said, of as many people as there are."""
    if said.calendar is None:
        return People(min(said.count, count), None)
    openings = tuple(replace(each, level=min(each.level, count)) for each in said.calendar.openings)
    return People(min(said.count, count), replace(said.calendar, openings=openings))


def _qualified(
    organisation_id: UUID, operators: frozenset[UUID], recipes: Iterable[Indexed], at: datetime
) -> dict[str, int]:
    """How many operators may do every step of a recipe: trained for it and gowned for its grades (T2)."""
    subjects: dict[UUID, set[str]] = defaultdict(set)
    day = at.date()
    rows = qualifications_of_organisation(organisation_id).filter(
        state=QualificationState.GRANTED, valid_from__lte=day, valid_until__gt=day, person_id__in=operators
    )
    for person, subject in rows.values_list("person_id", "subject"):
        subjects[person].add(subject.lower())
    return {
        each.recipe.mbr: sum(_may_do(each, subjects[person]) for person in operators)
        for each in recipes
        if any(_may_do(each, subjects[person]) for person in operators)
    }


def _may_do(indexed: Indexed, held: set[str]) -> bool:
    units = all(held & process_subjects(indexed, unit.id) for unit in indexed.units)
    gowns = (gowning_wanted(where) for where in indexed.where.values())
    return units and all(not wanted or held & wanted for wanted in gowns)
