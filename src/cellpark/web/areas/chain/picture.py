"""The chain as a picture: rows of groups, one box a link, edges between; the same data draw it in the browser."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cellpark.chain.public import Chain, EdgeKind, NodeFigures, Standing, taxonomy, words
from cellpark.space.public import Park
from cellpark.web.areas.chain.shown import at, because, colour_of, node_name, sign_of


@dataclass(frozen=True, slots=True)
class Box:
    """One link on the map."""

    code: str
    name: str
    firms: int
    unmet: int
    colour: str
    sign: str
    spoken: str
    href: str


@dataclass(frozen=True, slots=True)
class Row:
    """One group of links."""

    code: str
    name: str
    band: str
    firms: int
    href: str
    boxes: tuple[Box, ...]


def rows(chain: Chain, park: Park) -> list[Row]:
    """The groups with their links, upstream first; the support links make one row."""
    tree = taxonomy()
    groups = [code for code in tree.nodes if tree.children[code] and tree.children[code][0] in tree.leaves]
    groups.sort(key=_support_last)
    return [
        Row(
            code=code,
            name=node_name(tree.nodes[code]),
            band=node_name(tree.nodes[code[0]]),
            firms=int(chain.park[code].firms.value or 0),
            href=at("chain_node", park, code),
            boxes=tuple(_box(chain.standings[each], park) for each in tree.children[code]),
        )
        for code in groups
    ]


def _support_last(code: str) -> bool:
    return code.startswith("X")


def _box(standing: Standing, park: Park) -> Box:
    node = taxonomy().nodes[standing.node]
    firms, unmet = int(standing.figures.firms.value or 0), len(standing.figures.wanted)
    verdict = (
        f"{words.VERDICTS[standing.main.kind]}: {because(standing.main)}"
        if standing.main
        else _("Nothing is called for")
    )
    return Box(
        code=node.code,
        name=node_name(node),
        firms=firms,
        unmet=unmet,
        colour=colour_of(standing),
        sign=sign_of(standing),
        spoken=verdict,
        href=at("chain_node", park, node.code),
    )


def map_data(lines: list[Row]) -> dict[str, Any]:
    """What the browser draws the whole chain from: boxes by row and place, edges by code."""
    return {
        "rows": [{"code": each.code, "name": each.name, "band": each.band, "href": each.href} for each in lines],
        "boxes": [
            {
                "code": box.code,
                "name": box.name,
                "row": place,
                "column": column,
                "firms": box.firms,
                "unmet": box.unmet,
                "colour": box.colour,
                "sign": box.sign,
                "said": box.spoken,
                "href": box.href,
            }
            for place, line in enumerate(lines)
            for column, box in enumerate(line.boxes)
        ],
        "edges": [
            {"from": each.source, "to": each.target, "kind": str(words.EDGES[each.kind])} for each in taxonomy().edges
        ],
        "words": {
            "firms": _("Companies on the node"),
            "unmet": _("Unmet demand"),
        },
    }


def star_data(code: str, figures: Mapping[str, NodeFigures], chain: Chain, park: Park) -> dict[str, Any]:
    """A node in the middle, whoever sits on it around, its neighbours beyond."""
    tree = taxonomy()
    told: dict[tuple[str, str], EdgeKind] = {}
    for below in tree.within(code):
        for edge in (*tree.needs[below], *tree.serves[below]):
            other = edge.source if edge.target == below else edge.target
            if other not in tree.within(code):
                told.setdefault((other, "in" if edge.target == below else "out"), edge.kind)
    return {
        "centre": {"code": code, "name": node_name(tree.nodes[code])},
        "seats": [{"name": each.name, "node": each.node, "kind": each.kind} for each in figures[code].seats[:40]],
        "neighbours": [
            {
                "code": other,
                "name": node_name(tree.nodes[other]),
                "way": way,
                "kind": str(words.EDGES[kind]),
                "firms": int(figures[other].firms.value or 0),
                "colour": colour_of(chain.standings[other]) if other in chain.standings else "planned",
                "href": at("chain_node", park, other),
            }
            for (other, way), kind in told.items()
        ],
    }
