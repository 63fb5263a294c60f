"""What was read from a file: values with their sample, time and device."""

from dataclasses import dataclass
from datetime import datetime

from cellpark.kernel.problem import Problem, Refused
from cellpark.kernel.quantity import Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One value of one sample.

    ``name`` is stable, such as ``viable_cell_density``; ``detail`` tells apart what shares it, such as two test kits.
    ``as_written`` says that the digits stand so in the file; otherwise they are the shortest decimal that names the
    number the file holds in binary (old Excel workbooks). ``device`` is the serial number or identifier in the file.
    """

    sample: str
    name: str
    detail: str
    quantity: Quantity
    as_written: bool
    measured_at: datetime
    device: str
    flag: str = ""


def choose_reading(readings: tuple[Reading, ...], *, sample: str, name: str, detail: str = "") -> Reading:
    """The one reading of ``sample`` called ``name``.

    Raises ``Refused``: ``instruments.reading.absent`` (an instrument that failed writes no number), and
    ``instruments.reading.several`` when the file holds more than one, so that nobody picks the pleasing one (CN-3c).
    """
    found = [
        each
        for each in readings
        if each.sample == sample and each.name == name and (not detail or each.detail == detail)
    ]
    if len(found) == 1:
        return found[0]
    code = "instruments.reading.several" if found else "instruments.reading.absent"
    raise Refused(Problem(code, {"sample": sample[:80], "name": name[:80], "count": len(found)}))
