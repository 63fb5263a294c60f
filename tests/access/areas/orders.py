"""Treatment orders, therapies and a hospital's patients: one organisation is all sides of its own order here."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction

from cellpark.base.fields import new_id
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now
from cellpark.identity.public import new_secret
from cellpark.ledger.public import lock_stream, seal_block
from cellpark.orders.models import (
    CollectionSite,
    HospitalPatient,
    OrderStep,
    PatientOrder,
    Therapy,
    TreatmentOrder,
    WardLink,
)
from cellpark.orders.rows import record_link
from cellpark.orders.ward_events import WardLinkMade
from tests.access.sample import OK, Sample
from tests.people import HOUSE

ORDER, PATIENT, THERAPY = {"order_id": "order"}, {"patient_id": "hospital_patient"}, {"therapy_id": "therapy"}
REFUSED = (409, 422)
ACTS = (
    *("accept", "kit", "confirm", "collect", "receive", "manufacture", "made", "again", "ship", "ward", "bedside"),
    *("infuse", "link"),
)
FORM = {"own": OK, "post": (422,)}

# ``personal``: the order is a draft, its hospital's alone until a physician signs it; not even who oversees sees it
ROUTES = {
    "orders": Sample(),
    "order": Sample(ORDER, personal=True),
    "order_new": Sample(**FORM),
    **{
        f"order_{act}": Sample(ORDER, **FORM, personal=True)
        for act in (*ACTS, "cancel", "fail", "move", "items", "submit")
    },
    # the form stands in the glass room, to which a look leads
    "order_cosign": Sample(ORDER, own=(302,), post=(422,), personal=True),
    "order_comment": Sample(ORDER, **FORM, personal=True),
    "order_slot": Sample(ORDER, query=lambda _side: {"collect_at": "2036-12-01T08:00"}, personal=True),
    **{
        name: Sample(ORDER, own=OK, post=(303, 422), personal=True)
        for name in ("order_slot_hold", "order_slot_back", "order_chance", "order_chance_stop")
    },
    # a signature that was prepared for something else is none of this order
    "order_sign": Sample({**ORDER, "prepared_id": "prepared"}, own=(404,), post=(404,)),
    "ward_link_revoke": Sample({"link_id": "ward_link"}, own=(405,), post=(303,)),
    # the link is the right: without its secret nobody gets anything, whoever they are
    "ward_phone": Sample({"hospital_id": "organisation"}, fixed={"secret": "wrong"}, own=(410, 429), post=(410, 429)),
    "hospital_patients": Sample(),
    "hospital_patient": Sample(PATIENT),
    "hospital_patient_register": Sample(**FORM),
    "hospital_patient_erase": Sample(PATIENT, **FORM),
    "therapies": Sample(),
    "therapy": Sample(THERAPY),
    "therapy_describe": Sample(**FORM),
    "therapy_approve": Sample(THERAPY, **FORM),
    "therapy_retire": Sample(THERAPY, **FORM),
    "site_qualify": Sample(THERAPY, **FORM),
    "site_withdraw": Sample({"site_id": "site"}, **FORM),
}


def act(**body: Any) -> Sample:
    """The order is a draft: the act is reached, judged and refused."""
    return Sample(ORDER, body=lambda _side: body, own=REFUSED, personal=True)


TIMES = {
    "collect_at": "2026-12-01T00:00:00Z",
    "manufacture_from": "2026-12-02T00:00:00Z",
    "manufacture_until": "2026-12-12T00:00:00Z",
    "infuse_at": "2026-12-11T00:00:00Z",
}
SPANS = dict.fromkeys(
    ("to_manufacture_min", "to_manufacture_max", "manufacture", "to_infusion_min", "to_infusion_max"), "1 d"
)
OPERATIONS = {
    "list_orders": Sample(),
    "read_order": Sample(ORDER, personal=True),
    "list_order_steps": Sample(ORDER, personal=True),
    "read_order_bundle": Sample(ORDER, personal=True),
    "list_order_clocks": Sample(ORDER, personal=True),
    "read_progress": Sample(ORDER, personal=True),
    "read_service_request": Sample(ORDER, personal=True),
    "read_specimen": Sample(ORDER, own=REFUSED, personal=True),
    "draft_an_order": Sample(
        body=lambda side: {
            "therapy": str(side.thing("therapy")),
            "patient": str(side.thing("hospital_patient")),
            "country": "ZZ",
        },
        own=REFUSED,
        body_names_another=True,
    ),
    "order_as_fhir": Sample(body=lambda _side: {"resourceType": "ServiceRequest"}, own=REFUSED),
    "complete_an_order": act(**TIMES),
    "prepare_order_signing": act(why="test"),
    "submit_an_order": act(prepared=str(uuid4())),
    "prepare_cosigning": Sample(ORDER, body=lambda _side: {"why": "test", "entries": 0}, own=(404,), personal=True),
    "cosign_a_record": act(prepared=str(uuid4())),
    "prepare_accepting": act(why="test"),
    "accept_an_order": act(prepared=str(uuid4())),
    "send_a_kit": act(kit="KIT-1"),
    "collect_for_order": act(wristband="1", kit="KIT-1", din="A999926123456", volumes=["1 mL"]),
    "receive_collection": act(),
    "manufacture_order": act(number="B-1"),
    "order_made": act(),
    "do_again": act(again="collection", reason="test"),
    "ship_product": act(shipment="S-1"),
    "check_at_bedside": act(wristband="1", scan="2", thawed_at="2026-11-22T00:00:00Z"),
    "infuse_product": act(wristband="1", scan="2"),
    "confirm_identity": act(wristband="1", kit="2"),
    "receive_on_ward": act(wristband="1", scan="2"),
    "make_a_ward_link": act(act="confirm_identity"),
    "revoke_a_ward_link": Sample({"link_id": "ward_link"}, body=lambda _side: {}, own=(200, 409)),
    # the therapy's recipe is not there, so that nothing is found for it
    "find_slot_of_order": Sample(ORDER, own=(200, *REFUSED), personal=True),
    "read_slot_of_order": Sample(ORDER, personal=True),
    "give_slot_of_order_back": Sample(ORDER, body=lambda _side: {}, own=(200, *REFUSED), personal=True),
    "read_chance_of_order": Sample(ORDER, personal=True),
    "count_chance_of_order": Sample(ORDER, body=lambda _side: {}, own=(200, *REFUSED), personal=True),
    "stop_chance_of_order": Sample(ORDER, body=lambda _side: {}, own=(200, *REFUSED), personal=True),
    # an empty reason, so that the order is there for the next caller
    "cancel_an_order": act(reason=" "),
    "fail_an_order": act(reason=" "),
    "move_the_slots": act(reason="test", **TIMES),
    "comment_on_order": act(text=" "),
    "list_hospital_patients": Sample(),
    "read_hospital_patient": Sample(PATIENT),
    "register_a_patient": Sample(body=lambda _side: {"name": " ", "born": "1970-01-01", "number": " "}, own=REFUSED),
    "ask_patient_erasure": Sample(PATIENT, body=lambda _side: {"reason": " "}, own=REFUSED),
    # the request is about another person
    "confirm_a_patient_erasure": Sample({**PATIENT, "request_id": "erasure"}, body=lambda _side: {}, own=(404,)),
    "list_therapies": Sample(),
    "read_therapy": Sample(THERAPY),
    "describe_a_therapy": Sample(
        body=lambda _side: {
            "sponsor": "nobody of this name",
            "code": "X-1",
            "recipe": "0" * 64,
            "starting_material": "SM-1",
            "countries": [{"country": "CN"}],
            "distances": {**SPANS, "after_thaw_max": "60 min"},
            "name_en": "test",
        },
        own=REFUSED,
    ),
    "approve_a_therapy": Sample(THERAPY, body=lambda _side: {}, own=REFUSED),
    "retire_a_therapy": Sample(THERAPY, body=lambda _side: {"reason": " "}, own=REFUSED),
    "list_collection_sites": Sample(THERAPY),
    "qualify_a_hospital": Sample(
        THERAPY,
        body=lambda _side: {
            "hospital": "nobody of this name",
            "assessment": "A-1",
            "valid_until": "2030-01-01",
            "reason": "test",
        },
        own=REFUSED,
    ),
    "withdraw_a_hospital": Sample({"site_id": "site"}, body=lambda _side: {"reason": " "}, own=REFUSED),
}
SAME = {
    "order_new": "draft_an_order",
    "order_slot_hold": "hold_a_slot",
    "order_slot_back": "give_slot_of_order_back",
    "order_chance": "count_chance_of_order",
    "order_chance_stop": "stop_chance_of_order",
    "order_items": "complete_an_order",
    "order_submit": "prepare_order_signing",
    "order_cosign": "prepare_cosigning",
    "order_sign": "submit_an_order",
    "order_comment": "comment_on_order",
    "order_accept": "prepare_accepting",
    "order_kit": "send_a_kit",
    "order_collect": "collect_for_order",
    "order_receive": "receive_collection",
    "order_manufacture": "manufacture_order",
    "order_made": "order_made",
    "order_again": "do_again",
    "order_ship": "ship_product",
    "order_confirm": "confirm_identity",
    "order_ward": "receive_on_ward",
    "order_link": "make_a_ward_link",
    "ward_link_revoke": "revoke_a_ward_link",
    "order_bedside": "check_at_bedside",
    "order_infuse": "infuse_product",
    "order_cancel": "cancel_an_order",
    "order_fail": "fail_an_order",
    "order_move": "move_the_slots",
    "hospital_patient_register": "register_a_patient",
    "hospital_patient_erase": "ask_patient_erasure",
    "therapy_describe": "describe_a_therapy",
    "therapy_approve": "approve_a_therapy",
    "therapy_retire": "retire_a_therapy",
    "site_qualify": "qualify_a_hospital",
    "site_withdraw": "withdraw_a_hospital",
}
REASONS = {"ward_phone": "whoever holds a link has no account and no token; programs do the same acts with theirs"}
ONLY_PROGRAMS = ("accept_an_order", "confirm_a_patient_erasure", "cosign_a_record", "order_as_fhir")
# closed lists, digests, ids, sealed texts, amounts
NOT_WRITTEN = {
    "orders.Therapy": {"parties", "recipe", "facility", "distances", "state"},
    "orders.CollectionSite": {"parties", "state"},
    "orders.HospitalPatient": {"nonce", "ciphertext"},
    "orders.TreatmentOrder": {"parties", "country", "state", "distances", "reached"},
    "orders.OrderStep": {"parties", "type", "by", "state"},
    "orders.WardLink": {"act", "state", "digest"},
}
SPAN = {"value": "1", "unit": "d"}
DISTANCES = {**dict.fromkeys(SPANS, SPAN), "after_thaw_max": {"value": "60", "unit": "min"}}


def populate(home: Any, colleague: Any, label: str) -> dict[str, Any]:
    """A therapy with a site, a patient and a draft with an entry: hospital, sponsor and maker are ``home``."""
    rule = {"country": "CN", "eligibility": [label], "consents": [], "wash_outs": {}, "collect_within": 0}
    common = {"organisation_id": home.id, "parties": [home.id]}
    with use_scope(EVERYTHING):
        therapy = Therapy(
            **common,
            code=label[:40],
            name_zh=label,
            name_en=label,
            sponsor_id=home.id,
            recipe="0" * 64,
            starting_material=label[:40],
            facility="A9999",
            countries=[rule],
            distances=DISTANCES,
            state="approved",
            version=1,
        )
        therapy.save(force_insert=True)
        site = CollectionSite(
            **common, therapy=therapy, hospital_id=home.id, assessment=label, valid_until=date(2036, 1, 1)
        )
        site.save(force_insert=True)
        patient, order = _patient(home, label), _order(common, therapy, rule, label)
        PatientOrder(order_id=order.id, organisation_id=home.id, patient=patient).save(force_insert=True)
        OrderStep(
            **common,
            order=order,
            type="commented",
            at=now(),
            by=f"person/{colleague.id}",
            by_organisation=home.id,
            reason=label,
            details={"text": label},
            number=2,
        ).save()
        link = _link(home, order)
    return {
        "ward_link": link.id,
        "order": order.id,
        "therapy": therapy.id,
        "site": site.id,
        "hospital_patient": patient.id,
    }


def _link(home: Any, order: TreatmentOrder) -> WardLink:
    """A link with its entry in the ledger, so that it can be taken back."""
    identity = new_id()
    event = WardLinkMade(
        link=identity,
        order=order.id,
        act="confirm_identity",
        digest=new_secret().digest,
        expires_at=now() + timedelta(hours=5),
        person=None,
    )
    with transaction.atomic():
        lock_stream(f"ward-link/{identity}")
        return record_link(event, actor=HOUSE, organisation=home.id)


def _patient(home: Any, label: str) -> HospitalPatient:
    identity, event = new_id(), new_id()
    fields = {"name": label, "born": "1970-01-01", "number": label}
    block = seal_block(person=identity, event_id=event, fields=fields)
    made = HospitalPatient(
        id=identity,
        organisation_id=home.id,
        code=label[-20:],
        sealed_for=event,
        nonce=block.nonce,
        ciphertext=block.ciphertext,
        registered_at=now(),
        version=1,
    )
    made.save(force_insert=True)
    return made


def _order(common: Any, therapy: Therapy, rule: Any, label: str) -> TreatmentOrder:
    starts = now() + timedelta(days=3)
    made = TreatmentOrder(
        **common,
        number=label,
        therapy=therapy,
        revision=1,
        product=label[:40],
        hospital_id=common["organisation_id"],
        sponsor_id=common["organisation_id"],
        country="CN",
        coi=label[:40],
        asked=rule,
        distances=DISTANCES,
        references={label: label},
        last_doses={label: "2026-01-01"},
        collect_at=starts,
        manufacture_from=starts + timedelta(days=1),
        manufacture_until=starts + timedelta(days=2),
        infuse_at=starts + timedelta(days=3),
        kit=label,
        din=label[-20:],
        bags=[{"container": str(new_id()), "code": label, "volume": {"value": "1", "unit": "mL"}}],
        batch_number=label[:40],
        reached={"draft": now().isoformat()},
        drafted_at=now(),
        version=1,
    )
    made.save(force_insert=True)
    return made
