"""The addresses of this area."""

from django.urls import URLPattern

from cellpark.access.public import requires, route
from cellpark.labels.public import LabelPermission as May
from cellpark.web.areas.labels.views import acts, balances, issuing, label, queue, template_acts, templates

LABEL = "labels/<uuid:label_id>"
TEMPLATE = "label-templates/<uuid:template_id>"
BATCH = "label-balances/<uuid:batch>"

urlpatterns: list[URLPattern] = [
    route("labels", queue.queue, access=requires(May.SEE), name="labels"),
    route("label-balances", balances.balances, access=requires(May.SEE), name="label_balances"),
    route(BATCH, balances.balance, access=requires(May.SEE), name="label_balance"),
    route("label-templates", templates.templates, access=requires(May.SEE), name="label_templates"),
    route("label-templates/new", template_acts.draft, access=requires(May.WRITE_TEMPLATE), name="label_template_new"),
    route(TEMPLATE, templates.template, access=requires(May.SEE), name="label_template"),
    route(
        f"{TEMPLATE}/picture/<str:donor>",
        templates.picture,
        access=requires(May.SEE),
        name="label_template_picture",
    ),
    route(
        f"{TEMPLATE}/revise", template_acts.revise, access=requires(May.WRITE_TEMPLATE), name="label_template_revise"
    ),
    route(
        f"{TEMPLATE}/approve",
        template_acts.approve,
        access=requires(May.APPROVE_TEMPLATE),
        name="label_template_approve",
    ),
    route(
        f"{TEMPLATE}/signing/<uuid:prepared_id>",
        template_acts.sign,
        access=requires(May.APPROVE_TEMPLATE),
        name="label_template_signing",
    ),
    route(
        f"{TEMPLATE}/retire", template_acts.retire, access=requires(May.WRITE_TEMPLATE), name="label_template_retire"
    ),
    route(f"{TEMPLATE}/issue", issuing.issue, access=requires(May.ISSUE), name="label_issue"),
    route(LABEL, label.label, access=requires(May.SEE), name="label"),
    route(f"{LABEL}/picture", label.picture, access=requires(May.SEE), name="label_picture"),
    route(f"{LABEL}/paper", label.paper, access=requires(May.SEE), name="label_paper"),
    route(f"{LABEL}/verify", acts.verify, access=requires(May.VERIFY), name="label_verify"),
    route(f"{LABEL}/print", acts.print_one, access=requires(May.PRINT), name="label_print"),
    route(f"{LABEL}/apply", acts.apply, access=requires(May.USE), name="label_apply"),
    route(f"{LABEL}/specimen", acts.specimen, access=requires(May.USE), name="label_specimen"),
    route(f"{LABEL}/void", acts.void, access=requires(May.DISPOSE), name="label_void"),
    route(f"{LABEL}/destroy", acts.destroy, access=requires(May.DISPOSE), name="label_destroy"),
    route(f"{LABEL}/keep", acts.keep, access=requires(May.DISPOSE), name="label_keep"),
    route(f"{LABEL}/agree", acts.agree, access=requires(May.AGREE), name="label_agree"),
    route(f"{LABEL}/reprint", acts.reprint, access=requires(May.ISSUE), name="label_reprint"),
]
