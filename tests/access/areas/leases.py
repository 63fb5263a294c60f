"""Leases, holds, index values and asking rents."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now
from cellpark.leases.models import AskingRent, Hold, IndexValue, Lease, LeaseRoom, LeaseVersion
from cellpark.premises.public import Building, Room
from cellpark.rent.public import read_form
from tests.access.areas import code_of
from tests.access.sample import OK, Sample
from tests.leases.park import lease_file

LEASE = {"lease_id": "lease"}
HOLD = {"hold_id": "lease_hold"}
DONE = (200, 302, 303, 403, 409, 422)
SAID = (200, 403, 409, 422)


def form(args: dict[str, str] | None = None, own: tuple[int, ...] = (200, 403, 409, 422)) -> Sample:
    return Sample(args or {}, own=own, post=DONE)


ROUTES = {
    **{
        name: Sample()
        for name in ("leases", "lease_holds", "lease_roll", "lease_expiries", "lease_occupancy", "lease_values")
    },
    **{name: form(own=OK) for name in ("lease_draft", "lease_hold", "lease_index", "lease_asking")},
    **{name: Sample(LEASE) for name in ("lease", "lease_bills", "lease_sheet", "lease_file")},
    **{
        name: form(LEASE)
        for name in (
            *("lease_redraft", "lease_amend", "lease_renew", "lease_approve", "lease_withdraw", "lease_notice"),
            *("lease_sign_begin", "lease_take_over", "lease_notice_back", "lease_notice_agree"),
        )
    },
    "lease_hold_release": form(HOLD),
    # a signature that was prepared for something else is none of this lease
    "lease_sign": Sample({**LEASE, "prepared_id": "prepared"}, own=(404,), post=(404,)),
}
SAME = {
    "lease_draft": "draft_a_lease",
    "lease_hold": "hold_rooms",
    "lease_hold_release": "release_a_lease_hold",
    "lease_index": "record_a_lease_index_value",
    "lease_asking": "set_a_lease_asking_rent",
    "lease_redraft": "redraft_a_lease",
    "lease_amend": "amend_a_lease",
    "lease_renew": "renew_a_lease",
    "lease_approve": "approve_a_lease",
    "lease_take_over": "take_a_lease_over",
    "lease_withdraw": "withdraw_a_lease",
    "lease_notice": "give_notice_of_a_lease",
    "lease_notice_back": "ask_to_take_a_notice_back",
    "lease_notice_agree": "agree_to_take_a_notice_back",
    "lease_sign_begin": "prepare_lease_signing",
    "lease_sign": "sign_a_lease",
}


def call(args: dict[str, str] | None = None, **body: Any) -> Sample:
    return Sample(args or {}, body=lambda _side: body, own=SAID)


TERMS = {"text": lease_file("L-NEW"), "rooms": []}
OPERATIONS = {
    **{
        name: Sample()
        for name in (
            *("list_leases", "list_lease_holds", "read_lease_roll", "read_lease_figures", "list_lease_index_values"),
            "list_lease_asking_rents",
        )
    },
    "list_lease_occupations": Sample(
        query=lambda _side: {"since": "2026-01-01", "until": "2027-01-01"}, query_names_nothing=True
    ),
    "get_lease": Sample(LEASE),
    "compute_lease_bills": Sample(LEASE),
    "list_bookings_that_give_way": Sample(LEASE),
    "draft_a_lease": Sample(
        body=lambda side: {"number": "L-NEW", "tenant_id": str(side.organisation), **TERMS}, own=SAID
    ),
    "redraft_a_lease": call(LEASE, **TERMS),
    "amend_a_lease": call(LEASE, **TERMS),
    "renew_a_lease": call(LEASE, number="L-NEXT", **TERMS),
    "approve_a_lease": call(LEASE),
    "take_a_lease_over": call(LEASE, paper="A 1", signed_on="2026-01-01"),
    "withdraw_a_lease": call(LEASE, reason="test"),
    "give_notice_of_a_lease": call(LEASE, day="2027-06-01", reason="test"),
    "ask_to_take_a_notice_back": call(LEASE, until="2027-01-01", reason="test"),
    "agree_to_take_a_notice_back": call(LEASE),
    "prepare_lease_signing": call(LEASE, why="test"),
    "sign_a_lease": Sample(
        {**LEASE},
        body=lambda side: {"prepared": str(side.thing("prepared")), "password": "x", "code": "0"},
        own=(200, 403, 404, 409, 422),
    ),
    "hold_rooms": call(number="H-NEW", rooms=[], until="2027-01-01", for_whom="test"),
    "release_a_lease_hold": call(HOLD, reason="test"),
    "record_a_lease_index_value": call(
        name="CPI", month="2026-01", figure="101.5", published_on="2026-02-10", source="test"
    ),
    "set_a_lease_asking_rent": call(use="office", rate="55.00", since="2026-01-01"),
}
# closed lists, numbers of the operator, ids of organisations
NOT_WRITTEN = {
    "leases.Lease": {"state", "parties", "notice_by", "back_by"},
    "leases.LeaseVersion": {"id", "state", "parties", "text", "form", "rooms"},
    "leases.LeaseRoom": {"parties", "occupied"},
    "leases.Hold": {"state"},
    "leases.IndexValue": {"month"},
    "leases.AskingRent": {"use"},
}


def populate(home: Any, colleague: Any, label: str) -> dict[str, Any]:
    del colleague
    with use_scope(EVERYTHING):
        return _things(home.id, label)


def _things(owner: UUID, label: str) -> dict[str, Any]:
    code, day = code_of(label)[:20], date(2026, 12, 1)
    number = 700_000 + Room.objects.count()
    building = Building(
        organisation_id=owner,
        name_en=label,
        code=f"LB{code}"[:20],
        lowest_floor=1,
        highest_floor=1,
        width_dm=9,
        depth_dm=9,
    )
    building.save(force_insert=True)
    room = Room(
        organisation_id=owner,
        building=building,
        number=number,
        floor=1,
        code="L1",
        use="office",
        area_gross_m2=Decimal(12),
        area_net_m2=Decimal(10),
        height_m=Decimal(3),
        floor_load_kn_m2=Decimal(3),
        valid_from=date(2020, 1, 1),
    )
    room.save(force_insert=True)
    text = lease_file(f"L-{code}", room="L1")
    row = Lease(
        organisation_id=owner,
        parties=[],
        number=f"L-{code}",
        tenant_id=owner,
        starts_on=day,
        ends_on=date(2028, 12, 1),
        notice_days=90,
    )
    row.save(force_insert=True)
    version = {"lease": row, "number": 1, "since": day, "until": date(2028, 12, 1), "text": text}
    rooms = [
        {
            "room": str(room.id),
            "number": number,
            "code": "L1",
            "start": "2026-12-01",
            "end": "2028-12-01",
            "fit_out_until": None,
        }
    ]
    LeaseVersion(
        id=f"{row.id}/1",
        organisation_id=owner,
        form=read_form(text.encode()),
        rooms=rooms,
        drafted_at=now(),
        paper=label,
        **version,
    ).save(force_insert=True)
    LeaseRoom(organisation_id=owner, lease=row, room=room, starts_on=day, ends_on=date(2028, 12, 1)).save()
    hold = Hold(
        organisation_id=owner, number=f"H-{code}", for_whom=label, until=now().date() + timedelta(9), placed_at=now()
    )
    hold.save(force_insert=True)
    common = {"organisation_id": owner, "recorded_at": now()}
    IndexValue(**common, name=label, month="2026-01", figure=1, published_on=day, source=label).save()
    AskingRent(**common, use="office", rate=1, since=day).save()
    return {"lease": row.id, "lease_hold": hold.id}
