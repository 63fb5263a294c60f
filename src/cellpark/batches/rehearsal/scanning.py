"""What a plant's scans say to the containers and lots of a simulated one: the same rules, over values (T1, T4)."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from cellpark.batches.run.plan import Plan
from cellpark.batches.run.recipe import In, Use
from cellpark.batches.run.scans import is_called_for, made_as, wanted_in
from cellpark.batches.run.state import State
from cellpark.materials.comparing import Label, difference, unfit

OWN: Final = "COI"
OTHERS: Final = "COI-OF-ANOTHER"
OF_THE_BATCH: Final = "batch"
"""The bag of a fault that is the batch's own, filled under another name."""
RELEASED: Final = "released"
LOTS: Final = {
    "material": ("another material", RELEASED, timedelta(days=1)),
    "expired": ("", RELEASED, timedelta(days=-1)),
    "quarantine": ("", "quarantine", timedelta(days=1)),
}
"""Wrong lots by what is wrong with them: of which material (empty: the right one), in which state, how long in date."""


def bag_is_refused(field: In, state: State, container: UUID, coi: str) -> bool:
    """Whether the scan of a container with this identity stops."""
    wanted = wanted_in(field, process=state.process, coi=state.coi)
    if not wanted.is_told:
        return True
    found = Label(container=container, coi=coi)
    if wanted.containers:
        return all(difference(found, expected=Label(container=each, coi=state.coi)) for each in wanted.containers)
    return difference(found, expected=Label(coi=wanted.coi_for(coi))) is not None


def others_are_refused(plan: Plan, state: State, field: In) -> bool | None:
    """Whether the scan stops what this batch has filled under other words than the field's; None: there is no such."""
    filled = [each for each in state.process if made_as(plan, state, each) is not None]
    others = [each for each in (is_called_for(plan, state, field, one) for one in filled) if not each]
    return all(each is False for each in others) if others else None


def lot_is_refused(field: Use, detail: str, at: datetime) -> bool:
    """Whether the scan of a lot stops that is wrong in this way."""
    material, state, left = LOTS[detail]
    found = Label(material=material or field.material)
    wrong = difference(found, expected=Label(material=field.material))
    return wrong is not None or bool(unfit(state=state, expires_at=at + left, at=at))
