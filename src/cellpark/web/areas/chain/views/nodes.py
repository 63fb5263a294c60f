"""One node of the chain with the records behind each of its figures, and recruiting for it."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.base.actor import Actor
from cellpark.base.idempotency import Outcome
from cellpark.chain import public as chains
from cellpark.chain.public import Chain, DemandKind, Figure, Lead, NodeFigures, Record, taxonomy, words
from cellpark.companies import public as companies
from cellpark.companies.public import CompanyPermission, sealed_needs
from cellpark.leases.public import free_rooms
from cellpark.premises import public as premises
from cellpark.space.public import Park
from cellpark.web.areas.chain.asked import asked_for
from cellpark.web.areas.chain.forms import RecruitForm, WhyForm
from cellpark.web.areas.chain.picture import star_data
from cellpark.web.areas.chain.shown import (
    at,
    because,
    chosen_park,
    known_parks,
    node_name,
    percent,
    plain,
    state_of,
    tidy,
)
from cellpark.web.areas.chain.views.maps import frame
from cellpark.web.pages import formats
from cellpark.web.pages.acts import FormPage, done, perform, show_page

RECORDS_SHOWN, PLACES_SHOWN = 50, 3
FIGURES = (
    *("firms", "capacity", "hhi", "top_share", "import_share", "inside_share", "lead_days", "products"),
    "quality_gap",
)
SHARES = frozenset({"top_share", "import_share", "inside_share"})


def known_node(code: str) -> chains.Node:
    """The node of an address."""
    if code not in taxonomy().nodes:
        raise Http404
    return taxonomy().nodes[code]


def crumbs(park: Park, code: str = "") -> tuple[Mapping[str, object], ...]:
    """The way here."""
    way = ({"href": at("chain", park), "label": _("Industry chain")},)
    if not code:
        return way
    above = [{"href": at("chain_node", park, each), "label": each} for each in reversed(taxonomy().above(code))]
    return (*way, *above)


def node(request: HttpRequest, code: str) -> HttpResponse:
    """What is known of one node."""
    found, park = known_node(code), chosen_park(request)
    chain = chains.chain_of(park.key, rooms=True)
    here, standing = chain.park[code], chain.standings.get(code)
    gap = next((each for each in chain.gaps if each.node == code), None)
    tree = taxonomy()
    context = {
        **frame(request, park, chain, "chain"),
        "parks": [],
        "crumbs": crumbs(park, code),
        "node": found,
        "name": node_name(found),
        "group": " / ".join(node_name(tree.nodes[each]) for each in reversed(tree.above(code))),
        "standing": standing,
        "state": state_of(standing) if standing else None,
        "verdicts": [
            {"label": words.VERDICTS[each.kind], "because": because(each), "ask": words.ASKS.get(each.ask, "")}
            for each in (standing.verdicts if standing else ())
        ],
        "gap": gap,
        "figures": figures(chain, code, actor_of(request)),
        "seats": [
            {
                "seat": each,
                "capacity": "" if each.capacity is None else f"{formats.number(tidy(each.capacity))} {each.unit}",
            }
            for each in here.seats
        ],
        "loose": here.loose,
        "may_see_companies": actor_of(request).may(CompanyPermission.SEE),
        "data": star_data(code, chain.park, chain, park),
        "edges": neighbours(chain, code, park),
        "below": [
            {"code": each, "name": node_name(tree.nodes[each]), "href": at("chain_node", park, each),
             "firms": chain.park[each].firms.value}
            for each in tree.children[code]
        ],
        "places": places(chain, found, park),
        "recruit": at("chain_recruit", park, code),
        "take_seat": f"{reverse('chain_seat_take')}?park={park.key}&node={code}",
        "pursued": chains.recruitments(area=f"park:{park.key}").filter(node__in=tree.within(code)),
        "now": _("%(count)s in the park, %(unmet)s unmet")
        % {"count": plain(here.firms), "unmet": formats.number(len(here.wanted))},
        "next": words.VERDICTS[standing.main.kind] if standing and standing.main else "",
        "who": _("Park staff") if standing and standing.main else "",
    }  # fmt: skip
    return render(request, "chain/node.html", context)


def neighbours(chain: Chain, code: str, park: Park) -> list[Mapping[str, object]]:
    """The edges of a node in words."""
    tree = taxonomy()
    found: list[Mapping[str, object]] = []
    for below in tree.within(code):
        for edge in (*tree.needs[below], *tree.serves[below]):
            other = edge.source if edge.target == below else edge.target
            found.append(
                {
                    "text": f"{edge.source} {words.EDGES[edge.kind]} {edge.target}",
                    "other": f"{other} {node_name(tree.nodes[other])}",
                    "href": at("chain_node", park, other),
                    "firms": chain.park[other].firms.value,
                }
            )
    return found


def figures(chain: Chain, code: str, reader: Actor) -> list[dict[str, object]]:
    """Each figure in park, city and nation, with the records behind it, as far as the reader may open them."""
    wide = {"city": chain.city[code] if chain.city else None, "nation": chain.nation[code]}
    here = chain.park[code]
    places = [each for each in (here, *wide.values()) if each is not None]
    told = _records(chain, [getattr(each, name) for name in FIGURES for each in places])
    links = _links(chain, places) if reader.may(CompanyPermission.SEE) else {}
    lines: list[dict[str, object]] = []
    for name in FIGURES:
        behind = (record for each in places for record in getattr(each, name).records[:RECORDS_SHOWN])
        lines.append(
            {
                "label": words.METRICS[name],
                **{place: _shown(name, each) for place, each in {"park": here, **wide}.items()},
                "records": [
                    {"text": told[record], "href": links.get(record.id, "")}
                    for record in dict.fromkeys(behind)
                    if record in told
                ],
            }
        )
    wanted = {each.record: each for figures in places for each in figures.wanted}
    asked = asked_for(wanted.values(), reader)
    demand = []
    for each in wanted.values():
        text, href = asked.get(each.id, (each.text, links.get(each.id, "")))
        demand.append({"text": f"{formats.day(each.day)} · {words.DEMANDS[each.kind]} {text}".strip(), "href": href})
    shown = {place: _shown("unmet", each) for place, each in {"park": here, **wide}.items()}
    lines.append({"label": _("Unmet demand"), **shown, "records": demand, "none": _("nothing that is not met")})
    return lines


def _links(chain: Chain, places: Iterable[NodeFigures]) -> dict[UUID, str]:
    """The company's page for its seats and its needs: one query."""
    wanted = {each.id for figures in places for each in figures.wanted if each.kind == DemandKind.NEED}
    needs = dict(companies.needs().filter(id__in=wanted).values_list("id", "company_id")) if wanted else {}
    seats = {each.id: each.subject for book in (chain.book, *chain.others.values()) for each in book.seats}
    known = {each: company for each, company in {**seats, **needs}.items() if company is not None}
    return {each: reverse("company", args=[company]) for each, company in known.items()}


