"""What may be said about shipments. Pure."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from cellpark.assays.loggers import Evaluation, Excursion, LoggerFile, Signature, Window
from cellpark.base.text import text_problems
from cellpark.kernel.problem import Problem
from cellpark.shipments.events import Finding
from cellpark.shipments.states import Condition, FindingKind, Purpose

NUMBER = re.compile(r"[A-Z0-9][A-Z0-9./-]{0,39}")
CODE_MAX, TEXT_MAX = 60, 500
CONTENTS_MAX, HOURS_MAX, MINUTES_MAX = 200, 24 * 90, 24 * 60
NOT_SAID = "\u2013"
LINK_HOURS_MAX = 24 * 7
WINDOWS: Mapping[Condition, tuple[str, str]] = {Condition.FRESH: ("2", "8"), Condition.CRYOGENIC: ("", "-150")}
"""The temperatures of each condition in degC (cgt-manufacturing.md, 3.1); empty where open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """From whom to whom, by whom, how warm, when and how long.

    ``hours_max`` from the seal to the arrival; ``allowed_minutes`` in one piece outside the window.
    """

    sender: UUID
    receiver: UUID
    carrier: UUID | None
    condition: Condition
    pick_up_at: datetime
    due_at: datetime
    hours_max: int
    allowed_minutes: int = 0
    purpose: Purpose = Purpose.USE


def plan_problems(*, number: str, containers: Collection[UUID], journey: Journey) -> list[Problem]:
    """A plan names two sides, something to carry, and a time that is enough."""
    problems = []
    if not NUMBER.fullmatch(number):
        problems.append(Problem("shipments.number.malformed", {"number": number[:40]}, field="number"))
    if journey.receiver in {journey.sender, journey.carrier}:
        problems.append(Problem("shipments.sides.same", field="receiver", rule="CN-4b"))
    if not containers:
        problems.append(Problem("shipments.contents.none", field="containers"))
    if len(containers) > CONTENTS_MAX:
        problems.append(Problem("shipments.contents.many", {"limit": CONTENTS_MAX}, field="containers"))
    if len(set(containers)) != len(containers):
        problems.append(Problem("shipments.contents.twice", field="containers"))
    if not 1 <= journey.hours_max <= HOURS_MAX:
        problems.append(Problem("shipments.time.range", {"least": 1, "most": HOURS_MAX}, field="hours_max"))
    if not 0 <= journey.allowed_minutes <= MINUTES_MAX:
        problems.append(Problem("shipments.time.range", {"least": 0, "most": MINUTES_MAX}, field="allowed_minutes"))
    if journey.due_at <= journey.pick_up_at:
        problems.append(Problem("shipments.time.order", field="due_at"))
    return problems


def code_problems(*, required: Collection[str] = (), **codes: str) -> list[Problem]:
    """Codes that people type or scan: short, printable, there where they are needed."""
    problems = [Problem("base.required", field=name) for name in required if not codes[name].strip()]
    long = [name for name, value in codes.items() if len(value) > CODE_MAX]
    return [
        *problems,
        *(Problem("base.too_long", {"limit": CODE_MAX}, field=name) for name in long),
        *text_problems(**codes),
    ]


def text_of_person_problems(text: str, *, field: str, required: bool) -> list[Problem]:
    """What a person writes: there where it is needed, and not too long."""
    if required and not text.strip():
        return [Problem("base.required" if field != "reason" else "base.reason_required", field=field)]
    if len(text) > TEXT_MAX:
        return [Problem("base.too_long", {"limit": TEXT_MAX}, field=field)]
    return text_problems(**{field: text})


def window_of(*, low: str, high: str, allowed_minutes: int) -> Window:
    """The window that a shipment must keep."""
    return Window(
        low=Decimal(low) if low else None,
        high=Decimal(high) if high else None,
        allowed=timedelta(minutes=allowed_minutes),
    )


def findings_of(evaluation: Evaluation, file: LoggerFile, *, packed: str) -> tuple[Finding, ...]:
    """What of a logger's file is an excursion: breaches, holes, a file that its device did not sign, another logger.

    A device that signs leaves no unsigned file: where the signature was cut off, or fits a key that nobody known
    vouches for, somebody else wrote it. ``packed`` is the serial number that was named when the shipper was sealed.
    """
    found = [as_finding(each) for each in evaluation.breaches]
    found += [
        Finding(kind=FindingKind.GAP.value, starts_at=each.starts_at, ends_at=each.ends_at) for each in evaluation.gaps
    ]
    if file.signature is Signature.BROKEN or (file.signs and file.signature is not Signature.VALID):
        found.append(Finding(kind=FindingKind.SIGNATURE.value))
    if file.serial.strip().upper() != packed.strip().upper():
        said = f"{file.serial or NOT_SAID} / {packed or NOT_SAID}"[:TEXT_MAX]
        found.append(Finding(kind=FindingKind.SIGNATURE.value, said=said))
    return tuple(found)


def as_finding(excursion: Excursion) -> Finding:
    """A time outside as the ledger keeps it."""
    return Finding(
        kind=FindingKind.TEMPERATURE.value,
        side=excursion.side.value,
        starts_at=excursion.starts_at,
        ends_at=excursion.ends_at,
        peak=str(excursion.peak),
    )
