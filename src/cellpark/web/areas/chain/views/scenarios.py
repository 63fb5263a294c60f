"""What if somebody leaves, and two parks side by side."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cellpark.chain.public import SeatFact, chain_of, compare, taxonomy, words
from cellpark.web.areas.chain.shown import at, chosen_park, known_parks, node_name
from cellpark.web.areas.chain.views.maps import frame, tabs

CHOSEN_MAX = 20


def what_if(request: HttpRequest) -> HttpResponse:
    """The park without those who are chosen."""
    park = chosen_park(request)
    chain = chain_of(park.key)
    here: dict[str, SeatFact] = {}
    for each in chain.book.seats:
        here.setdefault(str(each.who), each)
    chosen = [each for each in request.GET.getlist("who") if each in here][:CHOSEN_MAX]
    found = chain.without(frozenset(here[each].who for each in chosen)) if chosen else None
    nodes = taxonomy().nodes
    context = {
        **frame(request, park, chain, "chain_what_if"),
        "choices": sorted(
            (
                {
                    "value": key,
                    "label": each.name,
                    "nodes": ", ".join(dict.fromkeys(s.node for s in chain.book.seats if s.who == each.who)),
                    "chosen": key in chosen,
                }
                for key, each in here.items()
            ),
            key=lambda row: str(row["label"]),
        ),
        "scenario": found,
        "gone": list(dict.fromkeys(each.name for each in found.gone)) if found else [],
    }
    if found is not None:
        lost = ngettext(
            "%(count)s link loses its only source", "%(count)s links lose their only source", len(found.lost)
        )
        context |= {
            "now": lost % {"count": len(found.lost)},
            "next": _("Win a second source for %(node)s") % {"node": found.lost[0].node} if found.lost else "",
            "who": _("Park staff") if found.lost else "",
            "losses": [
                {"loss": each, "name": node_name(nodes[each.node]), "href": at("chain_node", park, each.node)}
                for each in found.losses
            ],
            "touched": [
                {
                    "name": each.seat.name,
                    "node": each.seat.node,
                    "edge": f"{each.by.source} {words.EDGES[each.by.kind]} {each.by.target}",
                }
                for each in found.touched
            ],
        }
    return render(request, "chain/what_if.html", context)


def side_by_side(request: HttpRequest) -> HttpResponse:
    """What one park lacks and the other has."""
    left, right = chosen_park(request), chosen_park(request, "with", default=1)
    if left.key == right.key:
        right = next((each for each in known_parks(request) if each.key != left.key), right)
    one = chain_of(left.key)
    pairs = compare(taxonomy(), one.park, chain_of(right.key).park)
    lines = [
        {
            "pair": each,
            "name": node_name(taxonomy().nodes[each.node]),
            "left": at("chain_node", left, each.node),
            "right": at("chain_node", right, each.node),
        }
        for each in pairs
    ]
    chosen = request.GET.get("show", "differs")
    shown = [each for each in lines if chosen == "all" or each["pair"].relation in ("left", "right")]  # type: ignore[attr-defined]
    counts = {name: sum(each.relation == name for each in pairs) for name in ("left", "right", "both", "neither")}
    context = {
        **frame(request, left, one, "chain_compare"),
        "tabs": tabs(left, "chain_compare"),
        "left": left,
        "right": right,
        "counts": counts,
        "lines": shown,
        "all": chosen == "all",
        "others": [
            {
                "label": each.name,
                "href": f"{at('chain_compare', left)}&with={each.key}",
                "here": each.key == right.key,
                "count": None,
            }
            for each in known_parks(request)
            if each.key != left.key
        ],
        "toggle": f"{at('chain_compare', left)}&with={right.key}&show={'differs' if chosen == 'all' else 'all'}",
        "now": _("%(left)s has %(one)s links that %(right)s lacks, and lacks %(other)s that it has")
        % {"left": left.name, "right": right.name, "one": counts["left"], "other": counts["right"]},
        "next": "",
        "who": "",
    }
    return render(request, "chain/side_by_side.html", context)
