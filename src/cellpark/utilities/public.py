"""What other floors use of this app."""

from cellpark.utilities import words
from cellpark.utilities.actions.close_period import close_period
from cellpark.utilities.actions.close_point import close_point
from cellpark.utilities.actions.continue_closing import continue_closing
from cellpark.utilities.actions.correct_reading import correct_reading
from cellpark.utilities.actions.estimate_readings import estimate_readings
from cellpark.utilities.actions.import_readings import Report, check_readings, import_readings
from cellpark.utilities.actions.register_point import Device, Where, register_point
from cellpark.utilities.actions.register_tariff import register_tariff
from cellpark.utilities.actions.replace_meter import replace_meter
from cellpark.utilities.actions.set_key import set_key
from cellpark.utilities.actions.set_price import set_price
from cellpark.utilities.actions.start_closing import days_to_close, start_closing
from cellpark.utilities.actions.take_reading import take_reading
from cellpark.utilities.example_utilities import close_example_months, load_example_utilities
from cellpark.utilities.loading import prices_of, settled_until
from cellpark.utilities.models import Meter, Period, Point, Reading, Share, Tariff, TariffPrice
from cellpark.utilities.permissions import UtilityPermission
from cellpark.utilities.queries import (
    OwnPoint,
    devices_of,
    own_points,
    own_use,
    period,
    periods,
    point,
    points,
    reading,
    reversed_readings,
    share,
    shares,
    shares_of,
    tariff,
    tariffs,
    unread_on,
    use_of,
)
from cellpark.utilities.rating.metering import Stretch
from cellpark.utilities.rating.settling import KeyKind
from cellpark.utilities.rating.tariff import Price, Step
from cellpark.utilities.reading_file import Checked, decode
from cellpark.utilities.rules import parse_figure, steps_of, steps_text
from cellpark.utilities.settlement import Settlement, settlement, share_values
from cellpark.utilities.states import (
    UNITS,
    Band,
    PeriodState,
    PointRole,
    ReadingSource,
    ReadingState,
    ShareState,
    Utility,
)

__all__ = [
    "UNITS",
    "Band",
    "Checked",
    "Device",
    "KeyKind",
    "Meter",
    "OwnPoint",
    "Period",
    "PeriodState",
    "Point",
    "PointRole",
    "Price",
    "Reading",
    "ReadingSource",
    "ReadingState",
    "Report",
    "Settlement",
    "Share",
    "ShareState",
    "Step",
    "Stretch",
    "Tariff",
    "TariffPrice",
    "Utility",
    "UtilityPermission",
    "Where",
    "check_readings",
    "close_example_months",
    "close_period",
    "close_point",
    "continue_closing",
    "correct_reading",
    "days_to_close",
    "decode",
    "devices_of",
    "estimate_readings",
    "import_readings",
    "load_example_utilities",
    "own_points",
    "own_use",
    "parse_figure",
    "period",
    "periods",
    "point",
    "points",
    "prices_of",
    "reading",
    "register_point",
    "register_tariff",
    "replace_meter",
    "reversed_readings",
    "set_key",
    "set_price",
    "settled_until",
    "settlement",
    "share",
    "share_values",
    "shares",
    "shares_of",
    "start_closing",
    "steps_of",
    "steps_text",
    "take_reading",
    "tariff",
    "tariffs",
    "unread_on",
    "use_of",
    "words",
]
