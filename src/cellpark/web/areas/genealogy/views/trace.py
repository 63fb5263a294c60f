"""The trace of one thing: the river of a container, the recall of a lot, a room, a piece of equipment, a person."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.genealogy.public import Node, NodeKind, backward, recall, river
from cellpark.materials.public import MaterialsPermission
from cellpark.web.areas.genealogy.names import Named, empty_words, kind_from, named, sought, the_thing, trace_address
from cellpark.web.areas.genealogy.picture import Picture, picture_of
from cellpark.web.pages.forms.fields import Text
from cellpark.web.pages.tables import Choice, Column, Kind, Table

WITH_RIVER = frozenset({NodeKind.CONTAINER, NodeKind.SAMPLE, NodeKind.OPERATION, NodeKind.LOT})
RIVER_NODES_MAX = 2_000
HELD = frozenset({NodeKind.CONTAINER, NodeKind.SAMPLE})


class Search(forms.Form):
    """A label or a code."""

    code = Text(label=gettext_lazy("Scan a label or type a code"), max_length=400)


class AsOf(forms.Form):
    """A time in the past, in the reader's zone; empty means now."""

    at = forms.DateTimeField(
        label=gettext_lazy("As known at"),
        required=False,
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One thing in a table, and by which tier of the recall it is reached."""

    named: Named
    tier: str

    @property
    def tier_words(self) -> str:
        """The tier in words."""
        return _("directly") if self.tier == "direct" else _("through other lots")


def find(request: HttpRequest) -> HttpResponse:
    """Where a trace starts: a scanned label or a typed code leads to the thing."""
    form = Search(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        node = sought(form.cleaned_data["code"])
        if node is not None:
            return redirect(trace_address(node))
    return render(request, "genealogy/find.html", {"form": form, "missed": form.is_bound and form.is_valid()})


def trace(request: HttpRequest, kind: str, thing_id: UUID) -> HttpResponseBase:
    """What one thing came from, what came of it, and where that is now."""
    node = Node(kind_from(kind), thing_id)
    thing = the_thing(node)
    form = AsOf(request.GET)
    as_of: datetime | None = form.cleaned_data["at"] if form.is_valid() else None
    found = recall(node.kind, node.id, as_of=as_of)
    before = backward(node.kind, node.id, as_of=as_of)
    words = named([*before, *found.direct, *found.lots, *found.through_lots])
    touched = [
        *(Line(words[each], "direct") for each in found.direct if each.kind in HELD),
        *(Line(words[each], "lots") for each in found.through_lots if each.kind in HELD),
    ]
    after = Table(
        touched,
        _touched_columns(),
        request,
        caption=_("What it went into or touched, and where that is now"),
        order="name",
        name="touched",
        choices=(TIERS,),
        empty=empty_words(),
        keep=("at",),
    )
    origins = Table(
        [words[each] for each in before],
        _origin_columns(),
        request,
        caption=_("What it came from, and what touched it on the way"),
        order="kind",
        name="origins",
        empty=empty_words(),
        keep=("at",),
    )
    file = after.exported() or origins.exported()
    if file is not None:
        return file
    around = [*before, *found.direct, *found.lots, *found.through_lots]
    picture, joins = _picture(node, as_of, {**words, node: thing}, len(around))
    context = {
        "thing": thing,
        "form": form,
        "as_of": as_of,
        "patients": sorted({line.named.coi for line in touched if line.named.coi}),
        "held": sum(1 for line in touched if line.named.state and line.named.state.colour != "done"),
        "lots": [words[each] for each in found.lots],
        "now": _now_words(touched, before),
        "touched": after,
        "origins": origins,
        "picture": picture,
        "joins": joins,
        "is_container": node.kind in HELD,
        "may_hold": actor_of(request).may(MaterialsPermission.HANDLE),
        "crumbs": [{"href": reverse("traces"), "label": _("Traces and recalls")}],
    }
    return render(request, "genealogy/trace.html", context)


TIERS = Choice(
    key="tier",
    label=gettext_lazy("Reached"),
    lookup="tier",
    options=(("direct", gettext_lazy("directly")), ("lots", gettext_lazy("through other lots"))),
)


def _touched_columns() -> tuple[Column[Line], ...]:
    return (
        Column(
            key="name",
            label=_("Container"),
            value="named.name",
            sort="name",
            search=("name",),
            link=lambda row: row.named.href,
        ),
        Column(key="detail", label=_("Material and lot"), value="named.detail", sort="detail", search=("detail",)),
        Column(key="coi", label=_("Chain of identity"), kind=Kind.CODE, value="named.coi", sort="coi", search=("coi",)),
        Column(key="state", label=_("State now"), kind=Kind.STATE, value="named.state", sort="state"),
        Column(key="place", label=_("Place now"), value="named.place", sort="place", search=("place",)),
        Column(key="tier", label=_("Reached"), value="tier_words", sort="tier"),
    )


def _origin_columns() -> tuple[Column[Named], ...]:
    return (
        Column(key="kind", label=_("Kind"), value=lambda row: str(row.kind), sort="kind", search=("kind",)),
        Column(
            key="name", label=_("Code or name"), value="name", sort="name", search=("name",), link=lambda row: row.href
        ),
        Column(key="detail", label=_("What it is"), value="detail", sort="detail", search=("detail",)),
        Column(key="coi", label=_("Chain of identity"), kind=Kind.CODE, value="coi", sort="coi", search=("coi",)),
    )


def _now_words(touched: list[Line], before: tuple[Node, ...]) -> str:
    lots = sum(1 for node in before if node.kind is NodeKind.LOT)
    patients = len({line.named.coi for line in touched if line.named.coi})
    went = ngettext(
        "It went into or touched %(count)s container.", "It went into or touched %(count)s containers.", len(touched)
    )
    said = [went % {"count": len(touched)} if touched else _("Nothing came of it so far.")]
    if patients:
        belong = ngettext(
            "They belong to %(count)s chain of identity.", "They belong to %(count)s chains of identity.", patients
        )
        said.append(belong % {"count": patients})
    if lots:
        said.append(ngettext("%(count)s lot went into it.", "%(count)s lots went into it.", lots) % {"count": lots})
    return ("" if (get_language() or "").startswith("zh") else " ").join(said)


def _picture(
    node: Node, as_of: datetime | None, words: dict[Node, Named], size: int
) -> tuple[Picture | None, list[tuple[Named, Named]]]:
    """The river around a thing and its edges in words; of what is too wide to draw, only the tables speak."""
    if node.kind not in WITH_RIVER or not 0 < size <= RIVER_NODES_MAX:
        return None, []
    found = river(node.kind, node.id, as_of=as_of)
    told = {
        each: (one.name, one.detail, f"{one.kind} {one.name}, {one.detail}", one.href) for each, one in words.items()
    }
    picture = picture_of(node, [*found.before, *found.after], found.edges, told)
    drawn = {bank.node for bank in picture.banks}
    joins = [edge for edge in found.edges if edge.parent in drawn and edge.child in drawn]
    return picture, [(words[edge.parent], words[edge.child]) for edge in joins]
