"""May this container be opened here, now, by this person? Pure: what is there goes in, the reasons against it come out.

No problem means yes. Every rule adds problems and none takes one away, so another thing in the room never turns a no
into a yes; the rules about two things are symmetric. ``pair_problems`` judges two things, the other functions one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations

from cellpark.equipment.states import Content, Grade, Infectious, Openness, RoomUse
from cellpark.kernel.problem import Problem

EXPOSED = frozenset({Openness.OPEN, Openness.PUNCTURED})
# CN-4h: the background each openness needs, and whether the container itself must stand in a zone of grade A
BACKGROUND = {Openness.OPEN: Grade.B, Openness.PUNCTURED: Grade.C, Openness.VENTED: Grade.C, Openness.CLOSED: Grade.D}
CLEANLINESS = {grade: rank for rank, grade in enumerate(reversed(Grade))}
# what each content needs of a room, any one of these
DESIGNATED = {
    Content.CELLS: frozenset({RoomUse.CELLS}),
    Content.VECTOR: frozenset({RoomUse.VECTOR}),
    Content.REAGENT: frozenset({RoomUse.CELLS, RoomUse.VECTOR, RoomUse.QC}),
    Content.SAMPLE: frozenset({RoomUse.CELLS, RoomUse.VECTOR, RoomUse.QC}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A container as the rules see it: whose it is, what is in it, how far it is open, in which incubator it is.

    ``batch`` and ``donor`` are the house's codes; at least one must be known. ``incubator`` is empty outside one.
    """

    code: str
    content: Content
    infectious: Infectious
    openness: Openness
    batch: str = ""
    donor: str = ""
    incubator: str = ""

    @property
    def exposed(self) -> bool:
        """Whether product meets the air of the room: a vented flask does so unless it stands in an incubator."""
        return self.openness in EXPOSED or (self.openness is Openness.VENTED and not self.incubator)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clearance:
    """A line clearance signed by two: until when, and for whom it was already used (empty: nobody)."""

    valid_until: datetime
    used_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A room as the rules see it; ``parallel`` says that an approved assessment of closed systems covers it."""

    code: str
    grade: Grade
    uses: frozenset[RoomUse]
    zone_a: bool
    in_service: bool = True
    accepts_unknown: bool = False
    parallel: bool = False
    clearance: Clearance | None = None
    things: tuple[Thing, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Handler:
    """The person as the rules see them: where they are, gowned for what, qualified for which gowns."""

    here: bool
    gowned_for: Grade | None
    qualified_for: frozenset[Grade]
    infectious_contact: bool = False


def opening_problems(*, thing: Thing, place: Place, handler: Handler, at: datetime) -> list[Problem]:
    """Why ``thing`` may not be brought to its openness in ``place`` by ``handler`` at ``at``; empty when it may.

    ATMP-3a, ATMP-3b, CN-4d, CN-4e, CN-4e2, CN-4h, A1-1b, 211-3b.
    """
    others = [other for other in place.things if other.code != thing.code]
    return [
        *thing_problems(thing),
        *place_problems(thing, place),
        *clearance_problems(thing, place, at),
        *handler_problems(thing, place, handler),
        *(problem for other in others for problem in pair_problems(thing, other, place)),
    ]


def present_problems(place: Place) -> list[Problem]:
    """What is wrong with the room as it is now: every thing for itself and every pair."""
    alone = [problem for thing in place.things for problem in (*thing_problems(thing), *place_problems(thing, place))]
    pairs = combinations(place.things, 2)
    return [*alone, *(problem for one, other in pairs for problem in pair_problems(one, other, place))]


def same_work(one: Thing, other: Thing) -> bool:
    """Whether two things surely belong to the same batch or donor: nothing known differs and something is shared."""
    known = [(a, b) for a, b in ((one.batch, other.batch), (one.donor, other.donor)) if a and b]
    return bool(known) and all(a == b for a, b in known)


def may_infect(thing: Thing, *, accepts_unknown: bool) -> bool:
    """Whether a thing counts as infectious: positive, or unknown where quality has not accepted unknown material."""
    unknown = thing.infectious is Infectious.UNKNOWN and not accepts_unknown
    return thing.infectious is Infectious.POSITIVE or unknown


def thing_problems(thing: Thing) -> list[Problem]:
    """Nothing is opened for nobody: without batch and donor no rule of segregation can hold."""
    if thing.batch or thing.donor:
        return []
    return [Problem("equipment.opening.for_nobody", {"container": thing.code}, rule="CN-4e")]


def place_problems(thing: Thing, place: Place) -> list[Problem]:
    """Whether the room is in service, designated and clean enough for the thing alone."""
    problems = []
    named = {"container": thing.code, "room": place.code}
    if not place.in_service:
        problems.append(Problem("equipment.room.out_of_service", {"room": place.code}))
    storing = thing.openness is Openness.CLOSED and RoomUse.STORAGE in place.uses
    if not storing and not DESIGNATED[thing.content] & place.uses:
        code = {
            Content.VECTOR: "equipment.opening.vector_elsewhere",
            Content.CELLS: "equipment.opening.cells_elsewhere",
        }.get(thing.content, "equipment.opening.not_designated")
        problems.append(Problem(code, named, rule="CN-4e2"))
    if RoomUse.INFECTIOUS not in place.uses and may_infect(thing, accepts_unknown=place.accepts_unknown):
        known = thing.infectious is Infectious.POSITIVE
        code = "equipment.opening.infectious" if known else "equipment.opening.infection_unknown"
        problems.append(Problem(code, named, rule="ATMP-3b"))
    needed = BACKGROUND[thing.openness]
    if CLEANLINESS[place.grade] < CLEANLINESS[needed]:
        graded = {**named, "grade": place.grade.value, "needed": needed.value}
        problems.append(Problem("equipment.opening.grade", graded, rule="CN-4h"))
    if thing.openness in EXPOSED and not (place.zone_a or place.grade is Grade.A):
        problems.append(Problem("equipment.opening.no_zone_a", named, rule="CN-4h"))
    return problems


def clearance_problems(thing: Thing, place: Place, at: datetime) -> list[Problem]:
    """What is exposed needs a line clearance that two people signed, in time, not used by another work (T8)."""
    if thing.openness not in EXPOSED:
        return []
    named = {"room": place.code}
    clearance = place.clearance
    if clearance is None:
        return [Problem("equipment.opening.line_not_cleared", named, rule="211-3b")]
    if clearance.used_by:
        if clearance.used_by in (thing.batch, thing.donor):
            return []  # it is checked before the start and holds until this work has ended
        used = {**named, "batch": clearance.used_by}
        return [Problem("equipment.opening.clearance_used", used, rule="CN-4e")]
    if at >= clearance.valid_until:
        when = {**named, "until": clearance.valid_until.isoformat()}
        return [Problem("equipment.opening.clearance_expired", when, rule="211-3b")]
    return []


def handler_problems(thing: Thing, place: Place, handler: Handler) -> list[Problem]:
    """Whether the person is in the room, gowned and qualified for its grade, and brings nothing along."""
    named = {"room": place.code, "grade": place.grade.value}
    if not handler.here:
        return [Problem("equipment.person.not_here", named, rule="A1-1b")]
    problems = []
    if handler.gowned_for is None or CLEANLINESS[handler.gowned_for] < CLEANLINESS[place.grade]:
        problems.append(Problem("equipment.person.not_gowned", named, rule="A1-1b"))
    if not gowning_qualified(place.grade, handler.qualified_for):
        problems.append(Problem("equipment.person.gowning_not_qualified", named, rule="A1-1b"))
    if handler.infectious_contact and not may_infect(thing, accepts_unknown=place.accepts_unknown):
        problems.append(Problem("equipment.person.infectious_contact", named, rule="ATMP-3b"))
    return problems


def gowning_qualified(grade: Grade, qualified_for: Iterable[Grade]) -> bool:
    """Whether one of the qualifications is for this grade or a cleaner one; grade D and below ask for none."""
    ranks = [CLEANLINESS[each] for each in qualified_for]
    return CLEANLINESS[grade] <= CLEANLINESS[Grade.D] or any(rank >= CLEANLINESS[grade] for rank in ranks)


def pair_problems(one: Thing, other: Thing, place: Place) -> list[Problem]:
    """Why two things may not be in one room as they are. Symmetric in the two but for the names in the words."""
    storing = RoomUse.STORAGE in place.uses and one.openness is other.openness is Openness.CLOSED
    problems = []
    named = {"container": one.code, "other": other.code, "room": place.code, "whose": other.batch or other.donor}
    if {one.content, other.content} == {Content.CELLS, Content.VECTOR} and not storing:
        problems.append(Problem("equipment.opening.vector_beside_cells", named, rule="CN-4e2"))
    if same_work(one, other):
        return problems
    unknown = place.accepts_unknown
    if may_infect(one, accepts_unknown=unknown) is not may_infect(other, accepts_unknown=unknown) and not storing:
        problems.append(Problem("equipment.opening.infectious_together", named, rule="ATMP-3b"))
    if one.exposed and other.exposed:
        problems.append(Problem("equipment.opening.second_donor", named, rule="ATMP-3a"))
    elif not storing and not place.parallel and any(not each.exposed and not each.incubator for each in (one, other)):
        problems.append(Problem("equipment.opening.no_assessment", named, rule="CN-4e"))
    both_closed = one.openness is other.openness is Openness.CLOSED
    if one.incubator and one.incubator == other.incubator and not both_closed:
        problems.append(Problem("equipment.opening.incubator_shared", named, rule="CN-4e2"))
    return problems
