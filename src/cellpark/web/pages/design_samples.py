"""What the gallery shows. Example data of fictional organisations; nobody here exists."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Final

from django import forms
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cellpark.base.messages import Explained
from cellpark.kernel.quantity import Quantity
from cellpark.web.pages.charts import Chart, Series
from cellpark.web.pages.tables import Choice, Column, Kind, State

DIGEST: Final = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
VIABILITY: Final = Quantity(Decimal("92.4"), "%")
CELLS: Final = Quantity(Decimal("1.50E+8"), "cell")
VOLUME: Final = Quantity(Decimal("20.0"), "mL")
STATES: Final = (
    State("planned", pgettext_lazy("state", "Planned")),
    State("running", gettext_lazy("Running")),
    State("waiting", gettext_lazy("Waiting for QA")),
    State("stopped", gettext_lazy("Stopped")),
    State("done", gettext_lazy("Released")),
)


def at(day: int, hour: int) -> datetime:
    """A moment of the example's November."""
    return datetime(2026, 11, day, hour, 4, 5, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Batch:
    """A row of the example table."""

    code: str
    product: str
    state: State
    cells: Decimal
    started: datetime

    @property
    def colour(self) -> str:
        """What the filter looks at."""
        return self.state.colour


def long_name() -> str:
    """A name of eighty characters, as names are."""
    return _("Autologous CD19 CAR-T cells from cryopreserved leukapheresis, second dose of two")


def batches() -> Sequence[Batch]:
    """A hundred and twenty batches."""
    products = (_("CAR-T cells, CD19"), _("NK cells, expanded"), _("Mesenchymal stromal cells, P3"), long_name())
    return [
        Batch(
            code=f"B2611{number:04}",
            product=products[number % 4],
            state=STATES[number * 7 % 5],
            cells=Decimal(number * 1_250_000 + 40_000_000),
            started=at(1, 0) + timedelta(hours=number * 5),
        )
        for number in range(1, 121)
    ]


BATCH_COLUMNS: Final[tuple[Column[Batch], ...]] = (
    Column(key="code", label=gettext_lazy("Batch"), kind=Kind.CODE, sort="code", link=lambda _row: "#tables"),
    Column(key="product", label=gettext_lazy("Product"), sort="product", search=("product",)),
    Column(key="state", label=gettext_lazy("State"), kind=Kind.STATE, sort="state"),
    Column(key="cells", label=gettext_lazy("Cells"), kind=Kind.NUMBER, sort="cells"),
    Column(key="started", label=gettext_lazy("Started"), kind=Kind.MOMENT, sort="started"),
)
BATCH_CHOICES: Final = (
    Choice(
        key="state",
        label=gettext_lazy("State"),
        lookup="colour",
        options=tuple((each.colour, each.label) for each in STATES),
    ),
)


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab or a crumb."""

    label: str
    href: str
    here: bool = False
    count: int | None = None


def mood_tabs(mood: str) -> list[Tab]:
    """The three moods."""
    labels = {"desk": _("Desk"), "plant": _("Plant"), "door": _("Front door")}
    return [Tab(label, f"?mood={key}", key == mood) for key, label in labels.items()]


def crumbs() -> list[Tab]:
    """Where a batch lies."""
    return [Tab(_("Production"), "#"), Tab(_("Batches"), "#")]


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the time line."""

    at: datetime
    title: str
    who: str
    text: str
    colour: str


def history() -> list[Entry]:
    """What happened to a batch, and what is to come."""
    qa, operator = _("Head of quality"), _("Production operator")
    return [
        Entry(at(8, 1), _("Leukapheresis received"), operator, _("Identity and temperature match the order."), "done"),
        Entry(at(9, 2), _("Activation started"), operator, "", "done"),
        Entry(at(14, 6), _("Hold time exceeded"), qa, _("Deviation opened: 26 h instead of 24 h."), "stopped"),
        Entry(at(20, 3), _("Harvest and formulation"), operator, "", "running"),
        Entry(at(24, 8), _("Review of the batch record"), qa, _("Two entries need an answer."), "waiting"),
        Entry(at(26, 16), _("Release"), qa, "", "planned"),
    ]


def times() -> list[tuple[str, datetime]]:
    """Moments in two zones."""
    return [(_("Collected"), at(8, 1)), (_("Frozen"), at(20, 9)), (_("To be thawed before"), at(28, 9))]


@dataclass(frozen=True, slots=True)
class Change:
    """One changed field."""

    label: str
    old: str
    new: str


def changes() -> list[Change]:
    """A change of a recipe, as reviewers read it."""
    return [
        Change(_("Longest hold at 2 to 8 °C"), "24 h", "22 h"),
        Change(_("Product"), _("CAR-T cells, CD19"), long_name()),
        Change(_("Second sampling"), "", _("Day 7, 2.0 mL")),
    ]


def problems() -> list[Explained]:
    """Two refusals, one with its clause."""
    return [
        Explained(
            "",
            what=_("This batch cannot be released: the sterility test has no result."),
            why=_("A batch is released only when every required test has a result within its limits."),
            remedy=_("Enter the result of test ST-0412, or ask for a conditional release."),
            rule="CN-4b",
            field=None,
        ),
        Explained(
            "",
            what=_("You recorded a step of this batch yourself."),
            why=_("Nobody releases their own work."),
            remedy=_("Ask another qualified person to sign."),
            rule=None,
            field=None,
        ),
    ]


def meaning() -> dict[str, str]:
    """What the signature means, in both languages at once."""
    found = {}
    for code in ("zh-hans", "en"):
        with translation.override(code):
            found[code[:2]] = _("I have reviewed this batch record in full and release the batch.")
    return found


def chart() -> Chart:
    """Growth of two cultures."""
    return Chart(
        identity="growth",
        title=_("Living cells during expansion"),
        axis=_("Day"),
        unit=_("million cells"),
        categories=[str(day) for day in range(0, 11, 2)],
        series=[
            Series(_("This batch"), [40, 52, 118, 240, 405, 610]),
            Series(_("Median of 38 batches"), [40, 55, 130, 262, 430, 590]),
        ],
    )


class SampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=80, help_text=gettext_lazy("As it stands on the label.")
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of material"),
        choices=[("", gettext_lazy("Choose")), ("apheresis", gettext_lazy("Leukapheresis"))],
    )
    received = forms.DateField(
        label=gettext_lazy("Received on"), widget=forms.DateInput(attrs={"type": "date"}), required=False
    )
    storage = forms.ChoiceField(
        label=gettext_lazy("Storage"),
        widget=forms.RadioSelect,
        choices=[("cold", gettext_lazy("2 to 8 °C")), ("frozen", gettext_lazy("below −150 °C"))],
    )
    note = forms.CharField(label=gettext_lazy("Note"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    sterile = forms.BooleanField(label=gettext_lazy("The bag is intact"), required=False)


def wrong_form() -> SampleForm:
    """The same form after a refusal."""
    return SampleForm({"wrong-name": "x" * 81, "wrong-received": "2026-11-21"}, prefix="wrong")
