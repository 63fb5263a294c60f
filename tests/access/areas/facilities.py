"""Work orders with pictures and costs, permits and alarms."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any
from uuid import UUID

from django.utils.timezone import get_current_timezone, localdate
from PIL import Image

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now
from cellpark.facilities import public as facilities
from cellpark.facilities.public import CostKind, HotWork, OwnRules, OwnTerms, Payer, Severity, Where
from cellpark.premises.public import Building, Room
from tests.access.areas import code_of
from tests.access.sample import OK, Sample
from tests.people import HOUSE

ORDER = {"order_id": "facility_order"}
COST = {"cost_id": "facility_cost"}
PHOTO = {"photo_id": "facility_photo"}
PERMIT = {"permit_id": "facility_permit"}
RULES = {"rules_id": "facility_rules"}  # ``personal`` below: an edition is its own operator's alone
ALARM = {"alarm_id": "facility_alarm"}
DONE = (200, 302, 303, 409, 422)
SAID = (200, 409, 422)
WHY = {"reason": "test"}
CHECKS = ["cleared", "gases", "openings", "exit", "told"]


def form(args: dict[str, str] | None = None) -> Sample:
    return Sample(args or {}, own=OK, post=DONE)


def call(args: dict[str, str] | None = None, **body: Any) -> Sample:
    return Sample(args or {}, body=lambda _side: body, own=SAID)


def silent(args: dict[str, str]) -> Sample:
    return Sample(args, own=SAID)


ROUTES = {
    "facility_board": Sample(),
    "facility_orders": Sample(),
    "facility_figures": Sample(),
    "facility_report": form(),
    "facility_order": Sample(ORDER),
    "facility_order_accept": form(ORDER),
    "facility_order_decline": form(ORDER),
    "facility_order_cancel": form(ORDER),
    "facility_order_assign": form(ORDER),
    "facility_order_start": form(ORDER),
    "facility_order_wait": form(ORDER),
    "facility_order_resume": form(ORDER),
    "facility_order_finish": form(ORDER),
    "facility_order_confirm": form(ORDER),
    "facility_order_reopen": form(ORDER),
    "facility_order_note": form(ORDER),
    "facility_order_photos": form(ORDER),
    "facility_order_cost": form(ORDER),
    "facility_cost_approve": form(ORDER),
    "facility_cost_reverse": form(ORDER),
    "facility_cost_strike": form(COST),
    "facility_photo": Sample(PHOTO),
    "facility_door": Sample({"room_id": "facility_room"}),
    "facility_alarms": Sample(),
    "facility_rules": Sample(),
    "facility_rules_propose": form(),
    "facility_rules_approve": Sample(RULES, own=OK, post=DONE, personal=True),
    "facility_rules_decline": Sample(RULES, own=OK, post=DONE, personal=True),
    "facility_permits": Sample(),
    "facility_hot_work": form(),
    "facility_waste_ask": form(),
    "facility_waste": Sample(),
    "facility_permit": Sample(PERMIT),
    "facility_permit_paper": Sample(PERMIT),
    "facility_permit_approve": form(PERMIT),
    "facility_permit_ask_beside": form(PERMIT),
    "facility_permit_allow_beside": form(PERMIT),
    "facility_permit_refuse_beside": form(PERMIT),
    "facility_permit_decline": form(PERMIT),
    # whoever sees it without being a side of it hears so at once
    "facility_permit_withdraw": Sample(PERMIT, own=(*OK, 422), post=DONE),
    "facility_permit_begin": form(PERMIT),
    "facility_permit_end": form(PERMIT),
    "facility_permit_close": form(PERMIT),
    "facility_permit_revoke": form(PERMIT),
    "facility_permit_link": form(PERMIT),
    "facility_permit_link_revoke": Sample({**PERMIT, "link_id": "facility_link"}, own=(405,), post=(303,)),
    # the link is the right: without its secret nobody gets anything, whoever they are
    "permit_phone": Sample({"owner_id": "organisation"}, fixed={"secret": "wrong"}, own=(410, 429), post=(410, 429)),
}
SAME = {
    "facility_report": "report_a_fault",
    "facility_order_accept": "accept_a_work_order",
    "facility_order_decline": "decline_a_work_order",
    "facility_order_cancel": "cancel_a_work_order",
    "facility_order_assign": "assign_a_work_order",
    "facility_order_start": "start_a_work_order",
    "facility_order_wait": "wait_for_the_tenant",
    "facility_order_resume": "resume_a_work_order",
    "facility_order_finish": "finish_a_work_order",
    "facility_order_confirm": "confirm_a_work_order",
    "facility_order_reopen": "reopen_a_work_order",
    "facility_order_note": "comment_on_a_work_order",
    "facility_order_photos": "add_a_picture",
    "facility_order_cost": "enter_a_cost",
    "facility_cost_approve": "approve_costs",
    "facility_cost_reverse": "reverse_costs",
    "facility_cost_strike": "strike_a_cost",
    "facility_hot_work": "ask_for_hot_work",
    "facility_waste_ask": "ask_to_hand_waste_over",
    "facility_rules_propose": "propose_park_rules",
    "facility_rules_approve": "approve_park_rules",
    "facility_rules_decline": "decline_park_rules",
    "facility_permit_approve": "approve_a_permit",
    "facility_permit_ask_beside": "ask_houses_beside",
    "facility_permit_allow_beside": "answer_for_a_house_beside",
    "facility_permit_refuse_beside": "answer_for_a_house_beside",
    "facility_permit_decline": "decline_a_permit",
    "facility_permit_withdraw": "withdraw_a_permit",
    "facility_permit_begin": "begin_a_permit",
    "facility_permit_end": "end_a_permit",
    "facility_permit_close": "close_a_permit",
    "facility_permit_revoke": "revoke_a_permit",
    "facility_permit_link": "make_a_permit_link",
    "facility_permit_link_revoke": "revoke_a_permit_link",
}
# what building systems say: no page says it for them
ONLY_PROGRAMS = {"send_alarm", "clear_an_alarm"}
ASKED = {"text": "Weld", "starts_at": "2026-11-23T01:00:00Z", "ends_at": "2026-11-23T03:00:00Z", "place": "Roof"}
OPERATIONS = {
    "list_work_orders": Sample(),
    "report_a_fault": call(title="No light", kind="power", place="Lift 2"),
    "get_work_order": Sample(ORDER),
    "accept_a_work_order": call(ORDER),
    "decline_a_work_order": call(ORDER, **WHY),
    "cancel_a_work_order": call(ORDER, **WHY),
    "assign_a_work_order": call(ORDER, contractor="Example firm"),
    "start_a_work_order": silent(ORDER),
    "wait_for_the_tenant": call(ORDER, **WHY),
    "resume_a_work_order": silent(ORDER),
    "finish_a_work_order": call(ORDER, done="New fuse"),
    "confirm_a_work_order": call(ORDER),
    "reopen_a_work_order": call(ORDER, **WHY),
    "comment_on_a_work_order": call(ORDER, text="Hello"),
    "add_a_picture": call(ORDER, content="aGVsbG8="),
    "approve_costs": call(ORDER),
    "reverse_costs": call(ORDER, **WHY),
    "enter_a_cost": call(ORDER, kind="material", text="Fuse", quantity="1", unit_price="2"),
    "strike_a_cost": call(COST, **WHY),
    "get_picture": Sample(PHOTO),
    "get_facility_figures": Sample(),
    "list_alarms": Sample(),
    "get_alarm": Sample(ALARM),
    "send_alarm": call(source="BMS", id="1", point="P", severity="major", at="2026-11-22T08:00:00Z"),
    "clear_an_alarm": call(source="BMS", id="none", at="2026-11-22T08:00:00Z"),
    "list_park_rules": Sample(),
    "propose_park_rules": call(
        since="2026-12-01",
        minutes={each: {"answer": 60, "mend": 600} for each in ("emergency", "urgent", "normal", "low")},
        alone_max="100.00",
        labour_rate="120.00",
        silence_days=7,
        reason="test",
    ),
    "approve_park_rules": Sample(RULES, own=SAID, personal=True),
    "decline_park_rules": Sample(RULES, body=lambda _side: WHY, own=SAID, personal=True),
    "list_work_permits": Sample(),
    "get_work_permit": Sample(PERMIT),
    "ask_for_hot_work": call(**ASKED, fire_watch="Somebody", extinguisher="CO2", detectors="none", checks=CHECKS),
    "ask_to_hand_waste_over": call(
        **ASKED, kind="sharps", quantity="1", containers=1, carrier="Example carrier", licence="EX-1"
    ),
    "approve_a_permit": call(PERMIT),
    "ask_houses_beside": call(PERMIT, **WHY),
    "answer_for_a_house_beside": call(PERMIT, allowed=True, **WHY),
    "decline_a_permit": call(PERMIT, **WHY),
    "withdraw_a_permit": call(PERMIT),
    "begin_a_permit": silent(PERMIT),
    "end_a_permit": silent(PERMIT),
    "revoke_a_permit": call(PERMIT, **WHY),
    "close_a_permit": call(PERMIT, said="Looked"),
    "get_permit_paper": Sample(PERMIT),
    "list_permit_links": Sample(PERMIT),
    "make_a_permit_link": silent(PERMIT),
    "revoke_a_permit_link": silent({**PERMIT, "link_id": "facility_link"}),
    "read_waste_register": Sample(),
}
# closed lists, computed values, ids of organisations, bytes written anew
REASONS = {"permit_phone": "whoever holds a link has no account and no token; programs do the same act with theirs"}
NOT_WRITTEN = {
    "facilities.WorkOrder": {"kind", "urgency", "state", "history", "parties", "contractor"},
    "facilities.OrderNote": {"side", "parties"},
    "facilities.OrderPhoto": {"side", "sha256", "content", "parties"},
    "facilities.CostLine": {"kind", "payer", "state", "parties"},
    "facilities.PermitLink": {"act", "state", "digest"},
    "facilities.Permit": {
        *(
            "kind",
            "state",
            "checks",
            "beside",
            "waste_kind",
            "quantity",
            "carrier",
            "licence",
            "note_number",
            "said",
            "parties",
        ),
    },
    "facilities.Alarm": {"severity", "state"},
    "facilities.OwnRules": {"said", "state"},
}


def populate(home: Any, colleague: Any, label: str) -> dict[str, Any]:
    with use_scope(EVERYTHING):
        return _things(home.id, label)


def _things(owner: UUID, label: str) -> dict[str, Any]:
    house, code = replace(HOUSE, organisation_id=owner), code_of(label)
    room = _room(owner, code, label)
    out = BytesIO()
    Image.new("RGB", (4, 4), "red").save(out, "PNG")
    order = facilities.report_order(
        actor=house,
        title=label,
        text=label,
        kind="power",
        where=Where(room_id=room.id, place=label[:60]),
        photos=[out.getvalue()],
    )
    facilities.accept_order(actor=house, order_id=order.id)
    facilities.add_note(actor=house, order_id=order.id, text=label)
    facilities.enter_cost(
        actor=house,
        order_id=order.id,
        kind=CostKind.MATERIAL,
        text=label,
        quantity=Decimal(1),
        unit_price=Decimal(10),
        payer=Payer.PARK,
    )
    start = datetime.combine(localdate(now()) + timedelta(days=1), time(10), get_current_timezone())
    permit = facilities.request_permit(
        actor=house,
        said=HotWork(
            fire_watch=label[:80],
            extinguisher=label,
            detectors=label,
            checks=("cleared", "gases", "openings", "exit", "told"),
        ),
        text=label,
        starts_at=start,
        ends_at=start + timedelta(hours=1),
        where=Where(room_id=room.id, place=label[:60]),
        contractor=label,
    )
    link = facilities.make_permit_link(actor=house, permit_id=permit.id).link
    alarm = facilities.receive_alarm(
        actor=house,
        source=label[:60],
        external=label,
        point=label,
        severity=Severity.MAJOR,
        at=now(),
        room=label[:120],
        text=label,
    )
    # for whoever runs no park nobody proposes anything: the row is there all the same
    rules = OwnRules(
        organisation_id=owner,
        since=date(2026, 12, 24),
        said=OwnTerms.of(facilities.terms_on(date(2026, 12, 24))).as_json(),
        proposed_at=now(),
        reason=label,
    )
    rules.save()
    return {
        "facility_rules": rules.id,
        "facility_order": order.id,
        "facility_room": room.id,
        "facility_cost": facilities.costs_of(order)[0].id,
        "facility_photo": facilities.photos_of(order)[0].id,
        "facility_permit": permit.id,
        "facility_link": link.id,
        "facility_alarm": alarm.id,
    }


def _room(owner: UUID, code: str, label: str) -> Room:
    building = Building(
        organisation_id=owner,
        code=code[:14] + "-F",
        name_en=label,
        lowest_floor=1,
        highest_floor=1,
        width_dm=100,
        depth_dm=100,
    )
    building.save()
    room = Room(
        organisation_id=owner,
        building=building,
        number=2 * 10**9 + owner.int % 10**9,  # far from those that the acts of rooms give
        floor=1,
        code=f"{code[:20]}-F",
        use="laboratory",
        area_gross_m2=Decimal(120),
        area_net_m2=Decimal(100),
        height_m=Decimal(4),
        floor_load_kn_m2=Decimal(5),
        valid_from=date(2026, 1, 1),
    )
    room.save()
    return room
