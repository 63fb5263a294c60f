"""The addresses of this area."""

from django.urls import URLPattern

from cellpark.access.public import requires, route
from cellpark.chain.public import ChainPermission as May
from cellpark.web.areas.chain.views import exchange, introductions, maps, nodes, records, scenarios

NODE, SEE = "chain/nodes/<str:code>", requires(May.SEE)
KEEP, RECRUIT = requires(May.KEEP), requires(May.RECRUIT)
READ, PART = requires(May.EXCHANGE), requires(May.TAKE_PART)
OFFER, WANT, MET = "exchange/offers/<uuid:offer_id>", "exchange/wants/<uuid:want_id>", "exchange/introductions"

urlpatterns: list[URLPattern] = [
    route("chain", maps.picture, access=SEE, name="chain"),
    route("chain/table", maps.table, access=SEE, name="chain_table"),
    route("chain/gaps", maps.gaps, access=SEE, name="chain_gaps"),
    route("chain/what-if", scenarios.what_if, access=SEE, name="chain_what_if"),
    route("chain/side-by-side", scenarios.side_by_side, access=SEE, name="chain_compare"),
    route(NODE, nodes.node, access=SEE, name="chain_node"),
    route(f"{NODE}/recruit", nodes.recruit, access=RECRUIT, name="chain_recruit"),
    route("chain/recruitments/<uuid:recruitment_id>", nodes.recruitment, access=SEE, name="chain_recruitment"),
    route(
        "chain/recruitments/<uuid:recruitment_id>/give-up",
        nodes.give_up,
        access=RECRUIT,
        name="chain_recruitment_give_up",
    ),
    route("chain/seats/take", records.take_seat, access=KEEP, name="chain_seat_take"),
    route("chain/seats/<uuid:seat_id>/end", records.end_seat, access=KEEP, name="chain_seat_end"),
    route("chain/records/import", records.take_in, access=KEEP, name="chain_import"),
    route("exchange", exchange.offers, access=READ, name="exchange"),
    route("exchange/search", exchange.search, access=READ, name="chain_search"),
    route("exchange/offers/place", exchange.place_offer, access=PART, name="exchange_offer_place"),
    route(OFFER, exchange.offer, access=READ, name="exchange_offer"),
    route(f"{OFFER}/withdraw", exchange.withdraw_offer, access=PART, name="exchange_offer_withdraw"),
    route("exchange/wants", exchange.wants, access=READ, name="exchange_wants"),
    route("exchange/wants/place", exchange.place_want, access=PART, name="exchange_want_place"),
    route(WANT, exchange.want, access=READ, name="exchange_want"),
    route(f"{WANT}/withdraw", exchange.withdraw_want, access=PART, name="exchange_want_withdraw"),
    route(f"{WANT}/ask/<uuid:offer_id>", introductions.ask, access=PART, name="exchange_ask"),
    route(MET, introductions.listed, access=READ, name="exchange_introductions"),
    route(f"{MET}/<uuid:introduction_id>", introductions.one, access=READ, name="exchange_introduction"),
    route(f"{MET}/<uuid:introduction_id>/<slug:verb>", introductions.act, access=PART, name="exchange_act"),
]