def _shown(name: str, figures: NodeFigures | None) -> str:
    if figures is None:
        return "\u2013"
    figure: Figure = getattr(figures, name)
    return percent(figure) if name in SHARES else plain(figure)


def _records(chain: Chain, told: Iterable[Figure]) -> dict[Record, str]:
    """The records behind some figures in words: seats and facts are at hand, purchases are read by their ids."""
    wanted = {record for figure in told for record in figure.records}
    seats = {each.id: each for book in (chain.book, *chain.others.values()) for each in book.seats}
    facts = {each.id: each for each in chain.book.known}
    ids: list[UUID] = [each.id for each in wanted if each.kind == "purchase"][: RECORDS_SHOWN * 4]
    bought = {each.id: each for each in chains.purchases().filter(id__in=ids)} if ids else {}
    found = {}
    for record in wanted:
        if record.id in seats:
            found[record] = f"{seats[record.id].node} {seats[record.id].name}"
        elif record.id in facts:
            fact = facts[record.id]
            found[record] = f"{formats.day(fact.day)} · {formats.number(tidy(fact.value))} · {fact.source}"
        elif record.id in bought:
            row = bought[record.id]
            said = f"{row.buyer} \u2190 {row.supplier} · {words.ORIGINS[row.origin]}"
            found[record] = f"{formats.day(row.day)} · {said} · {formats.number(tidy(row.amount))} CNY · {row.source}"
    return found


