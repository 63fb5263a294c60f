"""A room with its state: as a line of the table, as words for who cannot see the picture, and whether it is wanted."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from cellpark.premises.public import Room, RoomUse, words
from cellpark.web.areas.premises.standing import STANDINGS, Standing, Taken


@dataclass(frozen=True, slots=True)
class Line:
    """A room with its state, as the table shows it."""

    room: Room
    taken: Taken

    @property
    def id(self) -> UUID:
        """The room's id."""
        return UUID(str(self.room.id))


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of rooms, translated once for all of them."""

    standings: Mapping[Standing, str]
    uses: Mapping[str, str]
    until: str

    @classmethod
    def now(cls) -> "Said":
        """In the reader's language."""
        uses = {use.value: str(words.USES[use]) for use in RoomUse}
        return cls({each: str(STANDINGS[each]) for each in Standing}, uses, _("until %(day)s"))

    def of(self, line: Line) -> str:
        """One room: code, state, area, use, who has it, until when."""
        room, taken = line.room, line.taken
        said = [room.code, self.standings[taken.standing], f"{room.area_net_m2.normalize():f} m²", self.uses[room.use]]
        if taken.tenant:
            said.append(taken.tenant)
        if taken.until is not None:
            said.append(self.until % {"day": taken.until.isoformat()})
        return " · ".join(said)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The rooms that a reader filters; nothing and None mean all of them."""

    use: str = ""
    grade: str | None = None
    state: str = ""

    def fits(self, line: Line) -> bool:
        """Whether the filters let a room through."""
        return (
            (not self.use or line.room.use == self.use)
            and (self.grade is None or line.room.grade == self.grade)
            and (not self.state or line.taken.standing == self.state)
        )
