"""The whole chain of a park: the map, the same as a table, and its gaps."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from cellpark.access.public import actor_of
from cellpark.chain.public import (
    Chain,
    ChainPermission,
    Gap,
    RecruitmentState,
    Standing,
    VerdictKind,
    chain_of,
    recruitments,
    taxonomy,
    words,
)
from cellpark.space.public import Park
from cellpark.web.areas.chain import picture as pictures
from cellpark.web.areas.chain.shown import (
    at,
    because,
    chosen_park,
    known_parks,
    legend,
    node_name,
    percent,
    plain,
    state_of,
)
from cellpark.web.pages.tables import Choice, Column, Kind, Table, table_response


def tabs(park: Park, here: str) -> list[dict[str, object]]:
    """The ways to look at the chain of a park."""
    names = (
        ("chain", _("Map")),
        ("chain_table", _("Table")),
        ("chain_gaps", _("Gaps")),
        ("chain_what_if", _("What if")),
        ("chain_compare", _("Side by side")),
    )
    return [{"href": at(name, park), "label": label, "here": name == here, "count": None} for name, label in names]


def frame(request: HttpRequest, park: Park, chain: Chain, here: str) -> dict[str, object]:
    """What every page of the chain begins with: what is true now, and what comes next."""
    found = chain.gaps
    unmet = sum(each.unmet for each in found)
    first = next((each for each in found if each.unmet), None)
    said = ngettext("%(count)s link calls for something", "%(count)s links call for something", len(found))
    demand = ngettext("%(count)s unmet demand", "%(count)s unmet demands", unmet)
    chosen = first or (found[0] if found else None)
    return {
        "park": park,
        "parks": [
            {"label": each.name, "href": at(here, each), "here": each.key == park.key, "count": None}
            for each in known_parks(request)
        ],
        "tabs": tabs(park, here),
        "now": f"{said % {'count': len(found)}}; {demand % {'count': unmet}}",
        "next": _("Recruit for %(node)s") % {"node": f"{chosen.node} {node_name(taxonomy().nodes[chosen.node])}"}
        if chosen
        else "",
        "who": _("Park staff") if chosen else "",
        "may_keep": actor_of(request).may(ChainPermission.KEEP),
        "may_recruit": actor_of(request).may(ChainPermission.RECRUIT),
    }


def picture(request: HttpRequest) -> HttpResponse:
    """The chain as a map."""
    if not known_parks(request):
        return render(request, "chain/none.html")
    park = chosen_park(request)
    chain = chain_of(park.key)
    lines = pictures.rows(chain, park)
    context = {
        **frame(request, park, chain, "chain"),
        "rows": lines,
        "data": pictures.map_data(lines),
        "legend": legend(),
        "closed": recruitments(area=f"park:{park.key}").filter(state=RecruitmentState.CLOSED).order_by("-ended_at")[:5],
    }
    return render(request, "chain/map.html", context)


COLUMNS: tuple[Column[Standing], ...] = (
    Column(key="node", label=gettext_lazy("Node"), kind=Kind.CODE, value="node", sort="node", search=("node",)),
    Column(
        key="name",
        label=pgettext_lazy("thing", "Name"),
        value=lambda row: node_name(taxonomy().nodes[row.node]),
        sort="name",
        search=("name",),
    ),
    Column(
        key="verdict", label=gettext_lazy("What the link calls for"), kind=Kind.STATE, value=state_of, sort="verdict"
    ),
    Column(
        key="firms",
        label=gettext_lazy("Inside the park"),
        kind=Kind.NUMBER,
        value=lambda row: row.figures.firms.value,
        sort="firms",
    ),
    Column(
        key="city", label=gettext_lazy("In the city"), value=lambda row: plain(row.city.firms) if row.city else "\u2013"
    ),
    Column(
        key="unmet",
        label=gettext_lazy("Unmet demand"),
        kind=Kind.NUMBER,
        value=lambda row: row.figures.unmet.value,
        sort="unmet",
    ),
    Column(key="capacity", label=gettext_lazy("Capacity a year"), value=lambda row: plain(row.figures.capacity)),
    Column(key="hhi", label=gettext_lazy("HHI"), kind=Kind.NUMBER, value=lambda row: row.figures.hhi.value, sort="hhi"),
    Column(key="top", label=gettext_lazy("Share of the largest"), value=lambda row: percent(row.figures.top_share)),
    Column(key="import", label=gettext_lazy("Import share"), value=lambda row: percent(row.figures.import_share)),
    Column(
        key="inside", label=gettext_lazy("Bought inside the park"), value=lambda row: percent(row.figures.inside_share)
    ),
    Column(key="lead", label=gettext_lazy("Lead time, days"), value=lambda row: plain(row.figures.lead_days)),
)


class Line:
    """A standing as a row of the table, with the attribute that the filter reads."""

    def __init__(self, standing: Standing, park: Park) -> None:
        """Keep it with its park."""
        self.standing, self.park = standing, park
        self.calls = standing.main.kind.value if standing.main else "none"

    def __getattr__(self, name: str) -> object:
        """What the columns read."""
        return getattr(self.standing, name)


def table(request: HttpRequest) -> HttpResponseBase:
    """The same as a table."""
    park = chosen_park(request)
    chain = chain_of(park.key)
    columns = tuple(
        Column(
            key=each.key, label=each.label, kind=each.kind, value=each.value, sort=each.sort, search=each.search,
            link=(lambda row: at("chain_node", park, row.node)) if each.key == "node" else None,
        )
        for each in COLUMNS
    )  # fmt: skip
    found = Table(
        [Line(each, park) for each in chain.standings.values()],
        columns,
        request,
        caption=_("Links of the chain"),
        order="node",
        keep=("park",),
        choices=(
            Choice(
                key="calls",
                label=_("What the link calls for"),
                lookup="calls",
                options=(*((each.value, words.VERDICTS[each]) for each in VerdictKind), ("none", _("nothing"))),
            ),
        ),
        empty=_("The taxonomy has no link."),
    )
    return table_response(request, "chain/table.html", found, frame(request, park, chain, "chain_table"))


def gaps(request: HttpRequest) -> HttpResponse:
    """The gaps, the most urgent first, each with the click that makes a lead."""
    park = chosen_park(request)
    chain = chain_of(park.key, rooms=True)
    pursued: dict[str, list[object]] = {}
    for row in recruitments(area=f"park:{park.key}").filter(state=RecruitmentState.OPEN).order_by("opened_at"):
        pursued.setdefault(row.node, []).append(row)
    wanted = request.GET.get("calls", "")
    sure = [each for each in chain.gaps if each.unmet or (each.standing.main and each.standing.main.certain)]
    shown = {"": sure, "all": list(chain.gaps)} | {kind.value: _calling(chain.gaps, kind) for kind in VerdictKind}
    found = shown.get(wanted, sure)
    labels = {
        "": _("With demand or certain"),
        "all": _("All"),
        **{k.value: str(words.VERDICTS[k]) for k in VerdictKind},
    }
    kinds = [(value, label, len(shown[value])) for value, label in labels.items()]
    context = {
        **frame(request, park, chain, "chain_gaps"),
        "gaps": [_line(each, park, pursued.get(each.node, [])) for each in found],
        "kinds": [
            {
                "href": at("chain_gaps", park) + (f"&calls={value}" if value else ""),
                "label": label,
                "here": value == wanted,
                "count": count,
            }
            for value, label, count in kinds
        ],
        "legend": legend(),
    }
    return render(request, "chain/gaps.html", context)


def _calling(found: tuple[Gap, ...], kind: VerdictKind) -> list[Gap]:
    return [each for each in found if kind in {verdict.kind for verdict in each.standing.verdicts}]


def _line(gap: Gap, park: Park, pursued: list[object]) -> dict[str, object]:
    return {
        "gap": gap,
        "name": node_name(taxonomy().nodes[gap.node]),
        "href": at("chain_node", park, gap.node),
        "recruit": at("chain_recruit", park, gap.node),
        "state": state_of(gap.standing),
        "because": because(gap.standing.main) if gap.standing.main else "",
        "ask": words.ASKS.get(gap.standing.main.ask, "") if gap.standing.main else "",
        "more": [str(words.VERDICTS[each.kind]) for each in gap.standing.verdicts[1:]],
        "pursued": pursued,
        "import": reverse("chain_import"),
    }
