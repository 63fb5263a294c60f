"""The addresses of this area."""

from django.urls import URLPattern

from cellpark.access.public import requires, route
from cellpark.leases.public import LeasePermission as May
from cellpark.web.areas.leases.views import acts, drafting, figures, holds, leases, sign, values

LEASE = "leases/<uuid:lease_id>"

urlpatterns: list[URLPattern] = [
    route("leases", leases.listed, access=requires(May.SEE), name="leases"),
    route("leases/draft", drafting.draft, access=requires(May.DRAFT), name="lease_draft"),
    route("leases/holds", holds.listed, access=requires(May.HOLD), name="lease_holds"),
    route("leases/holds/place", holds.place, access=requires(May.HOLD), name="lease_hold"),
    route("leases/holds/<uuid:hold_id>/release", holds.release, access=requires(May.HOLD), name="lease_hold_release"),
    route("leases/roll", figures.roll, access=requires(May.ROLL), name="lease_roll"),
    route("leases/expiries", figures.expiries, access=requires(May.ROLL), name="lease_expiries"),
    route("leases/occupancy", figures.occupancy, access=requires(May.ROLL), name="lease_occupancy"),
    route("leases/values", values.shown, access=requires(May.ROLL), name="lease_values"),
    route("leases/values/index", values.index, access=requires(May.INDEX), name="lease_index"),
    route("leases/values/asking", values.asking, access=requires(May.INDEX), name="lease_asking"),
    route(LEASE, leases.one, access=requires(May.SEE), name="lease"),
    route(f"{LEASE}/bills", leases.bills, access=requires(May.SEE), name="lease_bills"),
    route(f"{LEASE}/sheet", leases.sheet, access=requires(May.SEE), name="lease_sheet"),
    route(f"{LEASE}/file", leases.file, access=requires(May.SEE), name="lease_file"),
    route(f"{LEASE}/redraft", drafting.redraft, access=requires(May.DRAFT), name="lease_redraft"),
    route(f"{LEASE}/amend", drafting.amend, access=requires(May.DRAFT), name="lease_amend"),
    route(f"{LEASE}/renew", drafting.renew, access=requires(May.DRAFT), name="lease_renew"),
    route(f"{LEASE}/take-over", acts.take_over, access=requires(May.APPROVE), name="lease_take_over"),
    route(f"{LEASE}/approve", acts.approve, access=requires(May.APPROVE), name="lease_approve"),
    route(f"{LEASE}/withdraw", acts.withdraw, access=requires(May.DRAFT), name="lease_withdraw"),
    route(f"{LEASE}/notice", acts.notice, access=requires(May.NOTICE), name="lease_notice"),
    route(f"{LEASE}/notice/back", acts.notice_back, access=requires(May.NOTICE), name="lease_notice_back"),
    route(f"{LEASE}/notice/agree", acts.notice_agree, access=requires(May.NOTICE), name="lease_notice_agree"),
    route(f"{LEASE}/sign", sign.begin, access=requires(May.SIGN), name="lease_sign_begin"),
    route(f"{LEASE}/sign/<uuid:prepared_id>", sign.sign, access=requires(May.SIGN), name="lease_sign"),
]
