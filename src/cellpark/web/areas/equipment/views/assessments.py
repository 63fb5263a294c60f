"""Risk assessments of closed systems side by side."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cellpark.access.public import actor_of
from cellpark.base.idempotency import Outcome
from cellpark.equipment import public as plant
from cellpark.equipment.public import AssessmentState, EquipmentPermission, ParallelAssessment
from cellpark.identity.public import names_of_people
from cellpark.kernel.problem import Problem
from cellpark.web.areas.equipment.act_pages import ActPage, Where, offers_of, show_act
from cellpark.web.areas.equipment.equipment_acts import ASSESSMENT_ACTS
from cellpark.web.areas.equipment.forms import AssessmentForm
from cellpark.web.areas.equipment.standing import assessment_state
from cellpark.web.pages.acts import FormPage, done, perform, show_page
from cellpark.web.pages.history import history_of
from cellpark.web.pages.offers import offer
from cellpark.web.pages.tables import Column, Kind, Table, table_response

COLUMNS: tuple[Column[ParallelAssessment], ...] = (
    Column(
        key="code",
        label=gettext_lazy("Code"),
        kind=Kind.CODE,
        sort="code",
        search=("code",),
        link=lambda row: reverse("assessment", args=[row.id]),
    ),
    Column(key="title", label=gettext_lazy("Title"), search=("title_zh", "title_en")),
    Column(key="rooms", label=gettext_lazy("Rooms"), value=lambda row: ", ".join(row.rooms)),
    Column(key="state", label=gettext_lazy("State"), kind=Kind.STATE, value=assessment_state),
    Column(key="valid_until", label=gettext_lazy("Valid until"), kind=Kind.DAY, sort="valid_until"),
)


def assessments(request: HttpRequest) -> HttpResponseBase:
    """All assessments in sight."""
    table = Table(
        plant.assessments(),
        COLUMNS,
        request,
        caption=_("Assessments of closed systems in parallel"),
        order="-valid_until",
        empty=_("No assessment exists: closed systems of several donors may not share a room."),
    )
    draft = offer(
        actor_of(request),
        EquipmentPermission.DRAFT_ASSESSMENT,
        _("Draft an assessment"),
        reverse("assessment_draft"),
        icon="plus",
    )
    return table_response(request, "equipment/assessments.html", table, {"draft": draft})


def assessment(request: HttpRequest, assessment_id: UUID) -> HttpResponse:
    """One assessment: what it allows, where, until when, who wrote and who approved it."""
    row = plant.assessment(assessment_id)
    actor = actor_of(request)
    own = Problem("equipment.assessment.own", rule="CN-1b") if row.drafted_by == actor.person_id else None
    waits = row.state == AssessmentState.DRAFT
    fitting = [
        act for act in ASSESSMENT_ACTS if row.state != AssessmentState.WITHDRAWN and (act.name != "approve" or waits)
    ]
    acts = offers_of(actor, fitting, "assessment", row.id, {"approve": own})
    names = names_of_people(each for each in (row.drafted_by, row.approved_by) if each is not None)
    context = {
        "crumbs": [{"href": reverse("assessments"), "label": _("Assessments")}],
        "row": row,
        "state": assessment_state(row),
        "drafted_by": names.get(row.drafted_by, "") if row.drafted_by else "",
        "approved_by": names.get(row.approved_by, "") if row.approved_by else "",
        "next": _("A head of quality who did not write it approves it.") if waits else "",
        "who": _("Head of quality") if waits else "",
        "offers": [each for each in acts if each.open],
        "shut": [each for each in acts if not each.open],
        "history": history_of([f"assessment/{row.id}"]),
    }
    return render(request, "equipment/assessment.html", context)


def assessment_act(act: ActPage) -> Callable[..., HttpResponse]:
    """The view of an act on an assessment."""

    def view(request: HttpRequest, assessment_id: UUID) -> HttpResponse:
        row = plant.assessment(assessment_id)
        where = Where(
            kicker=f"{row.code} · {row.title}",
            back=reverse("assessment", args=[row.id]),
            crumbs=[{"href": reverse("assessments"), "label": _("Assessments")}],
            version=lambda: plant.assessment(assessment_id).version,
        )
        return show_act(request, act, row, where)

    return view


def draft(request: HttpRequest) -> HttpResponse:
    """Write an assessment for quality to approve."""
    rooms = [(room.code, f"{room.code} · {room.name}") for room in plant.rooms()]
    form = AssessmentForm.of(request, rooms=rooms)

    def act() -> Outcome:
        made = plant.draft_assessment(actor=actor_of(request), **form.cleaned_data)
        return {"id": str(made.id)}

    outcome = perform(request, form, act)
    if outcome is not None:
        return done(request, reverse("assessment", args=[outcome["id"]]), _("The assessment waits for quality."))
    page = FormPage(
        title=_("Draft an assessment"),
        submit=_("Draft"),
        back=reverse("assessments"),
        lead=_("Closed systems of several donors side by side: where, with which measures, until when."),
        crumbs=({"href": reverse("assessments"), "label": _("Assessments")},),
    )
    return show_page(request, form, page)
