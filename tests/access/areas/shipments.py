"""Shipments, their excursions and links."""

import base64
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now
from cellpark.identity.public import OrganisationKind
from cellpark.kernel.quantity import Quantity
from cellpark.materials import public as materials
from cellpark.materials.public import MaterialKind
from cellpark.shipments import public as shipments
from cellpark.shipments.public import Condition, Journey, LinkAct, LinkRole
from tests.access.areas import code_of
from tests.access.sample import OK, Sample
from tests.people import HOUSE, organisation

SHIPMENT = {"shipment_id": "shipment"}
EXCURSION = {"excursion_id": "shipment_excursion"}
LINK = {"link_id": "shipment_link"}
# done, or refused for a reason that has nothing to do with rights
DONE = (200, 302, 303, 409, 422)
SAID = (200, 409, 422)


def form(args: dict[str, str] | None = None) -> Sample:
    return Sample(args or {}, own=OK, post=DONE)


ROUTES = {
    "shipments": Sample(),
    "shipment_plan": form(),
    "shipment": Sample(SHIPMENT),
    "shipment_epcis": Sample(SHIPMENT, own=(404,)),  # what has not left has no way to tell
    **{
        f"shipment_{act}": form(SHIPMENT)
        for act in (
            *(
                "pack",
                "seal",
                "hand_over",
                "take_over",
                "arrive",
                "unpack",
                "receive",
                "logger",
                "logger_replace",
                "inspect",
                "cancel",
            ),
            "link",
        )
    },
    "link_revoke": Sample(LINK, own=(405,), post=(303,)),
    "shipment_excursion": Sample(EXCURSION, own=OK, post=(*DONE, 403)),
    "shipment_label": Sample(SHIPMENT),
    # whoever has no link learns how to get one, and nothing about the code
    "shipment_go": Sample(own=OK, post=(410, 429)),
    # the link is the right: without its secret nobody gets anything, whoever they are
    "shipment_phone": Sample({"owner_id": "organisation"}, fixed={"secret": "wrong"}, own=(410, 429), post=(410, 429)),
}
SAME = {
    "shipment_plan": "plan_a_shipment",
    "shipment_pack": "pack_a_container",
    "shipment_seal": "seal_a_shipment",
    "shipment_hand_over": "hand_a_shipment_over",
    "shipment_take_over": "take_a_shipment_over",
    "shipment_arrive": "confirm_an_arrival",
    "shipment_unpack": "unpack_a_container",
    "shipment_receive": "receive_a_shipment",
    "shipment_logger": "read_a_logger",
    "shipment_logger_replace": "replace_a_logger",
    "shipment_inspect": "inspect_a_shipment",
    "shipment_cancel": "cancel_a_shipment",
    "shipment_link": "make_a_link",
    "link_revoke": "revoke_a_link",
    "shipment_excursion": "decide_about_an_excursion",
}
REASONS = {
    "shipment_go": "a page for somebody with a phone and no account; it tells nothing that a program could use",
    "shipment_phone": "whoever holds a link has no account and no token; programs do the same acts with theirs",
}


def call(args: dict[str, str] | None = None, **body: Any) -> Sample:
    return Sample(args or {}, body=lambda _side: body, own=SAID)


FILE = base64.b64encode(b"time,temperature\n2026-01-01T00:00Z,5\n").decode()
OPERATIONS = {
    "list_shipments": Sample(),
    "get_shipment": Sample(SHIPMENT),
    "read_shipment_epcis": Sample(SHIPMENT, own=(409,)),
    "plan_a_shipment": Sample(
        body=lambda side: {
            "number": "SH-NEW",
            "containers": [str(side.thing("container"))],
            "sender": str(side.organisation),
            "receiver": str(side.thing("shipment")),
            "condition": "fresh",
            "pick_up_at": now().isoformat(),
            "due_at": (now() + timedelta(hours=5)).isoformat(),
            "hours_max": 24,
        },
        own=SAID,
        body_names_another=True,
    ),
    **{
        name: call(SHIPMENT, raw="CT-WRONG")
        for name in (
            *("pack_a_container", "hand_a_shipment_over", "take_a_shipment_over", "confirm_an_arrival"),
            "unpack_a_container",
        )
    },
    "seal_a_shipment": call(SHIPMENT, seal="S", logger="L"),
    "receive_a_shipment": call(SHIPMENT, seal="S"),
    "read_a_logger": call(SHIPMENT, name="trip.csv", content=FILE),
    "replace_a_logger": call(SHIPMENT, name="trip.csv", content=FILE, reason="test"),
    "inspect_a_shipment": call(SHIPMENT, accept=True, reason="test"),
    "cancel_a_shipment": call(SHIPMENT, reason="test"),
    "list_shipment_excursions": Sample(),
    "decide_about_an_excursion": call(EXCURSION, decision="rejected", reason="test"),
    "make_a_link": call(SHIPMENT, act="arrive", role="ward"),
    "revoke_a_link": call(LINK),
}
# closed lists, computed values, ids of organisations
NOT_WRITTEN = {
    "shipments.Shipment": {"state", "purpose", "condition", "low", "high", "file_sha256", "parties"},
    "shipments.ShipmentContent": {"coi", "parties"},
    "shipments.Excursion": {"state", "held", "parties"},
    "shipments.HandLink": {"act", "role", "state", "digest"},
}


def populate(home: Any, colleague: Any, label: str) -> dict[str, Any]:
    with use_scope(EVERYTHING):
        return _things(home.id, label)


def _things(owner: UUID, label: str) -> dict[str, Any]:
    house, partner = replace(HOUSE, organisation_id=owner), organisation("Partner", OrganisationKind.HOSPITAL).id
    material = materials.describe_material(
        actor=HOUSE, organisation_id=owner, code=f"S-{label}"[:40], name_en=label, kind=MaterialKind.REAGENT, unit="mL"
    )
    container = materials.expect_container(
        actor=HOUSE, material_id=material.id, quantity=Quantity.parse("1 mL"), code=f"{label}-S"
    )
    planned = shipments.plan_shipment(
        actor=house,
        number=f"SH-{code_of(label)}",
        containers=[container.id],
        journey=Journey(
            sender=owner,
            receiver=partner,
            carrier=None,
            condition=Condition.FRESH,
            pick_up_at=now(),
            due_at=now() + timedelta(hours=5),
            hours_max=24,
        ),
    )
    made = shipments.make_link(actor=house, shipment_id=planned.id, act=LinkAct.ARRIVE, role=LinkRole.WARD)
    texts = dict.fromkeys(("seal", "seal_seen", "shipper", "logger", "damage"), label)
    received = shipments.Shipment(
        organisation_id=owner,
        number=f"SI-{code_of(label)}",
        sender_id=partner,
        receiver_id=owner,
        state="received",
        condition="fresh",
        hours_max=24,
        pick_up_at=now(),
        due_at=now(),
        contents=planned.contents,
        evaluation={"device": label},
        **texts,
    )
    received.save()
    excursion = shipments.Excursion(
        organisation_id=owner,
        shipment=received,
        number=f"SI-{code_of(label)}-X1",
        findings=[{"kind": "damage", "side": "", "starts_at": None, "ends_at": None, "peak": "", "said": label}],
        reason=label,
        opened_at=now(),
    )
    excursion.save()
    return {"shipment": planned.id, "shipment_excursion": excursion.id, "shipment_link": made.link.id}
