"""One edition of an overlay: who kept it, from which batches, and what it says otherwise than the one before."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cellpark.identity.public import names_of_people
from cellpark.planning.learning import Difference, differences
from cellpark.recipes.dialect.plan import parse_plan
from cellpark.recipes.public import (
    InForce,
    OverlayEdition,
    approved_versions,
    overlay_before,
    overlay_edition,
    overlays_in_force,
    recipe_of,
)
from cellpark.web.areas.learning.views.comparing import crumbs
from cellpark.web.areas.learning.words import WHATS, names_of, shown
from cellpark.web.pages.tables import Column, Kind, Table, table_response


@dataclass(frozen=True, slots=True)
class DifferenceLine:
    """One number that an edition says otherwise, as the table and its files have it."""

    found: Difference
    name: str

    @property
    def kind(self) -> str:
        """Of what the number is."""
        return str(WHATS[self.found.what])

    def number(self, value: float | None) -> Decimal | None:
        """One of its values."""
        return None if value is None else shown(self.found.what, value)

    @property
    def percent(self) -> Decimal | None:
        """By how much of what was said before."""
        before, after = self.found.before, self.found.after
        return None if not before or after is None else round(Decimal(str((after / before - 1) * 100)), 1)


COLUMNS: tuple[Column[DifferenceLine], ...] = (
    Column(key="name", label=gettext_lazy("Of what"), value="name", sort="name", search=("name",)),
    Column(key="kind", label=gettext_lazy("Kind of number"), value="kind", sort="kind", search=("kind",)),
    Column(
        key="before", label=gettext_lazy("Was"), kind=Kind.NUMBER, value=lambda each: each.number(each.found.before)
    ),
    Column(
        key="after",
        label=gettext_lazy("In this edition"),
        kind=Kind.NUMBER,
        value=lambda each: each.number(each.found.after),
    ),
    Column(key="percent", label=gettext_lazy("Difference (%)"), kind=Kind.NUMBER, value="percent", sort="percent"),
)


def one(request: HttpRequest, edition_id: UUID) -> HttpResponseBase:
    """One edition in sight."""
    row = overlay_edition(edition_id)
    before = overlay_before(row)
    version = approved_versions().filter(recipe_id=row.recipe_id).select_related("recipe").first()
    names = {} if version is None else names_of(version.organisation_id, recipe_of(version))
    found = () if before is None else differences(parse_plan(before[1]), parse_plan(row.text))
    table = Table(
        [DifferenceLine(each, names.get(each.name, each.name)) for each in found],
        COLUMNS,
        request,
        caption=_("What this edition says otherwise than the overlay before"),
        order="name",
        empty=_("It says the same as the overlay before.")
        if before is not None
        else _("The file that it was learned from was changed since, so the two cannot be compared."),
    )
    people = names_of_people([] if row.kept_by is None else [row.kept_by])
    holds = version is not None and _holds(row, overlays_in_force([version]))
    back = reverse("learning_recipe", args=[row.recipe_id])
    context = {
        "row": row,
        "by": people.get(row.kept_by, "") if row.kept_by is not None else "",
        "before": before,
        "batches": row.batches,
        "now": _("It is planned with this edition.") if holds else _("It is planned with another overlay."),
        # a master that is in force nowhere has no page of its own
        "crumbs": crumbs(*([] if version is None else [(back, row.recipe.mbr)])),
    }
    return table_response(request, "learning/edition.html", table, context)


def text(request: HttpRequest, edition_id: UUID) -> HttpResponse:  # noqa: ARG001 -- a view's signature
    """The edition as a file, byte for byte as its SHA-256 says."""
    row = overlay_edition(edition_id)
    answer = HttpResponse(row.text.encode(), content_type="application/yaml; charset=utf-8")
    name = f"{row.recipe.mbr}-{row.major}-{row.edition}.plan.yaml".replace("/", "-")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _holds(row: OverlayEdition, found: dict[UUID, InForce]) -> bool:
    holds = found.get(row.recipe_id)
    return holds is not None and holds.edition is not None and holds.edition.id == row.id
