"""The addresses of this area."""

from django.urls import URLPattern

from cellpark.access.public import PUBLIC, requires, route
from cellpark.companies.public import CompanyPermission as May
from cellpark.web.areas.companies.views import (
    acts,
    apply,
    companies,
    erasing,
    growing,
    needs,
    own,
    recognitions,
    reviews,
    rules,
)

ONE = "companies/<uuid:company_id>"
SEE, KEEP, DECIDE, REPORT = (requires(each) for each in (May.SEE, May.KEEP, May.DECIDE, May.REPORT))

urlpatterns: list[URLPattern] = [
    route("companies", companies.listed, access=SEE, name="companies"),
    route("companies/board", companies.board, access=SEE, name="company_board"),
    route("companies/funnel", companies.funnel, access=SEE, name="company_funnel"),
    route("companies/needs", needs.listed, access=SEE, name="company_needs"),
    route("companies/recognitions", recognitions.counted, access=SEE, name="company_counts"),
    route("companies/rules", rules.listed, access=SEE, name="company_rules"),
    route("companies/rules/load", rules.load, access=DECIDE, name="company_rules_load"),
    route("companies/lead", acts.register, access=KEEP, name="company_lead"),
    route(ONE, companies.one, access=SEE, name="company"),
    route(f"{ONE}/recognitions", recognitions.glide, access=SEE, name="company_recognitions"),
    route(f"{ONE}/details", acts.details, access=KEEP, name="company_details"),
    route(f"{ONE}/step", acts.step, access=KEEP, name="company_step"),
    route(f"{ONE}/visit", acts.visit, access=KEEP, name="company_visit"),
    route(f"{ONE}/contact", acts.contact, access=KEEP, name="company_contact"),
    route(f"{ONE}/decline", acts.decline, access=DECIDE, name="company_decline"),
    route(f"{ONE}/reopen", acts.reopen, access=KEEP, name="company_reopen"),
    route(f"{ONE}/merge", acts.merge, access=DECIDE, name="company_merge"),
    route(f"{ONE}/reviewers", reviews.reviewers, access=DECIDE, name="company_reviewers"),
    route(f"{ONE}/accept", reviews.accept, access=DECIDE, name="company_accept"),
    route(f"{ONE}/offer", growing.offer, access=KEEP, name="company_offer"),
    route(f"{ONE}/admit", growing.admit, access=DECIDE, name="company_admit"),
    route(f"{ONE}/sign", growing.sign, access=KEEP, name="company_sign"),
    route(f"{ONE}/move-in", growing.move_in, access=KEEP, name="company_move_in"),
    route(f"{ONE}/enter", growing.enter, access=DECIDE, name="company_enter"),
    route(f"{ONE}/stage", growing.stage, access=KEEP, name="company_stage"),
    route(f"{ONE}/graduate", growing.graduate, access=DECIDE, name="company_graduate"),
    route(f"{ONE}/leave", growing.leave, access=DECIDE, name="company_leave"),
    route(f"{ONE}/passport", growing.passport, access=DECIDE, name="company_passport"),
    route(f"{ONE}/milestone", growing.milestone, access=KEEP, name="company_milestone"),
    route(f"{ONE}/need", needs.state, access=KEEP, name="company_need"),
    route("company-contacts/<uuid:contact_id>/erase", erasing.contact, access=KEEP, name="company_contact_erase"),
    route("company-milestones/<uuid:milestone_id>/void", growing.void, access=KEEP, name="company_milestone_void"),
    route("company-needs/<uuid:need_id>/met", needs.met, access=KEEP, name="company_need_met"),
    route("company-needs/<uuid:need_id>/place", needs.place, access=KEEP, name="company_need_place"),
    route("company-needs/<uuid:need_id>/give-up", needs.give_up, access=KEEP, name="company_need_give_up"),
    route("company-reviews/<uuid:review_id>", reviews.review, access=requires(May.REVIEW), name="company_review"),
    route("company-reviews/<uuid:review_id>/step-back", reviews.back, access=requires(May.REVIEW), name="company_back"),
    route("company-applications/<uuid:application_id>", reviews.application, access=SEE, name="company_application"),
    route(
        "company-applications/<uuid:application_id>/file", reviews.attached, access=SEE, name="company_application_file"
    ),
    route("own-company", own.page, access=requires(May.SEE_OWN), name="own_company"),
    route("own-company/milestone", own.milestone, access=REPORT, name="own_milestone"),
    route("own-company/need", own.need, access=REPORT, name="own_need"),
    route("own-company/needs/<uuid:need_id>/met", own.met, access=REPORT, name="own_need_met"),
    route("own-company/needs/<uuid:need_id>/give-up", own.give_up, access=REPORT, name="own_need_give_up"),
    route("apply", apply.form, access=PUBLIC, name="apply"),
    route("apply/own/<str:token>", erasing.own, access=PUBLIC, name="apply_own"),
    route("apply/sent/<str:token>", apply.sent, access=PUBLIC, name="apply_sent"),
]
