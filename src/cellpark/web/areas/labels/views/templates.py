"""Templates: the controlled forms of labels, with a specimen of each."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from cellpark.access.public import actor_of
from cellpark.base.actor import Actor
from cellpark.identity.public import names_of_people
from cellpark.labels import public as labels
from cellpark.labels.public import (
    COUNTRIES,
    DONORS,
    FIELDS,
    IDENTIFIERS,
    LABEL_KINDS,
    STATEMENTS,
    TEMPLATE_STATES,
    USES,
    Country,
    Donor,
    LabelKind,
    LabelPermission,
    LabelTemplate,
    TemplateState,
    Use,
    in_language,
    languages,
)
from cellpark.web.areas.labels.standing import template_state
from cellpark.web.pages.history import history_of
from cellpark.web.pages.offers import Offer, offer
from cellpark.web.pages.tables import Choice, Column, Kind, Table, table_response

CHOICES = (
    Choice(
        key="state",
        label=gettext_lazy("State"),
        lookup="state",
        options=tuple((each.value, TEMPLATE_STATES[each]) for each in TemplateState),
    ),
    Choice(
        key="kind",
        label=gettext_lazy("Kind of label"),
        lookup="kind",
        options=tuple((each.value, LABEL_KINDS[each]) for each in LabelKind),
    ),
)


def columns() -> tuple[Column[LabelTemplate], ...]:
    """Code and revision, name, for what, how it stands."""
    return (
        Column(
            key="code",
            label=gettext_lazy("Template"),
            kind=Kind.CODE,
            value=str,
            sort="code",
            search=("code", "name_zh", "name_en", "product"),
            link=lambda row: reverse("label_template", args=[row.id]),
        ),
        Column(key="name", label=pgettext_lazy("label template", "Name"), value="name"),
        Column(
            key="kind",
            label=gettext_lazy("Kind of label"),
            value=lambda row: str(LABEL_KINDS[LabelKind(row.kind)]),
            sort="kind",
        ),
        Column(
            key="country",
            label=gettext_lazy("Country"),
            value=lambda row: str(COUNTRIES[Country(row.country)]),
            sort="country",
        ),
        Column(key="product", label=gettext_lazy("Product"), value="product", sort="product"),
        Column(key="state", label=gettext_lazy("State"), kind=Kind.STATE, value=template_state, sort="state"),
    )


def templates(request: HttpRequest) -> HttpResponseBase:
    """All revisions, obsolete ones too (LBL-2)."""
    table = Table(
        labels.templates(),
        columns(),
        request,
        caption=_("Label templates"),
        order="code",
        choices=CHOICES,
        empty=_("There is no template yet: write one, and have a colleague approve it."),
    )
    drafts = labels.templates().filter(state=TemplateState.DRAFT).count()
    said = ngettext("%(count)s draft waits for approval.", "%(count)s drafts wait for approval.", drafts)
    context = {
        "now": said % {"count": drafts} if drafts else _("No draft waits."),
        "next": _("Compare the draft with its specimen and approve it.") if drafts else "",
        "who": _("Somebody of the quality unit other than the author.") if drafts else "",
        "offers": [
            offer(
                actor_of(request),
                LabelPermission.WRITE_TEMPLATE,
                _("Write a template"),
                reverse("label_template_new"),
                icon="plus",
                look="primary",
            )
        ],
    }
    return table_response(request, "labels/templates.html", table, context)


def template(request: HttpRequest, template_id: UUID) -> HttpResponse:
    """One revision: its specimen, what it carries, who answers for it."""
    found, actor = labels.template(template_id), actor_of(request)
    people = [each for each in (found.author, found.approver) if each]
    names, acts = names_of_people(people), _offers(actor, found)
    spoken = languages(Country(found.country))
    context = {
        "crumbs": [{"href": reverse("label_templates"), "label": _("Label templates")}],
        "template": found,
        "state": template_state(found),
        "kind": LABEL_KINDS[LabelKind(found.kind)],
        "use": USES[Use(found.use)],
        "country": COUNTRIES[Country(found.country)],
        "author": names.get(found.author, "") if found.author else "",
        "approver": names.get(found.approver, "") if found.approver else "",
        "pictures": [
            {"donor": DONORS[each], "href": reverse("label_template_picture", args=[template_id, each.value])}
            for each in Donor
        ],
        "fields": [(FIELDS[each], each in IDENTIFIERS) for each in found.chosen_fields],
        "statements": [[in_language(STATEMENTS[each], one) for one in spoken] for each in found.chosen_statements],
        "offers": acts,
        "shut": [each for each in acts if not each.open],
        "history": history_of([f"label-template/{template_id}"]),
    }
    return render(request, "labels/template.html", context)


def picture(request: HttpRequest, template_id: UUID, donor: str) -> HttpResponse:  # noqa: ARG001 -- a view takes it
    """A specimen as PNG, with the statements that this state of the donor adds."""
    found = labels.template(template_id)
    if donor not in list(Donor):
        raise Http404
    answer = HttpResponse(labels.template_png(found, donor=Donor(donor), ppi=203), content_type="image/png")
    answer["Cache-Control"] = "private, max-age=300"
    return answer


def _offers(actor: Actor, found: LabelTemplate) -> list[Offer]:
    def act(permission: str, words: str, route: str, icon: str, look: str = "plain") -> Offer:
        return offer(actor, permission, words, reverse(route, args=[found.id]), icon=icon, look=look)

    acts = []
    if found.state == TemplateState.APPROVED:
        acts.append(act(LabelPermission.ISSUE, _("Issue a label"), "label_issue", "printer", "primary"))
    if found.state == TemplateState.DRAFT:
        sign = _("Approve by signing")
        acts.append(act(LabelPermission.APPROVE_TEMPLATE, sign, "label_template_approve", "writing-sign", "primary"))
    if found.state != TemplateState.RETIRED:
        acts.append(act(LabelPermission.WRITE_TEMPLATE, _("Retire"), "label_template_retire", "x"))
    acts.append(act(LabelPermission.WRITE_TEMPLATE, _("Write the next revision"), "label_template_revise", "pencil"))
    return acts
