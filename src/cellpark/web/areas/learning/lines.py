"""The lines of the tables of this area: recipes with their overlays, numbers old and new, editions."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cellpark.planning.learning import Line
from cellpark.recipes.public import InForce, OverlayEdition, RecipeVersion
from cellpark.web.areas.learning.words import WHATS, fit_shown, shown
from cellpark.web.pages.tables import Column, Kind


@dataclass(frozen=True, slots=True)
class RecipeLine:
    """One recipe in force with its overlay."""

    version: RecipeVersion
    overlay: InForce | None
    batches: int
    waiting: int

    @property
    def title(self) -> str:
        """The recipe as people call it."""
        return f"{self.version.recipe.mbr} {self.version.title}"

    @property
    def name(self) -> str:
        """The overlay that holds."""
        return _("none") if self.overlay is None else self.overlay.name

    @property
    def since(self) -> datetime | None:
        """When its edition was kept; a file says nothing of that."""
        return None if self.overlay is None or self.overlay.edition is None else self.overlay.edition.kept_at


RECIPES: tuple[Column[RecipeLine], ...] = (
    Column(
        key="recipe",
        label=gettext_lazy("Recipe"),
        value="title",
        sort="title",
        search=("title",),
        link=lambda line: reverse("learning_recipe", args=[line.version.recipe_id]),
    ),
    Column(key="version", label=gettext_lazy("Version"), kind=Kind.CODE, value=lambda line: line.version.number),
    Column(key="overlay", label=gettext_lazy("Overlay that holds"), kind=Kind.CODE, value="name", sort="name"),
    Column(key="since", label=gettext_lazy("Since"), kind=Kind.MOMENT, value="since", sort="since"),
    Column(
        key="batches", label=gettext_lazy("Learned from batches"), kind=Kind.NUMBER, value="batches", sort="batches"
    ),
    Column(key="waiting", label=gettext_lazy("Batches ended since"), kind=Kind.NUMBER, value="waiting", sort="waiting"),
)


@dataclass(frozen=True, slots=True)
class NumberLine:
    """One number, old and new, as the table and its files have it."""

    line: Line
    name: str

    @property
    def what(self) -> str:
        """Of what the number is, for the choice above the table."""
        return self.line.what

    @property
    def differs(self) -> str:
        """For the choice above the table."""
        return "yes" if self.line.differs else "no"

    @property
    def kind(self) -> str:
        """Of what the number is, in words."""
        return str(WHATS[self.line.what])

    def number(self, value: float) -> Decimal:
        """One of its values."""
        return shown(self.line.what, value)


NUMBERS: tuple[Column[NumberLine], ...] = (
    Column(
        key="differs",
        label=gettext_lazy("Differs"),
        value=lambda each: _("★ differs") if each.line.differs else "",
        sort="differs",
    ),
    Column(key="name", label=gettext_lazy("Of what"), value="name", sort="name", search=("name",)),
    Column(key="kind", label=gettext_lazy("Kind of number"), value="kind", sort="kind", search=("kind",)),
    Column(
        key="observations",
        label=gettext_lazy("Observations"),
        kind=Kind.NUMBER,
        value=lambda each: each.line.observations,
        sort="observations",
    ),
    Column(key="old", label=gettext_lazy("Was"), kind=Kind.NUMBER, value=lambda each: each.number(each.line.old)),
    Column(key="new", label=gettext_lazy("Would be"), kind=Kind.NUMBER, value=lambda each: each.number(each.line.new)),
    Column(
        key="low",
        label=gettext_lazy("95 % from"),
        kind=Kind.NUMBER,
        value=lambda each: each.number(max(each.line.low, 0.0)),
    ),
    Column(key="high", label=gettext_lazy("95 % to"), kind=Kind.NUMBER, value=lambda each: each.number(each.line.high)),
    Column(
        key="fit_old",
        label=gettext_lazy("Old one fits"),
        kind=Kind.NUMBER,
        value=lambda each: fit_shown(each.line.fit_old),
        sort="fit_old",
    ),
    Column(
        key="fit_new",
        label=gettext_lazy("New one fits"),
        kind=Kind.NUMBER,
        value=lambda each: fit_shown(each.line.fit_new),
        sort="fit_new",
    ),
)


@dataclass(frozen=True, slots=True)
class EditionLine:
    """One edition in the history of an overlay."""

    row: OverlayEdition
    by: str

    @property
    def batches(self) -> int:
        """From how many batches it was learned."""
        return len(self.row.batches)


EDITIONS: tuple[Column[EditionLine], ...] = (
    Column(
        key="name",
        label=gettext_lazy("Edition"),
        kind=Kind.CODE,
        value=lambda each: each.row.name,
        link=lambda each: reverse("learning_edition", args=[each.row.id]),
    ),
    Column(key="at", label=gettext_lazy("Kept at"), kind=Kind.MOMENT, value=lambda each: each.row.kept_at, sort="at"),
    Column(key="by", label=gettext_lazy("Kept by"), value="by", sort="by"),
    Column(key="batches", label=gettext_lazy("Batches"), kind=Kind.NUMBER, value="batches", sort="batches"),
    Column(key="reason", label=gettext_lazy("Reason"), value=lambda each: each.row.reason),
    Column(key="sha256", label=gettext_lazy("SHA-256"), kind=Kind.CODE, value=lambda each: each.row.sha256[:12]),
)
