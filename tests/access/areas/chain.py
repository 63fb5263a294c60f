"""The industry chain and the exchange."""

import base64
from dataclasses import replace
from datetime import date
from typing import Any

from cellpark.base.fields import new_id
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now
from cellpark.chain import public as chains
from cellpark.chain.public import ListingWords, OfferKind, SeatKind, SeatWords
from cellpark.identity.public import OrganisationKind
from tests.access.sample import Sample
from tests.people import HOUSE, organisation

SEAT, RECRUITMENT = {"seat_id": "chain_seat"}, {"recruitment_id": "chain_recruitment"}
OFFER, WANT = {"offer_id": "exchange_offer"}, {"want_id": "exchange_want"}
INTRODUCTION = {"introduction_id": "exchange_introduction"}
# done, or refused for a reason that has nothing to do with rights; a site of tests has no park of the directory
DONE = (200, 302, 303, 404, 409, 422)
SAID = (200, 404, 409, 422)
PAGE = (200, 404)
NODE = {"code": "M42"}


def form(args: dict[str, str] | None = None, **more: Any) -> Sample:
    return Sample(args or {}, own=PAGE, post=DONE, **more)


ROUTES = {
    **{name: Sample(own=PAGE) for name in ("chain", "chain_table", "chain_gaps", "chain_what_if", "chain_compare")},
    "chain_node": Sample(fixed=NODE, own=PAGE),
    "chain_recruit": form(fixed=NODE),
    "chain_recruitment": Sample(RECRUITMENT),
    "chain_recruitment_give_up": form(RECRUITMENT),
    "chain_seat_take": form(),
    "chain_seat_end": form(SEAT),
    "chain_import": form(),
    "exchange": Sample(),
    "chain_search": form(),
    "exchange_offer_place": form(),
    # what is offered is offered to everybody
    "exchange_offer": Sample(OFFER),
    "exchange_offer_withdraw": form(OFFER),
    "exchange_wants": Sample(),
    "exchange_want_place": form(),
    "exchange_want": Sample(WANT),
    "exchange_want_withdraw": form(WANT),
    "exchange_ask": form(WANT | {"offer_id": "exchange_offer"}),
    "exchange_introductions": Sample(),
    "exchange_introduction": Sample(INTRODUCTION),
    "exchange_act": form(INTRODUCTION, fixed={"verb": "withdraw"}),
}
SAME = {
    "chain_recruit": "make_a_chain_lead",
    "chain_recruitment_give_up": "give_up_a_recruitment",
    "chain_seat_take": "give_a_seat",
    "chain_seat_end": "end_a_seat",
    "chain_import": "read_chain_records",
    "chain_search": "ask_who_does",
    "exchange_offer_place": "offer_something",
    "exchange_offer_withdraw": "withdraw_an_offer",
    "exchange_want_place": "look_for_something",
    "exchange_want_withdraw": "withdraw_a_want",
    "exchange_ask": "ask_for_an_introduction",
    "exchange_act": "follow_an_introduction",
}


def call(args: dict[str, str] | None = None, fixed: dict[str, Any] | None = None, **body: Any) -> Sample:
    return Sample(args or {}, fixed=fixed or {}, body=lambda _side: body, own=SAID)


