"""What may be said about materials, lots and containers. Pure."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from cellpark.base.text import text_problems
from cellpark.kernel.problem import Problem, Refused
from cellpark.kernel.quantity import Quantity
from cellpark.kernel.units import unit
from cellpark.materials.events import ClockLimit
from cellpark.materials.states import (
    MARKERS_NEEDED,
    DonorMarker,
    DonorState,
    DonorUse,
    MarkerFinding,
    ReceiptCheck,
)

CODE_MAX = 40
NAME_MAX = 200
REASON_MAX = 400
CONCLUSION_MAX = 1000
PLACE_MAX = 120
ATTRIBUTES_MAX = 100
# what a person looks at; the approved list and the temperature are compared by the house
LOOKED_AT = (ReceiptCheck.PACKAGING, ReceiptCheck.SEAL, ReceiptCheck.LABEL, ReceiptCheck.DOCUMENTS)
AHEAD_MAX = timedelta(minutes=2)  # clocks of tablets drift


def time_problems(at: datetime, present: datetime) -> list[Problem]:
    """What happened lies not in the future (P11-5a, T18)."""
    return [Problem("materials.time.future", rule="P11-5a")] if at > present + AHEAD_MAX else []


def reason_problems(reason: str) -> list[Problem]:
    """A change to a regulated record says why (A11-2d)."""
    if not reason.strip():
        return [Problem("base.reason_required", field="reason")]
    if len(reason) > REASON_MAX:
        return [Problem("base.too_long", {"limit": REASON_MAX}, field="reason")]
    return text_problems(reason=reason)


def code_problems(code: str, *, field: str = "code", limit: int = CODE_MAX) -> list[Problem]:
    """A code is there, short, and can be kept as typed."""
    if not code.strip():
        return [Problem("base.required", field=field)]
    if len(code) > limit:
        return [Problem("base.too_long", {"limit": limit}, field=field)]
    return text_problems(**{field: code})


def name_problems(name_zh: str, name_en: str) -> list[Problem]:
    """At least one name, neither too long."""
    if not (name_zh.strip() or name_en.strip()):
        return [Problem("materials.material.nameless", field="name_zh")]
    fields = {"name_zh": name_zh, "name_en": name_en}
    long = [name for name, value in fields.items() if len(value) > NAME_MAX]
    return [*(Problem("base.too_long", {"limit": NAME_MAX}, field=each) for each in long), *text_problems(**fields)]


def unit_problems(name: str) -> list[Problem]:
    """The unit is one that the house knows."""
    try:
        unit(name)
    except Refused as refused:
        return [Problem(each.code, each.params, field="unit") for each in refused.problems]
    return []


def clock_problems(limits: Sequence[ClockLimit]) -> list[Problem]:
    """Each clock once, with a time above zero."""
    problems = []
    if len({each.kind for each in limits}) != len(limits):
        problems.append(Problem("materials.clock.twice", field="clocks"))
    for each in limits:
        try:
            wrong = each.limit <= Quantity.parse("0 s")
        except Refused as refused:
            problems.extend(Problem(found.code, found.params, field="clocks") for found in refused.problems)
            continue
        if wrong:
            problems.append(Problem("materials.clock.no_time", field="clocks"))
    return problems


def decision_problems(*, decides: UUID | None, received: UUID | None) -> list[Problem]:
    """Who received a lot does not release it (CN-4c)."""
    if decides is not None and decides == received:
        return [Problem("materials.lot.own_receipt", rule="CN-4c")]
    return []


def certificate_problems(*, sha256: str, attributes: Mapping[str, Quantity]) -> list[Problem]:
    """The hash of a file and values under names that a recipe can say (``vec.titre``)."""
    problems = []
    if not _is_sha256(sha256):
        problems.append(Problem("materials.certificate.hash", field="file"))
    if len(attributes) > ATTRIBUTES_MAX:
        problems.append(Problem("materials.certificate.too_many", {"limit": ATTRIBUTES_MAX}, field="attributes"))
    problems += [
        Problem("materials.certificate.name", {"name": name[:40]}, field="attributes")
        for name in attributes
        if not (name.isascii() and name.isidentifier() and len(name) <= CODE_MAX)
    ]
    return problems


def donor_test_problems(
    *, origin: str, results: Mapping[DonorMarker, MarkerFinding], sha256: str, reason: str
) -> list[Problem]:
    """Whose tests, on which report, and enough of them: a donor is negative when every needed marker is (CN-4b2)."""
    problems = reason_problems(reason)
    if not origin.strip():
        problems.append(Problem("materials.donor.no_origin", rule="CN-4b2"))
    if not _is_sha256(sha256):
        problems.append(Problem("materials.certificate.hash", field="report_sha256"))
    if MarkerFinding.POSITIVE not in results.values():
        problems += [
            Problem("materials.donor.marker_missing", {"marker": each.value}, field=each.value, rule="CN-4b2")
            for each in DonorMarker
            if each in MARKERS_NEEDED and each not in results
        ]
    return problems


def donor_state_of(results: Mapping[DonorMarker, MarkerFinding]) -> DonorState:
    """One positive marker makes the donor positive (ATMP-3b)."""
    return DonorState.POSITIVE if MarkerFinding.POSITIVE in results.values() else DonorState.NEGATIVE


def _is_sha256(text: str) -> bool:
    return len(text) == 64 and not set(text) - set("0123456789abcdef")


def again_problems(*, certified: bool, released: bool, reason: str) -> list[Problem]:
    """A second certificate says why; a released lot was released on the values that it has (211-1b)."""
    if released and certified:
        return [Problem("materials.certificate.released", rule="211-1b")]
    return reason_problems(reason) if certified else []


def expiry_problems(*, becomes: datetime, was: datetime | None, rejected: bool, reason: str) -> list[Problem]:
    """Another expiry has a reason and is another one; a rejected lot has no future."""
    if rejected:
        return [Problem("materials.lot.stays_rejected", rule="211-1b")]
    same = [Problem("materials.lot.same_expiry", field="expires_at")] if becomes == was else []
    return [*reason_problems(reason), *same]


def release_problems(*, number: str, expires_at: datetime | None, at: datetime) -> list[Problem]:
    """What is too old is not released (211-1b)."""
    if expires_at is not None and at >= expires_at:
        params = {"number": number, "expired": expires_at.strftime("%Y-%m-%d %H:%MZ")}
        return [Problem("materials.lot.expired", params, rule="211-1b")]
    return []


def amount_problems(quantity: Quantity, name: str) -> list[Problem]:
    """Something is in it, counted in the unit of its material or in one that measures the same."""
    if quantity.value <= 0:
        return [Problem("materials.container.nothing", field="quantity")]
    if quantity.measured_in.dimension != unit(name).dimension:
        return [Problem("materials.container.other_unit", {"unit": quantity.unit, "wanted": name}, field="quantity")]
    return []


def identity_problems(*, donor_use: DonorUse, coi: str, enrolled: bool) -> list[Problem]:
    """Cells for one patient carry the patient's chain of identity from the first moment (CN-4g, CN-4k, LBL-5)."""
    if donor_use is DonorUse.AUTOLOGOUS and not coi:
        return [Problem("materials.container.no_identity", field="coi", rule="LBL-5")]
    if coi and not enrolled:
        return [Problem("materials.patient.unknown", {"coi": coi[:40]}, field="coi", rule="LBL-5")]
    return []


