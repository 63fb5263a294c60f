"""Words for the chain, in the reader's language."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cellpark.chain.permissions import ChainPermission
from cellpark.chain.states import (
    DemandKind,
    IntroductionState,
    Metric,
    OfferKind,
    OfferState,
    Origin,
    RecruitmentState,
    SeatKind,
    SeatState,
    VerdictKind,
    WantState,
)
from cellpark.chain.taxonomy import EdgeKind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Words = Mapping[str, "StrOrPromise"]

APP_WORDS: Words = {"chain": _("Industry chain")}
PERMISSION_WORDS: Words = {
    ChainPermission.SEE: _("See the industry chain of the park"),
    ChainPermission.KEEP: _("Keep seats, purchases and market facts of the chain"),
    ChainPermission.RECRUIT: _("Recruit for gaps of the chain"),
    ChainPermission.EXCHANGE: _("See what is offered on the exchange"),
    ChainPermission.TAKE_PART: _("Offer, want and be introduced on the exchange"),
}
SEAT_KINDS: Words = {
    SeatKind.COMPANY: pgettext_lazy("seat", "Company"),
    SeatKind.PLATFORM: pgettext_lazy("seat", "Platform"),
    SeatKind.HOSPITAL: pgettext_lazy("seat", "Hospital"),
    SeatKind.UNIVERSITY: pgettext_lazy("seat", "University"),
}
SEAT_STATES: Words = {
    SeatState.SEATED: pgettext_lazy("seat", "On the node"),
    SeatState.ENDED: pgettext_lazy("seat", "Ended"),
}
ORIGINS: Words = {
    Origin.PARK: _("Inside the park"),
    Origin.CITY: _("In the city"),
    Origin.NATION: _("In the nation"),
    Origin.ABROAD: _("Imported"),
}
METRICS: Words = {
    Metric.FIRMS: _("Companies on the node"),
    Metric.PRODUCTS: _("Released products"),
    Metric.CAPACITY: _("Capacity a year"),
    Metric.HHI: _("Concentration (HHI)"),
    Metric.TOP_SHARE: _("Share of the largest"),
    Metric.IMPORT_SHARE: _("Import share"),
    Metric.INSIDE_SHARE: _("Bought inside the park"),
    Metric.LEAD_DAYS: _("Lead time, days"),
    Metric.QUALITY_GAP: _("Quality gap"),
}
VERDICTS: Words = {
    VerdictKind.BUILD: _("Build the link"),
    VerdictKind.FILL: _("Fill the link"),
    VerdictKind.STRENGTHEN: _("Strengthen the link"),
    VerdictKind.EXTEND: _("Extend the chain"),
    VerdictKind.SECURE: _("Secure the link"),
}
VERDICT_MEANINGS: Words = {
    VerdictKind.BUILD: _("Nobody in the park and nobody in the city does it."),
    VerdictKind.FILL: _("Nobody in the park does it but somebody in the city, or demand is not met."),
    VerdictKind.STRENGTHEN: _("Somebody does it, but one has over 60 %, over 70 % are imported, or quality lacks."),
    VerdictKind.EXTEND: _("It lies beside a strong link and is not strong itself."),
    VerdictKind.SECURE: _("It is strong, but somebody leaves within 180 days."),
}
BECAUSE: Words = {
    "none_here": _("nobody in the park"),
    "none_near": _("nobody in the city"),
    "near": _("somebody in the city"),
    "unmet": _("demand that is not met"),
    "top_share": _("one has more than 60 %"),
    "import_share": _("more than 70 % are imported"),
    "quality_gap": _("a quality gap is known"),
    "beside": _("beside a strong link"),
    "leaving": _("somebody leaves within 180 days"),
}
ASKS: Words = {
    "city": _("Not certain: how many companies do this in the city? Import a market fact that says so."),
    "loose": _("Not certain: somebody sits on the group above. Do they do this? Give them a seat on the link."),
}
DEMANDS: Words = {
    DemandKind.NEED: _("Need of a company"),
    DemandKind.SEARCH: _("Search without a hit"),
    DemandKind.WANT: _("Want on the exchange"),
    DemandKind.REFUSAL: _("Introduction that was declined"),
    DemandKind.ORDER: _("Treatment order that its maker declined"),
    DemandKind.QUEUE: _("Queue for something shared that was not served"),
    DemandKind.BOOKING: _("Booking of something shared that was refused"),
    DemandKind.PLACE: _("Search for a place without a hit"),
}
RECRUITMENT_STATES: Words = {
    RecruitmentState.OPEN: pgettext_lazy("recruitment", "Recruiting"),
    RecruitmentState.CLOSED: pgettext_lazy("recruitment", "Closed by a lease"),
    RecruitmentState.GIVEN_UP: pgettext_lazy("recruitment", "Given up"),
}
OFFER_KINDS: Words = {
    OfferKind.TECHNOLOGY: _("Technology"),
    OfferKind.TRIAL_CAPACITY: _("Trial capacity"),
    OfferKind.SAMPLES: _("Sample collection"),
    OfferKind.EQUIPMENT_TIME: _("Equipment time"),
    OfferKind.TALENT: _("Talent"),
}
OFFER_STATES: Words = {
    OfferState.OPEN: pgettext_lazy("listing", "Open"),
    OfferState.WITHDRAWN: pgettext_lazy("listing", "Withdrawn"),
}
WANT_STATES: Words = {
    WantState.OPEN: pgettext_lazy("listing", "Open"),
    WantState.MET: pgettext_lazy("listing", "Met"),
    WantState.WITHDRAWN: pgettext_lazy("listing", "Withdrawn"),
}
INTRODUCTION_STATES: Words = {
    IntroductionState.ASKED: pgettext_lazy("introduction", "Asked"),
    IntroductionState.AGREED: pgettext_lazy("introduction", "Introduced"),
    IntroductionState.DECLINED: pgettext_lazy("introduction", "Declined"),
    IntroductionState.WITHDRAWN: pgettext_lazy("introduction", "Taken back"),
    IntroductionState.CONTRACTED: pgettext_lazy("introduction", "Under contract"),
    IntroductionState.COMPLETED: pgettext_lazy("introduction", "Done"),
    IntroductionState.BROKEN_OFF: pgettext_lazy("introduction", "Broken off"),
}
INTRODUCTION_ACTS: Words = {
    "agree": _("Agree to the introduction"),
    "decline": _("Decline the introduction"),
    "withdraw": _("Take the question back"),
    "contract": _("Note the contract"),
    "complete": _("Note that the deal is done"),
    "break_off": _("Note that it was broken off"),
}
EDGES: Words = {
    EdgeKind.SUPPLIES: pgettext_lazy("edge", "supplies"),
    EdgeKind.TESTS: pgettext_lazy("edge", "tests"),
    EdgeKind.STORES: pgettext_lazy("edge", "stores for"),
    EdgeKind.SHIPS: pgettext_lazy("edge", "ships for"),
    EdgeKind.PAYS: pgettext_lazy("edge", "pays for"),
    EdgeKind.REGULATES: pgettext_lazy("edge", "regulates"),
    EdgeKind.TRANSFERS: pgettext_lazy("edge", "transfers technology to"),
}
LIFECYCLE_STATES: Mapping[str, Words] = {
    "chain.seat": SEAT_STATES,
    "chain.recruitment": RECRUITMENT_STATES,
    "chain.offer": OFFER_STATES,
    "chain.want": WANT_STATES,
    "chain.introduction": INTRODUCTION_STATES,
}
EVENT_VALUES: Mapping[str, Words] = {
    "verdict": VERDICTS,
    "metric": METRICS,
    "origin": ORIGINS,
}
EVENT_TITLES: Words = {
    "chain.seat.taken": _("Seat on the chain taken"),
    "chain.seat.ended": _("Seat on the chain ended"),
    "chain.purchase.recorded": _("Purchase recorded"),
    "chain.fact.stated": _("Market fact stated"),
    "chain.search.missed": _("Search without a hit"),
    "chain.recruitment.opened": _("Recruiting for a gap"),
    "chain.recruitment.closed": _("Gap closed by a lease"),
    "chain.recruitment.given_up": _("Recruiting given up"),
    "chain.offer.placed": _("Offer placed on the exchange"),
    "chain.offer.withdrawn": _("Offer withdrawn"),
    "chain.want.placed": _("Want placed on the exchange"),
    "chain.want.withdrawn": _("Want withdrawn"),
    "chain.want.met": _("Want met"),
    "chain.introduction.asked": _("Introduction asked for"),
    "chain.introduction.agreed": _("Introduction agreed"),
    "chain.introduction.answered": _("Introduction ended"),
    "chain.introduction.followed": _("Deal followed"),
}
EVENT_SENTENCES: Words = {
    "chain.seat.taken": _("%(actor)s gave %(name_zh)s %(name_en)s a seat on node %(node)s."),
    "chain.seat.ended": _("%(actor)s ended the seat on %(until)s."),
    "chain.purchase.recorded": _("%(actor)s recorded a purchase on node %(node)s."),
    "chain.fact.stated": _("%(actor)s stated a market fact of node %(node)s."),
    "chain.search.missed": _("%(actor)s looked for node %(node)s and found nobody."),
    "chain.recruitment.opened": _("%(actor)s began to recruit for node %(node)s."),
    "chain.recruitment.closed": _("Lease %(lease)s closed the gap."),
    "chain.recruitment.given_up": _("%(actor)s gave the recruiting up."),
    "chain.offer.placed": _("%(actor)s offered “%(title)s”."),
    "chain.offer.withdrawn": _("%(actor)s withdrew the offer."),
    "chain.want.placed": _("%(actor)s placed the want “%(title)s”."),
    "chain.want.withdrawn": _("%(actor)s withdrew the want."),
    "chain.want.met": _("The want is met by a deal."),
    "chain.introduction.asked": _("%(actor)s asked for an introduction to “%(offered)s”."),
    "chain.introduction.agreed": _("%(actor)s agreed to the introduction."),
    "chain.introduction.answered": _("%(actor)s ended the introduction."),
    "chain.introduction.followed": _("%(actor)s noted how the deal stands."),
}
EVENT_FIELDS: Words = {
    "id": _("Record"),
    "node": _("Node of the chain"),
    "area": _("Park, city or nation"),
    "subject": _("Elsewhere in the house"),
    "name_zh": _("Chinese name"),
    "name_en": _("English name"),
    "evidence": _("Evidence"),
    "source": _("Source"),
    "day": _("Day"),
    "capacity": _("Capacity a year"),
    "capacity_unit": _("Unit of the capacity"),
    "lead_days": _("Lead time, days"),
    "until": _("First day without it"),
    "buyer": _("Buyer"),
    "supplier": _("Supplier"),
    "origin": _("Where it was bought"),
    "amount": pgettext_lazy("money", "Amount"),
    "metric": _("What it says"),
    "value": _("Value"),
    "unit": _("Unit"),
    "words": _("What was typed"),
    "company": _("Company"),
    "demand": _("Demand that is not met"),
    "verdict": _("What the link calls for"),
    "lease": _("Lease"),
    "seat": _("Seat"),
    "title": _("Title"),
    "text": _("Text"),
    "offer_id": _("Offer"),
    "want_id": _("Want"),
    "giver_id": _("Whoever offers"),
    "asker_kind": _("Kind of organisation that asks"),
    "offered": _("What is offered"),
    "wanted": _("What is wanted"),
    "reasons": _("Why they fit"),
}