FILE = base64.b64encode(b"area,node,metric,value,unit,day,source\ncity:jinan,M41,firms,3,,2026-01-01,x\n").decode()
LISTING = {"kind": "talent", "title": "Postdocs", "text": "Two postdocs"}
KEY = {"key": "lishan"}
OPERATIONS = {
    "list_chain_nodes": Sample(fixed=KEY, own=PAGE),
    "list_chain_gaps": Sample(fixed=KEY, own=PAGE),
    "ask_what_if": Sample(SEAT, fixed=KEY, own=PAGE),
    "compare_chains": Sample(fixed=KEY | {"other": "ftz-one"}, own=PAGE),
    "list_seats": Sample(),
    "give_a_seat": call(
        node="M41", kind="company", area="park:lishan", name_en="New", evidence="e", source="s", day="2026-01-01"
    ),
    "end_a_seat": call(SEAT, until="2026-02-01", reason="test"),
    "read_chain_records": call(name="facts.csv", content=FILE, kind="facts"),
    "make_a_chain_lead": call(fixed=KEY | NODE, name_en="Lead", step="call", step_on="2027-01-01"),
    "list_recruitments": Sample(),
    "give_up_a_recruitment": call(RECRUITMENT, reason="test"),
    "list_offers": Sample(),
    "offer_something": call(**LISTING),
    "withdraw_an_offer": Sample(OFFER, own=SAID),
    "list_wants": Sample(),
    "look_for_something": call(**LISTING),
    "withdraw_a_want": Sample(WANT, own=SAID),
    "list_matches": Sample(WANT),
    "ask_for_an_introduction": Sample(WANT | {"offer_id": "exchange_offer"}, own=SAID),
    "list_introductions": Sample(),
    "follow_an_introduction": call(INTRODUCTION, fixed={"verb": "withdraw"}),
    "ask_who_does": call(node="M41", area="park:lishan"),
}
# closed lists, codes of the taxonomy, values of the house, hashes
NOT_WRITTEN = {
    "chain.Seat": {"node", "kind", "area", "capacity_unit", "state"},
    "chain.Purchase": {"node", "area", "origin"},
    "chain.MarketFact": {"node", "area", "metric", "unit"},
    "chain.MissedSearch": {"node", "area"},
    "chain.Recruitment": {"node", "area", "verdict", "state", "lease"},
    "chain.Offer": {"kind", "node", "area", "state"},
    "chain.Want": {"kind", "node", "area", "state"},
    "chain.Introduction": {"asker_kind", "state", "parties", "wanted", "reasons"},
}


def populate(home: Any, colleague: Any, label: str) -> dict[str, Any]:
    with use_scope(EVERYTHING):
        return _things(home.id, label)


def _things(owner: Any, label: str) -> dict[str, Any]:
    house = replace(HOUSE, organisation_id=owner)
    words = SeatWords(
        node="M41",
        kind=SeatKind.COMPANY,
        area="park:lishan",
        name_zh=label,
        name_en=label,
        evidence=label,
        source=label,
        day=date(2026, 1, 1),
    )
    seat = chains.take_seat(actor=house, words=words)
    recruitment = chains.Recruitment(
        organisation_id=owner,
        node="M42",
        area="park:lishan",
        company=new_id(),
        name_zh=label,
        name_en=label,
        demand=[{"kind": "need", "id": str(new_id()), "node": "M42", "day": "2026-01-01", "text": label}],
        opened_at=now(),
    )
    recruitment.save()
    chains.Purchase(
        organisation_id=owner, node="M41", area="park:lishan", buyer=label, supplier=label, origin="park",
        amount=1, day=date(2026, 1, 1), source=label,
    ).save()  # fmt: skip
    chains.MarketFact(
        organisation_id=owner, node="M41", area="park:lishan", metric="products", value=1, day=date(2026, 1, 1),
        source=label,
    ).save()  # fmt: skip
    chains.MissedSearch(organisation_id=owner, node="M42", area="park:lishan", words=label, day=date(2026, 1, 1)).save()
    said = ListingWords(kind=OfferKind.TALENT, title=f"{label} want", text=label)
    want = chains.place_want(actor=house, words=said)
    other = replace(HOUSE, organisation_id=organisation("Giver", OrganisationKind.UNIVERSITY).id)
    offered = chains.place_offer(actor=other, words=replace(said, title="Postdocs", text="Postdocs for others"))
    own = chains.place_offer(actor=house, words=replace(said, title="Postdocs", text="Postdocs"))
    # what is offered is open to all while it is open; what was withdrawn is its owner's again
    chains.withdraw_offer(actor=house, offer_id=own.id)
    closed = chains.Offer(
        organisation_id=owner, kind="talent", title=label, text=label, day=date(2026, 1, 1), state="withdrawn"
    )
    closed.save()
    introduction = chains.Introduction(
        organisation_id=owner, parties=[other.organisation_id], offer_id=offered.id, want_id=want.id,
        giver_id=other.organisation_id, asker_kind="tenant", offered=label, asked_at=now(),
    )  # fmt: skip
    introduction.save()
    return {
        "chain_seat": seat.id,
        "chain_recruitment": recruitment.id,
        "exchange_offer": closed.id,
        "exchange_want": want.id,
        "exchange_introduction": introduction.id,
    }