def review_problems(*, reviewer: UUID | None, scanned_by: UUID | None, conclusion: str) -> list[Problem]:
    """A near miss is reviewed by somebody else and with a conclusion."""
    if reviewer is not None and reviewer == scanned_by:
        return [Problem("materials.near_miss.own", rule="LBL-5")]
    if not conclusion.strip():
        return [Problem("base.required", field="conclusion")]
    if len(conclusion) > CONCLUSION_MAX:
        return [Problem("base.too_long", {"limit": CONCLUSION_MAX}, field="conclusion")]
    return text_problems(conclusion=conclusion)


def receipt_problems(
    checks: Mapping[ReceiptCheck, bool], notes: Mapping[ReceiptCheck, str], place: str
) -> list[Problem]:
    """Every point that a person looks at was looked at; what failed says what was seen (CN-4b)."""
    problems = [
        Problem("materials.receipt.unchecked", {"check": each.value}, field=each.value, rule="CN-4b")
        for each in LOOKED_AT
        if each not in checks
    ]
    problems += [
        Problem("materials.receipt.unexplained", {"check": each.value}, field=each.value, rule="CN-4b")
        for each, passed in checks.items()
        if not passed and not notes.get(each, "").strip()
    ]
    return [*problems, *place_problems(place)]


def place_problems(place: str) -> list[Problem]:
    """A place is named, in parts that a slash divides (``LN2-1/R3/B2/A4``)."""
    return code_problems(place, field="place", limit=PLACE_MAX)


def particulars_problems(name: str) -> list[Problem]:
    """A name that can be compared."""
    if len(name) > NAME_MAX:
        return [Problem("base.too_long", {"limit": NAME_MAX}, field="name")]
    return text_problems(name=name)


def second_scan_problems(*, person: UUID | None, received_by: UUID | None, due: bool) -> list[Problem]:
    """The second scan is asked for, and is another person's (CN-4f)."""
    if not due:
        return [Problem("materials.container.no_second_scan_due")]
    if person is None or person == received_by:
        return [Problem("materials.container.same_person", rule="CN-4f")]
    return []


def hand_over_problems(*, giver: UUID | None, receiver: UUID | None) -> list[Problem]:
    """Nobody hands over to themselves."""
    return [Problem("materials.hand_over.to_oneself", rule="CN-4k")] if giver == receiver else []
