"""Charts as data: drawn with ECharts; the twin table and the spoken sentence come from the same numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from django.utils.translation import gettext

from cellpark.web.pages.formats import unit

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Series:
    """One line or one set of bars; ``None`` is a gap."""

    name: "StrOrPromise"
    values: Sequence[Decimal | int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart over named categories. ``identity`` is its element id; ``unit`` stands at the axis."""

    identity: str
    title: "StrOrPromise"
    axis: "StrOrPromise"
    categories: Sequence[str]
    series: Sequence[Series]
    unit: str = ""
    form: Literal["line", "bar"] = "line"

    def __post_init__(self) -> None:
        """Every series has a value for every category."""
        assert all(len(each.values) == len(self.categories) for each in self.series), self.identity

    @property
    def spec(self) -> dict[str, object]:
        """What the browser gets: numbers and words, never code."""
        return {
            "form": self.form,
            "unit": unit(self.unit),
            "axis": str(self.axis),
            "categories": list(self.categories),
            "series": [
                {"name": str(each.name), "values": [None if value is None else float(value) for value in each.values]}
                for each in self.series
            ],
        }

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw: no number, or nothing but nothing."""
        return not any(value for each in self.series for value in each.values)

    @property
    def spoken(self) -> str:
        """One sentence for those who do not see the picture."""
        names = ", ".join(str(each.name) for each in self.series)
        return gettext("%(title)s: chart of %(names)s, given as a table below") % {
            "title": str(self.title),
            "names": names,
        }

    @property
    def lines(self) -> list[tuple[str, list[Decimal | int | None]]]:
        """The twin table: one line a category."""
        return [
            (category, [each.values[position] for each in self.series])
            for position, category in enumerate(self.categories)
        ]