def places(chain: Chain, found: chains.Node, park: Park) -> list[dict[str, object]]:
    """The best free places of the park for a newcomer on a node, by what the taxonomy assumes of its needs."""
    if found.place is None or not chain.book.rooms:
        return []
    day = chain.book.day
    free = set(chains.rooms_of(park.key, day).filter(free_rooms(start=day, end=None)).values_list("id", flat=True))
    best = premises.find_places(chains.needs_of(found.place, day=day), free=free)[:PLACES_SHOWN]
    codes = dict(premises.rooms().filter(id__in={id_ for each in best for id_ in each.rooms}).values_list("id", "code"))
    return [
        {
            "codes": ", ".join(str(codes[id_]) for id_ in each.rooms),
            "href": reverse("premises_room", args=[each.rooms[0]]),
            "area": each.area_net_m2,
            "complete": each.complete,
        }
        for each in best
    ]


def recruit(request: HttpRequest, code: str) -> HttpResponse:
    """From a gap to a lead that carries the demand."""
    known_node(code)
    park = chosen_park(request)
    chain = chains.chain_of(park.key)
    here, standing = chain.park[code], chain.standings.get(code)
    form = RecruitForm.of(request, initial={"step": _("Find out who could do it, and invite them")})
    demand = [f"{formats.day(each.day)} · {words.DEMANDS[each.kind]} {each.text}".strip() for each in here.wanted]
    page = FormPage(
        title=_("Recruit for %(node)s") % {"node": f"{code} {node_name(taxonomy().nodes[code])}"},
        submit=_("Make the lead"),
        back=at("chain_node", park, code),
        kicker=park.name,
        lead=_("The lead carries what called for it; when its lease is signed, the gap closes with this demand."),
        crumbs=crumbs(park, code),
    )

    def act() -> Outcome:
        sent = form.cleaned_data
        made = chains.open_recruitment(
            actor=actor_of(request),
            node=code,
            area=f"park:{park.key}",
            verdict=standing.main.kind if standing and standing.main else None,
            demand=here.wanted,
            lead=Lead(**sent),
        )
        return {"to": reverse("chain_recruitment", args=[made.id])}

    outcome = perform(request, form, act)
    if outcome is not None:
        return done(request, str(outcome["to"]), _("The lead is made and carries the demand."))
    return show_page(request, form, page, template="chain/recruit.html", demand=demand)


def recruitment(request: HttpRequest, recruitment_id: UUID) -> HttpResponse:
    """One thread: the gap, its demand, the lead, and the lease that closed it."""
    row = chains.recruitment(recruitment_id)
    park = next((each for each in known_parks(request) if f"park:{each.key}" == row.area), None)
    sealed = sealed_needs(UUID(each["id"]) for each in row.demand if each["kind"] == chains.DemandKind.NEED)
    closed, is_open = row.state == chains.RecruitmentState.CLOSED, row.state == chains.RecruitmentState.OPEN
    context = {
        "row": row,
        "park": park,
        "crumbs": crumbs(park, row.node) if park else (),
        "node_name": node_name(taxonomy().nodes[row.node]),
        "node_href": at("chain_node", park, row.node) if park else "",
        "state": words.RECRUITMENT_STATES[row.state],
        "colour": "done" if closed else "waiting" if is_open else "planned",
        "demand": [
            {
                "day": each["day"],
                "kind": words.DEMANDS[each["kind"]],
                "text": sealed.get(UUID(each["id"]), each["text"]),
                "node": each["node"],
            }
            for each in row.demand
        ],
        "verdict": words.VERDICTS.get(row.verdict, ""),
        "now": _("Lease %(lease)s closed the gap") % {"lease": row.lease}
        if closed
        else words.RECRUITMENT_STATES[row.state],
        "next": _("Sign the lease") if is_open else "",
        "who": _("Park staff") if is_open else "",
        "may": is_open and actor_of(request).may(chains.ChainPermission.RECRUIT),
        "may_see_companies": actor_of(request).may(CompanyPermission.SEE),
    }
    return render(request, "chain/recruitment.html", context)


def give_up(request: HttpRequest, recruitment_id: UUID) -> HttpResponse:
    """Nobody comes of it."""
    row = chains.recruitment(recruitment_id)
    form = WhyForm.of(request)
    page = FormPage(
        title=_("Give the recruiting up"),
        submit=_("Give the recruiting up"),
        back=reverse("chain_recruitment", args=[row.id]),
        kicker=f"{row.node} {row.name}",
        lead=_("The demand stays unmet and goes on counting."),
    )

    def act() -> Outcome:
        chains.give_up_recruitment(actor=actor_of(request), recruitment_id=row.id, reason=form.cleaned_data["reason"])
        return {}

    if perform(request, form, act) is not None:
        return done(request, page.back, _("The recruiting is given up."))
    return show_page(request, form, page)
